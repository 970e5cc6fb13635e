"""Logs: one line for each thing that an operator should know. No line holds a text, a name or a token.

Our own lines name kinds and ids, and errors by where they rose: an error's message may quote what somebody wrote. Other
libraries' lines are kept up to where they begin to quote.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Literal, TextIO

from bot.delivery.trouble import trace

Form = Literal["text", "json"]
OURS = ("bot", "tirade")
_SECRETS = re.compile(r"x(?:ox[a-z]|app)-[\w.-]+|gAAAA[\w=-]+|(?<=ticket=)[\w-]+|(?<=://)[^/\s@]+@")
"""Slack's tokens, encrypted ones, tickets of Socket Mode, names and passwords in URLs."""
_QUOTES = re.compile(r"[(:{\[\"'`\n].*", re.DOTALL)
"""Where a line of another library begins to quote."""


def set_up(form: Form, stream: TextIO) -> None:
    """Write to ``stream`` from now on, and nowhere else: lines for people, or a JSON object on each."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for ours in OURS:
        logging.getLogger(ours).setLevel(logging.INFO)


class Lines(logging.Formatter):
    """What all lines have in common: what of a record may be told."""

    def told(self, record: logging.LogRecord) -> str:
        """The message, without anything that is nobody's business."""
        message = record.getMessage()
        if record.name.partition(".")[0] not in OURS:
            message = _QUOTES.sub("", message).rstrip()
        return _SECRETS.sub("...", message)

    def trouble(self, record: logging.LogRecord) -> str:
        """The way to the error that the record came with, without its message; empty without an error."""
        error = record.exc_info[1] if record.exc_info else None
        return trace(error) if error else ""


class TextLines(Lines):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, where it comes from, the message, and the conversation."""
        time = _time(record).strftime("%Y-%m-%d %H:%M:%S")
        conversation = getattr(record, "conversation", "")
        line = f"{time} {record.levelname:<7} {record.name}: {self.told(record)}"
        place = f" [{conversation}]" if conversation else ""
        trouble = self.trouble(record)
        return f"{line}{place}\n{trouble}" if trouble else line + place


class JsonLines(Lines):
    """Lines for machines: JSON objects."""

    def format(self, record: logging.LogRecord) -> str:
        """An object with time, level, logger and message; with conversation and trace where there is one."""
        line = {
            "time": _time(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self.told(record),
            "conversation": getattr(record, "conversation", ""),
            "trace": self.trouble(record),
        }
        return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)


def _time(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)
