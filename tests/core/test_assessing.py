"""Assessing: no quote, no point; no occasion, not assessed; doubtful harm never costs."""

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
    some_numbers,
    with_grievance,
)

from bot.core.assessing import Score
from bot.core.conditions import When
from bot.core.debrief import Debrief
from bot.core.persona import Persona
from bot.core.rubric import Criterion

EMPATHY = "empathy: How awful."
ASKS = "open_question: What happened then?"
OFFER = "offer: I will send you a new parcel."
BLAMES = "blame: Your own fault."


def look_back(criterion: Criterion | tuple[Criterion, ...], *texts: str, persona: Persona | None = None) -> Debrief:
    criteria = criterion if isinstance(criterion, tuple) else (criterion,)
    numbers = some_numbers(a_rule("empathy", anger=-50.0))
    chat = Chat(a_training(persona, numbers, a_rubric(*criteria)))
    chat.say(*texts)
    return chat.end()


def score(criterion: Criterion, *texts: str, persona: Persona | None = None) -> Score:
    return look_back(criterion, *texts, persona=persona).scores[0]


def test_a_sign_earns_its_points_with_the_trainees_words() -> None:
    found = score(a_criterion("care", a_sign("empathy", points=3)), "greeting: Hello. | empathy: How awful.")

    assert (found.points, found.max, found.share) == (3, 3, 1)
    assert [(one.turn, one.quote) for one in found.evidence] == [(2, "How awful.")]
    assert [(one.kind, one.text) for one in found.findings] == [("earned", "earned empathy")]


def test_nothing_said_earns_nothing() -> None:
    found = score(a_criterion("care", a_sign("empathy")), "greeting: Hello.")

    assert (found.points, found.max, found.evidence) == (0, 2, ())
    assert [(one.kind, one.text) for one in found.findings] == [("missed", "missed empathy")]


def test_not_doing_harm_earns_nothing() -> None:
    found = score(a_criterion("calm", a_sign("stayed_calm"), faults=(a_fault("hostility"),)), "Well.")

    assert found.points == 0


def test_what_was_probably_heard_as_helpful_earns_and_says_that_it_is_not_certain() -> None:
    found = score(a_criterion("care", a_sign("empathy")), "empathy?: How awful.")

    assert found.points == 2
    assert [one.certain for one in found.evidence] == [False]


def test_harm_costs_each_time() -> None:
    criterion = a_criterion("care", a_sign("empathy", points=5), faults=(a_fault("blame", points=2),))

    found = score(criterion, EMPATHY, BLAMES, ASKS, BLAMES)

    assert found.points == 1
    assert [one.turn for one in found.evidence] == [2, 4, 8]


def test_a_message_pays_once_for_a_criterion_and_for_the_dearest_of_its_faults() -> None:
    faults = (a_fault("blame", points=1), a_fault("hostility", points=3))
    criterion = a_criterion("care", a_sign("empathy", points=9), faults=faults)

    found = score(criterion, EMPATHY, "blame+hostility: Your own fault, fool.", BLAMES)

    assert found.points == 5
    assert [(one.text, one.points) for one in found.findings[1:]] == [("fault hostility", -3), ("fault blame", -1)]


def test_the_same_fault_again_is_one_finding_with_all_its_quotes() -> None:
    criterion = a_criterion("care", a_sign("empathy", points=9), faults=(a_fault("blame", points=2),))

    (fault,) = [one for one in score(criterion, BLAMES, EMPATHY, BLAMES).findings if one.kind == "fault"]

    assert fault.points == -4
    assert [one.turn for one in fault.evidence] == [2, 6]


def test_a_criterion_never_goes_below_zero() -> None:
    criterion = a_criterion("care", a_sign("empathy", points=1), faults=(a_fault("blame", points=9),))

    assert score(criterion, EMPATHY, BLAMES).points == 0


def test_harm_that_was_only_probably_heard_never_costs() -> None:
    criterion = a_criterion("care", a_sign("empathy"), faults=(a_fault("blame"),))

    found = score(criterion, EMPATHY, "blame?: Your own fault.")

    assert found.points == 2
    assert [one.kind for one in found.findings] == ["earned"]


def test_less_often_than_asked_earns_its_share() -> None:
    criterion = a_criterion("ask", a_sign("open_question", points=4, times=2))

    once, twice, thrice = score(criterion, ASKS), score(criterion, ASKS, ASKS), score(criterion, ASKS, ASKS, ASKS)

    assert [one.points for one in (once, twice, thrice)] == [2, 4, 4]
    assert [one.findings[0].kind for one in (once, twice, thrice)] == ["partly", "earned", "earned"]
    assert len(thrice.evidence) == 2


