"""Plain text: a whole talk and its debrief as somebody reads it in a terminal or a file."""

from __future__ import annotations

import pytest
from fakes import (
    Chat,
    a_criterion,
    a_fault,
    a_persona,
    a_rubric,
    a_rule,
    a_sign,
    a_training,
    both,
    some_numbers,
)

from bot.core.conditions import When
from bot.core.debrief import Debrief
from bot.core.moves import Language
from bot.core.persona import Fact, Outcome
from bot.report.annotated import annotated
from bot.report.plain import plain
from bot.report.sections import moments, short_form
from bot.report.tables import table
from bot.report.texts import Texts
from bot.report.wording import clipped
from bot.training import Training

RUBRIC = a_rubric(
    a_criterion("care", a_sign("empathy", points=3), a_sign("open_question", times=2), faults=(a_fault("blame"),)),
    a_criterion("solve", a_sign("offer")),
    a_criterion("ladder", a_sign("ladder_aware"), occasion=When(ever=("persona:behaviour",))),
    tension=both("Here they pull apart."),
)
NUMBERS = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0))


@pytest.fixture
def chat() -> Chat:
    chat = Chat(a_training(a_persona(), NUMBERS, RUBRIC))
    chat.interject("empathy: How awful. | open_question?: What happened to it then?", seconds=15)
    chat.interject("blame: You should have called us sooner.", seconds=10)
    return chat


def test_a_talk_shows_what_was_heard_in_every_message_and_what_it_did(chat: Chat, texts: dict[Language, Texts]) -> None:
    assert (
        annotated(chat.session, texts["en"])
        == """\
[1] 00:00  Ms Doe
    My parcel is lost.
    Where is it?

[2] 00:15  YOU
    How awful. What happened to it then?
      · empathy «How awful.»; open_question (probably) «What happened to it
        then?»
      · = let_finish
      · -10 / +5  empathy: because of empathy
      · anger 70  trust 25

[3] 00:15  Ms Doe
    It was a present.
      · customer:answer

[4] 00:25  YOU
    You should have called us sooner.
      · blame «You should have called us sooner.»
      · +7 / -8  blame: because of blame
      · anger 77  trust 17

[5] 00:25  Ms Doe
    vent 1.
      · customer:vent
"""
    )


DEBRIEF = """\
The talk was ended before it was done.
--------------------------------------
30 of 100 · The Method
This is practice, not an assessment.

What went well
--------------
Care: Well done: care.
  “How awful.” (message 2)

What to try next
----------------
Solve: Try this: solve.
The method's example: say “better solve” instead of “worse solve”
Care: Try this: care.
  “You should have called us sooner.” (message 4)
The method's example: say “better care” instead of “worse care”

Anger and trust
---------------
100 ┤
    ┤
    ┤●           ●   ●
    ┤    ●   ●
    ┤
 50 ┤
    ┤
    ┤
    ┤○   ○   ○   ○   ○
    ┤
  0 ┤
    └────────────────────
     ● anger   ○ trust

The moments that counted
------------------------
  “How awful.” (message 2)
    anger −10, trust +5: because of empathy (Somebody 2020)
  “You should have called us sooner.” (message 4)
    anger +7, trust −8: because of blame (Somebody 2020)

Your best sentence
------------------
  “How awful.” (message 2)
    anger −10, trust +5: because of empathy (Somebody 2020)

A better sentence for your weakest moment
-----------------------------------------
  “You should have called us sooner.” (message 4)
    anger +7, trust −8: because of blame (Somebody 2020)
Try: “I completely understand that you are angry about that. I am sorry.”

What you never got to hear
--------------------------
- what the customer wants: wants a new one
- where it really comes from: the label fell off
- she is sad
- ordered on 2 May

The whole table: The Method
---------------------------
Care  3 / 5  (weight 1)
  ✓ earned empathy (+3)
    “How awful.” (message 2)
  ◐ earned open_question (+1)
    “What happened to it then?” (message 2, probably)
  ✗ fault blame (−1)
    “You should have called us sooner.” (message 4)
  source: Somebody 2020
Solve  0 / 2  (weight 1)
  · missed offer
  source: Somebody 2020
Ladder  –  (weight 1)
  not assessed
  source: Somebody 2020
How 30 of 100 comes about. Every criterion counts as often as its weight: Care 3
/ 5 (× 1); Solve 0 / 2 (× 1). What was not assessed does not count.
"Probably" means that we did not hear it for certain. Doubt never costs points.

Where the method and the research pull apart
--------------------------------------------
Here they pull apart.
"""


