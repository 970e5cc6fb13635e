"""Engine: one message of the trainee, or a stretch of silence, becomes the next turns and the next state.

message -> judgement -> mood -> step up -> decision -> words. Nothing is edited: every call returns new values.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.aftercare import between, comes_back, following, forgotten
from bot.core.commitments import Commitment, FollowUp
from bot.core.conditions import Situation
from bot.core.conversation import Effect, Heard, Mood, State, Turn, counted
from bot.core.deciding import (
    Decision,
    Intent,
    View,
    about_promise,
    decide,
    deed,
    disappointed,
    effect_of,
    escalate,
    farewell,
    fired,
    opened,
    part,
    rages,
    reconciled,
    short,
)
from bot.core.deeds import Deed
from bot.core.facts import opening_events
from bot.core.judging import Context, commitments, judge
from bot.core.judging.ladder import SORRY
from bot.core.lines import Occasion
from bot.core.mood import Shift, apply_own, relief, shift, silence
from bot.core.moves import Reading
from bot.core.numbers import stance_of
from bot.core.persona import Escalation, Outcome
from bot.core.proactive import Proactive
from bot.core.remembering import after_customer, after_trainee
from bot.core.scene import Scene
from bot.core.wording import Said, typed, word
from bot.core.words import telling
from bot.core.writing_first import FINDS_OUT, comes_out, complaint_events, found_out, unaware, written_before

_SORRY = frozenset({SORRY, f"customer:{Deed.SORRY_AFTERWARDS}"})


@dataclass(frozen=True)
class Step:
    """What one call of the engine brings: the turns to append to the transcript, and the next state."""

    turns: tuple[Turn, ...]
    state: State


def open_talk(scene: Scene, rotation: int, at: datetime) -> Step:
    """The customer starts, with the opening that is due for this talk; or waits, where the trainee writes first."""
    start, added = scene.persona.mood, scene.difficulty
    mood = Mood(_within(start.anger + added.anger), _within(start.trust + added.trust))
    stance = stance_of(mood.anger, scene.numbers.stances)
    state = State(mood, stance, rotation, busy_until=at, seen=Counter(opening_events(scene.persona)))
    if scene.persona.proactive:
        return _waits_to_be_told(scene, state, scene.persona.proactive, at)
    now = Situation(frozenset(), state.seen, mood.anger, mood.trust, 0)
    deeds = (f"customer:{Deed.RAGE}",) if rages(scene.persona, now) else ()
    return _customer_speaks(scene, state, _rant(scene, rotation, deeds), at)


def _rant(scene: Scene, rotation: int, deeds: tuple[str, ...]) -> Said:
    """The opening that is due for this talk."""
    rant = scene.opening(rotation)
    return Said(rant, deeds, counted({}, rant))


def _waits_to_be_told(scene: Scene, state: State, first: Proactive, at: datetime) -> Step:
    """The trainee is to write first. The turn with which it begins holds what stood there before, or nothing at all."""
    known = telling(first.problem.label, scene.words.common)
    quiet = replace(state, ranting=False, said=known)
    turn = Turn(1, at, "customer", "\n".join(first.wrote), state.mood, messages=written_before(scene.persona))
    return Step((turn,), after_customer(scene, quiet, turn, counted({}, first.wrote)))


def take_turn(scene: Scene, state: State, reading: Reading, at: datetime) -> Step:
    """The trainee's message and the customer's answer to it. A message to an ended talk changes nothing."""
    if state.outcome:
        return Step((), state)
    rested = between(scene, state)
    context = Context(reading, scene, replace(state, mood=rested.mood), at, _rages(scene, state))
    heard = Heard(reading.text, judge(context))
    moved = _move(context, heard)
    decision = decide(moved.view)
    said = word(scene, decision, _occasion(moved.view, reading.text))
    mood, effects = moved.mood, rested.effects + moved.effects
    if not _SORRY.isdisjoint(said.deeds):
        own = relief(scene.numbers, scene.persona.language, mood)
        mood, effects = own.mood, effects + own.effects
    if FINDS_OUT in said.deeds:
        own = apply_own(mood, found_out(scene))
        mood, effects = own.mood, effects + own.effects
        said = replace(said, deeds=(*said.deeds, *complaint_events(scene.persona)))
    brought = replace(heard, happenings=heard.happenings + opened(decision))
    turn = _trainee_turn(context, brought, mood, effects)
    after = after_trainee(context, decision, turn, moved.faded)
    after = replace(after, ranting=after.ranting or FINDS_OUT in said.deeds)
    answer = _customer_speaks(scene, after, _with_step(said, moved.view.fired), at)
    return Step((turn, *answer.turns), answer.state)


def follow_up(scene: Scene, state: State, promise: Commitment, at: datetime) -> Step:
    """The follow-up of an open promise, as it stands at ``at``: the trainee's turn, or the customer has come back."""
    return let_time_pass(scene, following(scene.numbers.aftercare, state, promise), at)


