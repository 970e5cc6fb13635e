"""Slips: a day, a time, a number or an amount that the trainee gives back otherwise than the customer told it.

A customer who hears "three weeks" after telling of four days does not say "yes, more or less". Only what is sure
counts: the customer has told the same kind of thing of the same matter and said something else every time, and what
the trainee says occurs nowhere in the case, nor was it said in the talk before. A plan of the trainee's own is no
detail of the case. Measured on the scripted talks: none of their summaries and checks is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.case import Account, Told, besides
from bot.core.conversation import Happening, Judgement
from bot.core.details import TIMES, Detail, Kind, find_details, same
from bot.core.facts import told
from bot.core.judging.story import STORY, put_to
from bot.core.moves import Move, Span
from bot.core.words import best_fit, fold
from bot.core.writing_first import FINDS_OUT

if TYPE_CHECKING:
    from bot.core.judging.context import Context

_PLANS = (Move.CONCRETE_STEP, Move.OFFER, Move.AFTERCARE, Move.CALLBACK_CLOSE, Move.OVERPROMISE, Move.VAGUE_PROMISE)
"""Moves that speak of what is still to come from the company."""
_COMPARABLE = 20
"""How many times longer or dearer something may be and still be taken for the same thing. Our own judgement."""
_TIMES_OVER = range(2, 5)
_HOUR = 60
_CLOSE = 2
"""Telling words that two sentences must share to be about the same thing, whatever else the case tells."""
_PARTS = re.compile(r"[,;:()!?\n]|\.(?!\d)")


@dataclass(frozen=True)
class Slip:
    """The trainee's detail, and what the customer told instead, in the customer's words."""

    span: Span
    certain: bool
    right: str


def find_slip(context: Context) -> Slip | None:
    """The first detail in what is summed up, or put to the customer to check, that the customer told otherwise."""
    found = [one for one in context.reading.moves if one.move in STORY]
    if not found or context.state.follow_up or _only_plans(context):
        return None
    stretches = [put_to(context, one) for one in found]
    whole = Span(min(one.start for one in stretches), max(one.end for one in stretches))
    certain = any(one.certain for one in found)
    for span, detail, near in _details_in(context, whole):
        right = "" if detail.loose or detail.kind is Kind.NUMBER else _right(context, detail, near)
        if right:
            return Slip(span, certain, right)
    return None


def wrong_detail(context: Context) -> Happening | None:
    """The slip of the message, as something that happened."""
    slip = context.slip
    return Happening(Judgement.WRONG_DETAIL, slip.span, slip.certain) if slip else None


def named_besides(context: Context) -> frozenset[str]:
    """What the message names, apart from its slip, by the keys of the details."""
    found = find_details(context.reading.meant, context.scene.words)
    return frozenset(one.key for one in found if context.slip is None or one.span != context.slip.span)


def _details_in(context: Context, whole: Span) -> Iterator[tuple[Span, Detail, frozenset[str]]]:
    """The details in a stretch, each with its place in the message and the telling words beside it."""
    words = context.scene.words
    for part in context.reading.sentences:
        if not (part.span.start < whole.end and whole.start < part.span.end) or _plans_in(context, part.span):
            continue
        text = part.span.of(context.reading.meant)
        details = () if best_fit(words.details.sums, fold(text)) else find_details(text, words)
        for detail in details:
            clause = _clause(text, detail, details, words.details.breaks)
            if not best_fit(words.details.plans, fold(clause)):
                start = part.span.start
                span = Span(start + detail.span.start, start + detail.span.end)
                yield span, detail, besides(clause, words)


def _only_plans(context: Context) -> bool:
    """Whether a message speaks of what is to come, and asks nothing: its numbers may all be the trainee's own."""
    return not context.certain.isdisjoint(_PLANS) and Move.CHECK not in context.moves


def _plans_in(context: Context, part: Span) -> bool:
    """Whether a sentence speaks of what is to come. An amount that is summed up sounds like an offer."""
    heard = [one for one in context.reading.moves if one.span.start < part.end and part.start < one.span.end]
    told_of = max((one.confidence for one in heard if one.move is Move.SUMMARY), default=0)
    plans = (one for one in heard if one.move in _PLANS and one.certain)
    return any(one.move is not Move.OFFER or one.confidence >= told_of for one in plans)


