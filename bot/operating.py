"""Operating commands: what an operator types to serve Slack, to set it up, and to answer for what is kept."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import sys

from bot import bootstrap, logs
from bot.training.archive import Whose

_PERSON = re.compile(r"(T[A-Z0-9]{2,20})/([UW][A-Z0-9]{2,20})|(terminal)/(me)")
_AT_MOST = 0.0005
"""Seconds that one thread keeps the others waiting. A turn is worked out in one thread while others answer Slack and
wait for the database: with Python's own 0.005 each of these waited long for little."""


class Mistake(Exception):
    """A mistake in what was asked for, one sentence each."""

    def __init__(self, *problems: str) -> None:
        """Keep the ``problems``."""
        super().__init__("\n".join(problems))
        self.problems = problems


def serve(_: argparse.Namespace) -> int:
    """Serve Slack until told to stop."""
    settings = bootstrap.slack_settings()
    for key in [key for key in os.environ if key.startswith("SLACK_")]:
        del os.environ[key]  # Bolt would read them too, and understand them otherwise
    logs.set_up(settings.log, sys.stderr)
    from bot import bootstrap_slack
    from bot.adapters.slack.serving import CannotServe

    sys.setswitchinterval(_AT_MOST)
    try:
        asyncio.run(bootstrap_slack.serve(settings))
    except CannotServe as error:
        raise Mistake(*error.problems) from None
    return 0


def manifest(given: argparse.Namespace) -> int:
    """Print what Slack must know of Tirade."""
    from bot.adapters.slack.manifest import as_text, over_http

    read = bootstrap.manifest()
    url = given.url.rstrip("/")
    if url and not url.startswith("https://"):
        raise Mistake("--url: Slack only talks to addresses that begin with https://.")
    sys.stdout.write(as_text(over_http(read, url) if url else read))
    return 0


def keys(_: argparse.Namespace) -> int:
    """Print a new key for TIRADE_KEYS."""
    from cryptography.fernet import Fernet

    sys.stdout.write(f"{Fernet.generate_key().decode()}\n")
    return 0


def data(given: argparse.Namespace) -> int:
    """Show or forget everything that is kept of a person."""
    whose = person(given.person)
    archive = bootstrap.archive()
    if given.action == "export":
        kept = archive.export(whose.workspace, whose.person)
        sys.stdout.write(json.dumps(kept, ensure_ascii=False, indent=2, default=str) + "\n")
        return 0
    gone = archive.delete(whose.workspace, whose.person)
    sys.stdout.write(f"Forgotten, with {gone} practice{'' if gone == 1 else 's'}.\n")
    return 0


def person(written: str) -> Whose:
    """The person that somebody wrote down. Raises Mistake."""
    found = _PERSON.fullmatch(written)
    if not found:
        raise Mistake("--person: write workspace and person, like T0123456789/U0123456789, or terminal/me.")
    workspace, person = filter(None, found.groups())
    return Whose(workspace, person)
