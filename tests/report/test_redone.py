"""Redone: a message that was answered twice, with the rules that made the difference."""

from __future__ import annotations

import pytest
from fakes import Chat, a_criterion, a_persona, a_rubric, a_rule, a_sign, a_training, some_numbers

from bot.core.conversation import Turn
from bot.core.moves import Language
from bot.report.blocks import Bullets, Paragraph
from bot.report.redone import redone
from bot.report.texts import Texts

NUMBERS = some_numbers(
    a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0), a_rule("thanks", trust=2.0)
)


@pytest.fixture
def english(texts: dict[Language, Texts]) -> Texts:
    return texts["en"]


def said(text: str) -> Turn:
    """The same first message of the same talk, in these words."""
    chat = Chat(a_training(a_persona(), NUMBERS, a_rubric(a_criterion("care", a_sign("empathy")))))
    chat.say(text)
    return next(turn for turn in chat.session.transcript if turn.who == "trainee")


def test_both_answers_stand_there_each_with_the_rules_that_only_it_set_off(english: Texts) -> None:
    told = redone(said("blame+thanks: Your fault, thanks."), said("empathy+thanks: How awful, thanks."), english)

    assert told.heading == "Anger after this message: 77 before, 60 now. Trust: 14 before, 27 now."
    first, harmed, second, helped = told.blocks
    assert (first, second) == (
        Paragraph("“Your fault, thanks.”", "First you wrote"),
        Paragraph("“How awful, thanks.”", "Now you wrote"),
    )
    assert isinstance(harmed, Bullets)
    assert isinstance(helped, Bullets)
    assert [line.partition(":")[0] for line in (*harmed.lines, *helped.lines)] == [
        "anger +7, trust −8",
        "anger −10, trust +5",
    ]


def test_two_answers_that_did_the_same_are_told_to_have_made_no_difference(english: Texts) -> None:
    told = redone(said("blame: Your fault."), said("blame: Your own fault."), english)

    assert [type(block) for block in told.blocks] == [Paragraph, Paragraph, Paragraph]
    assert told.blocks[-1] == Paragraph("It made no difference to the customer.")
