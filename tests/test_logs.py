"""Logs: for people and for machines, and never with a text, a name or a token in them."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest

from bot import logs

SECRETS = [
    "xoxb-111-222-abc",
    "xapp-1-A1-99-abc",
    "xoxe.xoxb-1-long",
    "gAAAAABsealed-token==",
    "wss://host/link?ticket=one-time&app_id=A1",
    "postgresql://tirade:sesame@host/name",
]
Write = Callable[[logs.Form], io.StringIO]


@pytest.fixture
def write() -> Iterator[Write]:
    """Sets the logs up; afterwards they are as they were."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level

    def write(form: logs.Form) -> io.StringIO:
        stream = io.StringIO()
        logs.set_up(form, stream)
        return stream

    yield write
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_for_people_has_level_place_message_and_conversation(write: Write) -> None:
    stream = write("text")
    logging.getLogger("bot.delivery.worker").warning("the lease was %s", "lost", extra={"conversation": "T1:C1:1.0"})

    assert stream.getvalue().split(" ", 2)[2] == "WARNING bot.delivery.worker: the lease was lost [T1:C1:1.0]\n"


def test_a_line_for_machines_is_an_object(write: Write) -> None:
    stream = write("json")
    logging.getLogger("bot.here").info("été", extra={"conversation": "T1:C1:1.0"})

    line = json.loads(stream.getvalue())
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "info", "logger": "bot.here", "message": "été", "conversation": "T1:C1:1.0"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_is_told_by_its_place_and_kind_and_not_by_its_words(write: Write, form: logs.Form) -> None:
    stream = write(form)
    said = " ".join(["I", "am", "so", "sorry"])
    try:
        int(said)
    except ValueError:
        logging.getLogger("bot").exception("could not be dealt with")

    assert "ValueError" in stream.getvalue()
    assert "test_logs.py" in stream.getvalue()
    assert "sorry" not in stream.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_written(write: Write, form: logs.Form, secret: str) -> None:
    stream = write(form)
    logging.getLogger("bot").warning("it was %s", secret)
    logging.getLogger("slack_sdk.web").warning("it was %s", secret)

    assert stream.getvalue().count("it was") == 2
    for part in ("111", "A1-99", "long", "sealed", "one-time", "sesame"):
        assert part not in stream.getvalue()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Failed to run listener function (error: 'so sorry')", "Failed to run listener function"),
        ("Failed to retrieve WSS URL: {'text': 'so sorry'}", "Failed to retrieve WSS URL"),
        ('Unhandled request {"text": "so sorry"}', "Unhandled request"),
        ("A message\nso sorry", "A message"),
    ],
)
def test_what_other_libraries_quote_is_left_out(write: Write, said: str, kept: str) -> None:
    stream = write("text")
    logging.getLogger("slack_bolt.AsyncApp").error(said)

    assert stream.getvalue().endswith(f"slack_bolt.AsyncApp: {kept}\n")


def test_other_libraries_are_heard_only_when_something_is_wrong(write: Write) -> None:
    stream = write("text")
    logging.getLogger("uvicorn.error").info("Started server process")

    assert stream.getvalue() == ""
