"""Bettering: the weakest moment of a talk, and what a better sentence there can be made from.

Nothing is invented: the sentence rests on what this customer really came with and on what the company can really do.
The words around it are sentences of the program (``better_*``), so that both languages say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.conversation import Effect, Judgement, Transcript, Turn
from bot.core.moves import Address, Move
from bot.core.persona import Offer, Persona

_MOST_OFFERS = 3
"""Offers that are named: enough to choose from."""


class Need(StrEnum):
    """What the customer needed at a weak moment instead of what came."""

    FINISH = "finish"
    """To be left to tell it all."""
    RECALL = "recall"
    """To see that what was told has been read."""
    LISTEN = "listen"
    """To be asked what happened."""
    ACKNOWLEDGE = "acknowledge"
    """To hear that the anger is understood."""
    ACT = "act"
    """To know who does what, and when."""
    HONEST = "honest"
    """To hear what is possible and what is not."""


@dataclass(frozen=True)
class WeakMoment:
    """The message that cost most, with what a better one can be made from."""

    turn: int
    effect: Effect
    need: Need
    founded: bool
    """The complaint is at least partly right: a sorry is in place."""
    address: Address
    """How the customer is spoken to."""
    gist: str
    """The complaint in a sentence that the trainee can say; empty where the persona has none."""
    possible: tuple[str, ...] = ()
    """What could have been offered, as the mandate calls it. Only where an offer or a step was needed."""


def weak_moment(persona: Persona, transcript: Transcript) -> WeakMoment | None:
    """The weakest moment of a talk; None when nothing was said for certain that made things worse."""
    weak = [(turn, effect) for turn in transcript for effect in turn.effects if _weak(turn, effect)]
    if not weak:
        return None
    turn, effect = max(weak, key=lambda pair: pair[1].anger - pair[1].trust / 2)
    need = _NEEDS[effect.rule]
    return WeakMoment(
        turn=turn.number,
        effect=effect,
        need=need,
        founded=persona.grievance.founded != "no",
        address=persona.address,
        gist=persona.grievance.gist,
        possible=_possible(persona) if need in (Need.ACT, Need.HONEST) else (),
    )


def _weak(turn: Turn, effect: Effect) -> bool:
    harm = effect.anger > 0 or effect.trust < 0
    return turn.who == "trainee" and harm and effect.certain and bool(effect.quote) and effect.rule in _NEEDS


def _possible(persona: Persona) -> tuple[str, ...]:
    """What the company can really do and what can end the talk well, in the order of the mandate."""
    good = {event for resolution in persona.resolutions for event in resolution.by}
    return tuple(offer.label for offer in persona.mandate.offers if _event(offer) in good)[:_MOST_OFFERS]


def _event(offer: Offer) -> str:
    return f"offer:{offer.id}"


_NEEDS: dict[str, Need] = {
    Judgement.INTERRUPTED: Need.FINISH,
    Judgement.HURRIED: Need.RECALL,
    Judgement.ASKED_KNOWN: Need.RECALL,
    Judgement.OFFER_TOO_SOON: Need.LISTEN,
    Judgement.NO_PROGRESS: Need.ACT,
    Judgement.DODGED: Need.ACT,
    Judgement.EMPTY_HANDED: Need.ACT,
    Judgement.VAGUE_NEWS: Need.ACT,
    Judgement.REPEATED_APOLOGY: Need.ACT,
    Judgement.BEYOND_MANDATE: Need.HONEST,
    Judgement.CONTRADICTION: Need.HONEST,
    Judgement.FAULT_CONCEDED: Need.ACKNOWLEDGE,
    Judgement.FALSE_APOLOGY: Need.ACKNOWLEDGE,
    Judgement.FEELING_MISSED: Need.ACKNOWLEDGE,
    Judgement.SHOUTED_BACK: Need.ACKNOWLEDGE,
    Judgement.LADDER_ON_FEELING: Need.ACKNOWLEDGE,
    Judgement.LADDER_TOO_LONG: Need.LISTEN,
    Judgement.LADDER_OUT_OF_ORDER: Need.ACKNOWLEDGE,
    Move.BLAME: Need.ACKNOWLEDGE,
    Move.DISMISSAL: Need.ACKNOWLEDGE,
    Move.HOSTILITY: Need.ACKNOWLEDGE,
    Move.NON_APOLOGY: Need.ACKNOWLEDGE,
    Move.YES_BUT: Need.ACKNOWLEDGE,
    Move.FORWARDING: Need.ACT,
    Move.POLICY_SHIELD: Need.ACT,
    Move.VAGUE_PROMISE: Need.ACT,
    Move.OVERPROMISE: Need.HONEST,
}
"""What was needed where one of these rules worked. The customer's own steps and reactions are no fault to mend."""

SHOWS: dict[Need, str] = {
    Need.FINISH: Judgement.LET_FINISH,
    Need.RECALL: Judgement.SUMMARY_FITS,
    Need.LISTEN: Move.OPEN_QUESTION,
    Need.ACKNOWLEDGE: Move.EMPATHY,
    Need.ACT: Judgement.OWNED_STEP,
    Need.HONEST: Move.HONEST_LIMIT,
}
"""What shows that the customer got it: a method's example of that is the one that belongs here."""
