"""Coaching beside the talk: hints, what is known, and who to practise with next."""

from __future__ import annotations

import pytest
from fakes import Chat

from bot.training import Training

SAID = {
    "jaarnota": ("Wij komen hier zo snel mogelijk op terug.", "precies weten wat en wanneer"),
    "cold-boiler": ("We will get back to you as soon as possible.", "wants to know exactly what and when"),
}


@pytest.mark.parametrize("persona", SAID)
def test_a_hint_is_about_what_the_customer_just_did_in_the_language_of_the_talk(
    persona: str, training: Training
) -> None:
    text, hint = SAID[persona]
    chat = Chat(training, persona)

    chat.say(text)

    assert hint in training.hint(chat.session)


def test_the_first_hint_is_to_let_the_customer_finish(training: Training) -> None:
    chat = Chat(training, "missed-visits")

    assert "Let the customer finish first" in training.hint(chat.session)


def test_hints_follow_what_is_still_missing(training: Training) -> None:
    chat = Chat(training, "missed-visits")
    chat.say("Hello Priya, this is Kim, I have read every line.")
    before = training.hint(chat.session)

    chat.say("It must be terrifying to see a green tick while nobody came to your mother.")

    assert "what this does to the customer" in before
    assert training.hint(chat.session) != before


def test_there_is_a_hint_at_every_moment_of_every_talk(training: Training) -> None:
    for persona in training.library.personas:
        chat = Chat(training, persona)
        hints = [training.hint(chat.session)]
        for text in ("", "Hm.", "Sorry.", "Wat is er gebeurd? What happened?"):
            chat.say(text)
            hints.append(training.hint(chat.session))
        assert all(hints)


def test_the_next_customer_speaks_the_same_language_and_is_good_for_what_was_weakest(training: Training) -> None:
    for persona in training.library.personas.values():
        chat = Chat(training, persona.id, rubrics=tuple(training.library.rubrics))
        chat.say("Sorry.")
        chat.end()
        debriefs = training.debriefs(chat.session)

        following = training.next_customer(chat.session.persona, debriefs)

        weakest = {debrief.weakest for debrief in debriefs}
        others = [
            one
            for one in training.library.personas.values()
            if one.language == persona.language and one.id != persona.id
        ]
        assert following in others
        assert weakest & set(following.practises) or not any(weakest & set(one.practises) for one in others)


def test_the_method_that_a_customer_is_made_for_is_one_that_there_is(training: Training) -> None:
    library = training.library

    methods = {persona.id: training.method_for(persona) for persona in library.personas.values()}

    assert set(methods.values()) <= set(library.rubrics)
    assert methods["jaarnota"] == "nine-tips"
