"""Store: everything that is kept, behind the ports of delivery and of the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine

from bot.adapters.store import archive, commit, inbox, leases, outbox, privacy, records, waiting
from bot.adapters.store.database import Transactions, open_database
from bot.adapters.store.migrations import migrate
from bot.core.debrief import Debrief
from bot.delivery.values import Input, Lease, Parcel, Receipt, Result, Settled, Work
from bot.training.archive import (
    MarkRecord,
    PersonSettings,
    PracticeRecord,
    Record,
    RegistrationRecord,
    TurnRecord,
    VerdictRecord,
)

Answer = TypeVar("Answer")
_SWEPT_AT_ONCE = 5000
_FORGOTTEN_AT_ONCE = 200
"""A sweep is many short transactions: nobody waits for a long one."""


def open_store(url: str) -> Store:
    """The store at ``sqlite:///file.db`` or ``postgresql://host/name``, brought to the present schema."""
    engine = open_database(url)
    try:
        Transactions(engine).write(migrate)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """A ``DeliveryStore`` and an ``Archive`` over one database. The ports say what each method does."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._transactions = Transactions(engine)
        self._read = self._transactions.read
        self._write = self._transactions.write
        self.side_by_side = self._transactions.side_by_side

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def together(self, calls: Sequence[Callable[[], Answer]]) -> Sequence[Answer | Exception]:
        """See DeliveryStore."""
        return self._transactions.together(calls)

    def accept(self, given: Input, now: float) -> bool:
        """See DeliveryStore."""
        return self._write(inbox.accept_alone, given, now)

    def claim(self, owner: str, now: float, lease: float, room: int) -> Sequence[Work]:
        """See DeliveryStore."""
        return self._write(leases.claim, owner, now, lease, room)

    def commit(self, work: Work, result: Result, now: float) -> bool:
        """See DeliveryStore."""
        return self._write(commit.commit, work, result, now)

    def fail(self, work: Work, why: str, again_at: float | None, now: float) -> bool:
        """See DeliveryStore."""
        return self._write(commit.fail, work, why, again_at, now)

    def renew(self, leases_held: Sequence[Lease], until: float) -> None:
        """See DeliveryStore."""
        self._write(leases.renew, leases_held, until)

    def release(self, owner: str, now: float) -> None:
        """See DeliveryStore."""
        self._write(leases.release, owner)
        self._write(outbox.release, owner, now)

    def claim_posts(self, owner: str, now: float, lease: float, room: int) -> Sequence[Parcel]:
        """See DeliveryStore."""
        return self._write(outbox.claim, owner, now, lease, room)

    def settle(self, parcel: Parcel, receipt: Receipt, now: float) -> Settled:
        """See DeliveryStore."""
        return self._write(outbox.settle, parcel, receipt, now)

    def next_due(self, now: float) -> float | None:
        """See DeliveryStore."""
        return self._read(waiting.next_due, now)

    def backlog(self, now: float) -> tuple[int, int]:
        """See DeliveryStore."""
        return self._read(waiting.backlog, now)

    def sweep(self, before: float) -> None:
        """See DeliveryStore."""
        while self._write(waiting.sweep_done, before, _SWEPT_AT_ONCE) == _SWEPT_AT_ONCE:
            pass
        self._write(waiting.sweep_conversations)

    def practice(self, practice: str) -> PracticeRecord | None:
        """See Archive."""
        return self._read(archive.practice_by_id, practice)

    def running(self, workspace: str, person: str) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.running, workspace, person)

    def running_in(self, workspace: str, channel: str) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.running_in, workspace, channel)

    def recent(self, workspace: str, person: str, limit: int) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.recent, workspace, person, limit)

    def of_trainer(self, workspace: str, limit: int) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.of_trainer, workspace, limit)

    def of_team(self, workspace: str, limit: int) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.of_team, workspace, limit)

    def turns(self, practice: str) -> Sequence[TurnRecord]:
        """See Archive."""
        return self._read(archive.turns, practice)

    def debriefs(self, practice: str) -> Sequence[Debrief]:
        """See Archive."""
        return self._read(archive.debriefs, practice)

    def registration(self, practice: str) -> RegistrationRecord | None:
        """See Archive."""
        return self._read(archive.registration_of, practice)

    def marks(self, practice: str) -> Sequence[MarkRecord]:
        """See Archive."""
        return self._read(archive.marks, practice)

    def verdicts(self, practice: str) -> Sequence[VerdictRecord]:
        """See Archive."""
        return self._read(archive.verdicts, practice)

    def verdicts_on(self, rubric: str) -> Sequence[VerdictRecord]:
        """See Archive."""
        return self._read(archive.verdicts_on, rubric)

    def ended_since(self, moment: datetime | None) -> Sequence[PracticeRecord]:
        """See Archive."""
        return self._read(archive.ended_since, moment)

    def keep(self, given: Iterable[Record]) -> None:
        """See Archive."""
        self._write(records.write_all, tuple(given))

    def settings(self, workspace: str, person: str) -> PersonSettings:
        """See Archive."""
        return self._read(archive.settings, workspace, person)

    def choose(self, settings: PersonSettings) -> None:
        """See Archive."""
        self._write(archive.choose, settings)

    def export(self, workspace: str, person: str) -> Mapping[str, object]:
        """See Archive."""
        return self._read(privacy.export, workspace, person)

    def delete(self, workspace: str, person: str) -> int:
        """See Archive."""
        gone = self._write(privacy.forget, workspace, person)
        self._transactions.wipe()
        return gone

    def forget_before(self, moment: datetime) -> int:
        """See Archive."""
        total = 0
        while gone := self._write(privacy.forget_before, moment, _FORGOTTEN_AT_ONCE):
            total += gone
        self._transactions.wipe()
        return total
