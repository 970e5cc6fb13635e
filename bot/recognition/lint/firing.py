"""Checks of the cues: which ones fire where no move is, and which ones never fire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.recognition.cues import _heard  # the one place that knows which tokens a cue runs over
from bot.recognition.language import Words
from bot.recognition.lint.findings import Finding, Kind, quoted
from bot.recognition.lint.read_cues import CueFile
from bot.recognition.lint.read_examples import Placed
from bot.recognition.parse import parse
from bot.recognition.patterns import keys_of


def cue_findings(file: CueFile, examples: Sequence[Placed], words: Words) -> Iterator[Finding]:
    """A finding for every cue that fires on text without moves, and for every one that fires on no example."""
    fired = _fired(file, examples, words)
    for number, (place, cue, _) in enumerate(file.placed):
        if cue.against:
            continue
        named = f'the cue {quoted(cue.pattern.text)} for "{cue.move}"'
        neutral = [one for one in fired[number] if not one.example.moves]
        if neutral:
            more = f" and {len(neutral) - 1} more" if len(neutral) > 1 else ""
            what = f"{named} fires on {quoted(neutral[0].example.text)} ({neutral[0].place}{more}), which has no move"
            yield Finding(Kind.NEUTRAL, place, what, "narrow it, or write a veto", cue.move)
        if not fired[number]:
            what = f"{named} fires on no example"
            yield Finding(Kind.SILENT, place, what, "mend it, leave it out, or write the example it is for", cue.move)


def _fired(file: CueFile, examples: Sequence[Placed], words: Words) -> Mapping[int, Sequence[Placed]]:
    """By the number of a cue, the examples on which it fires."""
    fired: dict[int, list[Placed]] = defaultdict(list)
    for placed in examples:
        for number in _firing(file, placed.example.text, words):
            fired[number].append(placed)
    return fired


def _firing(file: CueFile, text: str, words: Words) -> set[int]:
    """The numbers of the cues that fire in a message, after vetoes, guards and needs."""
    message = parse(text, words)
    lacking = file.cues.lacking(message)
    found: set[int] = set()
    for said in message:
        heard = file.cues.judge(said).hits.keys() - lacking
        tokens = [token.text for token in _heard(said)] if heard else []
        for key in keys_of(tokens):
            for number, cue in file.cues.index.get(key, ()):
                right_kind = cue.question is None or cue.question == said.question
                if cue.move in heard and not cue.against and right_kind and cue.pattern.find(tokens):
                    found.add(number)
    return found
