"""How a talk goes, move by move, with a small customer and a recogniser that hears what it is told to hear."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import (
    MONDAY,
    Chat,
    a_criterion,
    a_persona,
    a_rubric,
    a_rule,
    a_sign,
    a_training,
    events,
    quoted,
    some_numbers,
)

from bot.core.conditions import When
from bot.core.deeds import Deed
from bot.core.persona import Escalation, Outcome, Persona, Resolution
from bot.training import Order

LISTENS = "open_question: What happened to your parcel then?"
SOLVES = "offer+deadline: I will send you a new parcel, in three days."
CALMING = some_numbers(a_rule("empathy", anger=-50.0))


def chat(persona: Persona | None = None, **changes: object) -> Chat:
    return Chat(a_training(persona, **changes))


def deeds(talk: Chat) -> list[str]:
    return [deed for deed in talk.reply.deeds if deed.startswith("customer:")]


# --- the rant --------------------------------------------------------------------------------------------------------


def test_the_customer_starts_with_the_whole_rant() -> None:
    talk = chat()

    assert [message.text for message in talk.reply.messages] == ["My parcel is lost.", "Where is it?"]
    assert talk.state.busy_until > MONDAY


def test_an_answer_after_the_rant_has_let_the_customer_finish() -> None:
    turn = chat().say("greeting: Good morning, this is Kim.")

    assert "let_finish" in events(turn)


def test_the_rant_is_let_finish_only_once() -> None:
    talk = chat()

    turn = talk.say("greeting: Good morning, this is Kim.", LISTENS)

    assert "let_finish" not in events(turn)


def test_a_long_message_in_the_middle_of_the_rant_interrupts_and_nothing_makes_that_undone() -> None:
    talk = chat()

    turn = talk.interject("explanation: We were very busy last week, so that is why it took so long.")
    afterwards = talk.say(LISTENS)

    assert "interrupted" in events(turn)
    assert "let_finish" not in events(afterwards)


@pytest.mark.parametrize("prompt", ["encouragement: Go on.", "greeting: Hello!", "mm", "thanks: Thank you."])
def test_a_short_prompt_in_the_middle_of_the_rant_is_no_interruption(prompt: str) -> None:
    talk = chat()

    turn = talk.interject(prompt)
    afterwards = talk.say(LISTENS)

    assert "interrupted" not in events(turn)
    assert "let_finish" in events(afterwards)


def test_somebody_may_type_while_the_customer_types_once_the_rant_is_answered() -> None:
    talk = chat()
    talk.say(LISTENS)

    turn = talk.interject("apology: I am sorry that your parcel is lost and nobody called you.")

    assert "interrupted" not in events(turn)


@pytest.mark.parametrize(
    ("answer", "hurried"),
    [
        ("apology: I am very sorry to hear that your parcel with the cups is lost.", True),
        ("open_question: One moment please. How is this for you?", False),
    ],
)
def test_a_long_answer_within_seconds_of_a_long_rant_is_hurried(answer: str, hurried: bool) -> None:
    rant = " ".join(["word"] * 40)
    persona = a_persona()
    persona = replace(persona, grievance=replace(persona.grievance, openings=((rant,),)))
    talk = chat(persona)
    gap = (talk.state.busy_until - MONDAY).total_seconds()

    turn = talk.interject(answer, seconds=gap + 1)

    assert ("hurried" in events(turn)) is hurried


def test_an_answer_comes_after_the_rant_that_it_interrupts() -> None:
    talk = chat()
    finished = talk.state.busy_until

    talk.interject("explanation: We were very busy last week, so that is why it took so long.")

    assert talk.reply.at == finished


# --- listening before solving ----------------------------------------------------------------------------------------


def test_an_offer_before_any_listening_comes_too_soon() -> None:
    turn = chat().say("offer: I can send you a new parcel in three days.")

    assert "offer_too_soon" in events(turn)


@pytest.mark.parametrize("heard", [LISTENS, "empathy: How awful.", "summary: So it is lost.", "encouragement: Go on."])
def test_an_offer_after_any_listening_does_not(heard: str) -> None:
    turn = chat().say(heard, "offer: I can send you a new parcel in three days.")

    assert "offer_too_soon" not in events(turn)


def test_a_doubtful_offer_is_never_too_soon() -> None:
    turn = chat().say("offer?: I can send you a new parcel in three days.")

    assert "offer_too_soon" not in events(turn)


def test_asking_what_the_customer_already_said_annoys_and_gets_the_answer_again() -> None:
    talk = chat()

    turn = talk.say("open_question: What is lost?")

    assert quoted(turn, "asked_known") == "What is lost?"
    assert "customer:answer_again" in deeds(talk)


def test_a_question_that_was_answered_in_the_talk_is_known_from_then_on() -> None:
    talk = chat()
    first = talk.say("open_question: When did you order it?")
    told = talk.reply.text

    second = talk.say("open_question: When did you order it?")

    assert "fact:ordered" in events(first)
    assert told == "On the second of May."
    assert "asked_known" in events(second)
    assert "asked_known" not in events(first)


def test_checking_what_the_customer_said_is_no_asking_again() -> None:
    turn = chat().say("summary+check: So your parcel is lost, is that right?")

    assert "asked_known" not in events(turn)


def test_a_question_that_the_facts_have_no_answer_to_gets_an_answer_in_character() -> None:
    talk = chat()

    talk.say("open_question: Do you like gardening and cycling?")

    assert deeds(talk) == ["customer:unknown"]


def test_a_question_that_is_too_close_is_not_answered_yet() -> None:
    persona = a_persona()
    facts = tuple(replace(fact, asks=("why label*",)) if fact.id == "cause" else fact for fact in persona.facts)
    talk = chat(replace(persona, facts=facts))

    talk.say("open_question: Why did the label come off?")

    assert deeds(talk) == ["customer:withhold"]


def test_an_open_question_opens_the_next_part_of_the_story() -> None:
    talk = chat()

    turn = talk.say("open_question: What happened then?")

    assert talk.reply.text == "It was a present."
    assert quoted(turn, "fact:present") == "What happened then?"


def test_three_questions_at_once_get_two_answers() -> None:
    talk = chat()

    talk.say(
        "open_question: When did you order? | feeling_question: How do you feel? | wish_question: What do you want?"
    )

    assert deeds(talk) == ["customer:answer", "customer:answer"]


def test_the_root_cause_opens_with_trust() -> None:
    ask = "open_question: What happened next?"
    trusting = chat(numbers=some_numbers(a_rule("empathy", anger=0.0, trust=60.0)))

    trusting.say("empathy: How awful.", ask, ask)

    assert "fact:cause" in events(trusting.mine)
    distrustful = chat()
    distrustful.say("empathy: How awful.", ask, ask)
    assert "fact:cause" not in events(distrustful.mine)


@pytest.mark.parametrize(
    ("summary", "fits"),
    [
        ("summary: So something went wrong with it.", False),
        ("summary: So the parcel went wrong, and nobody knows.", False),
        ("summary: So the parcel is lost in Tilburg, and nobody knows.", True),
        ("check: So the parcel is lost in Tilburg, right?", False),
        ("check: So the parcel is lost in Tilburg since Monday, right?", True),
    ],
)
def test_the_customer_recognises_a_summary_by_their_own_words(summary: str, fits: bool) -> None:
    rant = ("My parcel is lost in Tilburg, since Monday.",)
    persona = a_persona()

    turn = chat(replace(persona, grievance=replace(persona.grievance, openings=(rant,)))).say(summary)

    assert ("summary_fits" in events(turn)) is fits


STRANGE = "So the dentist pulled your daughter's tooth"


@pytest.mark.parametrize("told", [f"summary: {STRANGE}.", f"check: {STRANGE}, right?", f"{STRANGE}. | check: Right?"])
def test_a_customer_does_not_recognise_somebody_elses_story(told: str) -> None:
    turn = chat().say(told)

    assert "strange_story" in events(turn)
    assert not {"summary", "check"} & set(events(turn))
    assert STRANGE in quoted(turn, "strange_story")


def test_a_check_of_an_own_plan_needs_no_word_of_the_customer() -> None:
    turn = chat().say("check+concrete_step: Shall I have the dentist look at the tooth, then?")

    assert "check" in events(turn)
    assert "strange_story" not in events(turn)


def test_a_summary_with_the_customers_words_in_it_is_not_strange_whatever_else_it_says() -> None:
    rant = ("My parcel is lost in Tilburg, since Monday.",)
    persona = a_persona()
    talk = chat(replace(persona, grievance=replace(persona.grievance, openings=(rant,))))

    turn = talk.say("summary: So the parcel is lost in Tilburg, and your daughter is waiting at home.")

    assert "summary" in events(turn)
    assert "strange_story" not in events(turn)


def test_empathy_is_tied_to_the_case_by_a_single_word_of_the_customer() -> None:
    tied, general = chat().say("empathy: A lost parcel, how awful."), chat().say("empathy: That is so awful.")

    assert "empathy_tied" in events(tied)
    assert "empathy_tied" not in events(general)


def test_the_feeling_is_named_by_the_customers_own_word_for_it() -> None:
    turn = chat().say("empathy: You must be desperate.")

    assert "feeling_named" in events(turn)


# --- vague promises --------------------------------------------------------------------------------------------------


def test_a_vague_promise_is_pinned_down_with_the_trainees_own_words() -> None:
    persona = a_persona()
    lines = {**persona.lines, "pin_down": {"any": ('"{{ quote }}"? When is that?',)}}
    talk = chat(replace(persona, lines=lines))

    talk.say("vague_promise: As soon as possible.")

    assert talk.reply.text == '"As soon as possible"? When is that?'


def test_a_long_quote_is_cut_after_eight_words() -> None:
    persona = a_persona()
    lines = {**persona.lines, "pin_down": {"any": ("{{ quote }}",)}}
    talk = chat(replace(persona, lines=lines))

    talk.say("vague_promise: We will really do our very best to get back soon.")

    assert talk.reply.text == "We will really do our very best to…"


def test_a_vague_promise_with_a_time_is_not_pinned_down() -> None:
    talk = chat()

    talk.say("vague_promise+deadline: We will see to it tomorrow at ten.")

    assert "customer:pin_down" not in deeds(talk)


@pytest.mark.parametrize(
    "answer", ["deadline: Tomorrow.", "honest_limit: I do not know.", "concrete_step: I ring them."]
)
def test_an_answer_settles_it(answer: str) -> None:
    talk = chat()

    turn = talk.say("vague_promise: As soon as possible.", answer)
    afterwards = talk.say("Right.")

    assert "pinned" in events(turn)
    assert not {"pinned", "dodged"} & set(events(afterwards))


def test_no_answer_is_a_dodge_until_there_is_one() -> None:
    talk = chat()

    one = talk.say("vague_promise: As soon as possible.", "Right.")
    two = talk.say("Well.")
    three = talk.say("deadline: Tomorrow.")

    assert "dodged" in events(one)
    assert "dodged" in events(two)
    assert "pinned" in events(three)


def test_an_answer_settles_it_too_when_the_customer_steps_up_in_the_same_turn() -> None:
    step = Escalation("step", When(any=("deadline",)), Deed.THREATEN)
    talk = chat(a_persona(escalations=(step,)))

    talk.say("vague_promise: As soon as possible.", "deadline: Tomorrow.")
    turn = talk.say("Right.")

    assert "dodged" not in events(turn)


# --- nothing for the customer ----------------------------------------------------------------------------------------


def test_the_second_message_in_a_row_that_does_nothing_is_noticed() -> None:
    talk = chat()

    one = talk.say("Right.")
    two = talk.say("Well well.")
    three = talk.say(LISTENS, "So be it.")

    assert "no_progress" not in events(one)
    assert "no_progress" in events(two)
    assert "no_progress" not in events(three)


# --- sorry -----------------------------------------------------------------------------------------------------------


def test_sorry_again_without_anything_in_between_is_a_repetition() -> None:
    turn = chat().say("apology: I am sorry.", "apology: So sorry.")

    assert "repeated_apology" in events(turn)


def test_sorry_again_after_progress_is_none() -> None:
    turn = chat().say("apology: I am sorry.", LISTENS, "apology: So sorry.")

    assert "repeated_apology" not in events(turn)


def test_sorry_again_together_with_a_step_is_none() -> None:
    turn = chat().say("apology: I am sorry.", "apology: Sorry again. | concrete_step: I am sending it now.")

    assert "repeated_apology" not in events(turn)


@pytest.mark.parametrize("harm", ["blame", "yes_but", "dismissal", "hostility"])
def test_a_sorry_that_the_same_message_takes_back_is_false(harm: str) -> None:
    turn = chat().say(f"apology: I am sorry. | {harm}: But still.")

    assert "false_apology" in events(turn)


def test_a_sorry_is_not_taken_back_by_what_was_only_probably_heard() -> None:
    turn = chat().say("apology: I am sorry. | blame?: But still.")

    assert "false_apology" not in events(turn)


def test_the_parts_of_an_apology_are_heard() -> None:
    turn = chat().say(
        "apology: I am sorry, that is our fault. | explanation: The van broke down. | concrete_step: I am on it."
    )

    assert {"apology_responsibility", "apology_explanation", "apology_repair"} <= set(events(turn))


def test_admitting_a_fault_on_an_unfounded_complaint_gives_it_away() -> None:
    persona = a_persona()
    unfounded = replace(persona, grievance=replace(persona.grievance, founded="no"))

    turn = chat(unfounded).say("apology: I am sorry, that is our fault.")
    plain = chat(unfounded).say("apology: I am sorry about that.")

    assert "fault_conceded" in events(turn)
    assert "fault_conceded" not in events(plain)


def test_the_first_sorry_after_the_opening_is_late() -> None:
    on_time, late = chat(), chat()

    fourth = on_time.say("One.", "Two.", "Three.", "apology: I am sorry.")
    fifth = late.say("One.", "Two.", "Three.", "Four.", "apology: I am sorry.")

    assert "late_apology" not in events(fourth)
    assert "late_apology" in events(fifth)


# --- promises --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "beyond"),
    [
        ("offer: I will give you £20 in money.", False),
        ("offer: I will give you £20.01 in money.", True),
        ("offer: I will send a new parcel, it is there in two hours.", True),
        ("offer: I will send a new parcel, it is there in two days.", False),
        ("honest_limit: I cannot give you £50 in money.", False),
    ],
)
def test_what_is_promised_is_held_against_the_mandate(promise: str, beyond: bool) -> None:
    turn = chat().say(promise)

    assert ("beyond_mandate" in events(turn)) is beyond


def test_less_than_before_contradicts_unless_it_is_said_openly() -> None:
    first = "offer: I will give you £20 in money."
    hidden, sorry, honest = chat(), chat(), chat()

    contradicted = hidden.say(first, "offer: I will give you £10 in money.")
    apologised = sorry.say(first, "apology: Sorry, I was wrong. | offer: I will give you £10 in money.")
    limited = honest.say(first, "honest_limit: I can't do that. | offer: I will give you £10 in money.")

    assert "contradiction" in events(contradicted)
    assert "correction" in events(apologised)
    assert "correction" in events(limited)


def test_later_than_before_contradicts_and_sooner_does_not() -> None:
    later, sooner = chat(), chat()
    first = "offer: I will send a new parcel, it is there in three days."

    delayed = later.say(first, "offer: I will send a new parcel, it is there in five days.")
    hastened = sooner.say(first, "offer: I will send a new parcel, it is there in two days.")

    assert "contradiction" in events(delayed)
    assert "contradiction" not in events(hastened)


def test_what_was_promised_before_is_quoted_back() -> None:
    persona = a_persona()
    lines = {**persona.lines, "contradiction": {"any": ("You said: {{ promise }}",)}}
    talk = chat(replace(persona, lines=lines))

    talk.say("offer: I will give you £20 in money.", "offer: I will give you £10 in money.")

    assert talk.reply.messages[0].text == "You said: I will give you £20 in money"


def test_a_promise_is_remembered_with_its_amount_and_its_date() -> None:
    turn = chat().say("offer: I will give you £20 in money, in two days.")

    (made,) = turn.commitments
    assert (made.what, made.amount, made.unit) == ("money", 20, "GBP")
    assert made.due is not None
    assert (made.due - turn.at).days == 2


def test_a_call_back_is_a_promise_too() -> None:
    turn = chat().say("aftercare+deadline: I will call you in two days.")

    assert [made.what for made in turn.commitments] == ["call_back"]


# --- solutions -------------------------------------------------------------------------------------------------------


def test_the_right_solution_too_early_is_considered() -> None:
    talk = chat()

    talk.say(SOLVES)

    assert "customer:consider" in deeds(talk)
    assert talk.state.accepted is None


def test_a_solution_that_cannot_end_it_is_refused() -> None:
    talk = chat()

    talk.say("offer: I will give you £20 in money.")

    assert "customer:refuse" in deeds(talk)


def test_the_right_solution_is_accepted_once_the_customer_has_calmed_and_a_goodbye_closes_the_talk() -> None:
    talk = chat(numbers=CALMING)

    talk.say("empathy: How awful.", SOLVES)
    accepted, still_open = deeds(talk), talk.state.outcome
    talk.say("Well then, goodbye.")

    assert "customer:accept" in accepted
    assert still_open is None
    assert talk.state.outcome is Outcome.RESOLVED
    assert deeds(talk) == ["customer:thank"]


def test_a_solution_that_was_considered_is_accepted_later() -> None:
    talk = chat(numbers=CALMING)

    talk.say(SOLVES, "empathy: How awful.")

    assert "customer:accept" in deeds(talk)


def test_a_satisfied_customer_closes_the_talk_when_nobody_says_goodbye() -> None:
    talk = chat(numbers=CALMING)

    talk.say("empathy: How awful.", SOLVES, *["thanks: Thank you."] * 4)

    assert talk.state.outcome is Outcome.RESOLVED


def test_an_acceptance_can_be_lost_again() -> None:
    talk = chat(numbers=CALMING)
    talk.say("empathy: How awful.", SOLVES)

    talk.say("hostility: You silly person.")

    assert talk.state.accepted is None


def test_the_outcome_is_that_of_the_way_that_was_open() -> None:
    way = Resolution(("offer:resend",), When(anger_to=40), Outcome.SETTLED)
    talk = chat(a_persona(resolutions=(way,)), numbers=CALMING)

    talk.say("empathy: How awful.", SOLVES, "Well then, goodbye.")

    assert talk.state.outcome is Outcome.SETTLED
    assert deeds(talk) == ["customer:goodbye"]


def test_a_silence_after_an_accepted_solution_is_a_goodbye() -> None:
    talk = chat(numbers=CALMING)
    talk.say("empathy: How awful.", SOLVES)

    talk.wait(120)

    assert talk.state.outcome is Outcome.RESOLVED


# --- the end ---------------------------------------------------------------------------------------------------------


def test_the_stop_word_ends_at_once_and_without_a_score() -> None:
    talk = chat()
    talk.say(LISTENS)

    debrief = talk.end(Outcome.STOPPED)

    assert debrief.outcome is Outcome.STOPPED
    assert debrief.score is None


def test_the_stop_word_gives_no_score_after_an_accepted_solution_either() -> None:
    talk = chat(numbers=CALMING)
    talk.say("empathy: How awful.", SOLVES)

    debrief = talk.end(Outcome.STOPPED)

    assert (debrief.outcome, debrief.score) == (Outcome.STOPPED, None)


def test_ending_keeps_a_solution_that_was_accepted() -> None:
    talk = chat(numbers=CALMING)
    talk.say("empathy: How awful.", SOLVES)

    debrief = talk.end()

    assert debrief.outcome is Outcome.RESOLVED


def test_ending_without_one_is_an_end_without_one() -> None:
    talk = chat()
    talk.say(LISTENS)

    assert talk.end().outcome is Outcome.ENDED


def test_an_ended_talk_keeps_its_outcome_and_hears_nothing() -> None:
    talk = chat()
    talk.end(Outcome.STOPPED)
    before = talk.session

    talk.interject(LISTENS, seconds=600)
    again = talk.training.finish(talk.session, Outcome.ENDED)

    assert talk.session.transcript == before.transcript
    assert again.state.outcome is Outcome.STOPPED


def test_only_an_ended_talk_is_looked_back_on() -> None:
    talk = chat()

    with pytest.raises(ValueError, match="ended"):
        talk.training.debriefs(talk.session)


def test_a_talk_that_was_ended_before_a_word_was_said_has_no_score() -> None:
    debrief = chat().end()

    assert debrief.score is None
    assert debrief.strength is None
    assert debrief.next_steps == ()


# --- stepping up -----------------------------------------------------------------------------------------------------


def test_a_step_up_fires_once_and_only_one_a_turn() -> None:
    steps = tuple(
        Escalation(name, When(any=("blame",)), deed, anger=2)
        for name, deed in (("one", Deed.THREATEN), ("two", Deed.MANAGER))
    )
    talk = chat(a_persona(escalations=steps))

    talk.say("blame: Your own fault.")
    first = talk.reply.deeds
    talk.say("blame: Your own fault.")
    second = talk.reply.deeds
    talk.say("blame: Your own fault.")
    third = talk.reply.deeds

    assert [one for one in first if one.startswith("escalation")] == ["escalation:one"]
    assert [one for one in second if one.startswith("escalation")] == ["escalation:two"]
    assert [one for one in third if one.startswith("escalation")] == []


def test_a_step_up_can_end_the_talk() -> None:
    step = Escalation("off", When(any=("blame",)), Deed.LEAVE, say=("Goodbye then.",), ends=Outcome.LEFT)
    talk = chat(a_persona(escalations=(step,)))

    talk.say("blame: Your own fault.")

    assert talk.state.outcome is Outcome.LEFT
    assert talk.reply.text == "Goodbye then."


def test_a_question_is_answered_also_when_the_customer_steps_up() -> None:
    step = Escalation("off", When(any=("blame",)), Deed.THREATEN, say=("Careful.",))
    talk = chat(a_persona(escalations=(step,)))

    turn = talk.say("blame: Your own fault. | open_question: When did you order it?")

    assert "On the second of May." in talk.reply.text
    assert "Careful." in talk.reply.text
    assert "fact:ordered" in events(turn)


# --- orders ----------------------------------------------------------------------------------------------------------


def test_difficulty_changes_where_the_customer_starts() -> None:
    training = a_training()

    moods = [
        training.launch(Order("doe", ("method",), level), MONDAY).session.state.mood.anger
        for level in ("gentle", "normal", "hard")
    ]

    assert moods == [70, 80, 88]


def test_a_faster_pace_shortens_the_typing_and_nothing_else() -> None:
    training = a_training()

    slow, fast = (
        training.launch(Order("doe", ("method",), pace=pace), MONDAY).session.transcript[0] for pace in (1.0, 4.0)
    )

    assert fast.text == slow.text
    assert fast.messages[1].seconds == pytest.approx(slow.messages[1].seconds / 4, abs=0.01)


def test_the_customer_was_already_typing_when_the_talk_begins() -> None:
    persona = a_persona()
    same = ("This is a rather long message.",) * 2
    rant = chat(replace(persona, grievance=replace(persona.grievance, openings=(same,)))).reply

    assert rant.messages[0].seconds < rant.messages[1].seconds


def test_an_unknown_customer_or_method_is_a_key_error() -> None:
    training = a_training()

    with pytest.raises(KeyError):
        training.launch(Order("nobody", ("method",)), MONDAY)
    with pytest.raises(KeyError):
        training.launch(Order("doe", ("nothing",)), MONDAY)


def test_several_methods_look_back_on_one_talk() -> None:
    training = a_training(rubric=a_rubric(a_criterion("listen", a_sign("open_question"))))
    talk = Chat(training, rubrics=("method", "method"))
    talk.say(LISTENS)
    talk.end()

    assert len(training.debriefs(talk.session)) == 2


def test_what_was_told_is_listed() -> None:
    talk = chat()
    before = talk.training.facts(talk.session)

    talk.say("open_question: When did you order it?")

    assert before == ("the parcel is lost",)
    assert talk.training.facts(talk.session) == ("the parcel is lost", "ordered on 2 May")
