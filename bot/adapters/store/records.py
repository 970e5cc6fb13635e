"""Records: what the archive keeps, written in the transaction of the result that brings it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sqlalchemy import Connection, insert

from bot.adapters.store import statements
from bot.adapters.store.codec import encode, to_text
from bot.adapters.store.tables import debrief, mark, practice, practice_person, registration, turn, verdict
from bot.core.conversation import State, Turn
from bot.core.debrief import Debrief
from bot.core.registering import Entry
from bot.training.archive import (
    DebriefRecord,
    MarkRecord,
    PracticeRecord,
    Record,
    RegistrationRecord,
    TurnRecord,
    VerdictRecord,
)

Entries = tuple[Entry, ...]
_KEPT_APART = frozenset({"trainees", "trainer", "rubrics"})


def write(tx: Connection, record: Record) -> None:
    """Keep a record; one that was there is replaced. Marks are never the same: each is added."""
    match record:
        case PracticeRecord():
            _practice(tx, record)
        case TurnRecord():
            _turns(tx, [record])
        case DebriefRecord():
            body = encode(Debrief, record.debrief)
            row = {"practice": record.practice, "rubric": record.debrief.rubric.id, "body": body}
            tx.execute(statements.upsert(tx, debrief), row)
        case RegistrationRecord():
            entries = encode(Entries, record.entries)
            row = {"practice": record.practice, "person": record.person, "entries": entries}
            tx.execute(statements.upsert(tx, registration), row)
        case MarkRecord():
            tx.execute(insert(mark), [_commented(record)])
        case VerdictRecord():
            tx.execute(statements.upsert(tx, verdict), _commented(record))


def _practice(tx: Connection, record: PracticeRecord) -> None:
    row = {name: value for name, value in vars(record).items() if name not in _KEPT_APART}
    tx.execute(statements.upsert(tx, practice), {**row, "rubrics": to_text(record.rubrics)})
    people = [("trainee", place, person) for place, person in enumerate(record.trainees)]
    people += [("trainer", 0, record.trainer)] if record.trainer else []
    rows = [{"practice": record.id, "role": role, "place": place, "person": person} for role, place, person in people]
    # People join a practice and never leave it; whoever was forgotten does not come back with the next record.
    tx.execute(statements.insert(tx.dialect.name, practice_person).on_conflict_do_nothing(), rows)


def turn_row(record: TurnRecord) -> dict[str, object]:
    """A turn as the table has it."""
    return {
        "practice": record.practice,
        "number": record.turn.number,
        "at": record.turn.at,
        "person": record.person,
        "message": record.message,
        "body": encode(Turn, record.turn),
        "before": None if record.before is None else encode(State, record.before),
    }


def write_all(tx: Connection, records: Iterable[Record]) -> None:
    """Keep records, in their order: a practice comes before what hangs on it. Turns in a row are one statement."""
    for kind, same in groupby(records, type):
        if kind is TurnRecord:
            _turns(tx, same)
        else:
            for record in same:
                write(tx, record)


def _turns(tx: Connection, records: Iterable[Record]) -> None:
    rows = [turn_row(record) for record in records if isinstance(record, TurnRecord)]
    tx.execute(statements.upsert(tx, turn), rows)


def _commented(record: MarkRecord | VerdictRecord) -> dict[str, object]:
    return {**vars(record), "comment": to_text(record.comment)}
