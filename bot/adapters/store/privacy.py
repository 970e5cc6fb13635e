"""Privacy: everything that is kept of a person, forgetting a person, and forgetting what is old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, exists, or_, select, update

from bot.adapters.store import archive
from bot.adapters.store.codec import decode, encode, from_text, plain, to_text
from bot.adapters.store.redacting import Redaction, emptied
from bot.adapters.store.tables import (
    conversation,
    debrief,
    inbox,
    mark,
    outbox,
    person_settings,
    practice,
    practice_person,
    registration,
    timer,
    turn,
    verdict,
)
from bot.core.conversation import Turn
from bot.core.debrief import Debrief, Observation
from bot.training.archive import (
    MarkRecord,
    PersonSettings,
    PracticeRecord,
    RegistrationRecord,
    TurnRecord,
    VerdictRecord,
)


def export(tx: Connection, workspace: str, person: str) -> Mapping[str, object]:
    """Everything that is kept of a person. Of what they did with others, without the others' words."""
    ids = tx.execute(archive.of_person(workspace, person)).scalars().all()
    kept = [archive.practice_by_id(tx, one) for one in sorted(ids)]
    return {
        "workspace": workspace,
        "person": person,
        "settings": plain(PersonSettings, archive.settings(tx, workspace, person)),
        "practices": [_exported(tx, one, person) for one in kept if one],
        "verdicts": [plain(VerdictRecord, one) for one in archive.verdicts_of(tx, workspace, person)],
        "observations": list(_observations(tx, workspace, person)),
    }


def _observations(tx: Connection, workspace: str, person: str) -> Iterator[Mapping[str, object]]:
    """What a person told of the practices that they observed."""
    for row in tx.execute(_naming(workspace, person)).all():
        mine = (one for one in decode(Debrief, row.body).observations if one.person == person)
        yield from ({"practice": row.practice, "rubric": row.rubric, **plain(Observation, one)} for one in mine)


def _naming(workspace: str, person: str) -> Select[Any]:
    """The debriefs of a workspace that name a person: who observed is in no list of people."""
    here = select(practice.c.id).where(practice.c.workspace == workspace)
    named = debrief.c.body.contains(to_text(person), autoescape=True)
    return select(debrief).where(debrief.c.practice.in_(here), named).order_by(debrief.c.practice, debrief.c.rubric)


def _exported(tx: Connection, record: PracticeRecord, person: str) -> Mapping[str, object]:
    """A practice as its trainee may have it; its trainer gets what they did themselves."""
    shown: dict[str, object] = {"practice": plain(PracticeRecord, record)}
    marks = archive.marks(tx, record.id)
    if person not in record.trainees:
        return {**shown, "marks": [plain(MarkRecord, one) for one in marks if one.trainer == person]}
    transcript = archive.turns(tx, record.id)
    others = [one for one in transcript if one.person not in (None, person)]
    redaction = Redaction(_texts(others))
    numbers = {one.turn.number for one in others}
    written = archive.registration_of(tx, record.id)
    return {
        **shown,
        "turns": [redaction.of(_shown(one)) for one in transcript if one not in others],
        "debriefs": [redaction.of(plain(Debrief, one)) for one in archive.debriefs(tx, record.id)],
        "registration": plain(RegistrationRecord, written) if written and written.person == person else None,
        "marks": [plain(MarkRecord, one) for one in marks if one.turn not in numbers],
        "verdicts": [plain(VerdictRecord, one) for one in archive.verdicts(tx, record.id)],
    }


def _shown(record: TurnRecord) -> Mapping[str, object]:
    return {"message": record.message, **plain(Turn, record.turn)}


def _texts(records: Sequence[TurnRecord]) -> list[str]:
    return [one.turn.text for one in records if one.turn.text]


def forget(tx: Connection, workspace: str, person: str) -> int:
    """Forget a person. Practices that were theirs alone go whole; from those with others, what is theirs goes."""
    if not person:
        return 0
    trained = tx.execute(archive.of_person(workspace, person, "trainee")).scalars().all()
    alone = [one for one in trained if not _others(tx, one, person)]
    _forget_practices(tx, alone)
    for one in sorted(set(trained) - set(alone)):
        _redact(tx, one, person)
    _forget_roles(tx, archive.of_person(workspace, person), person)
    _forget_observing(tx, workspace, person)
    _forget_judgements(tx, select(practice.c.id).where(practice.c.workspace == workspace), person)
    mine = (person_settings.c.workspace == workspace) & (person_settings.c.person == person)
    tx.execute(delete(person_settings).where(mine))
    _forget_deliveries(tx, person)
    return len(alone)


def _others(tx: Connection, wanted: str, person: str) -> bool:
    trainees = (practice_person.c.practice == wanted) & (practice_person.c.role == "trainee")
    other = practice_person.c.person.not_in(["", person])
    return bool(tx.execute(select(exists().where(trainees, other))).scalar())


