"""Debrief: one strength, at most two next steps, the moments that counted, and what was never found out."""

from __future__ import annotations

from dataclasses import replace

from fakes import (
    Chat,
    a_criterion,
    a_fault,
    a_persona,
    a_rubric,
    a_rule,
    a_sign,
    a_training,
    some_numbers,
)

from bot.core.conditions import When
from bot.core.debrief import Debrief
from bot.core.numbers import MoodNumbers
from bot.core.rubric import Criterion

EMPATHY = "empathy: How awful."
ASKS = "open_question: What happened then?"
NUMBERS = some_numbers(
    a_rule("empathy", anger=-4.0, trust=4.0),
    a_rule("blame", anger=7.0, trust=-8.0),
    a_rule("hostility", anger=12.0, trust=-12.0),
    a_rule("thanks", anger=0.0, trust=1.0),
    a_rule("greeting", anger=0.0, trust=8.0),
)
CARE, ASK, SOLVE, STAY = (
    a_criterion("care", a_sign("empathy")),
    a_criterion("ask", a_sign("open_question")),
    a_criterion("solve", a_sign("offer")),
    a_criterion("stay", a_sign("stayed_calm"), faults=(a_fault("blame"),)),
)


def look_back(criteria: tuple[Criterion, ...], *texts: str, numbers: MoodNumbers = NUMBERS) -> Debrief:
    chat = Chat(a_training(a_persona(), numbers, a_rubric(*criteria)))
    chat.say(*texts)
    return chat.end()


def test_the_strength_is_the_best_criterion_with_its_words() -> None:
    twice = a_criterion("ask", a_sign("open_question", times=2))

    debrief = look_back((twice, CARE, SOLVE), ASKS, EMPATHY)

    assert debrief.strength is not None
    assert (debrief.strength.criterion, debrief.strength.text) == ("care", "Well done: care.")
    assert (debrief.strength.evidence.turn, debrief.strength.evidence.quote) == (4, "How awful.")


def test_of_equal_strengths_the_weightiest_is_named() -> None:
    debrief = look_back((CARE, replace(ASK, weight=2)), EMPATHY, ASKS)

    assert debrief.strength is not None
    assert debrief.strength.criterion == "ask"


def test_a_reproach_is_never_shown_as_a_strength() -> None:
    waited = a_criterion("listen", a_sign("let_finish"))

    kind = look_back((waited,), "empathy: How awful.")
    reproach = look_back((waited,), "blame: You should have checked.")

    assert kind.strength is not None
    assert kind.strength.evidence.quote == "How awful."
    assert reproach.strength is None


def test_words_that_were_heard_for_certain_are_shown_first() -> None:
    debrief = look_back((a_criterion("care", a_sign("empathy", times=2)),), "empathy?: Hm, hard.", EMPATHY)

    assert debrief.strength is not None
    assert debrief.strength.evidence.quote == "How awful."


def test_without_any_point_there_is_no_strength() -> None:
    assert look_back((CARE, ASK), "Well.").strength is None


def test_at_most_two_next_steps_the_one_where_most_is_to_be_won_first() -> None:
    debrief = look_back((CARE, replace(ASK, weight=2), replace(SOLVE, weight=3), STAY), EMPATHY)

    assert [step.criterion for step in debrief.next_steps] == ["solve", "ask"]
    assert debrief.next_steps[0].text == "Try this: solve."
    assert debrief.next_steps[0].rewrite.say == "better solve"


def test_what_went_well_is_no_next_step() -> None:
    assert look_back((CARE, ASK), EMPATHY, ASKS).next_steps == ()


def test_a_next_step_shows_where_it_went_wrong() -> None:
    debrief = look_back((STAY, ASK), "blame: Your own fault.")

    stay, ask = debrief.next_steps
    assert stay.evidence is not None
    assert (stay.evidence.turn, stay.evidence.quote) == (2, "Your own fault.")
    assert ask.evidence is None


def test_what_was_not_assessed_is_no_next_step() -> None:
    criterion = a_criterion("ladder", a_sign("ladder_aware"), occasion=When(ever=("persona:behaviour",)))

    assert look_back((criterion,), EMPATHY).next_steps == ()


