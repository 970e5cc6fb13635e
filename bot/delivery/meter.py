"""What can be measured while things are delivered. Whoever wants figures hands in callables; the rest stays silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _nothing(*_: object) -> None:
    """Nobody measures this."""


@dataclass(frozen=True)
class Meter:
    """Called on the event loop, between other things: what is handed in returns at once and raises nothing."""

    accepted: Callable[[bool], object] = _nothing
    """An input was kept; False: it was known already."""
    turned: Callable[[float], object] = _nothing
    """Something was dealt with, in so many seconds from its claim to its commit."""
    failed: Callable[[bool], object] = _nothing
    """Something could not be dealt with; True: it was set aside for good."""
    sent: Callable[[str], object] = _nothing
    """A post was tried: ``sent``, ``held``, ``uncertain``, ``refused``, or ``late`` for a claim too old to use."""
    waiting: Callable[[int, int], object] = _nothing
    """How many inputs and how many posts are due and undone, every few seconds."""
