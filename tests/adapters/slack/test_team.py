"""Where a team stands: who comes next, what is remembered of it, and that states of before are still read."""

from __future__ import annotations

import json

from fakes import Chat, a_persona, a_training
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.inputs import Ordered, Said
from bot.adapters.slack.launch import Launch, Way
from bot.adapters.slack.state import Talk, Waiting, read_state, write_state
from bot.adapters.slack.team import Team, Watch, following
from bot.core.debrief import Observation

PEOPLE = ("U1", "U2", "U3")


def test_the_next_is_the_next_in_the_order_of_the_launch_and_then_the_first_again() -> None:
    assert [following(PEOPLE, one) for one in ("", *PEOPLE)] == ["U1", "U2", "U3", "U1"]


def test_who_is_away_or_forgotten_is_passed_over() -> None:
    assert following(PEOPLE, "U1", ("U2",)) == "U3"
    assert following(("U1", "", "U3"), "U1") == "U3"
    assert following(PEOPLE, "U1", PEOPLE) == ""


@given(st.lists(st.sampled_from("ABCDE"), min_size=1, unique=True), st.integers(1, 30))
def test_in_a_relay_nobody_is_more_than_one_turn_ahead_of_anybody(people: list[str], rounds: int) -> None:
    had = dict.fromkeys(people, 0)
    person = ""
    for _ in range(rounds):
        person = following(people, person)
        had[person] += 1

    assert max(had.values()) - min(had.values()) <= 1


def test_only_so_many_unheard_messages_are_remembered() -> None:
    team = Team()
    for number in range(100):
        team = team.aside(Said("U1", f"{number}.0", "x"))

    assert [one.ts for one in team.unheard] == [f"{number}.0" for number in range(60, 100)]
    assert team.proposal("99.0")
    assert team.without("99.0").proposal("99.0") is None


def a_talk() -> Talk:
    launch = Launch("p", ("leon",), PEOPLE, "U9", "C1", way=Way.THINK_ALONG, observers=("U4",))
    session = Chat(a_training(a_persona())).session
    told = Observation("listen", "U4", "partly", "ze vroeg door")
    team = Team(
        "U2", 12.5, "U1", ("U3",), (Said("U3", "5.0", "Wat naar.", sent=6.5),), (Watch("U4", "leon", "listen", told),)
    )
    order = Ordered(launch, "T1", "https://x.slack.com/")
    return Talk(order, "C1", "1.0", 10.0, session.state, session.transcript[-1:], team=team)


def test_everything_about_a_team_is_read_as_it_was_written() -> None:
    assert read_state(json.loads(json.dumps(write_state(a_talk())))) == a_talk()


def test_a_state_of_before_there_were_teams_is_read_as_a_practice_as_usual() -> None:
    written = json.loads(json.dumps(write_state(a_talk())))
    del written["team"]
    for name in ("way", "observers"):
        del written["order"]["launch"][name]

    talk = read_state(written)

    assert not isinstance(talk, Waiting)
    assert (talk.team, talk.order.launch.way, talk.order.launch.observers) == (Team(), Way.TOGETHER, ())
    early = {"early": [{"person": "U1", "ts": "1.0", "text": "hoi", "files": False, "kind": "said"}]}
    assert read_state(early) == Waiting((Said("U1", "1.0", "hoi"),))
