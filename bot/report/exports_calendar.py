"""Calendar: what somebody promised in practices, and when they practise, as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from icalendar import Alarm, Calendar, Event

from bot.core.aftercare import BETTER_LEFT, moment_to_call
from bot.core.commitments import Commitment
from bot.core.numbers import Aftercare
from bot.report.exports import Exported, Pseudonyms
from bot.report.texts import Texts
from bot.training.archive import TurnRecord

_PROMISE = timedelta(minutes=15)
_SLOT = timedelta(minutes=15)
_WARNING = timedelta(minutes=-10)
_YEAR = timedelta(days=366)
_WEEKS = 8
"""A slot comes back for so many weeks, where nobody says how many."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Promise:
    """Something that a trainee promised a customer for a moment."""

    id: str
    customer: str
    quote: str
    due: datetime
    """When it is time to keep it."""


@dataclass(frozen=True)
class Slot:
    """A moment to practise that comes back every week, on one day or more."""

    first: datetime
    """In the clock of its place."""
    days: tuple[int, ...]
    """Monday is 0."""
    weeks: int = _WEEKS
    how: str = "calendar_slot_about"
    """What is said about how to begin, by the key of its sentence."""


def promises(
    practices: Iterable[Exported], customers: Mapping[str, str], names: Pseudonyms, numbers: Aftercare, now: datetime
) -> Iterator[Promise]:
    """The promises that are still to be kept, each at the moment at which to call; one sentence is one promise.

    What was followed up is kept or broken, what is past ``now`` is no more to be kept, and a customer who went away
    angry waits for nothing. ``customers`` has the customers' names by id.
    """
    for one in practices:
        if one.record.outcome in BETTER_LEFT:
            continue
        for promise in {(promise.due, promise.quote): promise for promise in _open(one.turns)}.values():
            at = moment_to_call(numbers, promise)
            if at > now:
                persona = one.record.persona
                called = customers.get(persona, persona)
                yield Promise(str(names.uuid(one.record.id, promise.what)), called, promise.quote, at)


def _open(turns: Iterable[TurnRecord]) -> Iterable[Commitment]:
    """The promises with a moment, of each kind the last one; without those that a follow-up was about."""
    made: dict[str, Commitment] = {}
    for turn in (kept.turn for kept in turns):
        if followed := turn.follows:
            rest = (one for one in made.values() if one.due != followed.due and one.what != followed.what)
            made = {one.what: one for one in rest}
        made |= {one.what: one for one in turn.commitments}
    return [one for one in made.values() if one.due]


def next_slot(days: Iterable[int], at: time, now: datetime) -> Slot:
    """From the first moment after ``now`` on one of those days (Monday is 0), by the clock of ``now``'s place."""
    wanted = tuple(sorted(days))
    coming = (datetime.combine(now.date() + timedelta(days=ahead), at, now.tzinfo) for ahead in range(8))
    return Slot(next(moment for moment in coming if moment.weekday() in wanted and moment > now), wanted)


def calendar(made: Iterable[Promise], slot: Slot | None, texts: Texts, zone: tzinfo, now: datetime) -> bytes:
    """The calendar file. Moments stand in the clock of ``zone``, with its summer time."""
    whole = Calendar()
    whole.add("prodid", "-//Tirade//tirade//EN")
    whole.add("version", "2.0")
    given = tuple(made)
    for promise in given:
        told = texts("calendar_promise", name=promise.customer), texts("calendar_promise_about", quote=promise.quote)
        whole.add_component(_event(promise.id, promise.due.astimezone(zone), _PROMISE, told, now))
    if slot:
        whole.add_component(_weekly(slot, texts, zone, now))
    _add_zone(whole, [*(promise.due for promise in given), *([slot.first] if slot else [])])
    return bytes(whole.to_ical())


def _weekly(slot: Slot, texts: Texts, zone: tzinfo, now: datetime) -> Event:
    """All moments of a slot as one event; the same choice is the same event, however often it is made."""
    days = [_DAYS[day] for day in slot.days]
    id_ = "-".join(["slot", *days, f"{slot.first:%H%M}"]).lower()
    told = texts("calendar_slot"), texts(slot.how)
    event = _event(id_, slot.first.astimezone(zone), _SLOT, told, now)
    event.add("rrule", {"freq": "weekly", "count": slot.weeks * len(days), "byday": days})
    return event


def _add_zone(whole: Calendar, moments: Sequence[datetime]) -> None:
    """Say how the clock changes, in a year before and after, which has both changes: not since 1970."""
    if moments:
        whole.add_missing_timezones((min(moments) - _YEAR).date(), (max(moments) + _YEAR).date())


def _event(id_: str, start: datetime, takes: timedelta, told: tuple[str, str], now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{id_}@tirade.invalid")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    event.add("duration", takes)
    event.add("summary", told[0])
    event.add("description", told[1])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", told[0])
    alarm.add("trigger", _WARNING)
    event.add_component(alarm)
    return event