def _clause(text: str, detail: Detail, details: tuple[Detail, ...], breaks: tuple[str, ...]) -> str:
    """The part of a sentence that a detail stands in."""
    ends = [match.span() for match in _PARTS.finditer(text)]
    ends += [match.span() for match in re.finditer(rf"\b(?:{'|'.join(breaks)})\b", text, re.IGNORECASE) if breaks]
    ends = [(start, end) for start, end in ends if not any(one.span.start <= start < one.span.end for one in details)]
    first = max((end for _, end in ends if end <= detail.span.start), default=0)
    last = min((start for start, _ in ends if start >= detail.span.end), default=len(text))
    return text[first:last]


def _right(context: Context, detail: Detail, near: frozenset[str]) -> str:
    """What the customer told instead of ``detail``; empty where that is not sure."""
    account = context.scene.case.account
    if detail.key in context.state.named or any(same(one, detail) for one in account.known):
        return ""
    alike = [one for one in account.told if _comparable(one.detail, detail)]
    for linked in _linked(alike, detail, near):
        exact = [one for one in linked if not one.detail.loose]
        said = [one for one in exact if _was_told(context, one)]
        if said and len({one.detail.value for one in exact}) == 1:
            return "" if _comes_out(detail, said[0], account) else _spoken(said[0], context)
    return ""


def _linked(alike: list[Told], detail: Detail, near: frozenset[str]) -> Iterator[list[Told]]:
    """What is told of the same thing: in a sentence with the same words, or else in what is about them.

    What is counted says by itself what it is about, where the case counts it only once.
    """
    if detail.kind is Kind.COUNT and detail.about != TIMES and len({one.detail.value for one in alike}) == 1:
        yield alike
    close = [one for one in alike if len(one.near & near) >= _CLOSE]
    beside = [one for one in alike if one.near & near]
    about = [one for one in alike if (one.near | one.around) & near]
    in_its_unit = [one for one in beside if one.detail.about == detail.about]
    yield from (close, beside, in_its_unit, about)


def _comparable(one: Detail, other: Detail) -> bool:
    if one.kind is not other.kind or (one.kind is Kind.COUNT and one.about != other.about):
        return False
    if one.kind in {Kind.LENGTH, Kind.MONEY}:
        return max(one.value, other.value) <= _COMPARABLE * min(one.value, other.value)
    return True


def _was_told(context: Context, one: Told) -> bool:
    """Whether the customer has said it in this talk."""
    kind, _, name = one.source.partition(":")
    if kind == "fact":
        return any(told(fact) in context.state.seen for fact in context.persona.facts if fact.id == name)
    knows = not context.persona.proactive or context.happened(FINDS_OUT)
    return bool(knows) and int(name) == context.scene.opening_number(context.state.rotation)


def _comes_out(detail: Detail, right: Told, account: Account) -> bool:
    """Whether the detail can be made of what the case tells: a bare figure of the same fact, or a sum."""
    if any(
        one.detail.kind is Kind.NUMBER and one.detail.value == detail.figure and one.source == right.source
        for one in account.told
    ):
        return True
    if detail.kind is Kind.MONEY:
        amounts = [one.value for one in account.known if one.kind is Kind.MONEY]
        made = [one * times for one in amounts for times in _TIMES_OVER]
        made += [one + sign * other for one in amounts for other in amounts for sign in (1, -1)]
        return any(abs(one - detail.value) < 1 for one in made)
    counted = [one.value for one in account.known if one.kind is Kind.COUNT]
    hours = detail.kind is Kind.LENGTH and float(detail.about) <= _HOUR
    return hours and any(right.detail.value * times == detail.value for times in counted)


def _spoken(one: Told, context: Context) -> str:
    """The words for it in the middle of a sentence, however they were typed: "EIGHT WHOLE DAYS" is "eight days"."""
    fillers = context.scene.words.details.fillers
    words = " ".join(word for word in one.words.split() if word.lower() not in fillers)
    english = context.persona.language == "en"
    if english and one.detail.kind in {Kind.DAY, Kind.MONTH}:
        return words.capitalize()
    return words if english and one.detail.kind is Kind.DATE else words.lower()
