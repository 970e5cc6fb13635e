"""What every shipped customer does in its own words: pins down, repeats, waits, and answers when behaviour is named."""

from __future__ import annotations

from itertools import pairwise

import pytest
from fakes import Chat, events, quoted, rules

from bot.core.persona import Outcome
from bot.training import Library, Training

IDS = (
    "jaarnota",
    "parkeerboete",
    "trouwjurk",
    "zelfstandige-zonder-internet",
    "bushalte",
    "fietslease",
    "hottub",
    "schoolplek",
    "cold-boiler",
    "frozen-account",
    "hotel-double-booking",
    "missed-visits",
    "late-parcel",
    "school-place",
    "train-refund",
    "van-deposit",
)
every_customer = pytest.mark.parametrize("persona", IDS)
VAGUE = {"nl": "Wij komen hier zo snel mogelijk op terug.", "en": "We will get back to you as soon as possible."}
VAGUE_WORDS = {"nl": "zo snel mogelijk", "en": "as soon as possible"}
BARREN = {"nl": "Dat is dan zo.", "en": "That is what it is, then."}
EXACT = {"nl": "Ik bel u zelf morgen om tien uur.", "en": "I will ring you myself tomorrow at ten."}
NUMBER = {
    "nl": "Wat is uw klantnummer, en op welk adres woont u precies?",
    "en": "What is your account number, and what is your full address?",
}
YES_BUT = {"nl": "Ja, maar zo werkt dat nu eenmaal niet.", "en": "Yes, but that's just not how it works."}
SHOUTING = {
    "nl": "IK HEB HET U NU AL TIEN KEER GEZEGD, LEES DAN TOCH!",
    "en": "I HAVE TOLD YOU TEN TIMES NOW, CAN YOU NOT READ!",
}


def language(chat: Chat) -> str:
    return chat.session.persona.language


def test_every_shipped_customer_who_comes_with_a_complaint_is_here(library: Library) -> None:
    assert sorted(IDS) == sorted(one.id for one in library.personas.values() if not one.proactive)


# --- in the customer's own words -------------------------------------------------------------------------------------


@every_customer
def test_a_vague_promise_is_quoted_back_and_pinned_down(persona: str, training: Training) -> None:
    chat = Chat(training, persona)

    turn = chat.say(VAGUE[language(chat)])

    words = VAGUE_WORDS[language(chat)]
    assert words in quoted(turn, "vague_promise")
    assert "customer:pin_down" in chat.reply.deeds
    assert words in chat.reply.text


