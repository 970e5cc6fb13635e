"""Talks: scripted talks as files, with every mistake told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.document import Document
from bot.content.problems import ContentError, Problem, Rule
from bot.content.shape import shaped
from bot.content.yaml_reader import read
from bot.training.script import Say, Talk, seconds


def read_talk(path: Path) -> Talk:
    """The scripted talk at ``path``. Raises ContentError with all its problems."""
    document = read(path)
    talk = shaped(document, Talk)
    problems = [
        *_methods(talk, document),
        *(problem for n in range(len(talk.say)) for problem in _said(talk, n, document)),
    ]
    if problems:
        raise ContentError(problems)
    return talk


def _methods(talk: Talk, document: Document) -> Iterator[Problem]:
    if not talk.rubrics:
        yield document.problem(("rubric",), Rule.EMPTY, '"rubric" is empty', "it must name at least one method")


def _said(talk: Talk, number: int, document: Document) -> Iterator[Problem]:
    one, trail = talk.say[number], ("say", number)
    if not isinstance(one, Say):
        return
    if (one.text is None) == (one.wait is None):
        yield document.problem(
            trail, Rule.MISSING_KEY, "this neither says something nor waits", 'write "text" or "wait"'
        )
    for key, duration in (("after", one.after), ("wait", one.wait)):
        if duration is not None and not _is_duration(duration):
            what = f'"{duration}" is no duration'
            yield document.problem((*trail, key), Rule.TYPE, what, "it can be 20s, 90s, 2m or 1h")


def _is_duration(text: str) -> bool:
    try:
        seconds(text)
    except ValueError:
        return False
    return True
