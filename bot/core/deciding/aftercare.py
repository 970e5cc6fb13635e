"""Aftercare: what the customer does in a follow-up. It is short: one or two exchanges, then it ends, well or badly."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.commitments import FollowUp
from bot.core.conversation import Judgement as J
from bot.core.deciding.answers import answers
from bot.core.deciding.reactions import reactions, short
from bot.core.deciding.resolving import reconciled
from bot.core.deciding.view import Decision, Intent, View
from bot.core.deeds import Deed
from bot.core.facts import told
from bot.core.moves import HARMFUL, Span
from bot.core.moves import Move as M
from bot.core.persona import Outcome, Persona, Stance
from bot.core.scene import Scene
from bot.core.words import best_fit

_ANGRY = {Stance.FURIOUS, Stance.ANGRY}
_LETS_GO = {M.FORWARDING, M.HOSTILITY, M.BLAME, M.DISMISSAL, J.SHOUTED_BACK}
"""What makes an angry customer end a follow-up at once, and takes an answer back."""
_ANSWERS = (J.NEWS, J.NEW_MOMENT, J.ASKED_AFTER, J.EMPTY_HANDED)
_HELPS = {M.CONCRETE_STEP, M.OFFER, M.HONEST_LIMIT, J.NEWS}
"""What gets a customer on whose shouting the talk was ended any further: nothing was solved then."""
_HEARD = {
    *HARMFUL,
    *(J.SHOUTED_BACK, J.CONTRADICTION, J.CORRECTION, J.FALSE_APOLOGY, J.BEYOND_MANDATE, J.REPEATED_APOLOGY),
    *(J.BACK_LATE, J.BACK_IN_TIME, J.SORRY_FOR_DELAY, J.LADDER_ON_FEELING),
    *(J.EMPATHY_TIED, J.FEELING_NAMED, J.APOLOGY_RESPONSIBILITY, M.SATISFACTION_CHECK),
}
"""What is reacted to in a follow-up; lines for the rest speak of the talk before."""
_FAREWELLS = {Outcome.RESOLVED: Deed.PART_WARMLY, Outcome.SETTLED: Deed.PART_COOLLY}


def answer_in_follow_up(view: View, follow_up: FollowUp) -> Decision:
    """What the customer does with a message of the follow-up."""
    if view.has(J.BAFFLING):
        return Decision((Intent((Deed.PUZZLED,)),), accepted=view.context.state.accepted)
    unsaid = {J.BACK_LATE} if view.has(J.SORRY_FOR_DELAY) else set()
    found = tuple(intent for intent in reactions(view) if intent.acts[0] in _HEARD - unsaid)
    names = about_promise(follow_up, view.context.persona, view.context.scene, view.context.at)
    said = tuple(Intent(intent.acts, names={**intent.names, **names}) for intent in found)
    content = _accepted(view, follow_up)
    if content and _closes(view):
        outcome = reconciled(content, view.stance)
        return Decision((part(outcome, names),), said, accepted=content, outcome=outcome)
    if _gives_up(view, follow_up, content):
        outcome = disappointed(view.stance)
        return Decision((part(outcome, names),), said, outcome=outcome)
    if follow_up.talk is not Outcome.BOUNDARY:
        return Decision(_about_promise(view, names), said, accepted=content)
    fresh = _answered(view)
    intents = (*_cooled(view, names), *(intent for intent, _ in fresh)) or (_wants(content, names),)
    opened = tuple((intent.fact, span) for intent, span in fresh if intent.fact)
    return Decision(intents, said, accepted=content, opened=opened)


def about_promise(follow_up: FollowUp, persona: Persona, scene: Scene, at: datetime) -> dict[str, str]:
    """What a line of a follow-up may fill in; "yesterday" only when that is when it was promised for."""
    you = persona.address if persona.language == "nl" else "you"
    last_moment = follow_up.due - timedelta(seconds=1)  # a promise for a whole day ends at midnight
    yesterday = (at - timedelta(days=1)).date() == last_moment.date()
    return {
        "promise": short(follow_up.promise.quote),
        "yesterday": scene.words.yesterday if yesterday else "",
        "you": you,
        "You": you.capitalize(),
    }


def part(outcome: Outcome, names: dict[str, str]) -> Intent:
    """The customer's last words in a follow-up."""
    return Intent((_FAREWELLS.get(outcome, Deed.PART_BADLY),), names=names)


def disappointed(stance: Stance) -> Outcome:
    """How a follow-up ends that brought nothing: who is still angry takes it further."""
    return Outcome.ESCALATED if stance in _ANGRY else Outcome.LEFT


def _accepted(view: View, follow_up: FollowUp) -> Outcome | None:
    """What the customer can end with. After a second failure there is no warmth left to win (De Matos 2007)."""
    before = view.context.state.accepted
    if _LETS_GO & _certain(view):
        return None
    if follow_up.talk is Outcome.BOUNDARY:
        return Outcome.RESOLVED if _HELPS & _certain(view) else before
    if view.has(J.NEWS) or view.has(J.ASKED_AFTER):
        return Outcome.SETTLED if follow_up.chased else Outcome.RESOLVED
    return before or (Outcome.SETTLED if view.has(J.NEW_MOMENT) else None)


def _closes(view: View) -> bool:
    """An answer stands: the next message closes the talk, or a goodbye in the same one."""
    goodbye = best_fit(view.context.scene.words.bye, view.context.folded)
    return bool(view.context.state.accepted or goodbye)


def _gives_up(view: View, follow_up: FollowUp, content: Outcome | None) -> bool:
    if view.stance in _ANGRY and _LETS_GO & _certain(view):
        return True
    return not content and follow_up.messages + 1 >= view.context.scene.numbers.aftercare.closes_after


def _about_promise(view: View, names: dict[str, str]) -> tuple[Intent, ...]:
    act: str = next((answer for answer in _ANSWERS if view.has(answer)), Deed.ASK_NEWS)
    return (Intent((act, Deed.ASK_NEWS), names=names),)


def _cooled(view: View, names: dict[str, str]) -> tuple[Intent, ...]:
    """The customer has cooled since the talk was ended, and may apologise, once."""
    sorry = f"customer:{Deed.SORRY_AFTERWARDS}"
    if view.stance is Stance.FURIOUS or view.situation.seen.get(sorry) or _LETS_GO & _certain(view):
        return ()
    return (Intent((Deed.SORRY_AFTERWARDS,), names=names),)


def _answered(view: View) -> list[tuple[Intent, Span]]:
    """What is asked and was not told in the talk that was ended."""
    seen = view.situation.seen
    return [(intent, span) for intent, span in answers(view) if intent.fact and not seen.get(told(intent.fact))]


def _wants(content: Outcome | None, names: dict[str, str]) -> Intent:
    return Intent((Deed.ACCEPT,) if content else (Deed.DEMAND, Deed.ASK_NEWS), names=names)


def _certain(view: View) -> set[str]:
    return {happening.event for happening in view.heard.happenings if happening.certain}
