"""Resolving: what the customer does with an offer, and when the talk can end well."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.conditions import holds
from bot.core.deciding.view import Intent, View, deed
from bot.core.deeds import Deed
from bot.core.moves import Move
from bot.core.persona import Outcome, Resolution, Stance
from bot.core.words import best_fit

_TAKES_BACK = (Move.FORWARDING, Move.HOSTILITY, Move.BLAME, "contradiction")
_AT_PEACE = {Stance.WARY, Stance.CALM, Stance.CONTENT}
_LAST_WORDS = 4
"""Messages after which a satisfied customer closes the talk, also when nobody says goodbye."""


def accepted(view: View) -> Outcome | None:
    """The outcome that this customer is now content to end with, or None."""
    if any(view.has(event) for event in _TAKES_BACK):
        return None
    open_ways = [way.outcome for way in view.context.persona.resolutions if _open(way, view)]
    if Outcome.RESOLVED in open_ways:
        return Outcome.RESOLVED
    return view.context.state.accepted or next(iter(open_ways), None)


def answer_to_offer(view: View, now_accepted: Outcome | None) -> Intent | None:
    """Accept, consider or refuse what was held out; None when there is nothing to answer."""
    if now_accepted:
        return None if view.context.state.accepted else deed(Deed.ACCEPT)
    offers = {event for event in view.situation.events if event.startswith("offer:")}
    wanted = {event for way in view.context.persona.resolutions for event in way.by}
    if offers & wanted:
        return deed(Deed.CONSIDER)
    return deed(Deed.REFUSE) if any(offer in offers for offer in _compensations(view)) else None


def _compensations(view: View) -> Iterator[str]:
    """Offers that can be refused. A step, such as an inquiry, is simply heard."""
    return (f"offer:{offer.id}" for offer in view.context.persona.mandate.offers if offer.kind != "step")


def closes(view: View, now_accepted: Outcome | None) -> bool:
    """Whether everything is said: a solution stands, and somebody says goodbye or there is nothing left to say."""
    state = view.context.state
    if not (state.accepted and now_accepted):
        return False
    if Move.VAGUE_PROMISE in view.context.certain:
        return False
    goodbye = best_fit(view.context.scene.words.bye, view.context.folded)
    return bool(goodbye) or state.since_accepted + 1 >= _LAST_WORDS


def reconciled(outcome: Outcome, stance: Stance) -> Outcome:
    """How a talk with an accepted solution ends: a customer who is still irritated is not reconciled."""
    return outcome if stance in _AT_PEACE else Outcome.SETTLED


def farewell(outcome: Outcome) -> Intent:
    """The customer's last words."""
    return deed(Deed.THANK if outcome is Outcome.RESOLVED else Deed.GOODBYE)


def _open(way: Resolution, view: View) -> bool:
    return any(view.situation.seen.get(event) for event in way.by) and holds(way.when, view.situation)
