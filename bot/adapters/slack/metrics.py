"""Metrics: figures for Prometheus. No label holds a person, a channel or a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.delivery import Held, Meter, Parcel, Play, Receipt, Refused, Result, Send, Sent, Uncertain, Work
from bot.training.archive import PracticeRecord

_ACKNOWLEDGED: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds; Slack gives up after three."""
_TURNS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
_OUTCOMES: Final[Mapping[type[Any], str]] = {Sent: "sent", Held: "held", Uncertain: "uncertain", Refused: "refused"}


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._turns = self._histogram("tirade_turn_seconds", "From the claim of an input to its commit.", _TURNS)
        self._acks = self._histogram(
            "tirade_acknowledgement_seconds",
            "From the arrival of a request to the answer that Slack gets.",
            _ACKNOWLEDGED,
        )
        self._inputs = self._counter("tirade_inputs", "Inputs: accepted, or duplicate.", "state")
        self._failures = self._counter("tirade_failures", "Attempts that failed: again, or given_up.", "state")
        self._posts = self._counter(
            "tirade_posts", "Posts by what became of them; late: left to the next claim.", "outcome"
        )
        self._sends = self._counter("tirade_slack_sends", "Calls of Slack by method and outcome.", "method", "outcome")
        self._started = self._counter("tirade_practices_started", "Practices that began.")
        self._ended = self._counter("tirade_practices_ended", "Practices that ended.", "outcome")
        self._waiting = Gauge("tirade_waiting", "Due and undone: inputs and posts.", ["queue"], registry=self.registry)

    def meter(self) -> Meter:
        """What the delivery room reports to."""
        return Meter(
            accepted=lambda new: self._inputs.labels("accepted" if new else "duplicate").inc(),
            turned=self._turns.observe,
            failed=lambda given_up: self._failures.labels("given_up" if given_up else "again").inc(),
            sent=lambda outcome: self._posts.labels(outcome).inc(),
            waiting=self._wait,
        )

    def acknowledged(self, seconds: float) -> None:
        """Slack had its answer after so many ``seconds``."""
        self._acks.observe(seconds)

    def sending(self, send: Send) -> Send:
        """``send``, counted."""

        async def counted(parcel: Parcel) -> Receipt:
            receipt = await send(parcel)
            self._sends.labels(str(parcel.body.get("method", "")), _OUTCOMES[type(receipt)]).inc()
            return receipt

        return counted

    def playing(self, play: Play) -> Play:
        """``play``, with the practices that it begins and ends counted."""

        def counted(work: Work, now: float) -> Result:
            result = play(work, now)
            for record in result.records:
                if isinstance(record, PracticeRecord):
                    self._count(record, work)
            return result

        return counted

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return generate_latest(self.registry)

    def _count(self, record: PracticeRecord, work: Work) -> None:
        """A record is written again at every change; only the first, and the first with an outcome, count."""
        core = (work.state or {}).get("core")
        if core is None:
            self._started.inc()
        followed = core is not None and core.get("follow_up") is not None
        if record.outcome is not None and not followed and (core is None or core.get("outcome") is None):
            self._ended.labels(record.outcome.value).inc()

    def _wait(self, inputs: int, posts: int) -> None:
        self._waiting.labels("inputs").set(inputs)
        self._waiting.labels("posts").set(posts)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self.registry)

    def _histogram(self, name: str, told: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(name, told, buckets=buckets, registry=self.registry)
