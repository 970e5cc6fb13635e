"""The values that a message names: moments, amounts and offers, to hold against what may be promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.recognition.values.lexicon import finders
from bot.recognition.values.line import read_line

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.moves import Amount, Language, Moment, Offered


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
    line, find = read_line(text), finders(language)
    moments = find.moments.find(line, now) if now else ()
    return Values(tuple(moments), tuple(find.amounts.find(line)), tuple(find.offers.find(line)))


__all__ = ["Values", "find_values"]
