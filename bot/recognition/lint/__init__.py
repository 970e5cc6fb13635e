"""Lint: what is wrong, or may be better, in the data from which moves are heard.

The data is read here apart from the recogniser, for two reasons: every finding needs its line, and a file with a
mistake in it must not hide the mistakes in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.core.moves import Language
from bot.recognition.language import load_words
from bot.recognition.lint.examples import contradictions, duplicates, too_few, unheard
from bot.recognition.lint.findings import MISTAKES, Finding, Kind
from bot.recognition.lint.firing import cue_findings
from bot.recognition.lint.own import Hears, lint_own
from bot.recognition.lint.read_cues import read_cues
from bot.recognition.lint.read_examples import Placed, read_examples
from bot.recognition.lint.summary import summary

__all__ = ["MISTAKES", "Finding", "Hears", "Kind", "lint", "lint_own", "summary"]


def lint(folder: Path, languages: Sequence[Language], hears: Hears) -> list[Finding]:
    """Every finding in the data of ``languages`` in ``folder``, sorted by kind and place."""
    findings: list[Finding] = []
    everything: list[Placed] = []
    for language in languages:
        words = load_words(language)
        examples = read_examples(folder, language, findings)
        file = read_cues(folder / language / "cues.yaml", words, findings)
        findings += [*contradictions(examples, words), *unheard(examples, hears)]
        if file:
            findings += [*too_few(examples, file.moves), *cue_findings(file, examples, words)]
        everything += examples
    findings += duplicates(everything)
    return sorted(findings, key=lambda found: (list(Kind).index(found.kind), found.place))