def test_twice_in_one_message_is_once() -> None:
    criterion = a_criterion("ask", a_sign("open_question", "feeling_question", points=4, times=2))

    assert score(criterion, "open_question: What happened? | feeling_question: How do you feel?").points == 2


def test_a_sign_before_something_counts_only_before_it() -> None:
    criterion = a_criterion("ask", a_sign("open_question", before=("offer",)))

    assert score(criterion, ASKS, OFFER).points == 2
    assert score(criterion, OFFER, ASKS).points == 0
    assert score(criterion, ASKS).points == 2


def test_before_holds_inside_a_message_too() -> None:
    criterion = a_criterion("ask", a_sign("open_question", before=("offer",)))

    assert score(criterion, "open_question: What happened? | offer: Here is another.").points == 2
    assert score(criterion, "offer: Here is another. | open_question: What happened?").points == 0


def test_a_doubtful_offer_ends_no_before() -> None:
    criterion = a_criterion("ask", a_sign("open_question", before=("offer",)))

    assert score(criterion, "offer?: Here is another.", ASKS).points == 2


def test_a_sign_after_something_counts_only_from_then_on() -> None:
    criterion = a_criterion("close", a_sign("satisfaction_check", after=("customer:accept",)))
    accept = (EMPATHY, OFFER)

    assert score(criterion, *accept, "satisfaction_check: Is this all right?").points == 2
    assert score(criterion, "satisfaction_check: Is this all right?", *accept).points == 0
    assert score(criterion, "satisfaction_check: Is this all right?").points == 0


def test_after_counts_in_the_same_message_too() -> None:
    criterion = a_criterion("close", a_sign("satisfaction_check", after=("offer",)))

    assert score(criterion, "satisfaction_check: Is this all right? | offer: Here is another.").points == 2


def test_a_criterion_without_an_occasion_is_not_assessed() -> None:
    criterion = a_criterion("ladder", a_sign("ladder_aware"), occasion=When(ever=("persona:behaviour",)))

    found = score(criterion, EMPATHY)

    assert not found.assessed
    assert (found.points, found.max, found.findings) == (0, 0, ())


def test_a_sign_without_an_occasion_asks_nothing() -> None:
    accepted = a_sign("satisfaction_check", occasion=When(ever=("customer:accept",)))

    found = score(a_criterion("care", a_sign("empathy"), accepted), "empathy: How awful.")

    assert (found.points, found.max) == (2, 2)


def test_a_criterion_with_no_sign_that_has_an_occasion_is_not_assessed() -> None:
    accepted = a_sign("satisfaction_check", occasion=When(ever=("customer:accept",)))

    assert not score(a_criterion("close", accepted), EMPATHY).assessed


@pytest.mark.parametrize(("founded", "assessed"), [("yes", True), ("no", False)])
def test_what_kind_of_customer_it_is_can_be_the_occasion(founded: str, assessed: bool) -> None:
    persona = with_grievance(a_persona(), founded=founded)
    criterion = a_criterion("sorry", a_sign("apology"), occasion=When(ever=("persona:founded",)))

    assert score(criterion, ASKS, persona=persona).assessed is assessed


def test_the_outcome_can_be_the_occasion() -> None:
    criterion = a_criterion("after", a_sign("aftercare"), occasion=When(never=("outcome:ended",)))

    assert not score(criterion, ASKS).assessed
    assert score(criterion, EMPATHY, OFFER).assessed


# --- the total -------------------------------------------------------------------------------------------------------


def test_the_total_is_the_weighted_share_of_what_was_assessed() -> None:
    criteria = (
        a_criterion("care", a_sign("empathy", points=4), weight=3),
        a_criterion("ask", a_sign("open_question", points=1)),
        a_criterion("ladder", a_sign("ladder_aware"), weight=9, occasion=When(ever=("persona:behaviour",))),
    )

    assert look_back(criteria, EMPATHY).score == 75
    assert look_back(criteria, ASKS).score == 25
    assert look_back(criteria, EMPATHY, ASKS).score == 100
    assert look_back(criteria, "Well.").score == 0


def test_without_anything_to_assess_there_is_no_total() -> None:
    criterion = a_criterion("ladder", a_sign("ladder_aware"), occasion=When(ever=("persona:behaviour",)))

    assert look_back(criterion, EMPATHY).score is None
