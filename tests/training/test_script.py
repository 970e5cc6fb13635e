"""Scripts: a talk as a file, played on a virtual clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fakes import MONDAY, Chat, a_persona, a_rule, a_training, events, some_numbers

from bot.core.conditions import When
from bot.core.persona import Deed, Escalation, Outcome
from bot.training.script import Played, Say, Talk, natural_pause, play, seconds


def played(*say: str | Say, **changes: object) -> Played:
    return play(a_training(a_persona(**changes)), Talk("doe", say, "method"), MONDAY)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("20s", 20), ("1.5m", 90), ("2h", 7200), ("90", 90), ("500ms", 0.5), (" 3 s ", 3), ("0", 0)],
)
def test_durations_are_read(written: str, expected: float) -> None:
    assert seconds(written) == expected


@pytest.mark.parametrize("written", ["soon", "", "-3s", "1d", "3 s x", "1,5m"])
def test_anything_else_is_no_duration(written: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        seconds(written)


def test_the_scripted_trainee_reads_and_types_for_a_while() -> None:
    transcript = played("greeting: Good morning.", "thanks: Thank you.").session.transcript

    rant, first, _, second, _ = transcript
    finished = rant.at + timedelta(seconds=sum(message.seconds for message in rant.messages))
    assert finished + timedelta(seconds=3) < first.at < finished + timedelta(seconds=36)
    assert second.at > first.at
    assert "let_finish" in events(first)


def test_a_longer_message_takes_longer_but_never_outlasts_the_customers_patience() -> None:
    session = Chat(a_training()).session

    short, long, endless = (natural_pause(session, "x" * length) for length in (10, 120, 100_000))

    assert short < long < endless < timedelta(seconds=session.persona.patience)


def test_after_counts_from_the_trainees_message_before() -> None:
    transcript = played(
        Say(text="explanation: We were so very busy with all the other parcels.", after="1s"),
        Say(text="thanks: Thank you.", after="50s"),
    ).session.transcript

    mine = [turn for turn in transcript if turn.who == "trainee"]
    assert mine[0].at == MONDAY + timedelta(seconds=1)
    assert mine[1].at == MONDAY + timedelta(seconds=51)
    assert "interrupted" in events(mine[0])


def test_a_wait_is_a_silence() -> None:
    session = played(Say(wait="130s"), "greeting: Good morning.").session

    nudges = [turn for turn in session.transcript if "customer:nudge" in turn.deeds]
    assert len(nudges) == 2
    assert session.transcript[-2].who == "trainee"


def test_a_script_that_says_nothing_ends_with_the_rant() -> None:
    done = played()

    assert [turn.who for turn in done.session.transcript] == ["customer"]
    assert done.session.state.outcome is Outcome.ENDED
    assert done.unsaid == ()


def test_a_customer_who_ends_the_talk_ends_the_script() -> None:
    leaves = Escalation("off", When(any=("blame",)), Deed.LEAVE, ends=Outcome.LEFT)

    done = played("blame: Your fault.", "apology: Sorry.", Say(wait="5s"), "thanks: Bye.", escalations=(leaves,))

    assert done.session.state.outcome is Outcome.LEFT
    assert done.unsaid == ("apology: Sorry.", "thanks: Bye.")


def test_one_rubric_or_several_may_be_named() -> None:
    assert Talk("doe", ()).rubrics == ("leon",)
    assert Talk("doe", (), "method").rubrics == ("method",)
    assert Talk("doe", (), ("one", "two")).rubrics == ("one", "two")


def test_a_silence_in_the_middle_does_not_make_the_next_message_come_before_it() -> None:
    numbers = some_numbers(a_rule("empathy"))
    training = a_training(numbers=numbers)

    session = play(training, Talk("doe", (Say(wait="70s"), "empathy: How awful."), "method"), MONDAY).session

    times = [turn.at for turn in session.transcript]
    assert times == sorted(times)
