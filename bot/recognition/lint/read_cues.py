"""Reads a cue file with the place of every cue, past every cue with a mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.core.moves import Move
from bot.recognition.cues import Cue, Cues, _cue, merged  # the one place that knows how a cue is written
from bot.recognition.guards import Negation, read_negation, read_reported
from bot.recognition.language import Words, parse_yaml
from bot.recognition.lint.findings import Finding, Kind, Place, quoted
from bot.recognition.lint.read_examples import nearest_move, read_text
from bot.recognition.patterns import Pattern, Reader

_PATTERNS = ("cues", "veto", "needs")
_SENTENCES = ("examples", "not")
_KEYS = (*_PATTERNS, *_SENTENCES)
_HOW = "the head of the file says how it is written"


class PlacedCue(NamedTuple):
    """A cue with its place, and the words of which one must be said."""

    place: Place
    cue: Cue
    anchor: frozenset[str]


class Written(NamedTuple):
    """One pattern, or one sentence, in the entry of a move."""

    place: Place
    move: Move
    kind: str
    text: str


@dataclass(frozen=True)
class CueFile:
    """The cues of a file: as the recogniser holds them, and one by one in the same order with their places."""

    cues: Cues
    placed: Sequence[PlacedCue]
    moves: Mapping[Move, Place]
    sentences: Sequence[Written] = ()
    """What must be heard (``examples``) and what must not (``not``)."""


def read_cues(
    path: Path, words: Words, findings: list[Finding], shipped: Mapping[str, Any] | None = None
) -> CueFile | None:
    """The cues that can be read, None where the file cannot; what is wrong goes to ``findings``.

    A file of own cues leans on the data of the ``shipped`` one, for its lists and guards.
    """
    text = read_text(path, findings)
    if not text:
        return None
    try:
        return _read(text, path, words, findings, shipped)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1)
        findings.append(Finding(Kind.MALFORMED, place, f"this is no YAML ({getattr(error, 'problem', error)})", _HOW))
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        what = f"the lists, aliases, guards or moves cannot be read ({error!r})"
        findings.append(Finding(Kind.MALFORMED, Place(path, 1), what, _HOW))
    return None


def _read(text: str, path: Path, words: Words, findings: list[Finding], shipped: Mapping[str, Any] | None) -> CueFile:
    data = merged(shipped, _own(text)) if shipped else parse_yaml(text)
    reader = Reader(data["lists"], data["aliases"], words.forms)
    negation = read_negation(data["guards"]["negation"], reader)
    entries = _entries(_members(yaml.compose(text, Loader=yaml.SafeLoader))["moves"][1], path, findings)
    placed: list[PlacedCue] = []
    needs: dict[Move, list[Pattern]] = defaultdict(list)
    written = list(_written(entries, path, findings))
    for one in written:
        try:
            if one.kind in _SENTENCES:
                continue
            if one.kind == "needs":
                needs[one.move].append(reader.read(one.text))
            else:
                placed.append(_placed(one, reader, negation))
        except ValueError as error:
            findings.append(Finding(Kind.MALFORMED, one.place, f"the cue {quoted(one.text)}: {error}", _HOW))
    cues = Cues(_index(placed), negation, read_reported(data["guards"]["reported"], reader), needs)
    sentences = [one for one in written if one.kind in _SENTENCES]
    return CueFile(cues, placed, {move: _place(path, key) for move, (key, _) in entries.items()}, sentences)


def _own(text: str) -> Mapping[str, Any]:
    """Own cues without what is misspelt in them, which is found by its place."""
    data = parse_yaml(text)
    moves = {name: entry for name, entry in data["moves"].items() if name in list(Move)}
    return {**data, "moves": moves}


def _placed(one: Written, reader: Reader, negation: Negation) -> PlacedCue:
    """The cue as the recogniser reads it; raises ValueError."""
    cue = _cue(one.move, one.text, one.kind == "veto", reader, negation)
    return PlacedCue(one.place, cue, cue.pattern.anchor)


def _index(placed: Sequence[PlacedCue]) -> dict[str, list[tuple[int, Cue]]]:
    index: dict[str, list[tuple[int, Cue]]] = defaultdict(list)
    for number, one in enumerate(placed):
        for key in one.anchor:
            index[key].append((number, one.cue))
    return index


def _place(path: Path, node: yaml.Node) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _members(node: Any) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    """The members of a mapping in a file: by key, the key and the value with their places."""
    return {key.value: (key, value) for key, value in node.value}


def _entries(moves: Any, path: Path, findings: list[Finding]) -> dict[Move, tuple[yaml.Node, yaml.Node]]:
    """The entries of the moves that there are."""
    known: dict[Move, tuple[yaml.Node, yaml.Node]] = {}
    for name, (key, entry) in _members(moves).items():
        if name in list(Move):
            known[Move(name)] = key, entry
        else:
            what = f'there is no move "{name}"'
            findings.append(Finding(Kind.UNKNOWN_LABEL, _place(path, key), what, nearest_move(name)))
    return known


def _written(
    entries: Mapping[Move, tuple[yaml.Node, yaml.Node]], path: Path, findings: list[Finding]
) -> Iterator[Written]:
    """The patterns of all entries, in the order of the file."""
    for move, (_, entry) in entries.items():
        for kind, (key, texts) in _members(entry).items():
            if kind not in _KEYS or not isinstance(texts, yaml.SequenceNode):
                what = f'"{kind}" of {move} is no list of {", ".join(_KEYS)}'
                findings.append(Finding(Kind.MALFORMED, _place(path, key), what, _HOW))
            else:
                yield from (Written(_place(path, text), move, kind, text.value) for text in texts.value)
