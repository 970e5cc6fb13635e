"""The values that a message names: moments, amounts and offers, to hold against what may be promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.recognition.values.lexicon import finders
from bot.recognition.values.line import read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.moves import Amount, Language, Moment, Offered, Span
    from bot.recognition.parse import Said

_ANY_MOMENT = datetime(2026, 11, 25, 10, tzinfo=UTC)
"""A moment for reading times where it only matters that there is one: a Wednesday at ten."""


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


def marks_of(text: str, language: Language, said: Sequence[Said]) -> list[frozenset[str]]:
    """The kinds of value that each sentence of ``text`` names, as any moment would have them."""
    return marks_in(find_values(text, language, _ANY_MOMENT), said)


def marks_in(values: Values, said: Sequence[Said]) -> list[frozenset[str]]:
    """The kinds of value that each sentence names."""
    named = [(moment.span.start, "moment") for moment in values.moments]
    named += [(amount.span.start, "amount") for amount in values.amounts]
    named += [(offered.span.start, mark) for offered in values.offered for mark in ("offer", f"offer {offered.kind}")]
    return [
        frozenset(mark for start, mark in named if sentence.span.start <= start < sentence.span.end)
        for sentence in said
    ]


__all__ = ["Values", "find_values", "marks_in", "marks_of"]
