"""Sections: a debrief as headed blocks of words.

The short form comes first: the outcome, one strength, at most two next steps, the curve. Then the moments, for who
reads on. The table, for who asks why, is in bot/report/tables.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.bettering import SHOWS, Need, WeakMoment
from bot.core.debrief import Debrief, NextStep
from bot.core.persona import Outcome
from bot.core.registering import Entry
from bot.core.rubric import Rewrite
from bot.report.aftercare import follow_ups
from bot.report.blocks import Block, Bullets, Change, Curve, Paragraph, Section
from bot.report.retold import retold
from bot.report.texts import Texts
from bot.report.wording import change, quote

_MOST_FACTS = 4
"""Facts that were never told: enough to be curious, not a list of everything that was missed."""


def short_form(debrief: Debrief, texts: Texts) -> tuple[Section, ...]:
    """What is shown first. After the stop word that is one kind sentence and nothing else."""
    if debrief.outcome is Outcome.STOPPED:
        return (Section(texts("stopped"), ()),)
    return (
        _outcome(debrief, texts),
        _strength(debrief, texts),
        _next_steps(debrief, texts),
        Section(texts("heading_curve"), (curve_of(debrief, texts),)),
    )


def moments(debrief: Debrief, texts: Texts) -> tuple[Section, ...]:
    """What comes after the short form: the moments that counted, the best sentence and a better one, what was not told.

    Nothing after the stop word.
    """
    if debrief.outcome is Outcome.STOPPED:
        return ()
    counted = _turnings(debrief, texts) or (Paragraph(texts("no_swings")),)
    sections = [*follow_ups(debrief.follow_ups, texts), Section(texts("heading_swings"), counted)]
    if debrief.best:
        sections.append(Section(texts("heading_best"), (change(debrief.best.turn, debrief.best.effect, texts),)))
    if debrief.weak_moment:
        sections.append(Section(texts("heading_better"), tuple(_better(debrief, debrief.weak_moment, texts))))
    return (*sections, Section(texts("heading_not_found"), tuple(_not_found(debrief, texts))))


def registration(entries: tuple[Entry, ...], texts: Texts) -> Section:
    """The complaint as it was written down, field by field beside what was really the matter."""
    blocks = tuple(
        Paragraph(texts("register_fits" if entry.fits else "register_differs", truth=entry.truth), _asked(entry, texts))
        for entry in entries
    )
    return Section(texts("heading_register"), blocks)


def curve_of(debrief: Debrief, texts: Texts) -> Curve:
    """The curve with its turning points, as a value to draw."""
    return Curve(debrief.curve, _turnings(debrief, texts), retold(debrief.curve, texts))


def _turnings(debrief: Debrief, texts: Texts) -> tuple[Change, ...]:
    """The moments that counted, numbered as in the picture."""
    changes = (change(swing.turn, swing.effect, texts) for swing in debrief.swings)
    return tuple(replace(one, number=number) for number, one in enumerate(changes, start=1))


def better_sentence(weak: WeakMoment, texts: Texts) -> str:
    """A sentence that could have stood at the weakest moment, in this customer's form of address."""
    unfounded = "" if weak.founded or weak.need is not Need.ACKNOWLEDGE else "_unfounded"
    return texts(f"better_{weak.need}{unfounded}_{weak.address}", gist=weak.gist).strip()


def _asked(entry: Entry, texts: Texts) -> str:
    return texts(f"register_{entry.field}").rstrip("?")


def score_line(debrief: Debrief, texts: Texts) -> str:
    """ "64 of 100 · The LEON principle", or that there was nothing to assess."""
    key = "no_score" if debrief.score is None else "score_line"
    return texts(key, score=debrief.score, rubric=debrief.rubric.name[debrief.language])


def _outcome(debrief: Debrief, texts: Texts) -> Section:
    blocks = (Paragraph(score_line(debrief, texts)), Paragraph(texts("practice_not_assessment")))
    return Section(texts(f"outcome_{debrief.outcome}"), blocks)


def _strength(debrief: Debrief, texts: Texts) -> Section:
    praise = debrief.strength
    if praise is None:
        return Section(texts("heading_strength"), (Paragraph(texts("no_strength")),))
    said = Paragraph(praise.text, praise.name)
    return Section(texts("heading_strength"), (said, quote(praise.evidence, texts)))


def _next_steps(debrief: Debrief, texts: Texts) -> Section:
    blocks = [block for step in debrief.next_steps for block in _next_step(step, texts)]
    return Section(texts("heading_next"), tuple(blocks) or (Paragraph(texts("no_next")),))


def _next_step(step: NextStep, texts: Texts) -> Iterator[Block]:
    yield Paragraph(step.text, step.name)
    if step.evidence:
        yield quote(step.evidence, texts)
    yield Paragraph(_example(step.rewrite, texts), texts("example_of"))


def _example(rewrite: Rewrite, texts: Texts) -> str:
    return texts("example", say=rewrite.say, instead_of=rewrite.instead_of)


def _better(debrief: Debrief, weak: WeakMoment, texts: Texts) -> Iterator[Block]:
    """The weakest words, what they did, a sentence that could have stood there, and the method's example of it.

    Where the next steps show that example already, it is not said again.
    """
    yield change(weak.turn, weak.effect, texts)
    yield Paragraph(f"“{better_sentence(weak, texts)}”", texts("say"))
    if weak.possible:
        yield Paragraph("; ".join(weak.possible), texts("better_possible"))
    criterion = debrief.rubric.shown_by(SHOWS[weak.need])
    if criterion and criterion.rewrite[debrief.language] not in [step.rewrite for step in debrief.next_steps]:
        name = criterion.name[debrief.language]
        yield Paragraph(_example(criterion.rewrite[debrief.language], texts), texts("better_example", criterion=name))


def _not_found(debrief: Debrief, texts: Texts) -> Iterator[Block]:
    hidden = debrief.not_found
    lines = [texts("missed_wish", label=label) for label in hidden.wish]
    lines += [texts("missed_cause", label=hidden.cause)] if hidden.cause else []
    lines += hidden.facts[:_MOST_FACTS]
    rest = len(hidden.facts) - _MOST_FACTS
    lines += [texts("missed_more", count=rest)] if rest > 0 else []
    yield Bullets(tuple(lines)) if lines else Paragraph(texts("everything_found"))
