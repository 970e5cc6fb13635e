"""`tirade serve` as a real process in a fake Slack: how it starts, what it answers, how it stops."""

from __future__ import annotations

import json
import re
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_slack import FakeSlack, Trouble
from fake_slack_delivery import encoded, signed
from served import Served

Start = Callable[..., "Served"]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def start(slack: FakeSlack, tmp_path: Path) -> Iterator[Start]:
    """Starts `tirade serve` in the fake Slack; ``socket`` chooses the way, the rest are settings."""
    running: list[Served] = []

    def start(*, socket: bool = False, wait: bool = True, **settings: str) -> Served:
        served = Served(tmp_path, {**slack.environment(socket=socket), **settings})
        running.append(served)
        if wait:
            slack.wait_for(lambda: served.address or served.process.poll() is not None, 30)
            assert served.address, served.said
        if wait and not socket:
            slack.listen(f"{served.address}/slack/events")
        return served

    yield start
    for served in running:
        served.process.kill()
        served.process.wait()


# --- starting ---


def test_without_a_port_socket_mode_listens_nowhere(start: Start, slack: FakeSlack) -> None:
    served = start(socket=True, wait=False, TIRADE_PORT="")

    slack.wait_for(lambda: slack.courier.sockets, 30)
    assert "Tirade serves Slack over Socket Mode." in served.said
    assert served.stop() == 0


def test_wrong_settings_are_sentences_and_show_no_secret(start: Start) -> None:
    served = start(wait=False, SLACK_BOT_TOKEN="xoxp-a-secret", TIRADE_PACE="slow", TIRADE_TRAINERS="xoxb-pasted")

    assert served.process.wait(30) == 1
    assert [line.partition(":")[0] for line in served.said.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "TIRADE_TRAINERS",
        "TIRADE_PACE",
    ]
    assert "secret" not in served.said
    assert "pasted" not in served.said


@pytest.mark.parametrize(
    ("method", "key", "way"),
    [("auth.test", "SLACK_BOT_TOKEN", False), ("apps.connections.open", "SLACK_APP_TOKEN", True)],
)
def test_a_token_that_slack_does_not_accept_is_told(
    start: Start, slack: FakeSlack, method: str, key: str, way: bool
) -> None:
    slack.fail(method, Trouble(error="invalid_auth"), 9)

    served = start(socket=way, wait=False)

    assert served.process.wait(30) == 1
    assert f"{key}: Slack does not accept it (invalid_auth)" in served.said
    assert "Traceback" not in served.said


def test_a_slack_that_cannot_be_reached_does_not_keep_it_from_starting(start: Start, slack: FakeSlack) -> None:
    slack.fail("*", Trouble(status=503, error="service_unavailable"), 2)

    assert start().ask("/health") == (200, "ok")


def test_a_port_that_is_taken_is_told(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        served = start(wait=False, TIRADE_PORT=str(taken.getsockname()[1]))

        assert served.process.wait(30) == 1
        assert "TIRADE_PORT: nothing can listen on 127.0.0.1:" in served.said


def test_a_database_that_cannot_be_opened_is_told_without_its_password(start: Start) -> None:
    served = start(wait=False, TIRADE_DATABASE="postgresql://me:sesame@127.0.0.1:9/none")

    assert served.process.wait(60) == 1
    assert "TIRADE_DATABASE: it cannot be opened (OperationalError)." in served.said
    assert "sesame" not in served.said


def test_content_with_mistakes_is_refused_with_their_places(start: Start, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "nobody.yaml").write_text("id: nobody\nname: [\n", "utf-8")

    served = start(wait=False, TIRADE_PERSONAS=str(tmp_path / "mine"))

    assert served.process.wait(30) == 1
    assert re.search(r"nobody\.yaml:\d+:\d+: ", served.said)


# --- answering ---


def test_one_line_says_where_it_listens_and_there_it_answers(start: Start) -> None:
    served = start()

    assert f"Tirade serves Slack over HTTP at {served.address}." in served.said
    assert len(served.said.splitlines()) == 1
    assert served.ask("/health") == (200, "ok")
    assert served.ask("/ready") == (200, "ready")
    status, figures = served.ask("/metrics")
    assert status == 200
    for name in ("turn_seconds_bucket", "acknowledgement_seconds_bucket", "practices_started_total", "waiting"):
        assert f"tirade_{name}" in figures
    assert served.ask("/nothing")[0] == 404


def test_over_socket_mode_it_is_ready_unless_the_socket_is_broken(start: Start, slack: FakeSlack) -> None:
    served = start(socket=True)

    assert "Tirade serves Slack over Socket Mode; health and metrics are at http" in served.said
    slack.wait_for(lambda: served.ask("/ready") == (200, "ready"))

    slack.fail("apps.connections.open", Trouble(error="internal_error"), 99)
    slack.disconnect()

    slack.wait_for(lambda: served.ask("/ready") == (503, "not ready"))
    assert served.ask("/health")[0] == 200


def test_forged_old_and_outlandish_requests_are_refused(start: Start, slack: FakeSlack) -> None:
    served = start()
    body, kind = encoded("events_api", {"type": "url_verification", "challenge": "c"})
    right, headers = signed(slack.courier.secret, body), {"Content-Type": kind}

    assert slack.raw(body, {**headers, **right}).body == '{"challenge": "c"}'
    assert slack.raw(body, {**headers, **signed("another secret", body)}).status == 401
    assert slack.raw(body + b" ", {**headers, **right}).status == 401
    assert slack.raw(body, {**headers, **signed(slack.courier.secret, body, 1_000_000_000)}).status == 401
    assert slack.raw(body, headers).status == 401
    assert slack.raw(b"\xff\xfe", {**headers, **right}).status == 400
    assert slack.raw(b"x" * 1_000_001, {**headers, **right}).status == 413
    assert "Traceback" not in served.said


# --- stopping ---


@pytest.mark.parametrize(("way", "sign"), [("http", signal.SIGTERM), ("socket", signal.SIGINT)])
def test_it_stops_in_order_when_it_is_told_to(start: Start, slack: FakeSlack, way: str, sign: signal.Signals) -> None:
    served = start(socket=way == "socket")
    slack.wait_for(lambda: served.ask("/ready")[0] == 200)

    assert served.stop(sign) == 0
    assert served.said.splitlines()[-1].endswith(
        "Tirade has stopped. What was begun is done; the rest waits in the database."
    )
    assert "ERROR" not in served.said


def test_a_log_for_machines_is_one_object_on_each_line(start: Start) -> None:
    served = start(TIRADE_LOG="json")
    served.stop()

    lines = [json.loads(line) for line in served.said.splitlines()]
    assert [set(line) for line in lines] == [{"time", "level", "logger", "message"}] * 2
    assert lines[0]["level"] == "info"
