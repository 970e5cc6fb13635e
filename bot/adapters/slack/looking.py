"""Looking: a practice that has ended, from the archive's records to what the faces of its debrief need."""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.slack.faces.lookback import Lookback
from bot.adapters.slack.faces.rendering import Authored, Links
from bot.adapters.slack.inputs import Asker
from bot.adapters.slack.office import Office
from bot.core.debrief import Debrief
from bot.core.persona import Outcome
from bot.training.archive import PracticeRecord, TurnRecord
from bot.training.contributing import contributions


def link(record: PracticeRecord, ts: str, url: str) -> str:
    """The address of a message in the thread of a practice; ``url`` is the workspace's own, with a slash at its end."""
    place = f"{url}archives/{record.channel}/p{ts.replace('.', '')}"
    return f"{place}?thread_ts={record.thread}&cid={record.channel}"


def _links(record: PracticeRecord, kept: Sequence[TurnRecord], url: str) -> Links:
    """The addresses of the trainees' messages; where several practised, with who wrote them."""
    several = len(record.trainees) > 1
    written = [one for one in kept if one.message]
    return {
        one.turn.number: Authored(link(record, one.message or "", url), one.person or "" if several else "")
        for one in written
    }


def may_review(record: PracticeRecord, asker: Asker) -> bool:
    """Whether a trainer may read a talk back and say something of it: one that others may see and that was not stopped.

    Nobody reviews a talk of their own.
    """
    ended = record.outcome not in (None, Outcome.STOPPED) and record.visible
    return ended and asker.trainer and asker.team == record.workspace and asker.person not in record.trainees


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
    visible = record.visible
    return Lookback(
        practice=record.id,
        persona=persona,
        following=office.training.next_customer(persona, debriefs),
        links=_links(record, kept, url),
        contributions=contributions(record, kept),
        may_share=office.has_trainers and record.private and not record.shared,
        registered=office.archive.registration(record.id) is not None,
        own=own,
        marks=tuple(office.archive.marks(record.id)) if visible or not own else (),
        verdicts=tuple(office.archive.verdicts(record.id)) if own and visible else (),
        may_unshare=own and record.private and record.shared,
    )