def whole(debrief: Debrief, texts: Texts) -> str:
    return plain((*short_form(debrief, texts), *moments(debrief, texts), *table(debrief, texts)), texts)


def test_a_debrief_reads_from_the_outcome_to_the_table(chat: Chat, texts: dict[Language, Texts]) -> None:
    assert whole(chat.end(), texts["en"]) == DEBRIEF


def test_after_the_stop_word_there_is_one_kind_sentence_and_no_score(chat: Chat, texts: dict[Language, Texts]) -> None:
    sections = short_form(chat.end(Outcome.STOPPED), texts["en"])

    assert [section.heading for section in sections] == [texts["en"]("stopped")]
    assert sections[0].blocks == ()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.STOPPED])
def test_every_outcome_has_a_sentence_in_both_languages(
    outcome: Outcome, language: Language, chat: Chat, texts: dict[Language, Texts]
) -> None:
    first = short_form(chat.end(outcome), texts[language])[0]

    assert first.heading == texts[language](f"outcome_{outcome}")
    assert "30" in plain((first,), texts[language])


def test_a_talk_without_a_word_still_reads_well(texts: dict[Language, Texts]) -> None:
    debrief = Chat(a_training(a_persona(), NUMBERS, RUBRIC)).end()

    report = whole(debrief, texts["en"])

    assert texts["en"]("no_strength") in report
    assert texts["en"]("no_score", rubric="The Method") in report
    assert "None" not in report


def test_of_many_facts_that_were_never_told_a_few_are_named_and_the_rest_counted(
    texts: dict[Language, Texts],
) -> None:
    facts = tuple(Fact(f"fact{number}", f"fact number {number}", ("It is so.",)) for number in range(9))
    debrief = Chat(a_training(a_persona(facts=facts), NUMBERS, RUBRIC)).end()

    report = plain(moments(debrief, texts["en"]), texts["en"])

    assert [number for number in range(9) if f"fact number {number}" in report] == [0, 1, 2, 3]
    assert texts["en"]("missed_more", count=5) in report


@pytest.mark.parametrize("persona", ["jaarnota", "hotel-double-booking"])
def test_a_report_is_at_most_eighty_wide_and_wholly_in_the_language_of_the_talk(
    persona: str, training: Training, texts: dict[Language, Texts]
) -> None:
    chat = Chat(training, persona, rubrics=tuple(training.library.rubrics))
    language = chat.session.persona.language
    other: Language = "en" if language == "nl" else "nl"
    chat.say({"nl": "Sorry, wat is er gebeurd? " * 20, "en": "Sorry, what happened? " * 20}[language])
    chat.end()

    for debrief in training.debriefs(chat.session):
        report = whole(debrief, texts[language])
        assert max(map(len, report.splitlines())) <= 80
        for key in ("practice_not_assessment", "heading_strength", "heading_next", "not_assessed"):
            assert texts[other](key) not in report


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("short", "short"),
        ("on\ntwo  lines", "on two lines"),
        ("word " * 22, "word " * 21 + "word"),
        ("word " * 30, "word " * 21 + "word …"),
    ],
)
def test_a_quote_is_shown_on_one_line_and_cut_at_a_word(words: str, shown: str) -> None:
    assert clipped(words) == shown
