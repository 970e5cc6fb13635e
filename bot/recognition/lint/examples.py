"""Checks of the examples: given twice, labelled both ways, not heard, or too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set

from bot.core.moves import Language, Move
from bot.recognition.clean import clean
from bot.recognition.language import Words
from bot.recognition.lint.findings import Finding, Kind, Place, quoted
from bot.recognition.lint.read_examples import Placed
from bot.recognition.tokens import tokenise

ENOUGH = 40
"""Examples of a move in a language: with fewer the model learns the writer and not the move."""


def duplicates(examples: Iterable[Placed]) -> Iterator[Finding]:
    """A finding for every example whose id was given before."""
    for first, other in _repeated((placed.example.id, placed) for placed in examples):
        what = f'the id "{other.example.id}" is also that of {first.place}'
        yield Finding(Kind.DUPLICATE_ID, other.place, what, "give it an id of its own")


def contradictions(examples: Iterable[Placed], words: Words) -> Iterator[Finding]:
    """A finding for every example that reads the same as an earlier one, and is labelled differently.

    After different messages of the customer both may be right, though the recogniser cannot learn it from them.
    """
    read = ((_as_read(placed.example.text, words), placed) for placed in examples)
    for first, other in _repeated((key, placed) for key, placed in read if key):
        if first.example.moves != other.example.moves:
            messages = {_as_read(placed.customer, words) for placed in (first, other)}
            kind = Kind.CONTEXT if len(messages - {()}) == 2 else Kind.CONTRADICTION
            what = f"{quoted(other.example.text)} has {_named(other)} here, and {_named(first)} at {first.place}"
            yield Finding(kind, other.place, what, "label both alike (docs/moves.md), or drop one")


def _repeated(examples: Iterable[tuple[Hashable, Placed]]) -> Iterator[tuple[Placed, Placed]]:
    """Every example whose key was there before, behind the first one that has it."""
    seen: dict[Hashable, Placed] = {}
    for key, placed in examples:
        first = seen.setdefault(key, placed)
        if first is not placed:
            yield first, placed


def _as_read(text: str, words: Words) -> tuple[str, ...]:
    """The words as the recogniser sees them: small differences of spelling and all marks but "?" are gone."""
    tokens = tokenise(clean(text), words.forms)
    return tuple(token.text for token in tokens if token.is_word or token.text == "?")


def _named(placed: Placed) -> str:
    return ", ".join(sorted(placed.example.moves)) or "no move"


def unheard(examples: Iterable[Placed], hears: Callable[[str, Language], Set[Move]]) -> Iterator[Finding]:
    """A finding for every move of an example that is not heard in it."""
    for placed in examples:
        example = placed.example
        if not example.moves:
            continue
        for move in sorted(example.moves - hears(example.text, example.language)):
            what = f'"{move}" is not heard in {quoted(example.text)}'
            hint = "does it fit docs/moves.md, and was the model trained with it?"
            yield Finding(Kind.UNHEARD, placed.place, what, hint, move)


def too_few(examples: Sequence[Placed], places: Mapping[Move, Place]) -> Iterator[Finding]:
    """A finding for every move in ``places`` of which there are not enough examples."""
    counts = Counter(move for placed in examples for move in placed.example.moves)
    for move, place in places.items():
        if counts[move] < ENOUGH:
            what = f'"{move}" has {counts[move]} examples in this language; {ENOUGH} is enough'
            yield Finding(Kind.TOO_FEW, place, what, "write more of them, by more than one writer", move)