def _forget_roles(tx: Connection, theirs: Select[str], person: str) -> None:
    """A trainee leaves an empty place, a trainer nothing."""
    tx.execute(delete(registration).where(registration.c.practice.in_(theirs), registration.c.person == person))
    here = practice_person.c.practice.in_(theirs) & (practice_person.c.person == person)
    tx.execute(update(practice_person).where(here).values(person=""))


def _forget_judgements(tx: Connection, here: Select[str], person: str) -> None:
    """What a trainer marked and thought of scores, also in practices that they only looked at."""
    for table in (mark, verdict):
        tx.execute(delete(table).where(table.c.practice.in_(here), table.c.trainer == person))


def _forget_deliveries(tx: Connection, person: str) -> None:
    """Undone inputs that came from them, and unsent posts for them."""
    name = to_text(person)
    tx.execute(delete(inbox).where(inbox.c.payload.contains(name, autoescape=True)))
    tx.execute(delete(outbox).where(outbox.c.body.contains(name, autoescape=True)))


def _redact(tx: Connection, wanted: str, person: str) -> None:
    """Take a person's words and name out of a practice with others. The conversation's lease, if any, is lost."""
    state = _standing_still(tx, wanted)  # before anything else is read
    transcript = archive.turns(tx, wanted)
    redaction = Redaction(_texts([one for one in transcript if one.person == person]), person)
    _redact_state(tx, wanted, state, redaction)
    _redact_turns(tx, transcript, redaction)
    _redact_debriefs(tx, select(debrief).where(debrief.c.practice == wanted), redaction)


def _forget_observing(tx: Connection, workspace: str, person: str) -> None:
    """What a person told of practices that they observed, and their name in those."""
    redaction = Redaction((), person)
    here = conversation.c.id.startswith(f"{workspace}:", autoescape=True)
    named = conversation.c.state.contains(to_text(person), autoescape=True)
    for one in tx.execute(select(conversation.c.id).where(here, named)).scalars().all():
        _redact_state(tx, one, _standing_still(tx, one), redaction)
    _redact_debriefs(tx, _naming(workspace, person), redaction)


def _standing_still(tx: Connection, wanted: str) -> str | None:
    """The state of a conversation, which from now on nobody changes."""
    here = conversation.c.id == wanted
    return tx.execute(select(conversation.c.state).where(here).with_for_update()).scalar()


def _redact_state(tx: Connection, wanted: str, state: str | None, redaction: Redaction) -> None:
    if state:
        clean = to_text(redaction.of(from_text(state)))
        freed = {"state": clean, "lease_token": conversation.c.lease_token + 1, "lease_until": 0.0, "lease_owner": None}
        tx.execute(update(conversation).where(conversation.c.id == wanted).values(freed))


def _redact_debriefs(tx: Connection, wanted: Select[Any], redaction: Redaction) -> None:
    for row in tx.execute(wanted).all():
        body = to_text(redaction.of(from_text(row.body)))
        this = (debrief.c.practice == row.practice) & (debrief.c.rubric == row.rubric)
        tx.execute(update(debrief).where(this).values(body=body))


def _redact_turns(tx: Connection, transcript: Sequence[TurnRecord], redaction: Redaction) -> None:
    for one in transcript:
        here = (turn.c.practice == one.practice) & (turn.c.number == one.turn.number)
        if one.person == redaction.person:
            nothing = {"person": "", "message": None, "before": None, "body": encode(Turn, emptied(one.turn))}
            tx.execute(update(turn).where(here).values(nothing))
            continue
        row = tx.execute(select(turn.c.body, turn.c.before).where(here)).one()
        body = to_text(redaction.of(from_text(row.body)))
        before = row.before and to_text(redaction.of(from_text(row.before)))
        tx.execute(update(turn).where(here).values(body=body, before=before))


def forget_before(tx: Connection, moment: datetime, most: int) -> int:
    """Forget practices that ended before a moment, and those that never ended but have been still since; ``most`` of
    them at a time."""
    later = exists().where(turn.c.practice == practice.c.id, turn.c.at >= moment)
    still = and_(practice.c.ended.is_(None), practice.c.started < moment, ~later)
    query = select(practice.c.id).where(or_(practice.c.ended < moment, still)).limit(most)
    old = tx.execute(query).scalars().all()
    _forget_practices(tx, old)
    return len(old)


def _forget_practices(tx: Connection, practices: Sequence[str]) -> None:
    """Forget practices with all that hangs on them. Whoever is dealing with one loses the lease: the row is gone."""
    tx.execute(delete(conversation).where(conversation.c.id.in_(practices)))
    for table in (inbox, timer, outbox):
        tx.execute(delete(table).where(table.c.conversation.in_(practices)))
    tx.execute(delete(practice).where(practice.c.id.in_(practices)))
