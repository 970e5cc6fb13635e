"""Deciding: what the customer does next. The words come later."""

from __future__ import annotations

from dataclasses import replace

from bot.core.conversation import Happening, Judgement
from bot.core.deciding.aftercare import about_promise, answer_in_follow_up, disappointed, part
from bot.core.deciding.answers import answers
from bot.core.deciding.behaviour import answer_to_close, answer_to_ladder, rages
from bot.core.deciding.escalation import effect_of, escalate, fired
from bot.core.deciding.reactions import names_for, reactions, short
from bot.core.deciding.resolving import accepted, answer_to_offer, closes, farewell, reconciled
from bot.core.deciding.unaware import answer_unaware, just_told
from bot.core.deciding.view import Decision, Intent, View, deed
from bot.core.deeds import Deed
from bot.core.facts import told
from bot.core.moves import Move, Span
from bot.core.persona import Fact, Outcome, Stance

__all__ = [
    "Decision",
    "Intent",
    "View",
    "about_promise",
    "decide",
    "deed",
    "disappointed",
    "effect_of",
    "escalate",
    "farewell",
    "fired",
    "opened",
    "part",
    "rages",
    "reconciled",
    "short",
]


def decide(view: View) -> Decision:
    """What the customer does after a message: the first road that fits, and the ordinary talk where none does."""
    follow_up = view.context.state.follow_up
    if follow_up:
        return answer_in_follow_up(view, follow_up)
    for road in (answer_to_close, _step_up, answer_to_ladder, _puzzled, answer_unaware):
        decision = road(view)
        if decision:
            return _keep(view, decision)
    return _keep(view, _talk(view))


def opened(decision: Decision) -> tuple[Happening, ...]:
    """What a message made the customer tell, with the words of the trainee that asked for it."""
    return tuple(
        Happening(event, span) for fact, span in decision.opened for event in (told(fact), f"told:{fact.kind}")
    )


def _keep(view: View, decision: Decision) -> Decision:
    """A decision never takes the ladder down, and an acceptance stands until something takes it back."""
    state = view.context.state
    standing = decision.accepted or (None if decision.outcome else accepted(view) if state.accepted else None)
    return replace(decision, ladder=max(decision.ladder, state.ladder), accepted=standing)


def _step_up(view: View) -> Decision | None:
    step = view.fired
    if step is None:
        return None
    cause = next((event for event in step.when.any if view.has(event)), "")
    said = Intent((step.deed,), names=names_for(view, cause), lines=step.say)
    if step.ends:
        return Decision((said,), outcome=step.ends)
    found = answers(view)
    intents = (*(intent for intent, _ in found), said)
    return Decision(intents, reactions(view), pending=_still_pending(view), opened=_news(view, found))


def _puzzled(view: View) -> Decision | None:
    return Decision((deed(Deed.PUZZLED),)) if view.has(Judgement.BAFFLING) else None


def _talk(view: View) -> Decision:
    told = just_told(view)
    now_accepted = None if told else accepted(view)  # who hears bad news takes it in first
    if closes(view, now_accepted) and now_accepted:
        outcome = reconciled(now_accepted, view.stance)
        return Decision((farewell(outcome),), reactions(view), accepted=outcome, outcome=outcome)
    found = [(intent, span) for intent, span in answers(view) if intent.fact or not told]
    pinned = _pin_down(view)
    offered = None if told else answer_to_offer(view, now_accepted)
    others = [intent for intent in (offered, pinned) if intent]
    return Decision(
        intents=tuple([intent for intent, _ in found] + others) or (_drive(view, now_accepted),),
        reactions=reactions(view),
        accepted=now_accepted,
        pending=pinned.names["quote"] if pinned else _still_pending(view),
        opened=_news(view, found),
    )


def _news(view: View, found: list[tuple[Intent, Span]]) -> tuple[tuple[Fact, Span], ...]:
    """The facts among the answers that had not been told before, each with the words that asked for it."""
    facts = ((intent.fact, span) for intent, span in found if intent.fact)
    return tuple((fact, span) for fact, span in facts if not view.situation.seen.get(told(fact)))


def _pin_down(view: View) -> Intent | None:
    vague = Move.VAGUE_PROMISE in view.context.certain and not view.has(Move.DEADLINE)
    return deed(Deed.PIN_DOWN, names=names_for(view, Move.VAGUE_PROMISE)) if vague else None


def _still_pending(view: View) -> str:
    return "" if view.has(Judgement.PINNED) else view.context.state.pending


def _drive(view: View, now_accepted: Outcome | None) -> Intent:
    """What the customer does of the own accord, when nothing asks for an answer."""
    if just_told(view):
        return deed(Deed.WORRY, Deed.DEMAND)
    if now_accepted:
        return deed(Deed.SOFTEN)
    if rages(view.context.persona, view.situation):
        return deed(Deed.RAGE, Deed.VENT)
    if view.stance in {Stance.FURIOUS, Stance.ANGRY}:
        vented, demanded = (view.situation.seen.get(f"customer:{done}", 0) for done in (Deed.VENT, Deed.DEMAND))
        return deed(Deed.VENT, Deed.DEMAND) if vented <= demanded else deed(Deed.DEMAND, Deed.VENT)
    if view.stance in {Stance.IRRITATED, Stance.WARY}:
        return deed(Deed.DEMAND, Deed.SOFTEN)
    return deed(Deed.SOFTEN, Deed.DEMAND)
