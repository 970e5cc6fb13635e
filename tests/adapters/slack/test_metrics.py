"""The figures: what they count, once each, and that no label says who or where."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.adapters.slack.metrics import Metrics
from bot.core.persona import Outcome
from bot.delivery import Held, Input, Lease, Parcel, Receipt, Refused, Result, Sent, Uncertain, Work
from bot.training.archive import PracticeRecord

RECORD = PracticeRecord(
    id="T1:C1:1.0",
    workspace="T1",
    trainees=("U1",),
    trainer=None,
    channel="C1",
    thread="1.0",
    private=True,
    persona="trouwjurk",
    persona_version=1,
    rubrics=("leon",),
    difficulty="normal",
    language="nl",
    started=datetime(2026, 3, 2, tzinfo=UTC),
)


def figures(metrics: Metrics) -> dict[str, float]:
    """The figures that were counted, by name and labels."""
    lines = [line for line in metrics.text().decode().splitlines() if line.startswith("tirade_")]
    found = {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}
    return {name: value for name, value in found.items() if value and "_created" not in name and "_bucket" not in name}


def work(core: dict[str, Any] | None) -> Work:
    return Work(Lease("T1:C1:1.0", 1), None if core is None else {"core": core}, Input("T1:C1:1.0", "k", {}), 0)


def test_what_the_delivery_room_reports_is_counted() -> None:
    metrics = Metrics()
    meter = metrics.meter()
    meter.accepted(True)
    meter.accepted(False)
    meter.turned(0.5)
    meter.failed(False)
    meter.failed(True)
    meter.sent("late")
    meter.waiting(3, 4)
    metrics.acknowledged(0.25)

    assert figures(metrics) == {
        'tirade_inputs_total{state="accepted"}': 1,
        'tirade_inputs_total{state="duplicate"}': 1,
        "tirade_turn_seconds_count": 1,
        "tirade_turn_seconds_sum": 0.5,
        'tirade_failures_total{state="again"}': 1,
        'tirade_failures_total{state="given_up"}': 1,
        'tirade_posts_total{outcome="late"}': 1,
        'tirade_waiting{queue="inputs"}': 3,
        'tirade_waiting{queue="posts"}': 4,
        "tirade_acknowledgement_seconds_count": 1,
        "tirade_acknowledgement_seconds_sum": 0.25,
    }


@pytest.mark.parametrize(
    ("receipt", "outcome"),
    [(Sent("C1", "1.0"), "sent"), (Held(1.0), "held"), (Uncertain(1.0), "uncertain"), (Refused("no"), "refused")],
)
def test_sends_are_counted_by_method_and_outcome(receipt: Receipt, outcome: str) -> None:
    metrics = Metrics()

    async def send(_: Parcel) -> Receipt:
        return receipt

    parcel = Parcel(1, "T1:C1:1.0", {"method": "chat.postMessage", "args": {"text": "so sorry"}}, 0.0, False, 0)
    assert asyncio.run(metrics.sending(send)(parcel)) is receipt
    assert figures(metrics) == {f'tirade_slack_sends_total{{method="chat.postMessage",outcome="{outcome}"}}': 1}


def test_a_practice_begins_once_and_ends_once_however_often_its_record_is_written() -> None:
    metrics = Metrics()
    ended = {**RECORD.__dict__, "outcome": Outcome.RESOLVED}
    going, over = Result(None, records=(RECORD,)), Result(None, records=(PracticeRecord(**ended),))
    for state, result in [(None, going), ({"outcome": None}, going), ({"outcome": None}, over)]:
        assert metrics.playing(lambda *_, result=result: result)(work(state), 0.0) is result
    metrics.playing(lambda *_: over)(work({"outcome": "resolved"}), 0.0)

    assert figures(metrics) == {
        "tirade_practices_started_total": 1,
        'tirade_practices_ended_total{outcome="resolved"}': 1,
    }
