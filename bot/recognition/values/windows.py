"""From what a message says about a moment to the window of time that it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.recognition.values.clocks import DAY, HALF_DAY, STRONG, Clock
from bot.recognition.values.day import PAST, Day, one
from bot.recognition.values.durations import Duration, wall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

NIGHT, CLOSE = "night", "close"
"""Parts of the day with a rule of their own: the night ends on the next day, "before the close" is until its end."""

_NIGHT_ENDS = 6
_LIMITS = frozenset({"by", "before"})


class Window(NamedTuple):
    """From when until when."""

    start: datetime
    end: datetime


class _Scale(NamedTuple):
    """When each part of the day is, in minutes from midnight, and how many minutes "around" is."""

    parts: Mapping[str, tuple[int, int]]
    around: int


@dataclass
class Draft:
    """What a message says about one moment."""

    direction: str = ""
    day: Day | None = None
    part: str | None = None
    clock: Clock | None = None
    until: Clock | None = None

    @property
    def begun(self) -> bool:
        """Whether anything but a direction was read."""
        return bool(self.day or self.part or self.clock)

    @property
    def ahead(self) -> bool:
        """Whether the words alone say that it is to come."""
        return self.direction in _LIMITS or bool(self.day and self.day.ahead)

    @property
    def spans(self) -> bool:
        """Whether both a begin and an end were named."""
        return bool(self.until or (self.day and self.day.through))


def length_window(length: Duration, direction: str, now: datetime) -> Window:
    """The window of a length of time: "within two days", "in two days"."""
    end = length.after(now, length.most)
    if direction != "over":
        return Window(now, end)
    start = length.after(now, length.least)
    if not length.in_days:
        return Window(start, end)
    return Window(wall(start.date(), 0, now), wall(end.date(), DAY, now))


def window_of(draft: Draft, now: datetime, parts: Mapping[str, tuple[int, int]], around: int) -> Window | None:
    """The window that a draft means, or None where it has gone by or says nothing."""
    if draft.day is PAST or (draft.direction == "range" and not draft.spans):
        return None
    for reading in _readings(draft, now):
        named = _named(reading, now, parts)
        window = _framed(reading, named, now, _Scale(parts, around))
        if window and window.end > now:
            return Window(max(window.start, now), window.end)
    return None


def _readings(draft: Draft, now: datetime) -> Iterator[Draft]:
    """What a draft can mean, best first: today or later, and in the end twelve hours later than it says."""
    day = draft.day or one(now.date(), roll=1)
    if draft.part == NIGHT and now.hour < _NIGHT_ENDS and day.first == now.date():
        day = day.later(-1)
    if draft.clock or draft.part:
        yield replace(draft, day=day)
    yield replace(draft, day=day.later(day.roll))
    if draft.clock and not draft.clock.fixed and not draft.part and draft.direction in _LIMITS:
        yield replace(draft, day=day, clock=Clock(draft.clock.minutes % HALF_DAY + HALF_DAY, STRONG, fixed=True))


def _named(draft: Draft, now: datetime, parts: Mapping[str, tuple[int, int]]) -> Window:
    """The window that the words name, without the direction."""
    day = draft.day or one(now.date())
    if draft.clock:
        start, end = _minutes(draft.clock, draft.until, parts.get(draft.part or ""))
        return Window(wall(day.first, start, now), wall(day.first, end, now))
    if draft.part:
        start, end = parts[draft.part]
        return Window(wall(day.first, start, now), wall(day.first, end, now))
    return Window(wall(day.first, 0, now), wall(day.until, 0, now))


def _minutes(clock: Clock, until: Clock | None, part: tuple[int, int] | None) -> tuple[int, int]:
    if not until:
        start = clock.within(*part) if part else clock.on_a_working_day()
        return start, start
    if part:
        return _in_order(clock.within(*part), until.within(*part))
    if until.fixed and not clock.fixed:
        end = until.minutes
        return (clock.minutes + HALF_DAY * (clock.minutes + HALF_DAY < end)), end
    return _in_order(clock.on_a_working_day(), until.minutes)


def _in_order(start: int, end: int) -> tuple[int, int]:
    while end <= start:
        end += HALF_DAY
    return start, end


def _framed(draft: Draft, named: Window, now: datetime, scale: _Scale) -> Window | None:
    if draft.direction == "by":
        return Window(now, named.end)
    if draft.direction == "before":
        closing = draft.part == CLOSE or (draft.day is not None and draft.day.closing)
        keep_end = closing or named.start <= now
        return Window(now, named.end if keep_end and not draft.clock else named.start)
    if draft.direction in ("after", "from"):
        return _open_ended(draft, named, now, scale)
    if draft.direction == "around" and draft.clock:
        around = timedelta(minutes=scale.around)
        return Window(named.start - around, named.end + around)
    return named


def _open_ended(draft: Draft, named: Window, now: datetime, scale: _Scale) -> Window | None:
    """From a time until the part of the day that was named is over, or the day: "tomorrow morning after 9"."""
    if draft.direction == "from" and (draft.until or not draft.clock):
        return named
    if not draft.clock and not draft.part:
        return None
    part = scale.parts.get(draft.part or "") if draft.clock else None
    over = wall(draft.day.first, part[1], now) if part and draft.day else wall(named.start.date(), DAY, now)
    return Window(named.end, max(over, named.end))
