"""Redo: a turn is answered again, and everything after it is as if it had never been said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes import Chat, a_rule, a_training, events, some_numbers

from bot.training import Training

NUMBERS = some_numbers(a_rule("empathy"), a_rule("blame", anger=10.0))


@pytest.fixture
def chat() -> Chat:
    chat = Chat(a_training(numbers=NUMBERS))
    chat.say("empathy: How awful.", "blame: Your own fault.", "thanks: Thank you.")
    return chat


def turn_of(chat: Chat, text: str) -> int:
    return next(turn.number for turn in chat.session.transcript if turn.text == text)


def test_the_talk_stands_as_it_stood_before_that_message(chat: Chat) -> None:
    number = turn_of(chat, "Your own fault.")

    session = chat.training.redo(chat.session, number, chat.now)

    assert [turn.number for turn in session.transcript] == list(range(1, number))
    assert session.state.mood.anger == 70
    assert session.state.turn == 1


def test_another_answer_leads_elsewhere(chat: Chat) -> None:
    number = turn_of(chat, "Your own fault.")
    session = chat.training.redo(chat.session, number, chat.now)

    again = chat.training.hear(session, "empathy: How sad.", chat.now + timedelta(seconds=20)).session

    assert again.state.mood.anger == 60
    assert again.transcript[number - 1].text == "How sad."


def test_the_session_that_was_is_not_changed(chat: Chat) -> None:
    before = chat.session.transcript

    chat.training.redo(chat.session, turn_of(chat, "Your own fault."), chat.now)

    assert chat.session.transcript is before
    assert len(before) == 7


def test_an_earlier_message_can_be_done_again_after_that(chat: Chat) -> None:
    session = chat.training.redo(chat.session, turn_of(chat, "Your own fault."), chat.now)

    earlier = chat.training.redo(session, turn_of(chat, "How awful."), chat.now)

    assert len(earlier.transcript) == 1
    assert earlier.state.mood.anger == 80


def test_a_message_that_was_taken_back_cannot_be_done_again(chat: Chat) -> None:
    session = chat.training.redo(chat.session, turn_of(chat, "Your own fault."), chat.now)

    with pytest.raises(KeyError):
        chat.training.redo(session, turn_of(chat, "Thank you."), chat.now)


@pytest.mark.parametrize("turn", [0, 1, 3, 99])
def test_what_is_no_message_of_the_trainee_cannot_be_done_again(chat: Chat, turn: int) -> None:
    with pytest.raises(KeyError):
        chat.training.redo(chat.session, turn, chat.now)


def test_the_customer_starts_to_wait_at_the_redo_and_not_long_ago(chat: Chat) -> None:
    much_later = chat.now + timedelta(hours=2)

    session = chat.training.redo(chat.session, turn_of(chat, "Your own fault."), much_later)

    assert chat.training.next_silence(session) == much_later + timedelta(seconds=60)
    heard = chat.training.hear(session, "empathy: How sad.", much_later + timedelta(seconds=30))
    assert [turn.who for turn in heard.turns] == ["trainee", "customer"]


def test_who_interrupted_has_read_the_rant_by_the_time_of_the_redo() -> None:
    chat = Chat(a_training(numbers=NUMBERS))
    interruption = chat.interject("blame: You should really have called us about that earlier.")
    assert interruption is not None

    session = chat.training.redo(chat.session, interruption.number, chat.now)
    again = chat.training.hear(session, "empathy: How awful.", chat.now + timedelta(seconds=1)).session

    assert "let_finish" in events(again.transcript[1])


def test_a_finished_talk_is_open_again(chat: Chat) -> None:
    chat.end()

    session = chat.training.redo(chat.session, turn_of(chat, "Thank you."), chat.now)

    assert not session.over


def test_the_same_answer_again_gives_the_same_talk(training: Training) -> None:
    chat = Chat(training, "jaarnota")
    chat.say("Goedendag mevrouw, ik heb uw bericht gelezen.", "Wat is er precies gebeurd?")
    last = chat.mine
    reply = chat.reply.text

    session = training.redo(chat.session, last.number, last.at - timedelta(seconds=20))
    again = training.hear(session, last.text, last.at).session

    assert again.transcript[-1].text == reply
    assert again.transcript[-2].happenings == last.happenings