def let_time_pass(scene: Scene, state: State, now: datetime) -> Step:
    """What the customer does while the trainee says nothing: each interval of patience has its own consequence."""
    turns: tuple[Turn, ...] = ()
    due = next_silence(scene, state)
    while due and due <= now:
        step = _silent(scene, state, due)
        turns, state = turns + step.turns, step.state
        due = next_silence(scene, state)
    return Step(turns, state)


def next_silence(scene: Scene, state: State) -> datetime | None:
    """When the customer's patience runs out the next time; None when the talk has ended."""
    if state.outcome or state.waiting_since is None:
        return None
    if state.follow_up and not state.follow_up.messages:
        return comes_back(scene.numbers.aftercare, state.waiting_since, state.silences + 1)
    first = scene.persona.proactive
    if first and not state.turn and unaware(scene.persona, state.seen):
        return state.waiting_since + timedelta(seconds=first.within * scene.difficulty.patience)
    patience = scene.persona.patience * scene.difficulty.patience
    return state.waiting_since + timedelta(seconds=patience * (state.silences + 1))


def end_talk(state: State, outcome: Outcome) -> State:
    """End the talk from outside. A solution that the customer has accepted counts, when the talk simply ends."""
    if state.outcome:
        return state
    if state.accepted and outcome is not Outcome.STOPPED:
        outcome = reconciled(state.accepted, state.stance)
    return replace(state, outcome=outcome)


def _rages(scene: Scene, state: State) -> bool:
    """Whether the customer shouts or scolds at this moment. In a follow-up nobody does."""
    now = Situation(frozenset(), state.seen, state.mood.anger, state.mood.trust, state.turn)
    return state.follow_up is None and rages(scene.persona, now)


@dataclass(frozen=True)
class _Moved:
    """The mood after a message, how it came about, and the talk as the customer now sees it."""

    view: View
    effects: tuple[Effect, ...]
    faded: tuple[str, ...]

    @property
    def mood(self) -> Mood:
        return Mood(self.view.situation.anger, self.view.situation.trust)


def _move(context: Context, heard: Heard) -> _Moved:
    """Move the mood, and fire at most one step up."""
    scene, state = context.scene, context.state
    seen = counted(state.seen, (happening.event for happening in heard.happenings))
    events = frozenset(happening.event for happening in heard.happenings)
    before = Situation(events, seen, state.mood.anger, state.mood.trust, context.turn)
    shifted = shift(scene, before, heard, state.rules)
    after = _in_mood(before, shifted.mood)
    situation, step_up, own = (after, None, ()) if state.follow_up else _step_up(scene, after, heard)
    view = View(context, heard, situation, stance_of(situation.anger, scene.numbers.stances), step_up)
    return _Moved(view, shifted.effects + own, shifted.faded)


def _step_up(
    scene: Scene, situation: Situation, heard: Heard
) -> tuple[Situation, Escalation | None, tuple[Effect, ...]]:
    """The step up that fires, and the situation after it."""
    step_up = escalate(scene, situation)
    if step_up is None:
        return situation, None, ()
    own = apply_own(Mood(situation.anger, situation.trust), effect_of(step_up, heard, scene.persona.name))
    return _in_mood(situation, own.mood), step_up, own.effects


def _trainee_turn(context: Context, heard: Heard, mood: Mood, effects: tuple[Effect, ...]) -> Turn:
    return Turn(
        number=context.state.turns + 1,
        at=context.at,
        who="trainee",
        text=heard.text,
        mood=mood,
        moves=context.reading.moves,
        happenings=heard.happenings,
        effects=effects,
        commitments=tuple(commitments(context)),
        follows=_begun(context.state),
    )


def _begun(state: State) -> Commitment | None:
    """The promise whose follow-up begins with the next turn."""
    follow_up = state.follow_up
    return None if follow_up is None or follow_up.messages or follow_up.chased else follow_up.promise


