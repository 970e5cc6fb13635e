"""Summary: findings as lines to read, of every kind only the first few unless all are wanted."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.recognition.lint.findings import Finding, Kind

FEW = 5
_WIDTH = 80


def summary(findings: Sequence[Finding], *, every: bool) -> Iterator[str]:
    """For each kind: how many, how many of each move, and the findings themselves."""
    for kind in Kind:
        found = [finding for finding in findings if finding.kind is kind]
        if not found:
            continue
        yield f"{kind.capitalize()}: {len(found)}"
        yield from _counts(found)
        yield from map(str, found if every else found[:FEW])
        if len(found) > FEW and not every:
            yield f"... and {len(found) - FEW} more; --all shows them"
        yield ""


def _counts(found: Sequence[Finding]) -> Iterator[str]:
    """The moves that it is about, those with the most findings first; nothing where each has one."""
    counts = Counter(finding.about for finding in found if finding.about)
    if max(counts.values(), default=1) == 1:
        return
    counted = ", ".join(f"{move} {count}" for move, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    yield from textwrap.wrap(counted, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
