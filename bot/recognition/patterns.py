"""The small language in which cues are written, over normalised words. Gaps are bounded, so no cue can run away.

A pattern is words in a row: ``word``, ``stem*`` (any ending), ``@list`` (any of a list), ``#`` (a number),
``(one|the other)``, ``[may be there]``, ``..`` (up to two words between), ``...`` (up to five), ``,`` (a comma, which
is otherwise skipped), ``^`` and ``$`` (the edges of the sentence).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_PIECE = re.compile(r"\.\.\.|\.\.|[()\[\]|^$,]|[^\s()\[\]|^$,.]+")
_GAPS = {"..": 2, "...": 5}


class PatternError(ValueError):
    """A pattern that cannot be read."""


Step = Callable[[Sequence[str], int], int]
"""Where a pattern ends that goes on at this place in a row of words, or ``_NOWHERE``."""
_NOWHERE = -1


@dataclass(frozen=True)
class Word:
    """One word out of a set, or one that begins with a stem; a comma before it is skipped."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    number: bool = False

    def step(self, then: Step) -> Step:
        """This word, and ``then`` the rest."""
        fits = self.fits

        def step(said: Sequence[str], at: int) -> int:
            if at < len(said) and said[at] == ",":
                at += 1
            return then(said, at + 1) if at < len(said) and fits(said[at]) else _NOWHERE

        return step

    @cached_property
    def fits(self) -> Callable[[str], bool]:
        """Whether this can be a word: the quickest way to tell."""
        return self._fits if self.stems or self.number else self.words.__contains__

    def _fits(self, word: str) -> bool:
        return word in self.words or (self.number and word[0].isdigit()) or word.startswith(self.stems)


@dataclass(frozen=True)
class Gap:
    """Up to ``most`` words that may be anything, fewest first."""

    most: int

    def step(self, then: Step) -> Step:
        """The gap, and ``then`` the rest."""

        def step(said: Sequence[str], at: int) -> int:
            for start in range(at, min(at + self.most, len(said)) + 1):
                end = then(said, start)
                if end != _NOWHERE:
                    return end
            return _NOWHERE

        return step


@dataclass(frozen=True)
class Mark:
    """A comma, or an edge of the sentence."""

    mark: str

    def step(self, then: Step) -> Step:
        """The mark, and ``then`` the rest: past the comma, or at the same place."""

        def comma(said: Sequence[str], at: int) -> int:
            return then(said, at + 1) if at < len(said) and said[at] == "," else _NOWHERE

        def edge(said: Sequence[str], at: int) -> int:
            return then(said, at) if at == (0 if self.mark == "^" else len(said)) else _NOWHERE

        return comma if self.mark == "," else edge


@dataclass(frozen=True)
class Choice:
    """One of several rows; with an empty row among them it may be left out."""

    rows: tuple[tuple[Node, ...], ...]

    def step(self, then: Step) -> Step:
        """The first of the rows with which the pattern ends somewhere, and ``then`` the rest."""
        ways = [_steps(row, then) for row in self.rows]

        def step(said: Sequence[str], at: int) -> int:
            for way in ways:
                end = way(said, at)
                if end != _NOWHERE:
                    return end
            return _NOWHERE

        return step


Node = Word | Gap | Mark | Choice


def _steps(row: Sequence[Node], then: Step) -> Step:
    """The nodes of a row, one after another, and ``then`` the rest."""
    for node in reversed(row):
        then = node.step(then)
    return then


def _here(_: Sequence[str], at: int) -> int:
    return at


@dataclass(frozen=True)
class Pattern:
    """A pattern that was read: it finds its place in a row of words."""

    text: str
    row: tuple[Node, ...]

    def find(self, said: Sequence[str]) -> tuple[int, int] | None:
        """The first place where the pattern holds, as a range of words."""
        for start in self._starts(said):
            end = self._run(said, start)
            if end != _NOWHERE:
                return start, end
        return None

    def _starts(self, said: Sequence[str]) -> Sequence[int]:
        """Where the pattern may start: never at a comma, and with a first word only where that is."""
        first = self.row[0]
        if isinstance(first, Word):
            return [at for at, word in enumerate(said) if first.fits(word) and word != ","]
        if isinstance(first, Mark) and first.mark == "^":
            return (0,) if said and said[0] != "," else ()
        return [at for at, word in enumerate(said) if word != ","]

    @cached_property
    def _run(self) -> Step:
        return _steps(self.row, _here)

    @cached_property
    def anchor(self) -> frozenset[str]:
        """Words of which one must be there (``abc*`` for a stem): where none is said, the pattern need not run."""
        if not self.needs:
            raise PatternError(f"{self.text!r} has no word that must be there")
        return _rarest(self.needs)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """For each part that must be there, the words of which it takes one."""
        return tuple(keys for node in self.row if (keys := _keys(node)))

    def possible(self, keys: frozenset[str]) -> bool:
        """Whether words with these ``keys`` have everything that must be there: cheaper than finding the place."""
        return not any(map(keys.isdisjoint, self.needs))


