"""Measure how far a second, blind reader agrees with the writers' labels, per move and language.

The second reader's labels are in bench/second_reader/; the writers' stand in bot/lexicon/<language>/examples/.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
Labels = dict[str, frozenset[str]]


def main() -> None:
    """Print the agreement for both languages."""
    for language in ("nl", "en"):
        writers = _labels(sorted((ROOT / "bot" / "lexicon" / language / "examples").glob("*.jsonl")))
        second = _labels([ROOT / "bench" / "second_reader" / f"{language}.jsonl"])
        _print(language, second, {one: writers[one] for one in second}, len(writers))


def _labels(files: list[Path]) -> Labels:
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return {row["id"]: frozenset(row["labels"]) for row in map(json.loads, lines)}


def _print(language: str, second: Labels, writers: Labels, all_messages: int) -> None:
    both, either = Counter[str](), Counter[str]()
    for one, labels in second.items():
        both.update(labels & writers[one])
        either.update(labels)
        either.update(writers[one])
    same = sum(labels == writers[one] for one, labels in second.items())
    f1, equal = 2 * both.total() / either.total(), same / len(second)
    read = f"{language}: {len(second)} of {all_messages} messages read twice"
    print(f"{read}; F1 {f1:.3f}; all labels equal {equal:.3f}")
    for move, total in sorted(either.items(), key=lambda item: both[item[0]] / item[1]):
        print(f"  {move:20} {2 * both[move] / total:.2f}  of {total - both[move]} messages with it for either reader")


if __name__ == "__main__":
    main()
