"""Talks: scripted talks as files, with every mistake told at its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.document import Document, Trail
from bot.content.problems import ContentError, Problem, Rule
from bot.content.shape import shaped
from bot.content.yaml_reader import read
from bot.training.script import Say, Talk, Then, seconds

_DURATION = "it can be 20s, 90s, 2m or 1h"


def read_talk(path: Path) -> Talk:
    """The scripted talk at ``path``. Raises ContentError with all its problems."""
    document = read(path)
    talk = shaped(document, Talk)
    problems = [
        *_methods(talk, document),
        *_all_said(talk.say, ("say",), document),
        *(problem for n, then in enumerate(talk.follow_up) for problem in _then(then, ("follow_up", n), document)),
    ]
    if problems:
        raise ContentError(problems)
    return talk


def _methods(talk: Talk, document: Document) -> Iterator[Problem]:
    if not talk.rubrics:
        yield document.problem(("rubric",), Rule.EMPTY, '"rubric" is empty', "it must name at least one method")


def _then(then: Then, trail: Trail, document: Document) -> Iterator[Problem]:
    yield from _all_said(then.say, (*trail, "say"), document)
    if not _is_duration(then.late):
        yield document.problem((*trail, "late"), Rule.TYPE, f'"{then.late}" is no duration', _DURATION)


def _all_said(say: tuple[str | Say, ...], trail: Trail, document: Document) -> Iterator[Problem]:
    for number, one in enumerate(say):
        if isinstance(one, Say):
            yield from _said(one, (*trail, number), document)


def _said(one: Say, trail: Trail, document: Document) -> Iterator[Problem]:
    if (one.text is None) == (one.wait is None):
        yield document.problem(
            trail, Rule.MISSING_KEY, "this neither says something nor waits", 'write "text" or "wait"'
        )
    for key, duration in (("after", one.after), ("wait", one.wait)):
        if duration is not None and not _is_duration(duration):
            what = f'"{duration}" is no duration'
            yield document.problem((*trail, key), Rule.TYPE, what, _DURATION)


def _is_duration(text: str) -> bool:
    try:
        seconds(text)
    except ValueError:
        return False
    return True