def find_any(patterns: Sequence[Pattern], said: Sequence[str], keys: frozenset[str]) -> bool:
    """Whether one of the patterns holds in a row of words that has these ``keys``."""
    return any(pattern.possible(keys) and pattern.find(said) for pattern in patterns)


def keys_of(said: Sequence[str]) -> frozenset[str]:
    """The keys under which the anchors of patterns can be found in a row of words."""
    numbers = ["#"] if any(word[0].isdigit() for word in said) else []
    return frozenset([*said, *(word[:3] + "*" for word in said), *numbers])


def _keys(node: Node) -> frozenset[str]:
    if isinstance(node, Word):
        return node.words | {stem[:3] + "*" for stem in node.stems} | ({"#"} if node.number else set())
    if isinstance(node, Choice):
        rows = [_rarest([_keys(node) for node in row]) for row in node.rows]
        return frozenset[str]().union(*rows) if all(rows) else frozenset()
    return frozenset()


def _rarest(needs: Sequence[frozenset[str]]) -> frozenset[str]:
    """The keys that are said least often: long words, and few."""
    return max(filter(None, needs), key=lambda keys: (min(map(len, keys)), -len(keys)), default=frozenset())


class Reader:
    """Reads patterns, with the lists and aliases of one language."""

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        aliases: Mapping[str, Sequence[str]],
        forms: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._forms = forms
        self._aliases = aliases
        self._lists: dict[str, Node] = {}
        for name, entries in lists.items():
            self._lists[name] = self._choice([self.read(entry).row for entry in entries])

    def read(self, text: str) -> Pattern:
        """The pattern that ``text`` writes."""
        pieces = _PIECE.findall(text)
        row, at = self._row(pieces, 0, "")
        if at != len(pieces) or not row:
            raise PatternError(f"cannot read {text!r}")
        return Pattern(text, row)

    def _row(self, pieces: Sequence[str], at: int, close: str) -> tuple[tuple[Node, ...], int]:
        row: list[Node] = []
        while at < len(pieces) and pieces[at] != "|" and pieces[at] != close:
            if pieces[at] in "([":
                node, at = self._group(pieces, at)
                row.append(node)
            else:
                row += self._nodes(pieces[at])
                at += 1
        return tuple(row), at

    def _group(self, pieces: Sequence[str], at: int) -> tuple[Node, int]:
        close = ")" if pieces[at] == "(" else "]"
        rows: list[tuple[Node, ...]] = []
        while at < len(pieces) and pieces[at] != close:
            row, at = self._row(pieces, at + 1, close)
            rows.append(row)
        if at == len(pieces):
            raise PatternError(f"a bracket stays open in {' '.join(pieces)!r}")
        return self._choice([*rows, ()] if close == "]" else rows), at + 1

    def _nodes(self, piece: str) -> Sequence[Node]:
        if piece in _GAPS:
            return [Gap(_GAPS[piece])]
        if piece in ")]":
            raise PatternError("a bracket closes that was not opened")
        if piece in "^$,":
            return [Mark(piece)]
        if piece[0] == "@":
            return [self._list(piece[1:])]
        if piece == "#":
            return [Word(frozenset(), number=True)]
        if piece.endswith("*"):
            return [Word(frozenset(), (piece[:-1],))]
        if piece in self._aliases:
            return [Word(frozenset(self._aliases[piece]))]
        return [Word(frozenset([part])) for part in self._forms.get(piece, (piece,))]

    def _list(self, name: str) -> Node:
        if name not in self._lists:
            raise PatternError(f"there is no list {name!r}")
        return self._lists[name]

    @staticmethod
    def _choice(rows: Sequence[tuple[Node, ...]]) -> Node:
        """Single words together are one set, which is quicker to look in."""
        single = [row[0] for row in rows if len(row) == 1 and isinstance(row[0], Word)]
        if len(single) < 2:
            return Choice(tuple(rows))
        word = Word(
            frozenset[str]().union(*(word.words for word in single)),
            tuple(stem for word in single for stem in word.stems),
            any(word.number for word in single),
        )
        others = tuple(row for row in rows if len(row) != 1 or not isinstance(row[0], Word))
        return Choice(((word,), *others)) if others else word
