"""Returning: what somebody writes after a talk is for the customer, or it is not."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.core.commitments import Commitment
from bot.core.persona import Outcome
from bot.training import Order, Session, Training
from bot.training.returning import comes_back

SATURDAY = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""In the night that follows, the clock goes to summer time; the promise is for three the next day."""
SAYS = {
    "trouwjurk": (
        "Wat vreselijk voor je, zo vlak voor je trouwdag. Het is onze fout en het spijt me echt.",
        "Ik zoek vandaag uit waar de stof ligt. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden.",
    ),
    "cold-boiler": (
        "I'm so sorry, that's our fault. What a week that must have been with the kids.",
        "I will find out why it was cancelled and I'll call you tomorrow at three to tell you what I found.",
    ),
}
THANKS = {
    "trouwjurk": ("bedankt", "Dankjewel voor het oefenen", "Super bedankt, dit was leerzaam", "ok", "doei", "🎉"),
    "cold-boiler": ("thanks", "Thank you!", "thanks, that was useful", "cheers", "great", "bye!", "👍"),
}
CHAT = {
    "trouwjurk": ("hoi", "Fijne dag nog!", "Bedankt Sanne, tot morgen om drie uur!", "Wat betekent die score?"),
    "cold-boiler": ("hi", "Thanks Darren, speak tomorrow", "What does the score mean?", "That was hard"),
}
RETURNS = {
    "trouwjurk": (
        "De stof is gevonden, hij ligt in het atelier.",
        "Ik heb nog geen nieuws, morgen om vier uur bel ik je weer.",
        "Dag Sanne, ik wilde je even laten weten dat we ermee bezig zijn.",
    ),
    "cold-boiler": (
        "We found the mistake: the list had the Halden boiler.",
        "No news yet, I will call you tomorrow at five.",
        "Hello Darren, it's Kim from Ridgeway, I wanted to tell you how things stand.",
    ),
}
both = pytest.mark.parametrize("name", ["trouwjurk", "cold-boiler"])


def told(training: Training, name: str, texts: dict[str, tuple[str, ...]], *, early: bool) -> list[bool]:
    """Whether each of the texts comes back to the promise: soon after the talk, or at the promised moment."""
    session, promise = promised(training, name)
    at = SATURDAY + timedelta(minutes=10) if early else training.due(session, promise)
    return [comes_back(training, session, promise, text, at) for text in texts[name]]


@cache
def promised(training: Training, name: str) -> tuple[Session, Commitment]:
    """A talk that has ended with a promise."""
    session = training.launch(Order(name, ("leon",)), SATURDAY).session
    for number, text in enumerate(SAYS[name], start=1):
        session = training.hear(session, text, SATURDAY + timedelta(minutes=2 * number)).session
    session = training.finish(session, Outcome.ENDED)
    (promise, *_) = training.promises(session)
    return session, promise


@both
def test_thanks_is_no_coming_back_whenever_it_is_said(training: Training, name: str) -> None:
    assert not any(told(training, name, THANKS, early=True))
    assert not any(told(training, name, THANKS, early=False))


@both
def test_a_greeting_a_goodbye_or_a_question_about_the_debrief_is_none_before_the_moment(
    training: Training, name: str
) -> None:
    assert not any(told(training, name, CHAT, early=True))


@both
def test_at_the_promised_moment_whoever_writes_comes_back(training: Training, name: str) -> None:
    assert all(told(training, name, CHAT, early=False))


@both
def test_who_clearly_writes_about_the_promise_comes_back_at_any_moment(training: Training, name: str) -> None:
    assert all(told(training, name, RETURNS, early=True))
    assert all(told(training, name, RETURNS, early=False))