@every_customer
def test_who_does_not_answer_what_was_pinned_down_has_dodged_it(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    chat.say(VAGUE[language(chat)])
    before = chat.anger

    turn = chat.say(BARREN[language(chat)])

    assert "dodged" in events(turn)
    assert chat.anger > before


@every_customer
def test_an_exact_answer_settles_what_was_pinned_down(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    chat.say(VAGUE[language(chat)])
    before = chat.anger

    turn = chat.say(EXACT[language(chat)])
    afterwards = chat.say(BARREN[language(chat)])

    assert "pinned" in events(turn)
    assert "dodged" not in events(afterwards)
    assert chat.session.transcript[-3].mood.anger < before


@every_customer
def test_yes_but_makes_it_worse(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.say(YES_BUT[language(chat)])

    assert "yes_but" in rules(turn)
    assert chat.anger > before


@every_customer
def test_shouting_back_makes_it_worse(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.say(SHOUTING[language(chat)])

    assert "shouted_back" in events(turn)
    assert chat.anger > before


@every_customer
def test_a_message_in_the_middle_of_the_rant_is_an_interruption(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.interject(NUMBER[language(chat)], seconds=1)

    assert "interrupted" in events(turn)
    assert "let_finish" not in events(turn)
    assert chat.anger > before
    assert "customer:interrupted" in chat.reply.deeds


@every_customer
def test_a_short_prompt_in_the_middle_of_the_rant_is_none(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.interject({"nl": "Vertel.", "en": "Go on."}[language(chat)], seconds=1)

    assert "interrupted" not in events(turn)
    assert chat.anger == before


# --- silence ---------------------------------------------------------------------------------------------------------


@every_customer
def test_silence_makes_the_customer_ask_then_angrier_each_time_then_leave(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    patience = chat.session.persona.patience
    start = chat.anger

    early = chat.wait(patience - 1)
    turns = [turn for _ in range(6) for turn in chat.wait(patience)]

    assert early == ()
    assert len(turns) == 4
    steps = [start, *(turn.mood.anger for turn in turns)]
    assert all(later > earlier or later == 100 for earlier, later in pairwise(steps))
    assert len({turn.text for turn in turns}) == 4
    assert "customer:nudge" in turns[0].deeds
    assert "customer:give_up" in turns[-1].deeds
    assert chat.state.outcome is Outcome.TIMED_OUT


# --- naming behaviour ------------------------------------------------------------------------------------------------

AWARE = {"nl": "Hebt u in de gaten dat u tegen mij schreeuwt?", "en": "Are you aware that you're shouting at me?"}
GOAL = {"nl": "Wat wilt u met dat schreeuwen bereiken?", "en": "What do you want to achieve by shouting at me?"}
EFFECT = {
    "nl": "Als u zo tegen me schreeuwt, schrik ik daarvan. Is dat wat u wilt?",
    "en": "When you shout at me like this I get tense and I can't think straight. Is that what you want?",
}
CLOSE = {
    "nl": "Ik ga het gesprek nu beëindigen, want u blijft schreeuwen. Ik bel u zelf terug, morgen om half vijf.",
    "en": "You keep shouting, so I'm ending this chat now. I will call you back myself tomorrow at 9 in the morning.",
}
ON = {
    "nl": "Dank u. Kunt u me vertellen wat er precies gebeurd is?",
    "en": "Thank you. Can you tell me what exactly happened?",
}
WARM = {
    "parkeerboete": (
        "Ik lees het, Ron: twee bonnen in een week bij je eigen kraam. Ik snap dat je je gepakt voelt.",
        "Het spijt me dat het zo gelopen is. Ik zoek het zelf voor je uit, ik hou dit bij me tot het rond is.",
    ),
    "cold-boiler": ("Thank you for writing it down. You're right, three engineers should not have left you waiting.",),
}
COLD = {"parkeerboete": (), "cold-boiler": ("It's really not that bad, please calm down.",)}
shouters = pytest.mark.parametrize("persona", ["parkeerboete", "cold-boiler"])
FAIR_TO_NAME = frozenset({"parkeerboete", "fietslease", "hottub", "cold-boiler", "train-refund", "van-deposit"})
"""Who shouts, swears or threatens, so that naming it is fair."""
SORRY = "customer:behaviour_sorry"


@shouters
def test_a_shouter_who_trusts_the_trainee_apologises_when_made_aware(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    chat.say(*WARM[persona])
    before = chat.anger

    turn = chat.say(AWARE[language(chat)])

    assert "ladder_aware" in events(turn)
    assert SORRY in chat.reply.deeds
    assert chat.anger < before - 5


def test_a_shouter_with_some_trust_apologises_when_asked_for_the_aim(training: Training) -> None:
    for persona, first in (("parkeerboete", WARM["parkeerboete"][:1]), ("cold-boiler", ())):
        chat = Chat(training, persona)
        chat.say(*first, AWARE[language(chat)])
        knew = chat.reply.deeds

        turn = chat.say(GOAL[language(chat)])

        assert "customer:know_it" in knew
        assert "ladder_goal" in events(turn)
        assert SORRY in chat.reply.deeds


@shouters
def test_a_shouter_without_trust_may_still_apologise_when_told_the_effect(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    chat.say(*COLD[persona], AWARE[language(chat)])
    knew = chat.reply.deeds
    chat.say(GOAL[language(chat)])
    aim = chat.reply.deeds

    turn = chat.say(EFFECT[language(chat)])

    assert "customer:know_it" in knew
    assert "customer:name_aim" in aim
    assert "ladder_effect" in events(turn)
    assert SORRY in chat.reply.deeds


@shouters
def test_going_on_normally_after_the_apology_is_rewarded_and_coming_back_to_it_is_not(
    persona: str, training: Training
) -> None:
    normal, nagging = Chat(training, persona), Chat(training, persona)
    for chat in (normal, nagging):
        chat.say(*WARM[persona], AWARE[language(chat)])

    went_on = normal.say(ON[language(normal)])
    came_back = nagging.say(AWARE[language(nagging)])

    assert "ladder_stopped" in events(went_on)
    assert "ladder_too_long" in events(came_back)
    assert normal.anger < nagging.anger
    assert "customer:rage" not in normal.reply.deeds


@shouters
def test_a_step_before_its_turn_is_out_of_order(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.say(GOAL[language(chat)])

    assert "ladder_out_of_order" in events(turn)
    assert chat.anger > before


@shouters
def test_all_steps_and_then_an_own_call_back_end_the_talk_fairly(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    insult = {"nl": "Doe toch eens normaal, mafkees.", "en": "Oh grow up, you idiot. Calm down."}[language(chat)]
    chat.say(insult, AWARE[language(chat)], GOAL[language(chat)], EFFECT[language(chat)])

    turn = chat.say(CLOSE[language(chat)])

    assert "ladder_close" in events(turn)
    assert chat.state.outcome is Outcome.BOUNDARY
    assert "customer:hang_up" in chat.reply.deeds


@pytest.mark.parametrize("persona", [persona for persona in IDS if persona not in FAIR_TO_NAME])
def test_naming_behaviour_hurts_a_customer_who_only_shows_feeling(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before, trust = chat.anger, chat.trust

    turn = chat.say(AWARE[language(chat)])

    assert "ladder_on_feeling" in events(turn)
    assert chat.anger > before
    assert chat.trust < trust
    assert "customer:ladder_on_feeling" in chat.reply.deeds
