"""The checks on a run: each gives one sentence for every fault that it finds, and none for a faultless run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from crashing.evidence import Answer, Landed, Nudge, Said, Seen, Told

Thing = TypeVar("Thing", Answer, Landed, Told)


@dataclass(frozen=True)
class Evidence:
    """All that is known of a run. ``said`` is what the messages in ``seen`` mean, in the same order."""

    told: Sequence[Told]
    seen: Sequence[Seen]
    said: Sequence[Said]
    awaited: Sequence[tuple[str, int]] = ()
    """Conversations that were left in silence after so many inputs, until a nudge had to come."""

    @property
    def answers(self) -> list[Answer]:
        """The answers, in the order of Slack."""
        return [one for one in self.said if isinstance(one, Answer)]

    @property
    def nudges(self) -> list[Nudge]:
        """The nudges, in the order of Slack."""
        return [one for one in self.said if isinstance(one, Nudge)]

    @property
    def landed(self) -> list[Landed]:
        """The receipts, in the order of Slack."""
        return [one for one in self.said if isinstance(one, Landed)]


def faults(evidence: Evidence) -> dict[str, list[str]]:
    """Every fault of a run, by kind."""
    checks = (lost, invented, dealt_with_twice, posted_twice, disordered, miscounted, missing_timers, false_timers)
    return {check.__name__: list(check(evidence)) for check in (*checks, receipts)}


def lost(evidence: Evidence) -> Iterator[str]:
    """Inputs that were acknowledged and never answered."""
    answered = {answer.key for answer in evidence.answers}
    for told in evidence.told:
        if told.key not in answered:
            yield f"{told.conversation}: {told.key} was acknowledged and never answered"


def invented(evidence: Evidence) -> Iterator[str]:
    """Answers to what nobody said, or in the wrong place."""
    known = {(told.conversation, told.key) for told in evidence.told}
    for answer in evidence.answers:
        if (answer.conversation, answer.key) not in known:
            yield f"{answer.conversation}: nobody said {answer.key} here"


def dealt_with_twice(evidence: Evidence) -> Iterator[str]:
    """Inputs that were counted more than once."""
    numbers = defaultdict[str, set[int]](set)
    for answer in evidence.answers:
        numbers[answer.key].add(answer.number)
    for key, counted in numbers.items():
        if len(counted) > 1:
            yield f"{key} was dealt with as {sorted(counted)}"


def posted_twice(evidence: Evidence) -> Iterator[str]:
    """Posts that stand there more than once: by the sender's id, and by what they say."""
    for name, times in Counter(seen.id for seen in evidence.seen).items():
        if times > 1:
            yield f"post {name} stands there {times} times"
    for (place, text), times in Counter((seen.place.id, seen.text) for seen in evidence.seen).items():
        if times > 1:
            yield f"{place}: {times} times {text}"


def disordered(evidence: Evidence) -> Iterator[str]:
    """Answers or receipts out of their order, and inputs dealt with before one that was acknowledged earlier."""
    for kind in (evidence.answers, evidence.landed):
        for conversation, ones in _by_conversation(kind).items():
            for one, other in pairwise(ones):
                if other.number < one.number:
                    yield f"{conversation}: {one.number} came before {other.number}"
    number = {answer.key: answer.number for answer in evidence.answers}
    for conversation, inputs in _by_conversation(evidence.told).items():
        yield from (f"{conversation}: {text}" for text in _overtaken(inputs, number))


def _overtaken(inputs: Sequence[Told], number: Mapping[str, int]) -> Iterator[str]:
    dealt = sorted((one for one in inputs if one.key in number), key=lambda told: number[told.key])
    latest_start: Told | None = None
    for told in dealt:
        if latest_start is not None and told.acked < latest_start.first:
            yield f"{told.key} was acknowledged before {latest_start.key} was sent, and was dealt with after it"
        if latest_start is None or told.first > latest_start.first:
            latest_start = told


def miscounted(evidence: Evidence) -> Iterator[str]:
    """Conversations whose state is not the number of inputs."""
    for conversation, answers in _by_conversation(evidence.answers).items():
        counted = sorted({answer.number for answer in answers})
        if counted != list(range(1, len({answer.key for answer in answers}) + 1)):
            yield f"{conversation}: counted {counted}"


def missing_timers(evidence: Evidence) -> Iterator[str]:
    """Silences in which no nudge came."""
    nudged = {(nudge.conversation, nudge.number) for nudge in evidence.nudges}
    for conversation, number in evidence.awaited:
        if (conversation, number) not in nudged:
            yield f"{conversation}: no nudge after {number}"


def false_timers(evidence: Evidence) -> Iterator[str]:
    """Nudges that came too early, or after something had been said in time."""
    answer = {(one.conversation, one.number): one for one in evidence.answers}
    acked = {told.key: told.acked for told in evidence.told}
    spoken = Counter[str]()
    for one in evidence.said:
        if isinstance(one, Answer):
            spoken[one.conversation] = max(spoken[one.conversation], one.number)
        elif isinstance(one, Nudge):
            before, after = (answer.get((one.conversation, one.number + step)) for step in (0, 1))
            why = _why_false(one, spoken[one.conversation], before, after and acked.get(after.key))
            if why:
                yield f"{one.conversation}: the nudge after {one.number} {why}"


def _why_false(nudge: Nudge, spoken: int, before: Answer | None, next_acked: float | None) -> str:
    if spoken != nudge.number or before is None:
        return f"stands behind answer {spoken}"
    if nudge.at < before.due:
        return f"came {before.due - nudge.at:.3f} s early"
    if next_acked is not None and next_acked < before.due:
        return "came although something was said in time"
    return ""


def receipts(evidence: Evidence) -> Iterator[str]:
    """Answers whose receipt never came, came twice, or told the wrong place."""
    told = defaultdict[tuple[str, int], list[str]](list)
    for one in evidence.landed:
        told[one.conversation, one.number].append(one.ts)
    for answer in evidence.answers:
        places = told[answer.conversation, answer.number]
        if places != [answer.ts]:
            yield f"{answer.conversation}: answer {answer.number} stands at {answer.ts}, its receipts say {places}"


def _by_conversation(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    sorted_out: dict[str, list[Thing]] = {}
    for thing in things:
        sorted_out.setdefault(thing.conversation, []).append(thing)
    return sorted_out
