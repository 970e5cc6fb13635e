"""Team compare: what a step of a team script expects to be seen, held against what is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from team_script import NOBODY, NOTHING, SOMETHING, Step, texts

Shown = Mapping[str, tuple[str, ...]]
"""Place or person -> what is to be read there, from first to last."""


@dataclass(frozen=True)
class Seen:
    """What there is to see and hear at a moment."""

    grows: Mapping[str, tuple[tuple[str, str], ...]]
    """What comes one after the other, and where: in the thread, by the customer, for one person alone."""
    stands: Shown
    """What is there as it stands now: the card, the debrief, a page."""
    heard: tuple[str, ...]
    """Whose words the customer heard."""
    signs: Shown
    kept: str


def wrong(step: Step, before: Seen, after: Seen, plain: Callable[[str], str]) -> Iterator[str]:
    """A sentence for everything that is not as the step expects."""
    shown = {**_new(before, after), **after.stands}
    for place, wanted in step.seen.items():
        yield from _not_seen(place, shown.get(place, ()), tuple(map(plain, texts(wanted))))
    for place, wanted in step.unseen.items():
        there = " ".join(shown.get(place, ()))
        yield from (f"{place}: “{one}” is there: {there}" for one in texts(wanted) if plain(one) in there)
    for place, wanted in step.once.items():
        there = " ".join(shown.get(place, ()))
        counts = ((one, there.count(plain(one))) for one in texts(wanted))
        yield from (f"{place}: “{one}” is there {count} times: {there}" for one, count in counts if count != 1)
    yield from _not_heard(step, after.heard[len(before.heard) :])
    for name, wanted in step.signs.items():
        if after.signs.get(name, ()) != texts(wanted):
            yield f"on the message of {name} stands {', '.join(after.signs.get(name, ())) or NOTHING}"
    if step.kept and before.kept != after.kept:
        yield "something that is kept has changed"


def _new(before: Seen, after: Seen) -> Shown:
    """What came; a message that was changed is new."""
    known = {place: set(there) for place, there in before.grows.items()}
    return {
        place: tuple(text for where, text in there if (where, text) not in known.get(place, ()))
        for place, there in after.grows.items()
    }


def _not_seen(place: str, shown: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[str]:
    """The first of the ``wanted`` words that does not come after the ones before it."""
    there = " ".join(shown)
    if wanted == (NOTHING,):
        if there:
            yield f"{place}: nothing should be new, and there is: {there}"
        return
    if wanted == (SOMETHING,):
        if not there:
            yield f"{place}: something should be new, and there is nothing"
        return
    at = 0
    for one in wanted:
        found = there.find(one, at)
        if found < 0:
            yield f"{place}: “{one}” is not there, or not in this order: {there or 'nothing'}"
            return
        at = found + len(one)


def _not_heard(step: Step, heard: tuple[str, ...]) -> Iterator[str]:
    wanted = () if step.heard == NOBODY else texts(step.heard)
    if step.heard is not None and heard != wanted:
        yield f"the customer heard {', '.join(heard) or NOBODY}"
