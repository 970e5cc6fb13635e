"""What ``bench/moves.py`` prints: how much of what was heard was right, and how much of what was there was heard."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from bot.core.moves import HARMFUL, Language, Move
from bot.recognition.examples import LANGUAGES, Example
from bot.recognition.model import MOVES

Moves = frozenset[Move]
SYSTEMS = ("cues", "model", "fused")


@dataclass(frozen=True)
class Guess:
    """What each system heard in one message; ``sure`` are the fused findings that are certain."""

    example: Example
    heard: dict[str, Moves]
    sure: Moves


def counts_of(guesses: list[Guess], system: str, move: Move) -> tuple[int, int, int]:
    """How often a move was heard rightly, heard, and there."""
    right = sum(move in g.heard[system] and move in g.example.moves for g in guesses)
    return right, sum(move in g.heard[system] for g in guesses), sum(move in g.example.moves for g in guesses)


def scores(right: int, heard: int, there: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return right / max(1, heard), right / max(1, there), 2 * right / max(1, heard + there)


def totals(guesses: list[Guess], system: str, moves: Moves) -> tuple[float, float, float]:
    """Precision, recall and F1 over all findings of ``moves``."""
    right, heard, there = (sum(column) for column in zip(*(counts_of(guesses, system, m) for m in moves), strict=True))
    return scores(right, heard, there)


def show_moves(guesses: list[Guess]) -> None:
    """Print precision, recall and F1 of each move, Dutch and English."""
    print("| move | there nl / en | P nl / en | R nl / en | F1 nl / en |\n|---|---|---|---|---|")
    sides = [[g for g in guesses if g.example.language == language] for language in LANGUAGES]
    for move in MOVES:
        there = " / ".join(str(counts_of(side, "fused", move)[2]) for side in sides)
        row = [scores(*counts_of(side, "fused", move)) for side in sides]
        cells = [" / ".join(f"{side[n]:.2f}" for side in row) for n in range(3)]
        print(f"| `{move}` | {there} | " + " | ".join(cells) + " |")


def show_language(guesses: list[Guess], language: Language) -> None:
    """Print the totals of one language."""
    mine = [g for g in guesses if g.example.language == language]
    print(f"\n**{language}**: {len(mine)} messages, each read by a model that never saw its writer.\n")
    print("| | " + " | ".join(f"{system} P | R | F1" for system in SYSTEMS) + " |\n|---" + "|---" * 9 + "|")
    for name, moves in (("all (micro)", frozenset(Move)), ("harmful", HARMFUL), ("helpful", frozenset(Move) - HARMFUL)):
        row = [totals(mine, system, moves) for system in SYSTEMS]
        print(f"| {name} | " + " | ".join(f"{p:.3f} | {r:.3f} | {f:.3f}" for p, r, f in row) + " |")
    macro = [np.mean([scores(*counts_of(mine, system, move))[2] for move in MOVES]) for system in SYSTEMS]
    print("| macro | " + " | ".join(f" | | {f:.3f}" for f in macro) + " |\n")
    show_more(mine)


def show_more(mine: list[Guess]) -> None:
    """Print what a trainee would notice: false reproaches, flips in minimal pairs, and certainty."""
    neutral = [g for g in mine if not g.example.moves]
    for system in SYSTEMS:
        wrong = sum(bool(g.heard[system] & HARMFUL) for g in neutral)
        print(f"- {system}: a harmful move in a message without moves: {wrong} of {len(neutral)}", end="")
        print(f" ({100 * wrong / len(neutral):.1f} %); minimal pairs wholly right: {pairs_right(mine, system):.0f} %")
    sure = sum(bool(g.sure & HARMFUL) for g in neutral)
    print(f"- a certain harmful move in a message without moves: {sure} ({100 * sure / len(neutral):.1f} %)")
    for name, moves in (("helpful", frozenset(Move) - HARMFUL), ("harmful", HARMFUL)):
        sure = sum(len(g.sure & moves) for g in mine)
        right = sum(len(g.sure & moves & g.example.moves) for g in mine)
        found = sum(len(g.heard["fused"] & moves) for g in mine)
        print(f"- certain {name}: {sure} of {found} findings, {100 * right / max(1, sure):.1f} % right")
    by_writer = defaultdict(list)
    for g in mine:
        by_writer[g.example.writer].append(g)
    row = [f"{writer} {totals(group, 'fused', frozenset(Move))[2]:.2f}" for writer, group in by_writer.items()]
    print("- micro F1 by writer:", ", ".join(row))


def pairs_right(guesses: list[Guess], system: str) -> float:
    """In how many minimal pairs the moves in which the two differ are right in both, in percent."""
    pairs = defaultdict(list)
    for g in guesses:
        if g.example.pair:
            pairs[g.example.writer, g.example.pair].append(g)
    right = 0
    for group in pairs.values():
        every = frozenset[Move]().union(*(g.example.moves for g in group))
        differ = {move for move in every if any(move not in g.example.moves for g in group)}
        right += all((g.heard[system] & differ) == (g.example.moves & differ) for g in group)
    return 100 * right / max(1, len(pairs))