def test_the_swings_are_the_biggest_changes_in_the_order_of_the_talk_each_with_its_words() -> None:
    debrief = look_back(
        (CARE,),
        "thanks: Thank you.",
        EMPATHY,
        "hostility: You fool.",
        "greeting: Hello.",
        "blame: Your own fault.",
        "thanks: Thanks again.",
    )

    assert [swing.effect.rule for swing in debrief.swings] == ["empathy", "hostility", "greeting", "blame"]
    assert [swing.turn for swing in debrief.swings] == [4, 6, 8, 10]
    assert [swing.effect.quote for swing in debrief.swings] == ["How awful.", "You fool.", "Hello.", "Your own fault."]


def test_a_change_that_nobody_would_notice_is_no_swing() -> None:
    assert look_back((CARE,), "thanks: Thank you.").swings == ()


def test_a_change_that_nobodys_words_set_off_is_no_swing() -> None:
    chat = Chat(a_training(a_persona(), NUMBERS, a_rubric(CARE)))
    chat.wait(130)

    debrief = chat.end()

    assert chat.anger > 80
    assert debrief.swings == ()


def test_the_curve_has_a_point_for_every_turn() -> None:
    debrief = look_back((CARE,), EMPATHY)

    assert [(point.turn, point.mood.anger) for point in debrief.curve] == [(1, 80), (2, 76), (3, 76)]


def test_what_was_never_told_is_listed_apart_from_the_wish_and_the_cause() -> None:
    debrief = look_back((CARE,), EMPATHY)

    assert debrief.not_found.facts == ("it was a present", "she is sad", "ordered on 2 May")  # details last
    assert debrief.not_found.wish == ("wants a new one",)
    assert debrief.not_found.cause == "the label fell off"


def test_what_was_told_is_not_listed() -> None:
    debrief = look_back((CARE,), ASKS, "wish_question: What would you like?")

    assert debrief.not_found.facts == ("she is sad", "ordered on 2 May")
    assert debrief.not_found.wish == ()


def test_the_weakest_criterion_is_named_with_its_method() -> None:
    assert look_back((CARE, ASK), EMPATHY).weakest == "method.ask"


def test_a_later_change_of_the_numbers_does_not_change_an_old_talk() -> None:
    training = a_training(a_persona(), NUMBERS, a_rubric(CARE))
    chat = Chat(training)
    chat.say(EMPATHY)
    debrief = chat.end()

    changed = a_training(a_persona(), some_numbers(a_rule("empathy", anger=30.0)), a_rubric(CARE))

    assert changed.debriefs(chat.session) == (debrief,)


def test_the_versions_of_customer_and_method_stand_on_it() -> None:
    chat = Chat(a_training(a_persona(version=3), NUMBERS, a_rubric(CARE, version=7)))
    chat.say(EMPATHY)

    debrief = chat.end()

    assert (debrief.persona_version, debrief.rubric.version) == (3, 7)


def test_of_one_message_only_the_change_that_says_where_it_went_is_a_swing() -> None:
    debrief = look_back((CARE,), "hostility: You fool. | empathy: How awful.")

    assert [swing.effect.rule for swing in debrief.swings] == ["hostility"]


def test_a_message_that_leads_nowhere_as_a_whole_is_no_swing() -> None:
    numbers = some_numbers(a_rule("empathy", anger=-8.0), a_rule("blame", anger=7.0))

    assert look_back((CARE,), "blame: Your fault. | empathy: How awful.", numbers=numbers).swings == ()


def test_the_best_sentence_is_the_one_that_helped_most_and_was_heard_for_certain() -> None:
    debrief = look_back((CARE,), "greeting?: Hello.", EMPATHY, "hostility: You fool.")

    assert debrief.best is not None
    assert (debrief.best.turn, debrief.best.effect.quote) == (4, "How awful.")


def test_a_reproach_is_never_the_best_sentence_however_long_the_customer_was_let_to_speak() -> None:
    numbers = some_numbers(a_rule("let_finish", anger=-9.0), a_rule("blame", anger=7.0))

    assert look_back((CARE,), "greeting: Hello.", numbers=numbers).best is not None
    assert look_back((CARE,), "blame: Your fault.", numbers=numbers).best is None


def test_without_a_sentence_that_helped_there_is_no_best_one() -> None:
    assert look_back((CARE,), "hostility: You fool.").best is None


def test_a_point_of_the_curve_knows_what_is_worth_a_mark() -> None:
    chat = Chat(a_training(a_persona(), NUMBERS, a_rubric(CARE)))
    chat.interject("empathy: How awful.", seconds=0.01)

    opening, mine, _ = chat.end().curve

    assert (opening.who, opening.moves, opening.interrupted) == ("customer", (), False)
    assert (mine.who, [found.move for found in mine.moves], mine.interrupted) == ("trainee", ["empathy"], True)