def _customer_speaks(scene: Scene, state: State, said: Said, at: datetime, effects: tuple[Effect, ...] = ()) -> Step:
    turn = Turn(
        number=state.turns + 1,
        at=max(at, state.busy_until),
        who="customer",
        text="\n".join(said.texts),
        mood=state.mood,
        deeds=said.deeds,
        effects=effects,
        messages=typed(said.texts, scene, already_typing=not state.turns),
    )
    return Step((turn,), after_customer(scene, state, turn, said.uses))


def _comes_back(scene: Scene, state: State, follow_up: FollowUp, at: datetime) -> Step:
    """The promised moment has long passed: the customer comes back angrier, and the second time gives up."""
    rested = between(scene, state)
    moved = Shift(rested.mood) if follow_up.chased else forgotten(scene, rested.mood)
    situation = Situation(frozenset(), state.seen, moved.mood.anger, moved.mood.trust, state.turn)
    stance = stance_of(moved.mood.anger, scene.numbers.stances)
    names = about_promise(follow_up, scene.persona, scene, at)
    outcome = disappointed(stance) if follow_up.chased else None
    intent = part(outcome, names) if outcome else Intent((Deed.COMES_BACK,), names=names)
    said = word(scene, Decision((intent,)), Occasion(stance, situation, state.uses, state.rotation, {}))
    chased = replace(follow_up, chased=True)
    waited = replace(state, mood=moved.mood, silences=state.silences + 1, outcome=outcome, follow_up=chased)
    step = _customer_speaks(scene, waited, said, at, rested.effects + moved.effects)
    return Step((replace(step.turns[0], follows=_begun(state)),), step.state)


def _silent(scene: Scene, state: State, at: datetime) -> Step:
    """One more interval of silence: a reminder, a step up, or the end of the customer's patience."""
    if state.follow_up and not state.follow_up.messages:
        return _comes_back(scene, state, state.follow_up, at)
    interval = state.silences + 1
    if comes_out(scene, state.seen, state.turn, interval):
        return _finds_out(scene, state, at)
    moved = silence(scene.numbers, scene.persona.language, state.mood, interval)
    now = Situation(frozenset(), state.seen, moved.mood.anger, moved.mood.trust, state.turn, interval)
    situation, step_up, own = (now, None, ()) if state.follow_up else _step_up(scene, now, Heard("", ()))
    decision = _decide_on_silence(scene, state, interval, step_up)
    stance = stance_of(situation.anger, scene.numbers.stances)
    said = word(scene, decision, Occasion(stance, situation, state.uses, state.rotation, {}))
    quiet = replace(state, mood=Mood(situation.anger, situation.trust), silences=interval, outcome=decision.outcome)
    return _customer_speaks(scene, quiet, _with_step(said, step_up), at, moved.effects + own)


def _finds_out(scene: Scene, state: State, at: datetime) -> Step:
    """Nobody told the customer in time: the complaint that the trainee could have prevented."""
    moved = apply_own(state.mood, found_out(scene))
    said = _rant(scene, state.rotation, (FINDS_OUT, *complaint_events(scene.persona)))
    uses = counted(state.uses, said.texts)
    angry = replace(state, mood=moved.mood, ranting=True, silences=0)
    return _customer_speaks(scene, angry, replace(said, uses=uses), at, moved.effects)


def _decide_on_silence(scene: Scene, state: State, interval: int, step_up: Escalation | None) -> Decision:
    if state.accepted:
        outcome = reconciled(state.accepted, state.stance)
        last = part(outcome, {}) if state.follow_up else farewell(outcome)
        return Decision((last,), outcome=outcome)
    if interval >= scene.numbers.gives_up_after:
        return Decision((deed(Deed.GIVE_UP),), outcome=Outcome.TIMED_OUT)
    if step_up:
        return Decision((Intent((step_up.deed,), lines=step_up.say),), outcome=step_up.ends)
    return Decision((deed(Deed.NUDGE),))


def _with_step(said: Said, step_up: Escalation | None) -> Said:
    """Remember that a step up has fired: it does so once."""
    return replace(said, deeds=(*said.deeds, fired(step_up))) if step_up else said


def _in_mood(situation: Situation, mood: Mood) -> Situation:
    return replace(situation, anger=mood.anger, trust=mood.trust)


def _occasion(view: View, text: str) -> Occasion:
    state = view.context.state
    return Occasion(view.stance, view.situation, state.uses, state.rotation, {"quote": short(text)})


def _within(value: float) -> float:
    return min(max(value, 0.0), 100.0)
