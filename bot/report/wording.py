"""Wording: the small phrases that every section is made of: a quote, its place, a change of mood, its reason."""

from __future__ import annotations

from bot.core.assessing import Evidence
from bot.core.conversation import Effect
from bot.report.blocks import Change, Quote
from bot.report.texts import Texts

LONGEST_QUOTE = 110


def clipped(words: str) -> str:
    """A quote on one line, cut where it is too long to read at a glance."""
    line = " ".join(words.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def quote(evidence: Evidence, texts: Texts) -> Quote:
    """The words of ``evidence`` with their place."""
    return Quote(clipped(evidence.quote), where(evidence.turn, evidence.certain, texts), evidence.turn)


def where(turn: int, certain: bool, texts: Texts) -> str:
    """ "message 4", and whether it was only probably heard."""
    return texts("turn", turn=turn) + ("" if certain else f", {texts('probably')}")


def change(turn: int, effect: Effect, texts: Texts) -> Change:
    """What words of the trainee in ``turn`` did to the mood."""
    words = Quote(clipped(effect.quote), where(turn, effect.certain, texts), turn)
    return Change(words, _moods(effect, texts), _why(effect, texts), effect.rule, effect.source)


def _moods(effect: Effect, texts: Texts) -> str:
    """ "anger −7, trust +5"; what did not visibly change is left out."""
    changes = {"anger": round(effect.anger), "trust": round(effect.trust)}
    return ", ".join(f"{texts(name)} {signed(value)}" for name, value in changes.items() if value)


def signed(value: float) -> str:
    """ "+5", "−7", "0": with a real minus sign."""
    return f"{value:+g}".replace("-", "−") if value else "0"


def _why(effect: Effect, texts: Texts) -> str:
    """The reason in words. A customer's own step up has only an id for it."""
    return texts("stepped_up") if effect.rule.startswith("escalation:") else effect.why
