"""Hand-written cues: a few precise patterns per move, with what speaks against the move (vetoes) and the guards."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bot.core.moves import Move, Span
from bot.recognition.guards import Negation, Reported, read_negation, read_reported
from bot.recognition.language import parse_yaml, read_yaml
from bot.recognition.parse import QUOTE
from bot.recognition.patterns import Pattern, Reader, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.core.moves import Language
    from bot.recognition.language import Words
    from bot.recognition.parse import Said
    from bot.recognition.tokens import Token

CUE_FILE = "cues.yaml"
OWN_KINDS = frozenset({"cues", "veto", "examples", "not"})
"""What a file of own cues can add to a move."""
_ONLY = {"?": True, ".": False}
_SURE = "!"


class CueFileError(ValueError):
    """A file of own cues that cannot be read."""


@dataclass(frozen=True)
class Cue:
    """A pattern that speaks for a move, or against it (a veto).

    ``question`` limits it to (no) questions; a ``sure`` cue needs no word of the model; a ``deniable`` one can be
    turned by a negation.
    """

    move: Move
    pattern: Pattern
    against: bool
    question: bool | None
    sure: bool
    deniable: bool


@dataclass(frozen=True)
class CueHit:
    """The words of a sentence in which a cue holds."""

    span: Span
    why: str
    sure: bool


@dataclass(frozen=True)
class Verdict:
    """What the cues make of one sentence: moves that are heard, denied or reported, and moves that cannot be there."""

    hits: dict[Move, CueHit] = field(default_factory=dict)
    doubted: set[Move] = field(default_factory=set)
    vetoes: set[Move] = field(default_factory=set)


@dataclass(frozen=True)
class Cues:
    """All cues of a language, to be found by the words that they must have."""

    index: Mapping[str, Sequence[tuple[int, Cue]]]
    negation: Negation
    reported: Reported
    needs: Mapping[Move, Sequence[Pattern]]

    def lacking(self, message: Sequence[Said]) -> set[Move]:
        """The moves that a message cannot make, as words that they need are nowhere in it."""
        words = [word.text for said in message for word in said.tokens if word.is_word]
        return {move for move, needs in self.needs.items() if not all(need.find(words) for need in needs)}

    def judge(self, said: Said) -> Verdict:
        """What the cues hear in a sentence; what speaks against a move wins."""
        tokens = _heard(said)
        words = [token.text for token in tokens]
        keys = keys_of(words)
        verdict = Verdict()
        if self.reported.holds(words, keys):
            verdict.doubted.update(self.reported.silences)
        for cue in self._candidates(keys, said.question):
            place = cue.pattern.find(words)
            if place is None:
                continue
            if cue.against:
                verdict.vetoes.add(cue.move)
            elif cue.deniable and self.negation.denies(cue.move, words, place):
                verdict.doubted.add(cue.move)
            elif cue.move not in verdict.hits or (cue.sure and not verdict.hits[cue.move].sure):
                span = Span(tokens[place[0]].start, tokens[place[1] - 1].end)
                verdict.hits[cue.move] = CueHit(span, cue.pattern.text, cue.sure)
        for move in (verdict.vetoes | verdict.doubted) & verdict.hits.keys():
            del verdict.hits[move]
        return verdict

    def _candidates(self, keys: frozenset[str], question: bool) -> list[Cue]:
        """The cues of which every needed word is said, in the order of the file."""
        found = {
            number: cue
            for key in keys
            for number, cue in self.index.get(key, ())
            if cue.question in (None, question) and cue.pattern.possible(keys)
        }
        return [found[number] for number in sorted(found)]


def _heard(said: Said) -> list[Token]:
    """The tokens that patterns run over: words, numbers, commas and quotes."""
    return [token for token in said.tokens if token.is_word or token.text in (",", QUOTE)]


def load_cues(language: Language, words: Words, own: Path | None = None) -> Cues:
    """Read a language's cues.yaml, with that of the folder ``own`` merged into it; CueFileError is about the latter."""
    data = read_yaml(language, CUE_FILE)
    path = own / language / CUE_FILE if own else None
    if path is None or not path.is_file():
        return _built(data, words)
    try:
        return _built(merged(data, parse_yaml(path.read_text(encoding="utf-8"))), words)
    except (yaml.YAMLError, LookupError, TypeError, AttributeError, ValueError, OSError) as error:
        raise CueFileError(f"{path} cannot be read") from error


def _built(data: Mapping[str, Any], words: Words) -> Cues:
    reader = Reader(data["lists"], data["aliases"], words.forms)
    negation = read_negation(data["guards"]["negation"], reader)
    index: dict[str, list[tuple[int, Cue]]] = defaultdict(list)
    for number, cue in enumerate(_cues(data["moves"], reader, negation)):
        for key in cue.pattern.anchor:
            index[key].append((number, cue))
    needs = {
        Move(move): [reader.read(text) for text in entry["needs"]]
        for move, entry in data["moves"].items()
        if "needs" in entry
    }
    return Cues(index, negation, read_reported(data["guards"]["reported"], reader), needs)


def merged(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a cue file with ``own`` cues behind it: lists and moves become longer, all else stays."""
    moves = {move: dict(entry) for move, entry in shipped["moves"].items()}
    for move, entry in (own.get("moves") or {}).items():
        mine = moves.setdefault(move, {})
        for kind in OWN_KINDS & entry.keys():
            mine[kind] = [*mine.get(kind, ()), *entry[kind]]
    lists = dict(shipped["lists"])
    for name, texts in (own.get("lists") or {}).items():
        lists[name] = [*lists.get(name, ()), *texts]
    return {**shipped, "lists": lists, "moves": moves}


def _cues(moves: Mapping[str, Mapping[str, Sequence[str]]], reader: Reader, negation: Negation) -> Iterator[Cue]:
    for move, entry in moves.items():
        for against, texts in ((False, entry.get("cues", ())), (True, entry.get("veto", ()))):
            yield from (_cue(Move(move), text, against, reader, negation) for text in texts)


def _cue(move: Move, text: str, against: bool, reader: Reader, negation: Negation) -> Cue:
    """A cue as it is written: the pattern, ``?`` or ``.`` for in which sentences it holds, ``!`` if it is sure."""
    *words, last = text.split()
    sure = last == _SURE
    if sure:
        *words, last = words
    only = _ONLY.get(last)
    pattern = reader.read(" ".join(words if only is not None else [*words, last]))
    named = set(pattern.text.replace("(", " ").replace("|", " ").replace(")", " ").split())
    return Cue(move, pattern, against, only, sure, not against and not negation.words & named)
