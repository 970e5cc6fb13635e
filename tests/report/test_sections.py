"""Sections: what is said after a talk, and that nothing in it is invented."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest
from fakes import Chat, a_criterion, a_fault, a_persona, a_rubric, a_rule, a_sign, a_training, both, some_numbers

from bot.core.bettering import Need, WeakMoment
from bot.core.conversation import Effect
from bot.core.debrief import Debrief
from bot.core.moves import HARMFUL, Address, Language, Move
from bot.core.persona import Persona
from bot.recognition import Recogniser
from bot.report.blocks import Change, Paragraph, Quote
from bot.report.clashes import clashes
from bot.report.sections import better_sentence, curve_of, moments, short_form
from bot.report.tables import table
from bot.report.texts import Texts
from bot.training import Library

CARE = a_criterion("care", a_sign("empathy"), faults=(a_fault("blame"),))
NUMBERS = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0))
HEARS = {
    Need.RECALL: {Move.CHECK},
    Need.LISTEN: {Move.OPEN_QUESTION},
    Need.ACKNOWLEDGE: {Move.EMPATHY},
    Need.ACT: {Move.OWNERSHIP, Move.CONCRETE_STEP},
    Need.HONEST: {Move.HONEST_LIMIT},
    Need.FINISH: {Move.ENCOURAGEMENT},
}


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    from bot import bootstrap

    return bootstrap.recogniser()


def look_back(*texts: str) -> Debrief:
    chat = Chat(a_training(a_persona(), NUMBERS, a_rubric(CARE)))
    chat.say(*texts)
    return chat.end()


def test_the_short_form_is_the_outcome_one_strength_the_next_steps_and_the_curve(texts: dict[Language, Texts]) -> None:
    sections = short_form(look_back("empathy: How awful.", "blame: Your fault."), texts["en"])

    keys = ("outcome_ended", "heading_strength", "heading_next", "heading_curve")
    assert [section.heading for section in sections] == [texts["en"](key) for key in keys]


def test_the_moments_are_numbered_as_in_the_picture(texts: dict[Language, Texts]) -> None:
    debrief = look_back("empathy: How awful.", "blame: Your fault.")

    counted = moments(debrief, texts["en"])[0].blocks

    assert counted == curve_of(debrief, texts["en"]).turnings
    assert [block.number for block in counted if isinstance(block, Change)] == [1, 2]


def test_a_quote_knows_the_turn_it_stands_in(texts: dict[Language, Texts]) -> None:
    debrief = look_back("empathy: How awful.", "blame: Your fault.")

    _, strength, _, _ = short_form(debrief, texts["en"])

    assert strength.blocks[1] == Quote("How awful.", "message 2", 2)


def test_a_score_says_what_it_brought_or_cost_and_what_was_not_there(texts: dict[Language, Texts]) -> None:
    (row,) = table(look_back("blame: Your fault."), texts["en"])[0].blocks[0].rows

    assert [(ground.mark, ground.text, ground.points) for ground in row.grounds] == [
        ("·", "missed empathy", ""),
        ("✗", "fault blame", "−1"),
    ]
    assert (row.score, row.share, row.source) == ("0 / 2", 0.0, "Somebody 2020")


def test_where_faults_ate_every_point_the_one_thing_that_was_right_is_praised(texts: dict[Language, Texts]) -> None:
    criterion = a_criterion("care", a_sign("empathy"), faults=(a_fault("blame", points=5),))
    chat = Chat(a_training(a_persona(), NUMBERS, a_rubric(criterion)))
    chat.say("empathy: How awful.", "blame: Your fault.")

    _, strength, _, _ = short_form(chat.end(), texts["en"])

    assert strength.blocks[0] == Paragraph("earned empathy", "Care")


# --- the better sentence ---------------------------------------------------------------------------------------------


def weak(persona: Persona, need: Need) -> WeakMoment:
    grievance = persona.grievance
    effect = Effect("blame", 7.0, -8.0, "Your fault.", "Somebody 2020", "because")
    return WeakMoment(2, effect, need, grievance.founded != "no", persona.address, grievance.gist)


def test_every_customer_has_a_gist_of_which_every_figure_stands_in_every_opening(library: Library) -> None:
    for persona in library.personas.values():
        figures = set(re.findall(r"\d[\d.,]*\d", persona.grievance.gist))
        assert persona.grievance.gist.endswith(".")
        for opening in persona.grievance.openings:
            assert [figure for figure in figures if figure.split(",")[0] not in " ".join(opening)] == []


@pytest.mark.parametrize("need", Need)
def test_a_better_sentence_is_heard_as_what_was_needed_and_never_as_harm(
    need: Need, library: Library, recogniser: Recogniser, texts: dict[Language, Texts]
) -> None:
    for persona in library.personas.values():
        sentence = better_sentence(weak(persona, need), texts[persona.language])
        heard = {found.move for found in recogniser.recognise(sentence, persona.language).moves}
        assert heard & HARMFUL == set(), sentence
        assert heard & HEARS[need], sentence


def test_nobody_says_sorry_for_a_fault_that_was_not_made(library: Library, texts: dict[Language, Texts]) -> None:
    for persona in library.personas.values():
        sentence = better_sentence(weak(persona, Need.ACKNOWLEDGE), texts[persona.language])
        sorry = "spijt" in sentence or "sorry" in sentence
        assert sorry == (persona.grievance.founded != "no")


@pytest.mark.parametrize("address", get_args(Address))
@pytest.mark.parametrize("need", Need)
def test_a_dutch_sentence_keeps_to_one_form_of_address(
    need: Need, address: Address, library: Library, texts: dict[Language, Texts]
) -> None:
    for persona in library.personas.values():
        if persona.language == "nl" and persona.address == address:
            words = set(re.findall(r"\w+", better_sentence(weak(persona, need), texts["nl"]).lower()))
            assert words & ({"je", "jij", "jou", "jouw"} if address == "u" else {"u", "uw"}) == set()


@pytest.mark.parametrize("shown", [True, False])
def test_the_methods_example_stands_with_the_better_sentence_unless_the_next_steps_have_it(
    shown: bool, texts: dict[Language, Texts]
) -> None:
    debrief = look_back("blame: Your fault.")
    if not shown:
        debrief = replace(debrief, next_steps=())

    better = next(one for one in moments(debrief, texts["en"]) if one.heading == texts["en"]("heading_better"))

    example = texts["en"]("better_example", criterion="Care")
    assert [one.lead for one in better.blocks if isinstance(one, Paragraph)].count(example) == (not shown)


# --- methods that disagree -------------------------------------------------------------------------------------------


def test_where_methods_disagree_on_the_same_words_it_says_which_one_scored(texts: dict[Language, Texts]) -> None:
    other = a_criterion("brisk", a_sign("offer"), faults=(a_fault("empathy"),))
    first = look_back("empathy: How awful.")
    brisk = replace(a_rubric(other), id="brisk", name=both("The Brisk Method"))
    chat = Chat(a_training(a_persona(), NUMBERS, brisk))
    chat.say("empathy: How awful.")
    second = chat.end()

    (section,) = clashes((first, second), texts["en"])
    disagreement, scored = section.blocks

    assert "“How awful.”" in disagreement.text
    assert "earned empathy" in disagreement.text
    assert "fault empathy" in disagreement.text
    assert scored.text == texts["en"]("clash_scored", rubric="The Method")


def test_methods_that_agree_have_no_section(texts: dict[Language, Texts]) -> None:
    debrief = look_back("empathy: How awful.")

    assert clashes((debrief, debrief), texts["en"]) == ()
