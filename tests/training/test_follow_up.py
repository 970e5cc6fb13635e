"""A follow-up: a promise falls due, and is kept, kept in part, late or forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes import (
    MONDAY,
    a_criterion,
    a_persona,
    a_rubric,
    a_rule,
    a_sign,
    a_training,
    both,
    events,
    rules,
    some_numbers,
)

from bot.core.commitments import Commitment
from bot.core.conditions import When
from bot.core.conversation import Turn
from bot.core.deeds import Deed
from bot.core.persona import Behaviour, Line, Outcome, Persona
from bot.core.rubric import Fault
from bot.training import Order, Session, Training

CALL = "aftercare+deadline: I will call you tomorrow at three about the parcel."
NEWS = "concrete_step: The search for your parcel is done, it lay in Leeds."
NO_NEWS = "honest_limit+deadline: I have no news yet, you will hear it tomorrow at noon."
LATE_SORRY = "apology: I am sorry that I am late."
HELLO = "greeting: Good afternoon, it is Kim."
DAY = timedelta(hours=24)
NUMBERS = some_numbers(
    a_rule("back_in_time", anger=-3.0, trust=8.0),
    a_rule("back_late", anger=8.0, trust=-10.0),
    a_rule("news", anger=-8.0, trust=6.0),
    a_rule("sorry_for_delay", anger=-5.0, trust=5.0),
    a_rule("empathy", anger=-40.0),
)


def a_customer(**changes: object) -> Persona:
    """Ms Doe, with something to say in a follow-up too, and with what she says when she comes back."""
    persona = a_persona(**changes)
    acts = ("back_in_time", "back_late", "news", "new_moment", "asked_after", "empty_handed", "sorry_for_delay")
    back = {"any": (Line("{{ You }} would call {{ yesterday }}."), Line("'{{ promise }}', it said."))}
    own = {act: {"any": tuple(f"{act} {number}." for number in range(1, 5))} for act in acts}
    return replace(persona, lines={**persona.lines, **own, Deed.COMES_BACK: back})


class Promised:
    """A talk that has ended with a promise, and its follow-up."""

    def __init__(self, training: Training, *said: str, at: datetime = MONDAY, **order: object) -> None:
        self.training = training
        order_ = Order("doe", tuple(training.library.rubrics), **order)  # type: ignore[arg-type]
        self.session: Session = training.launch(order_, at).session
        self.now = at
        for text in said or ("empathy: How awful.", CALL):
            self._hear(text)
        self.session = training.finish(self.session, Outcome.ENDED)
        self.turns: tuple[Turn, ...] = ()

    @property
    def promise(self) -> Commitment:
        return self.training.promises(self.session)[0]

    def follow_up(self, *said: str, late: timedelta = timedelta()) -> Promised:
        """Follow the promise up, so long after the promised moment."""
        self.now = self.training.due(self.session, self.promise) + late
        begun = self.training.follow_up(self.session, self.promise, self.now)
        self.session, self.turns = begun.session, begun.turns
        for text in said:
            self._hear(text)
        return self

    def _hear(self, text: str) -> None:
        self.now = max(self.now, self.session.state.busy_until) + timedelta(seconds=20)
        heard = self.training.hear(self.session, text, self.now)
        self.session, self.turns = heard.session, heard.turns

    @property
    def mine(self) -> Turn:
        return next(turn for turn in reversed(self.session.transcript) if turn.who == "trainee")

    @property
    def reply(self) -> Turn:
        return next(turn for turn in reversed(self.session.transcript) if turn.who == "customer")


@pytest.fixture
def training() -> Training:
    return a_training(a_customer(), NUMBERS)


@pytest.fixture
def talk(training: Training) -> Promised:
    return Promised(training)


# --- what is open ---


def test_what_was_promised_is_open_when_the_talk_has_ended(talk: Promised) -> None:
    made = talk.training.promises(talk.session)

    assert [(one.what, one.due) for one in made] == [("call_back", datetime(2026, 3, 3, 15, tzinfo=MONDAY.tzinfo))]


def test_a_call_without_a_moment_is_expected_within_a_day(training: Training) -> None:
    talk = Promised(training, "aftercare: I will call you back.")

    assert talk.promise.due == talk.session.state.busy_until + DAY


def test_promises_for_the_same_moment_are_one_and_the_call_speaks_for_them(training: Training) -> None:
    talk = Promised(
        training, "aftercare+offer+deadline: I will send you a new parcel and call you tomorrow at three about it."
    )

    assert [one.what for one in training.promises(talk.session)] == ["call_back"]


def test_a_promise_for_a_whole_day_is_kept_at_the_end_of_the_working_day(training: Training) -> None:
    talk = Promised(training, "aftercare+deadline: I will call you tomorrow.")

    assert training.due(talk.session, talk.promise) == datetime(2026, 3, 3, 17, tzinfo=MONDAY.tzinfo)


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.LEFT, Outcome.ESCALATED, Outcome.TIMED_OUT])
def test_who_stopped_or_was_left_has_nothing_to_come_back_to(training: Training, outcome: Outcome) -> None:
    talk = Promised(training)
    ended = replace(talk.session, state=replace(talk.session.state, outcome=outcome))

    assert training.promises(ended) == ()


# --- kept ---


def test_a_promise_kept_with_content_wins_trust_and_ends_well(talk: Promised) -> None:
    before = talk.session.state.mood

    talk.follow_up(NEWS, "thanks: Thank you, goodbye.")

    first = next(turn for turn in talk.session.transcript if turn.follows)
    assert {"back_in_time", "news"} <= set(events(first))
    assert rules(first) == ["overnight", "back_in_time", "news"]
    assert talk.session.state.mood.trust > before.trust
    assert talk.session.state.outcome is Outcome.RESOLVED
    assert talk.reply.deeds[-1] == "customer:part_warmly"


def test_the_transcript_goes_on_where_the_talk_ended(talk: Promised) -> None:
    talk.follow_up(NEWS)

    assert [turn.number for turn in talk.session.transcript] == list(range(1, len(talk.session.transcript) + 1))


def test_honestly_no_news_and_a_new_moment_keeps_it_in_part_and_promises_again(talk: Promised) -> None:
    talk.follow_up(NO_NEWS, "thanks: Thank you, goodbye.")

    assert talk.session.state.outcome is Outcome.SETTLED
    assert talk.promise.due == datetime(2026, 3, 4, 12, tzinfo=MONDAY.tzinfo)
    kept = talk.training.debriefs(talk.session)[0].follow_ups
    assert [(one.timing, one.content) for one in kept] == [("back_in_time", "new_moment")]


def test_who_says_nothing_of_it_is_asked_and_then_left(talk: Promised) -> None:
    talk.follow_up(HELLO)
    assert "customer:ask_news" in talk.reply.deeds
    talk._hear(HELLO)
    assert "empty_handed" in events(talk.mine)
    talk._hear(HELLO)

    assert talk.session.state.outcome in {Outcome.LEFT, Outcome.ESCALATED}
    assert talk.reply.deeds[-1] == "customer:part_badly"


def test_news_must_be_about_this_case(talk: Promised) -> None:
    talk.follow_up("concrete_step: The coffee machine is done.")

    assert "news" not in events(talk.mine)


def test_news_is_no_new_promise(talk: Promised) -> None:
    talk.follow_up("offer+concrete_step+deadline: The search is done, a new parcel goes out today.")

    assert talk.mine.commitments == ()


def test_a_question_how_it_went_is_what_a_call_is_for(talk: Promised) -> None:
    talk.follow_up("satisfaction_check: Did everything go well?")

    assert "asked_after" in events(talk.mine)


# --- late ---


def test_a_quarter_of_an_hour_is_still_in_time(talk: Promised) -> None:
    assert "back_in_time" in events(talk.follow_up(NEWS, late=timedelta(minutes=14)).mine)


def test_hours_later_costs_trust(talk: Promised) -> None:
    talk.follow_up(NEWS, late=timedelta(hours=3))

    assert "back_late" in rules(talk.mine)
    assert talk.reply.deeds[0] == "customer:back_late"


def test_a_sorry_for_the_delay_helps(training: Training) -> None:
    cold = Promised(training).follow_up(NEWS, late=timedelta(hours=3)).session.state.mood
    warm = Promised(training).follow_up(f"{LATE_SORRY} | {NEWS}", late=timedelta(hours=3))

    assert "sorry_for_delay" in events(warm.mine)
    assert warm.session.state.mood.anger < cold.anger
    assert warm.reply.deeds[0] == "customer:sorry_for_delay"


def test_nobody_is_made_late_by_a_change_to_summer_time(training: Training) -> None:
    saturday = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    talk = Promised(training, "aftercare+deadline: I will call you tomorrow at three.", at=saturday)

    in_time = talk.follow_up(NEWS)

    assert talk.mine.at.utcoffset() == timedelta(hours=2)
    assert "back_in_time" in events(in_time.mine)


def test_the_customer_comes_back_after_24_hours_that_really_passed(training: Training) -> None:
    friday = datetime(2026, 3, 27, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    talk = Promised(training, "aftercare+deadline: I will call you tomorrow at three.", at=friday)

    back = training.given_up_waiting(talk.session, talk.promise)

    assert back == datetime(2026, 3, 29, 16, tzinfo=ZoneInfo("Europe/Amsterdam"))


# --- forgotten ---


def test_a_customer_who_hears_nothing_comes_back_angrier(talk: Promised) -> None:
    before = talk.session.state.mood

    talk.follow_up(late=DAY)

    assert talk.reply.text == "You would call yesterday."
    assert rules(talk.reply) == ["overnight", "forgotten"]
    assert talk.session.state.mood.anger > before.anger
    assert not talk.session.over


def test_after_a_forgotten_promise_the_best_end_is_a_cool_one(talk: Promised) -> None:
    talk.follow_up(f"{LATE_SORRY} | {NEWS}", "empathy: How awful.", "thanks: Goodbye.", late=DAY)

    assert talk.session.state.outcome is Outcome.SETTLED
    assert talk.training.debriefs(talk.session)[0].follow_ups[0].timing == "back_chased"


def test_after_a_forgotten_promise_the_same_words_calm_less(training: Training) -> None:
    kept = Promised(training, CALL).follow_up("empathy: How awful.")
    chased = Promised(training, CALL).follow_up("empathy: How awful.", late=DAY)

    calmed = [effect.anger for one in (kept, chased) for effect in one.mine.effects if effect.rule == "empathy"]
    assert calmed == [-40.0, pytest.approx(-40 / 1.5, abs=0.1)]


def test_who_never_answers_loses_the_customer(talk: Promised) -> None:
    talk.follow_up(late=2 * DAY)

    assert talk.session.state.outcome in {Outcome.LEFT, Outcome.ESCALATED}
    assert talk.training.debriefs(talk.session)[0].follow_ups[0].timing is None


def test_a_harsh_word_to_an_angry_customer_who_had_to_come_back_ends_it(training: Training) -> None:
    talk = Promised(training, CALL)

    talk.follow_up("hostility: Stop whining.", late=DAY)

    assert talk.session.state.outcome is Outcome.ESCALATED


# --- after a boundary ---


@pytest.fixture
def boundary() -> Promised:
    never = When(anger_to=0)
    shouter = a_customer(behaviour=Behaviour(When(anger_from=50), never, never, never))
    training = a_training(shouter, NUMBERS)
    return Promised(
        training,
        "behaviour_aware: You are shouting at me.",
        "behaviour_goal: What is that for?",
        "behaviour_effect: It frightens me.",
        "callback_close: I end this here and call you back tomorrow at nine.",
    )


def test_the_call_back_of_a_boundary_is_a_promise(boundary: Promised) -> None:
    assert boundary.session.talk_outcome is Outcome.BOUNDARY
    assert boundary.promise.due == datetime(2026, 3, 3, 9, tzinfo=MONDAY.tzinfo)


def test_after_a_boundary_the_customer_has_cooled_and_says_sorry_once(boundary: Promised) -> None:
    boundary.follow_up("greeting: Good morning. | open_question: What happened to it?")
    assert rules(boundary.mine)[0] == "cooled"
    assert "customer:sorry_afterwards" in boundary.reply.deeds
    assert "fact:present" in events(boundary.mine)

    boundary._hear("offer+deadline: I will send you a new parcel, in three days.")
    assert "customer:sorry_afterwards" not in boundary.reply.deeds
    boundary._hear("thanks: Thank you, goodbye.")

    assert boundary.session.state.outcome in {Outcome.RESOLVED, Outcome.SETTLED}
    assert boundary.session.talk_outcome is Outcome.BOUNDARY


# --- looking back ---


def test_only_a_criterion_that_asks_for_it_is_scored_on_the_follow_up() -> None:
    kept = a_sign("news", points=2)
    rubric = a_rubric(
        a_criterion("talk", a_sign("empathy", "news", points=2)),
        a_criterion("aftercare", a_sign("aftercare", points=2), kept, follow_up=True),
        a_criterion("occasion", a_sign("back_in_time", occasion=When(ever=("follow_up",))), follow_up=True),
    )
    talk = Promised(a_training(a_customer(), NUMBERS, rubric), CALL)
    without = talk.training.debriefs(talk.session)[0]

    talk.follow_up(NEWS)
    talk.session = talk.training.finish(talk.session, Outcome.ENDED)
    with_it = talk.training.debriefs(talk.session)[0]

    assert [(score.points, score.assessed) for score in without.scores] == [(0, True), (2, True), (0, False)]
    assert [(score.points, score.assessed) for score in with_it.scores] == [(0, True), (4, True), (2, True)]


def test_a_fault_of_the_follow_up_costs_with_the_words_that_show_it() -> None:
    late = Fault(("back_late",), 1, both("too late"))
    rubric = a_rubric(a_criterion("aftercare", a_sign("aftercare", points=2), faults=(late,), follow_up=True))
    talk = Promised(a_training(a_customer(), NUMBERS, rubric), CALL)

    talk.follow_up(NEWS, late=timedelta(hours=2))
    talk.session = talk.training.finish(talk.session, Outcome.ENDED)

    score = talk.training.debriefs(talk.session)[0].scores[0]
    assert score.points == 1
    assert score.findings[-1].evidence[0].turn == talk.mine.number


def test_a_follow_up_that_is_stopped_leaves_the_debrief_as_it_was(talk: Promised) -> None:
    before = talk.training.debriefs(talk.session)

    talk.follow_up(NEWS)
    talk.session = talk.training.finish(talk.session, Outcome.STOPPED)

    assert talk.training.debriefs(talk.session) == before


def test_a_message_of_the_follow_up_done_again_is_no_later_for_that(talk: Promised) -> None:
    talk.follow_up(HELLO)
    number = talk.mine.number
    later = talk.now + timedelta(hours=5)

    again = talk.training.redo(talk.session, number, later)
    heard = talk.training.hear(again, NEWS, later + timedelta(seconds=20)).session

    turn = next(turn for turn in heard.transcript if turn.number == number)
    assert "back_in_time" in events(turn)


def test_the_complaint_can_be_written_down_before_and_again_after_the_follow_up(talk: Promised) -> None:
    written, _ = talk.training.register(talk.session, {}, talk.now)
    talk.session = written
    talk.follow_up(NEWS)

    again, _ = talk.training.register(talk.session, {}, talk.now)

    numbers = [turn.number for turn in again.transcript]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sum(turn.has("registered") for turn in again.transcript) == 1
