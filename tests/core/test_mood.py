"""Mood: every number of mood.yaml is applied as it says, within its bounds, and every change is accounted for."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from fakes import Chat, a_floor, a_persona, a_rule, a_training, some_numbers, with_grievance
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conditions import When
from bot.core.moves import Move
from bot.core.numbers import MoodNumbers, stance_of
from bot.core.persona import Persona, Reaction, Stance, StartingMood
from bot.training import Library


def chat(numbers: MoodNumbers, persona: Persona | None = None, difficulty: str = "normal") -> Chat:
    return Chat(a_training(persona, numbers), difficulty=difficulty)


def drops(talk: Chat, *texts: str) -> list[float]:
    """By how much each of ``texts`` lowered anger."""
    fell = []
    for text in texts:
        before = talk.anger
        talk.say(text)
        fell.append(round(before - talk.anger, 2))
    return fell


EMPATHY = "empathy: How awful."
LISTENS = "open_question: And then?"


def test_the_same_act_again_counts_one_a_half_a_quarter() -> None:
    numbers = some_numbers(a_rule("empathy", anger=-16.0, trust=8.0, fades=True))

    assert drops(chat(numbers), EMPATHY, LISTENS, EMPATHY, EMPATHY) == [16, 0, 8, 4]


def test_what_does_not_fade_counts_fully_each_time() -> None:
    numbers = some_numbers(a_rule("empathy", anger=-10.0))

    assert drops(chat(numbers), EMPATHY, EMPATHY, EMPATHY) == [10, 10, 10]


@pytest.mark.parametrize(("failures", "fell"), [(0, 12), (1, 8), (2, 6), (4, 4)])
def test_earlier_failures_divide_what_calms(failures: int, fell: float) -> None:
    persona = with_grievance(a_persona(), earlier_failures=failures)

    assert drops(chat(some_numbers(a_rule("empathy", anger=-12.0)), persona), EMPATHY) == [fell]


def test_earlier_failures_do_not_soften_what_hurts() -> None:
    persona = with_grievance(a_persona(), earlier_failures=2)

    assert drops(chat(some_numbers(a_rule("blame", anger=7.0)), persona), "blame: Your fault.") == [-7]


@pytest.mark.parametrize(("difficulty", "fell"), [("gentle", 12.5), ("normal", 10), ("hard", 8)])
def test_difficulty_weighs_what_calms(difficulty: str, fell: float) -> None:
    assert drops(chat(some_numbers(a_rule("empathy")), difficulty=difficulty), EMPATHY) == [fell]


def test_solving_helps_more_as_the_talk_goes_on() -> None:
    numbers = some_numbers(a_rule("offer", grows=2.0))
    first, tenth, twentieth = chat(numbers), chat(numbers), chat(numbers)
    tenth.say(*[LISTENS] * 9)
    twentieth.say(*[LISTENS] * 19)

    assert drops(first, "offer: Here.") == [11]
    assert drops(tenth, "offer: Here.") == [20]
    assert drops(twentieth, "offer: Here.") == [20]


def test_late_counts_less() -> None:
    numbers = some_numbers(a_rule("apology", late=0.5))
    fourth, fifth = chat(numbers), chat(numbers)
    fourth.say(*[LISTENS] * 3)
    fifth.say(*[LISTENS] * 4)

    assert drops(fourth, "apology: Sorry.") == [10]
    assert drops(fifth, "apology: Sorry.") == [5]


@pytest.mark.parametrize(("about_money", "fell"), [(True, 10), (False, 13)])
def test_a_failure_of_process_makes_empathy_weigh_more(about_money: bool, fell: float) -> None:
    persona = with_grievance(a_persona(), about_money=about_money)

    assert drops(chat(some_numbers(a_rule("empathy", process=1.3)), persona), EMPATHY) == [fell]


@pytest.mark.parametrize(("anger", "fell"), [("emotional", 10), ("instrumental", 5)])
def test_instrumental_anger_is_less_calmed_by_understanding(anger: str, fell: float) -> None:
    persona = with_grievance(a_persona(), anger=anger)

    assert drops(chat(some_numbers(a_rule("empathy", instrumental=0.5)), persona), EMPATHY) == [fell]


def test_harm_that_was_only_probably_heard_counts_for_half() -> None:
    numbers = some_numbers(a_rule("blame", anger=8.0, trust=-6.0))
    certain, doubtful = chat(numbers), chat(numbers)

    certain.say("blame: Your fault.")
    doubtful.say("blame?: Your fault.")

    assert (certain.anger, certain.trust) == (88, 14)
    assert (doubtful.anger, doubtful.trust) == (84, 17)


def test_help_that_was_only_probably_heard_counts_fully() -> None:
    assert drops(chat(some_numbers(a_rule("empathy"))), "empathy?: How awful.") == [10]


def test_no_message_calms_by_more_than_the_most() -> None:
    numbers = some_numbers(a_rule("empathy", anger=-15.0), a_rule("offer", anger=-15.0), most_calming=18.0)

    assert drops(chat(numbers), "empathy+offer: How awful, here is another.") == [18]


def test_no_message_wins_more_trust_than_the_most() -> None:
    numbers = some_numbers(
        a_rule("empathy", anger=0.0, trust=9.0), a_rule("offer", anger=0.0, trust=9.0), most_trusting=12.0
    )
    talk = chat(numbers)

    talk.say("empathy+offer: How awful, here is another.")

    assert talk.trust == 32


def test_harm_goes_before_calm_so_that_the_most_counts_from_where_it_began() -> None:
    numbers = some_numbers(a_rule("empathy", anger=-40.0), a_rule("blame", anger=10.0), most_calming=18.0)

    assert drops(chat(numbers), "empathy+blame: How awful, but your fault.") == [18]


def test_anger_does_not_fall_below_the_floor_while_something_is_missing() -> None:
    numbers = some_numbers(a_rule("offer", anger=-60.0), floors=(a_floor(When(never=("empathy",)), 48),))
    talk = chat(numbers)

    talk.say("offer: Here.")
    missing = talk.anger
    talk.say("empathy+offer: How awful, here.")

    assert missing == 48
    assert talk.anger == 0


def test_a_floor_never_raises_anger() -> None:
    persona = a_persona(mood=StartingMood(anger=30, trust=20, trust_before=60))
    numbers = some_numbers(a_rule("offer"), floors=(a_floor(When(never=("empathy",)), 48),))

    assert drops(chat(numbers, persona), "offer: Here.") == [0]


def test_trust_is_repaired_to_a_little_above_where_it_was_before_and_no_further() -> None:
    numbers = some_numbers(a_rule("empathy", anger=0.0, trust=90.0), repair_ceiling=10.0)
    talk = chat(numbers)

    talk.say(EMPATHY)

    assert talk.trust == 70


def test_a_customer_who_trusts_more_than_the_ceiling_loses_none_of_it() -> None:
    persona = a_persona(mood=StartingMood(anger=80, trust=90, trust_before=20))
    talk = chat(some_numbers(a_rule("empathy", anger=0.0, trust=5.0)), persona)

    talk.say(EMPATHY)

    assert talk.trust == 90


def test_anger_and_trust_stay_within_bounds() -> None:
    numbers = some_numbers(a_rule("blame", anger=500.0, trust=-500.0))
    talk = chat(numbers)

    talk.say("blame: Your fault.")

    assert (talk.anger, talk.trust) == (100, 0)


def test_every_change_has_its_rule_words_source_and_reason() -> None:
    talk = chat(some_numbers(a_rule("empathy", trust=5.0)))

    turn = talk.say("greeting: Hello. | empathy: How awful for you.")

    (effect,) = turn.effects
    assert (effect.rule, effect.quote) == ("empathy", "How awful for you.")
    assert (effect.source, effect.why) == ("Somebody 2020", "because of empathy")
    assert (effect.anger, effect.trust) == (-10, 5)


def test_an_effect_that_changes_nothing_is_not_told() -> None:
    persona = a_persona(mood=StartingMood(anger=100, trust=0, trust_before=60))
    talk = chat(some_numbers(a_rule("blame", anger=7.0, trust=-8.0)), persona)

    assert talk.say("blame: Your fault.").effects == ()


def test_a_customers_own_reaction_comes_on_top_and_says_why() -> None:
    persona = a_persona(reactions=(Reaction("empathy", "She longs for it.", anger=-3, trust=4),))
    talk = chat(some_numbers(a_rule("empathy")), persona)

    turn = talk.say(EMPATHY)

    own = next(effect for effect in turn.effects if effect.rule == "persona:empathy")
    assert (own.anger, own.trust, own.why, own.quote) == (-3, 4, "She longs for it.", "How awful.")
    assert talk.anger == 67


def test_a_customers_own_reaction_to_doubtful_harm_counts_for_half() -> None:
    persona = a_persona(reactions=(Reaction("blame", "It hurts.", anger=6, trust=-4),))
    talk = chat(some_numbers(), persona)

    talk.say("blame?: Your fault.")

    assert (talk.anger, talk.trust) == (83, 18)


def test_each_stretch_of_silence_weighs_more_than_the_one_before() -> None:
    talk = chat(some_numbers())
    angers = [talk.anger]

    for _ in range(3):
        talk.wait(60)
        angers.append(talk.anger)

    assert angers == [80, 82, 86, 92]


def test_an_answer_starts_the_silence_anew() -> None:
    talk = chat(some_numbers())
    talk.wait(60)
    talk.say(LISTENS)

    talk.wait(60)

    assert talk.anger == 84


def test_a_message_that_comes_after_the_patience_ran_out_finds_a_customer_who_has_waited() -> None:
    talk = chat(some_numbers())
    gap = (talk.state.busy_until - talk.now).total_seconds()

    talk.interject(LISTENS, seconds=gap + 121)

    assert [turn.who for turn in talk.turns] == ["customer", "customer", "trainee", "customer"]
    assert talk.anger == 86


def test_hard_customers_wait_less_long() -> None:
    talk = chat(some_numbers(), difficulty="hard")

    assert len(talk.wait(42)) == 1


@pytest.mark.parametrize(
    ("anger", "stance"),
    [
        (100, "furious"),
        (85, "furious"),
        (84.9, "angry"),
        (65, "angry"),
        (45, "irritated"),
        (14.9, "content"),
        (0, "content"),
    ],
)
def test_a_stance_begins_at_its_lowest_anger(anger: float, stance: str) -> None:
    assert stance_of(anger, some_numbers().stances) is Stance(stance)


# --- the numbers that are shipped ------------------------------------------------------------------------------------


def test_every_shipped_rule_has_a_source_a_mark_and_a_reason_in_both_languages(library: Library) -> None:
    numbers = library.numbers

    for rule in (*numbers.rules, numbers.silence, numbers.relief):
        assert rule.source.strip(), rule.id
        assert rule.why["nl"].strip(), rule.id
        assert rule.why["en"].strip(), rule.id
    assert all(floor.source for floor in numbers.floors)


def test_no_shipped_rule_changes_nothing(library: Library) -> None:
    assert [rule.id for rule in library.numbers.rules if not rule.anger and not rule.trust] == []


def test_the_parts_of_an_apology_weigh_in_the_order_of_the_source(library: Library) -> None:
    weight = {rule.id: -rule.anger + rule.trust for rule in library.numbers.rules}

    assert weight["apology_responsibility"] >= weight["apology_repair"] > weight["apology_explanation"]


# --- whatever is said ------------------------------------------------------------------------------------------------

MESSAGES = st.lists(
    st.builds(
        lambda moves, text: f"{'+'.join(moves)}: {text}" if moves else text,
        st.lists(
            st.tuples(st.sampled_from(list(Move)), st.sampled_from(["", "?"])).map("".join), max_size=4, unique=True
        ),
        st.sampled_from(
            [
                "Well.",
                "Where is the parcel that is lost?",
                "A new parcel in 3 days.",
                "£50 in money.",
                "STOP IT NOW PLEASE",
            ]
        ),
    ),
    max_size=12,
)


@given(MESSAGES, st.sampled_from(["gentle", "normal", "hard"]), st.integers(0, 3), st.booleans())
def test_whatever_is_said_the_mood_stays_in_bounds_and_the_effects_add_up(
    library: Library, messages: list[str], difficulty: str, failures: int, founded: bool
) -> None:
    persona = with_grievance(a_persona(), earlier_failures=failures, founded="yes" if founded else "no")
    training = a_training(persona, library.numbers)
    talk = Chat(training, difficulty=difficulty)

    for message in messages:
        if not talk.session.over:
            talk.say(message)

    mood = talk.session.transcript[0].mood
    for turn in talk.session.transcript[1:]:
        assert 0 <= turn.mood.anger <= 100
        assert 0 <= turn.mood.trust <= 100
        assert turn.mood.anger == pytest.approx(mood.anger + sum(effect.anger for effect in turn.effects))
        assert turn.mood.trust == pytest.approx(mood.trust + sum(effect.trust for effect in turn.effects))
        mood = turn.mood


@given(MESSAGES)
def test_whatever_is_said_no_message_calms_by_more_than_the_most(library: Library, messages: list[str]) -> None:
    numbers = replace(library.numbers, relief=a_rule("behaviour_sorry", anger=0.0))
    talk = Chat(a_training(a_persona(), numbers))
    angers = [talk.anger]

    for message in messages:
        if not talk.session.over:
            talk.say(message)
            angers.append(talk.mine.mood.anger)

    assert max((before - after for before, after in pairwise(angers)), default=0) <= numbers.most_calming + 0.01
