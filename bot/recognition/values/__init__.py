"""The values that a message names: moments, amounts and offers, to hold against what may be promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.recognition.values.lexicon import finders
from bot.recognition.values.line import read_line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.moves import Amount, Language, Moment, Offered, Span


@dataclass(frozen=True)
class Values:
    """The values of one message, each kind in order of appearance."""

    moments: tuple[Moment, ...] = ()
    amounts: tuple[Amount, ...] = ()
    offered: tuple[Offered, ...] = ()


def find_values(text: str, language: Language, now: datetime | None) -> Values:
    """The moments, amounts and offers that ``text`` names.

    ``now`` is the moment at which the message was sent, with the time zone in which it is meant. Without it there are
    no moments.
    """
    find = finders(language)
    line = read_line(text).spelled(find.spellings)
    amounts = find.amounts.find(line)
    moments = find.moments.find(line, now) if now else []
    return Values(tuple(_besides(moments, amounts)), tuple(amounts), tuple(find.offers.find(line)))


def _besides(moments: list[Moment], amounts: list[Amount]) -> list[Moment]:
    """The moments whose words are no amount: "up by 2.50" is no time."""
    taken = [amount.span for amount in amounts]
    return [one for one in moments if not any(_overlap(one.span, span) for span in taken)] if taken else moments


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


__all__ = ["Values", "find_values"]
