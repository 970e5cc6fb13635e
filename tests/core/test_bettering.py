"""Bettering: the weakest moment, and a better sentence from what this customer came with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import Chat, a_criterion, a_persona, a_rubric, a_rule, a_sign, a_training, some_numbers, with_grievance

from bot.core.bettering import Need, WeakMoment, weak_moment
from bot.core.persona import Persona
from bot.core.rubric import Rubric

NUMBERS = some_numbers(
    a_rule("empathy", anger=-8.0),
    a_rule("blame", anger=7.0, trust=-8.0),
    a_rule("hostility", anger=12.0, trust=-12.0),
    a_rule("forwarding", anger=9.0),
    a_rule("interrupted", anger=8.0),
    a_rule("thanks", anger=3.0),
)
RUBRIC: Rubric = a_rubric(a_criterion("care", a_sign("empathy")))


def look_back(*texts: str, persona: Persona | None = None) -> WeakMoment | None:
    customer = persona or a_persona()
    chat = Chat(a_training(customer, NUMBERS, RUBRIC))
    chat.say(*texts)
    return weak_moment(customer, chat.session.transcript)


def test_the_weakest_moment_is_the_message_that_cost_most() -> None:
    weak = look_back("blame: Your own fault.", "hostility: You fool.", "empathy: How awful.")

    assert weak is not None
    assert (weak.turn, weak.effect.quote, weak.need) == (4, "You fool.", Need.ACKNOWLEDGE)


@pytest.mark.parametrize(
    "text", ["empathy: How awful.", "blame?: Your own fault.", "thanks: Thank you.", "Well."], ids=str
)
def test_what_helped_or_was_only_probably_heard_or_is_no_fault_is_no_weak_moment(text: str) -> None:
    assert look_back(text) is None


def test_where_a_step_was_needed_the_offers_that_can_end_the_talk_are_named() -> None:
    weak = look_back("forwarding: Call the other desk.")

    assert weak is not None
    assert (weak.need, weak.possible) == (Need.ACT, ("a new parcel",))


def test_who_came_in_the_middle_of_the_rant_should_have_let_the_customer_finish() -> None:
    chat = Chat(a_training(a_persona(), NUMBERS, RUBRIC))
    chat.interject("What is your number?", seconds=0.01)

    weak = weak_moment(a_persona(), chat.session.transcript)

    assert weak is not None
    assert (weak.need, weak.possible) == (Need.FINISH, ())


def test_it_knows_the_complaint_and_how_the_customer_is_spoken_to() -> None:
    persona = replace(with_grievance(a_persona(), gist="Your parcel is lost.", founded="no"), address="je")

    weak = look_back("blame: Your own fault.", persona=persona)

    assert weak is not None
    assert (weak.gist, weak.founded, weak.address) == ("Your parcel is lost.", False, "je")
