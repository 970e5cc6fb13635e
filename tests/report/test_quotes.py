"""Quotes: whatever is said in a talk, a debrief puts no word into anybody's mouth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fakes import MONDAY, quotes_of

from bot.content import read_talk
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.report.blocks import Block, Change, Quote, Section, Table
from bot.report.texts import Texts
from bot.report.whole import Report, report
from bot.training import Session, Training
from bot.training.script import Talk, play

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "conversations").glob("*/*.yaml"))
METHODS = ("leon", "structured", "nine-tips", "naming-behaviour")
TALKS, AT_ONCE = 1_000, 50


@cache
def sentences(language: Language) -> tuple[str, ...]:
    """Everything that scripted trainees say to customers of this language, and sentences that do nothing."""
    own = {path.stem for path in (ROOT / "personas" / language).glob("*.yaml")}
    said = [one for path in FILES if path.parent.name in own for one in read_talk(path).say]
    neutral = (ROOT / "bot" / "lexicon" / language / "neutral.txt").read_text("utf-8").splitlines()
    return (
        *(one if isinstance(one, str) else one.text or "" for one in said),
        *(line for line in neutral if line and not line.startswith("#")),
        *(
            "",
            "  \n ",
            "😀",
            "𝒞𝒶𝓁𝓂 down",
            "e\u0301e\u0301n",
            "“citaat”",
            "<b>vet</b>",
            "$1 $2",
            "AAAAAAAAA",
            "ok" * 300,
        ),
    )


def generated(number: int, training: Training) -> Talk:
    """A talk of two to seven messages, each of one to three things that somebody said once."""
    personas = sorted(training.library.personas)
    persona = personas[number % len(personas)]
    pool = sentences(training.library.personas[persona].language)
    places = [(number * 7_919 + step * 104_729 + step * step * 31) % len(pool) for step in range(30)]
    said = [
        "\n ".join(pool[place] for place in places[3 * message : 3 * message + 1 + (number + message) % 3])
        for message in range(2 + number % 6)
    ]
    return Talk(persona, tuple(said), METHODS, talk=number)


def look_back(session: Session, training: Training, texts: dict[Language, Texts]) -> tuple[Report, tuple[Debrief, ...]]:
    debriefs = training.debriefs(session)
    persona = session.persona
    return report(persona, session.transcript, debriefs, texts[persona.language]), debriefs


def invented(session: Session, whole: Report, debriefs: tuple[Debrief, ...]) -> list[tuple[int, str]]:
    """Quotes of the debriefs that are no exact slice of the trainee's message, and of the report that are no cut."""
    said = {turn.number: turn.text for turn in session.transcript if turn.who == "trainee"}
    slices = [quote for debrief in debriefs for quote in exact(debrief)]
    shown = [(quote.turn, quote.words.removesuffix(" …")) for quote in shown_quotes(whole)]
    return [
        *((turn, words) for turn, words in slices if not words or words not in said.get(turn, "")),
        *((turn, words) for turn, words in shown if words not in " ".join(said.get(turn, "").split())),
    ]


def exact(debrief: Debrief) -> Iterator[tuple[int, str]]:
    yield from quotes_of(debrief)
    if debrief.best:
        yield debrief.best.turn, debrief.best.effect.quote
    if debrief.weak_moment:
        yield debrief.weak_moment.turn, debrief.weak_moment.effect.quote


def shown_quotes(whole: Report) -> Iterator[Quote]:
    sections: list[Section] = [*whole.short, *whole.moments, *whole.table]
    sections += [section for other in whole.others for section in (*other.short, *other.table)]
    for section in sections:
        for block in section.blocks:
            yield from quotes_in(block)
    yield from (change.quote for spoken in whole.talk if spoken.who == "trainee" for change in spoken.changes)


def quotes_in(block: Block) -> Iterator[Quote]:
    match block:
        case Quote():
            yield block
        case Change():
            yield block.quote
        case Table():
            yield from (quote for row in block.rows for ground in row.grounds for quote in ground.quotes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_quote_of_a_scripted_talk_is_invented(file: Path, training: Training, texts: dict[Language, Texts]) -> None:
    session = play(training, read_talk(file), MONDAY).session

    assert invented(session, *look_back(session, training, texts)) == []


@pytest.mark.parametrize("first", range(0, TALKS, AT_ONCE))
def test_no_quote_of_a_talk_of_odds_and_ends_is_invented(
    first: int, training: Training, texts: dict[Language, Texts]
) -> None:
    for number in range(first, first + AT_ONCE):
        session = play(training, generated(number, training), MONDAY).session
        assert invented(session, *look_back(session, training, texts)) == [], number


def test_no_two_of_those_talks_are_the_same(training: Training) -> None:
    talks = [generated(number, training) for number in range(TALKS)]

    assert len({(talk.persona, talk.say) for talk in talks}) == TALKS


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_talk_is_read_back_to_the_letter(file: Path, training: Training, texts: dict[Language, Texts]) -> None:
    session = play(training, read_talk(file), MONDAY).session

    whole, _ = look_back(session, training, texts)

    said = ["".join(piece.words for piece in spoken.pieces) for spoken in whole.talk]
    assert said == [turn.text for turn in session.transcript if not turn.silent]
