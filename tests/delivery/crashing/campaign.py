"""A campaign: a fleet under load and under fire, until everything is quiet; then the checks, and the counts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crashing.checks import Evidence, faults, receipts
from crashing.counter import meanings
from crashing.evidence import Nudge, Place, Said, Seen
from crashing.fleet import Fleet, Recipe
from crashing.load import Load, Manner
from crashing.stub import Badly, StubSlack


@dataclass(frozen=True)
class Campaign:
    """What is run, and how badly it is treated. Times in seconds."""

    recipe: Recipe
    size: int
    folder: Path
    manner: Manner
    people: int
    kills: int
    gap: tuple[float, float]
    inputs: int = 0
    """At least so many, however slow the machine: the load goes on until then."""
    freezes: int = 0
    freeze: float = 0.0
    afterwards: float = 3.0
    """How long to wait for stray posts when all is said."""
    late: float = 1.0
    """How late a late answer of Slack is."""
    seed: int = 1
    badly: Badly = field(default_factory=Badly)
    meaning: Callable[[Sequence[Seen]], Iterable[Said]] = meanings
    """What the messages mean; the counter's by default."""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    evidence: Evidence
    faults: Mapping[str, list[str]]
    counts: Mapping[str, float]
    exits: Sequence[int]
    """How the processes ended when they were asked to."""

    @property
    def complaints(self) -> list[str]:
        """All faults."""
        return [f"{kind}: {one}" for kind, ones in self.faults.items() for one in ones]


async def run(campaign: Campaign) -> Outcome:
    """Run a campaign to its end."""
    stub = StubSlack(campaign.seed, campaign.badly, campaign.late)
    recipe = campaign.recipe
    environment = {**recipe.environment, "SLACK_API_URL": await stub.start()}
    fleet = Fleet(
        Recipe(recipe.command, environment, recipe.door, recipe.fresh_names),
        campaign.size,
        campaign.folder,
        campaign.seed,
    )
    try:
        return await _fought(campaign, stub, fleet)
    finally:
        fleet.end()
        await stub.stop()


async def _fought(campaign: Campaign, stub: StubSlack, fleet: Fleet) -> Outcome:
    began = time.monotonic()
    load = Load(fleet.doors, Nudges(stub, campaign.meaning).wait, campaign.manner, campaign.seed)
    ended = asyncio.Event()
    fleet.start()
    async with asyncio.TaskGroup() as group:
        group.create_task(
            load.run([Place(f"C{n % 7}", f"{1_700_000_000 + n}.000100") for n in range(campaign.people)], ended)
        )
        await fleet.torment(campaign.kills, campaign.gap, campaign.freezes, campaign.freeze)
        while len(load.told) < campaign.inputs:
            await asyncio.sleep(0.1)
        ended.set()
    await _quiet(campaign, load, stub)
    exits = await fleet.stop()
    evidence = _evidence(campaign, load, stub)
    counts = _counts(load, stub, fleet, evidence) | {"stopped in order": exits.count(0)}
    counts["seconds"] = time.monotonic() - began
    return Outcome(evidence, faults(evidence), counts, exits)


async def _quiet(campaign: Campaign, load: Load, stub: StubSlack) -> None:
    """Until nothing is missing, or nobody can hope for it any more; and a while longer, for what should not come."""
    until = time.monotonic() + campaign.manner.patience
    while time.monotonic() < until and any(receipts(_evidence(campaign, load, stub))):
        await asyncio.sleep(0.5)
    await asyncio.sleep(campaign.afterwards)


def _evidence(campaign: Campaign, load: Load, stub: StubSlack) -> Evidence:
    return Evidence(load.told, stub.seen, list(campaign.meaning(stub.seen)), load.awaited)


def _counts(load: Load, stub: StubSlack, fleet: Fleet, evidence: Evidence) -> dict[str, float]:
    return {
        "kill -9": fleet.kills,
        "SIGSTOP": fleet.freezes,
        "inputs": len(load.told),
        "deliveries": load.deliveries,
        "answers": len(evidence.answers),
        "receipts": len(evidence.landed),
        "nudges": len(evidence.nudges),
        "429": stub.calls["held"],
        "500": stub.calls["broken"],
        "taken, 500": stub.calls["taken_then_broken"],
        "answer lost": stub.calls["answer_lost"],
        "answer late": stub.calls["answer_late"],
        "look-ups": stub.calls["conversations.replies"],
    }


class Nudges:
    """Waits until a nudge is seen."""

    def __init__(self, stub: StubSlack, meaning: Callable[[Sequence[Seen]], Iterable[Said]]) -> None:
        self._stub = stub
        self._meaning = meaning
        self._read = 0
        self._nudged: set[tuple[str, int]] = set()

    async def wait(self, conversation: str, number: int) -> None:
        """Until the nudge after so many inputs of a conversation stands there."""
        async with self._stub.news:
            await self._stub.news.wait_for(lambda: (conversation, number) in self._up_to_date())

    def _up_to_date(self) -> set[tuple[str, int]]:
        fresh = self._stub.seen[self._read :]
        self._read += len(fresh)
        self._nudged.update((one.conversation, one.number) for one in self._meaning(fresh) if isinstance(one, Nudge))
        return self._nudged


def table(outcomes: Mapping[str, Outcome]) -> str:
    """The counts of several campaigns, side by side."""
    rows = [["", *outcomes]]
    for name in next(iter(outcomes.values())).counts:
        rows.append([name, *(f"{outcome.counts[name]:.0f}" for outcome in outcomes.values())])
    for kind in next(iter(outcomes.values())).faults:
        rows.append([f"! {kind.replace('_', ' ')}", *(str(len(outcome.faults[kind])) for outcome in outcomes.values())])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
