"""The port behind which everything is kept. Each method is one transaction, or part of one; all of them may block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot.delivery.values import Input, Lease, Parcel, Receipt, Result, Settled, Work

Answer = TypeVar("Answer")


class DeliveryStore(Protocol):
    """Keeps conversations, inputs, timers and posts. Called from several threads and several processes at once."""

    @property
    def side_by_side(self) -> int:
        """As many calls at once are of use; what waits meanwhile is best made together."""

    def together(self, calls: Sequence[Callable[[], Answer]]) -> Sequence[Answer | Exception]:
        """Make several calls of this store, in one transaction where that costs less; all may block.

        What one of them raises is its answer, and no other's.
        """

    def accept(self, given: Input, now: float) -> bool:
        """Keep an input. False when its key was known already. When this returns, the input cannot be lost."""

    def claim(self, owner: str, now: float, lease: float, room: int) -> Sequence[Work]:
        """Take at most ``room`` things to deal with, one per conversation, oldest first, for ``lease`` seconds."""

    def commit(self, work: Work, result: Result, now: float) -> bool:
        """Keep a result and free the lease. False, and nothing kept, when the lease was lost meanwhile.

        TypeError or ValueError: the result cannot be written, now or ever.
        """

    def fail(self, work: Work, why: str, again_at: float | None, now: float) -> bool:
        """Give back what could not be dealt with: try again at ``again_at``, or set it aside for good (None)."""

    def renew(self, leases: Sequence[Lease], until: float) -> None:
        """Keep leases longer; those that were freed or lost are left alone."""

    def release(self, owner: str, now: float) -> None:
        """Free everything that ``owner`` holds: it has come back from a crash, or stops."""

    def claim_posts(self, owner: str, now: float, lease: float, room: int) -> Sequence[Parcel]:
        """Take at most ``room`` posts to send, the first unsent of each conversation, in doubt until settled."""

    def settle(self, parcel: Parcel, receipt: Receipt, now: float) -> Settled:
        """Note what became of a post; where a receipt was wanted, its input is accepted in the same transaction.

        That it was sent is true whoever says so; anything else counts only from the last one who claimed it.
        """

    def next_due(self, now: float) -> float | None:
        """When the next timer or post falls due; None when nothing waits."""

    def backlog(self, now: float) -> tuple[int, int]:
        """How many inputs and how many posts are due and undone: the queues' lengths."""

    def sweep(self, before: float) -> None:
        """Forget inputs and posts that were done with before a moment, and conversations without anything left."""
