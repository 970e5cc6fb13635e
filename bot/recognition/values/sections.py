"""What sections of values.yaml share: phrases by value, phrases alone, times of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bot.recognition.values.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Value = TypeVar("Value")
Section = dict[str, Any]


def grouped(
    section: Mapping[Any, Iterable[str]],
    value: Callable[[str], Value],
    wanted: Callable[[str], bool] = bool,
    stops: Iterable[str] = (),
) -> Phrases[Value]:
    """Phrases with the value of the key that they stand under, only those that are ``wanted``; no gap in them holds one
    of the words ``stops``.
    """
    listed = ((key, phrase) for key, phrases in section.items() for phrase in phrases if wanted(phrase))
    return Phrases(((phrase, value(str(key))) for key, phrase in listed), frozenset(stops))


def listed(section: Iterable[str]) -> Phrases[bool]:
    """Phrases that are only there or not."""
    return Phrases((phrase, True) for phrase in section)


def minutes(clock: str) -> int:
    """The minutes from midnight of "16:30"."""
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest or 0)
