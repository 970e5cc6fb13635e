"""Lint of own cues and examples: what is wrong in them, what they do not reach, and where they go too far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path

from bot.core.moves import Language, Move
from bot.recognition.cues import CUE_FILE
from bot.recognition.language import load_words, read_yaml
from bot.recognition.lint.examples import contradictions, duplicates, unheard
from bot.recognition.lint.findings import Finding, Kind, Place, quoted
from bot.recognition.lint.firing import cue_findings
from bot.recognition.lint.read_cues import CueFile, read_cues
from bot.recognition.lint.read_examples import Placed, read_examples

Hears = Callable[[str, Language], Set[Move]]
"""The moves that are heard in a message."""


def lint_own(folder: Path, shipped: Path, languages: Sequence[Language], hears: Hears) -> list[Finding]:
    """Every finding in the own data of ``folder``, which is laid out as that in ``shipped``; any of it may be left out.

    Cues are tried on what we ship too: they should be silent where no move is.
    """
    findings: list[Finding] = []
    if not any((folder / language).is_dir() for language in languages):
        what = f"there is no folder {' or '.join(languages)} in it"
        findings.append(Finding(Kind.MALFORMED, Place(folder, 1), what, "docs/recognition.md shows how it is laid out"))
    examples = [placed for language in languages for placed in _language(folder, shipped, language, hears, findings)]
    findings += duplicates(examples)
    return sorted(findings, key=lambda found: (list(Kind).index(found.kind), found.place))


def _language(
    folder: Path, shipped: Path, language: Language, hears: Hears, findings: list[Finding]
) -> Sequence[Placed]:
    words, path = load_words(language), folder / language / CUE_FILE
    examples = read_examples(folder, language, findings, neutral=False)
    findings += [*contradictions(examples, words), *unheard(examples, hears)]
    file = read_cues(path, words, findings, read_yaml(language, CUE_FILE)) if path.is_file() else None
    if file:
        findings += _said(file, language, hears)
        everything = [*examples, *read_examples(shipped, language, [])]
        findings += [one for one in cue_findings(file, everything, words) if one.kind is Kind.NEUTRAL]
    return examples


def _said(file: CueFile, language: Language, hears: Hears) -> Iterator[Finding]:
    """A finding for every sentence in the cue file in which its move is not heard, or heard and should not be."""
    for place, move, kind, text in file.sentences:
        heard = move in hears(text, language)
        if kind == "examples" and not heard:
            what = f'"{move}" is not heard in {quoted(text)}'
            yield Finding(Kind.UNHEARD, place, what, "write a cue that fits it; with ! behind it, it is sure", move)
        elif kind == "not" and heard:
            yield Finding(
                Kind.HEARD, place, f'"{move}" is heard in {quoted(text)}', "narrow the cue, or write a veto", move
            )
