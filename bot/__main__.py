"""The command line: ``tirade practise``, ``replay``, ``check``, ``schema``, ``moves``, what looks back over many
practices, and what serves Slack.

Exit codes: 0 all is well, 1 the author's mistake in a file or a setting, 2 usage, 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

# Rooms are entered only when a command needs them: `tirade --help` must not wait for numpy and pydantic.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command == "moves" and given.action not in ("check", "train") and not given.language:
        parser.error("moves needs --language")
    from bot import commands

    return commands.run(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tirade",
        description="Angry customers to practise on, in Dutch and English. No language model.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _practise(commands.add_parser("practise", help="practise with a customer, here in the terminal"))
    _replay(commands.add_parser("replay", help="play a scripted talk from a file and show what every message did"))
    _check(commands.add_parser("check", help="check persona and rubric files; lists every problem"))
    _schema(commands.add_parser("schema", help="print the JSON Schema of a persona or rubric file, for editors"))
    _moves(commands.add_parser("moves", help="read messages as JSON lines and write the moves that are heard in them"))
    _overviews(commands)
    _operating(commands)
    return parser


def _overviews(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What looks back over many practices."""
    _progress(commands.add_parser("progress", help="show how your practices go, and which one is best next"))
    _export(commands.add_parser("export", help="write practices to files: CSV, JSON lines, xAPI, or a calendar"))
    _agreement(commands.add_parser("agreement", help="show how far trainers agree with the scores of a method"))


def _progress(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page instead")
    parser.add_argument("--language", choices=["nl", "en"], help="by default that of your last practice")
    parser.add_argument(
        "--person", metavar="T.../U...", default="terminal/me", help="somebody in Slack, instead of the terminal"
    )


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["csv", "jsonl", "xapi", "ics"], required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the files go")
    parser.add_argument(
        "--person",
        metavar="T.../U...",
        help="everything of one person; without it, what others may see and what was practised in the terminal",
    )
    parser.add_argument("--since", metavar="YYYY-MM-DD", help="only what ended on this day or later")
    parser.add_argument("--slot", metavar="DAY@HH:MM", help='with ics: a weekly moment to practise, like "tue@10:00"')
    parser.add_argument("--language", choices=["nl", "en"], default="en", help="with ics: the language of the calendar")


def _agreement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rubric", help="one method; without it, all")
    parser.add_argument("--language", choices=["nl", "en"], default="en")


def _operating(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What an operator types; see docs/slack.md."""
    commands.add_parser("serve", help="serve Slack until told to stop; .env.example explains the settings")
    _manifest(commands.add_parser("manifest", help="print the manifest from which Slack makes the app"))
    commands.add_parser("keys", help="print a new key for TIRADE_KEYS")
    _data(commands.add_parser("data", help="show or forget everything that is kept of a person"))


def _manifest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--url", default="", help="where Slack finds Tirade over HTTP; without it, Socket Mode")


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["export", "delete"])
    parser.add_argument("--person", required=True, metavar="T.../U...", help="the workspace's id and the person's")


def _practise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("persona", nargs="?", help="the customer's id; without it you choose from a list")
    parser.add_argument("--rubric", action="append", help="the method to look back with; may be given more than once")
    parser.add_argument("--language", choices=["nl", "en"], help="the language to practise in")
    parser.add_argument("--difficulty", choices=["gentle", "normal", "hard"], default="normal")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="how fast the customer types: 2 is twice"
    )
    parser.add_argument("--talk", type=int, help="the number of the talk: the same number gives the same lines")


def _speed(text: str) -> float:
    speed = float(text)
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError("a speed lies between 0.1 and 1000")
    return speed


def _replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("talk", type=Path, help="the file with the scripted talk")
    face = parser.add_mutually_exclusive_group()
    face.add_argument("--json", action="store_true", help="one JSON document instead of text")
    face.add_argument("--markdown", action="store_true", help="the debrief as Markdown")
    face.add_argument("--html", type=Path, metavar="OUT", help="write the debrief as a page of its own")
    face.add_argument("--pdf", type=Path, metavar="OUT", help="write the debrief for paper; needs the extra pdf")
    face.add_argument("--picture", type=Path, metavar="OUT", help="write the curve as a PNG; needs the extra pictures")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders; without them, all that is shipped")


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["persona", "rubric"])


def _moves(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=["nl", "en"], help="the language of the messages")
    actions = parser.add_subparsers(dest="action", metavar="[ACTION]", help="without one, JSON lines are read")
    explain = actions.add_parser("explain", help="show what is heard in one message, where and why")
    explain.add_argument("text", help="the message")
    explain.add_argument("--customer", default="", help="what the message answers")
    check = actions.add_parser("check", help="check the data from which moves are heard")
    check.add_argument("--all", action="store_true", help="show every finding, not the first few of each kind")
    actions.add_parser("train", help="train on the examples in TIRADE_LEXICON too, so that they are heard")
    for action, use in ((explain, "the language of the message"), (check, "check one language; without it, both")):
        # SUPPRESS: a language that was named before the action still holds
        action.add_argument("--language", choices=["nl", "en"], default=argparse.SUPPRESS, help=use)


if __name__ == "__main__":
    sys.exit(main())
