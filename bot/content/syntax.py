"""Syntax: the parser's terse complaints as sentences that help the author of a file.

The fast parser and the one in plain Python word some complaints differently; the sentences are the same for both.
"""

from __future__ import annotations

from typing import NamedTuple

from yaml import MarkedYAMLError

from bot.content.document import Place

_WHOLE_QUOTES = "text that begins with a quotation mark, [, {, or * needs quotes around it"


class _Sentence(NamedTuple):
    what: str
    hint: str


_SENTENCES = {
    "mapping values are not allowed": _Sentence(
        "a colon followed by a space makes this a key, and no key can stand here",
        'put text with ": " in it between quotes, or indent this line like the one above',
    ),
    "cannot start any token": _Sentence(
        "a line cannot begin with this character",
        "use spaces, not tabs, and put text that begins with @, ` or % between quotes",
    ),
    "a quoted scalar: found unexpected": _Sentence(
        "this quotation mark is never closed", "close it where the text ends, or write a typographic one: ’"
    ),
    "could not find expected ':'": _Sentence(
        "a key without a colon", 'write "key: value", and indent text that goes on over several lines'
    ),
    "a block collection": _Sentence("this does not fit in the list above it", _WHOLE_QUOTES),
    "a block mapping": _Sentence(
        "this does not fit in the keys above it", f"indent keys that belong together equally; {_WHOLE_QUOTES}"
    ),
    "expected ',' or": _Sentence(
        "a list or mapping between brackets is not closed here",
        "close it with ] or }, or put the text between quotes",
    ),
    "alphabetic or numeric": _Sentence("text cannot begin with * or &", "put the text between quotes"),
    "too deep": _Sentence("lists and mappings stand too deep inside each other here", "look at the brackets"),
    "escape": _Sentence(
        "a backslash between double quotes begins a special character",
        "write two backslashes, or use single quotes",
    ),
    "indentation": _Sentence("the indentation is not clear here", "indent with two spaces at each step"),
}
_OTHER = _Sentence(
    "this is not valid YAML", f"look at the indentation and the quotes here and in the line above; {_WHOLE_QUOTES}"
)


def marked(error: MarkedYAMLError) -> Place:
    """Where the mistake was made: for a quotation mark that is never closed, where it is opened."""
    marks = [error.problem_mark, error.context_mark]
    mark = next(filter(None, reversed(marks) if error.context == "while scanning a quoted scalar" else marks), None)
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def explained(error: MarkedYAMLError) -> tuple[str, str]:
    """What is wrong, and a hint, for a complaint of the parser."""
    complaint = f"{error.context}: {error.problem}"
    return next((sentence for part, sentence in _SENTENCES.items() if part in complaint), _OTHER)
