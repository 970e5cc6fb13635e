"""Remembering: the next state after a turn of the trainee or of the customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.core.commitments import Commitment, FollowUp
from bot.core.conversation import Judgement, State, Turn, counted
from bot.core.deciding import Decision
from bot.core.deeds import Deed
from bot.core.judging import PROGRESS, Context, is_prompt, named_besides
from bot.core.moves import Move
from bot.core.numbers import stance_of
from bot.core.scene import Scene
from bot.core.words import fold, telling

_HEATED = {f"customer:{deed}" for deed in (Deed.RAGE, Deed.THREATEN, Deed.MANAGER, Deed.KNOW_IT, Deed.SHRUG)}


def after_trainee(context: Context, decision: Decision, turn: Turn, faded: Iterable[str]) -> State:
    """The state after a message of the trainee, before the customer has answered."""
    state = context.state
    return replace(
        state,
        mood=turn.mood,
        turns=turn.number,
        turn=context.turn,
        seen=counted(state.seen, (happening.event for happening in turn.happenings)),
        rules=counted(state.rules, faded),
        named=state.named | named_besides(context),
        commitments=_latest_of_each((*state.commitments, *turn.commitments)),
        pending=decision.pending,
        barren=0 if context.helpful else state.barren + 1,
        progress=_progress(context),
        ranting=_still_ranting(context),
        silences=0,
        ladder=decision.ladder,
        accepted=decision.accepted,
        since_accepted=state.since_accepted + 1 if state.accepted else 0,
        outcome=decision.outcome,
        follow_up=_one_more(state.follow_up, turn),
    )


def after_customer(scene: Scene, state: State, turn: Turn, uses: Mapping[str, int]) -> State:
    """The state after a turn of the customer."""
    done = turn.at + timedelta(seconds=sum(message.seconds for message in turn.messages))
    return replace(
        state,
        mood=turn.mood,
        stance=stance_of(turn.mood.anger, scene.numbers.stances),
        turns=turn.number,
        seen=counted(state.seen, turn.deeds),
        uses=uses,
        said=state.said | (telling(turn.text, scene.words.common) - telling(scene.persona.name, frozenset())),
        busy_until=done,
        waiting_since=state.waiting_since if state.silences else done,
        last_words=len(fold(turn.text)),
        raging=bool(_HEATED & set(turn.deeds)),
    )


def _one_more(follow_up: FollowUp | None, turn: Turn) -> FollowUp | None:
    """The follow-up with one more message of the trainee; what says nothing at all is none."""
    if follow_up is None or turn.has(Judgement.BAFFLING):
        return follow_up
    return replace(follow_up, messages=follow_up.messages + 1)


def _latest_of_each(made: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    return tuple({commitment.what: commitment for commitment in made}.values())


def _progress(context: Context) -> bool:
    now = bool(context.moves & PROGRESS)
    return now if Move.APOLOGY in context.moves else now or context.state.progress


def _still_ranting(context: Context) -> bool:
    """A rant that was interrupted goes on; so does one in which the trainee only said "go on"."""
    in_the_middle = context.at < context.state.busy_until
    return context.state.ranting and in_the_middle and (is_prompt(context) or bool(context.reading.features.words))
