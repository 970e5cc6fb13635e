"""Looking: a practice that has ended, from the archive's records to what the faces of its debrief need."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.office import Office
from bot.core.debrief import Debrief
from bot.training.archive import PracticeRecord, TurnRecord


def link(record: PracticeRecord, ts: str, url: str) -> str:
    """The address of a message in the thread of a practice; ``url`` is the workspace's own, with a slash at its end."""
    place = f"{url}archives/{record.channel}/p{ts.replace('.', '')}"
    return f"{place}?thread_ts={record.thread}&cid={record.channel}"


def lookback(
    office: Office,
    record: PracticeRecord,
    kept: Sequence[TurnRecord],
    debriefs: Sequence[Debrief],
    *,
    url: str,
    own: bool = True,
) -> Lookback:
    """What the faces of the debrief need to know besides. ``own``: it is shown to a trainee of the practice."""
    persona = office.training.library.personas[record.persona]
    visible = record.shared or not record.private
    return Lookback(
        practice=record.id,
        persona=persona,
        following=office.training.next_customer(persona, debriefs),
        links={one.turn.number: link(record, one.message, url) for one in kept if one.message},
        may_share=office.has_trainers and record.private and not record.shared,
        registered=office.archive.registration(record.id) is not None,
        own=own,
        marks=tuple(office.archive.marks(record.id)) if visible or not own else (),
    )
