"""Reactions: the most telling thing in a message is what the customer reacts to first."""

from __future__ import annotations

from bot.core.conversation import Judgement as J
from bot.core.deciding.view import Intent, View
from bot.core.judging import STORY
from bot.core.moves import HARMFUL
from bot.core.moves import Move as M

_ORDER = (
    # what hurts
    *(J.INTERRUPTED, M.FORWARDING, M.HOSTILITY, J.SHOUTED_BACK, J.CONTRADICTION, J.FALSE_APOLOGY, M.BLAME),
    *(J.BACK_LATE, J.EMPTY_HANDED, J.VAGUE_NEWS, J.STRANGE_STORY, J.WRONG_DETAIL),
    *(J.LADDER_ON_FEELING, J.LADDER_OUT_OF_ORDER, J.LADDER_TOO_LONG, M.DISMISSAL, M.YES_BUT, M.POLICY_SHIELD),
    *(M.NON_APOLOGY, J.BEYOND_MANDATE, M.OVERPROMISE, J.OFFER_TOO_SOON, J.REPEATED_APOLOGY, J.FEELING_MISSED),
    *(J.FAULT_CONCEDED, J.DODGED, J.NO_PROGRESS, J.LATE_APOLOGY, J.HURRIED, J.CORRECTION),
    # what asks for an answer
    *(J.TIMELY, J.SORRY_FOR_DELAY, J.BACK_IN_TIME, J.NEWS, J.NEW_MOMENT, J.ASKED_AFTER),
    *(M.SATISFACTION_CHECK, J.SUMMARY_FITS, M.CHECK, J.PINNED, J.NEXT_WORD, J.EXPLAINED),
    # what helps, the person before the case
    *(J.FEELING_NAMED, J.EMPATHY_TIED, J.APOLOGY_RESPONSIBILITY, M.APOLOGY, J.CHOICES, J.OWNED_STEP, M.OWNERSHIP),
    *(M.HONEST_LIMIT, M.EXPLANATION, M.PREVENTION, M.AFTERCARE, M.RECOGNITION, M.SUMMARY, M.EMPATHY, M.YES_AND),
    *(M.CONCRETE_STEP, M.DEADLINE, M.THANKS, M.ENCOURAGEMENT, M.GREETING),
)
_LONGEST_QUOTE = 8
"""Words of the trainee that a customer quotes back at the most."""


def reactions(view: View) -> tuple[Intent, ...]:
    """What the customer may react to, the most telling first; what was only probably heard comes last.

    Harm that was only probably heard is passed over.
    """
    yes = STORY if view.has(J.WRONG_DETAIL) else ()  # who has something to correct does not agree as well
    found = [(event, view.heard.happening(event)) for event in _ORDER if view.has(event) and event not in yes]
    heard = [(event, happening.certain) for event, happening in found if happening]
    telling = [event for event, certain in heard if certain]
    telling += [event for event, certain in heard if not certain and event not in HARMFUL]
    return tuple(Intent((event,), names=names_for(view, event)) for event in telling)


def names_for(view: View, event: str) -> dict[str, str]:
    """What a line on ``event`` may fill in: the trainee's words, what was promised before, what it should be."""
    names = {}
    happening = view.heard.happening(event)
    if happening:
        names["quote"] = short(happening.span.of(view.heard.text))
    if event == J.WRONG_DETAIL and view.context.slip:
        names["right"] = view.context.slip.right
    if event in {J.CONTRADICTION, J.CORRECTION}:
        names["promise"] = _broken_promise(view)
    return names


def short(quote: str) -> str:
    """The first words of a quote, as they were typed, without the stop at the end."""
    line = quote.strip().splitlines()[0] if quote.strip() else ""
    words = line.split(" ")
    shown = " ".join(words[:_LONGEST_QUOTE]).rstrip(" .,;:!")
    return f"{shown}…" if len(words) > _LONGEST_QUOTE else shown


def _broken_promise(view: View) -> str:
    offers = [event.partition(":")[2] for event in view.situation.events if event.startswith("offer:")]
    made = (commitment for commitment in view.context.state.commitments if commitment.what in offers)
    return short(next((commitment.quote for commitment in made), ""))
