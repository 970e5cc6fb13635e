"""The end of a talk, by every road; and what stands still, runs out or warns on the way there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fake_slack import TEAM
from practice_room import Room, Talk, pressable, text_of

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"
OPENING = 120.0
STRONG = Path(__file__).parents[2] / "conversations" / "trouwjurk" / "strong.yaml"
"""What a good trainee says to the bride."""


# --- the stop word ---


@pytest.mark.parametrize("word", ["stop", "STOP!", "Stop.", f"<@UB{TEAM[1:]}> stop"])
def test_the_stop_word_stops_at_once_and_nothing_more_is_heard_of_the_customer(room: Room, word: str) -> None:
    tess = room.person("tess")
    room.open(pace=1.0)
    talk = room.practise(tess, "start trouwjurk")
    lines = len(talk.customer)

    talk.say(tess, word)
    room.skip(OPENING)

    assert talk.outcome == "stopped"
    assert len(talk.customer) == lines
    assert "Het gesprek is gestopt. Dat is goed." in talk.notices[-2]
    assert not pressable(talk.card, "stop")
    assert "Geen score" in text_of(talk.card) or "geen score" in text_of(talk.card)


def test_a_sentence_with_the_stop_word_in_it_stops_nothing(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    talk.say(tess, "Ik stop er nu alles in, dat beloof ik.")
    room.slack.dm(tess, "Stop maar met schelden, dat helpt niet.")
    room.settle()

    assert talk.outcome is None
    assert len(talk.said()) == 2


def test_a_stopped_talk_in_a_channel_says_so_there_and_has_no_score(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk hier", room.channel(tess))

    talk.press(tess, "stop")

    assert talk.notices == ["Gestopt. Dat is goed. Er is geen score."]
    assert ["gestopt" in one["text"] for one in room.mail(tess)] == [True, False]
    assert not room.slack.world.files


# --- pause ---


def test_a_pause_stands_still_until_it_is_over(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk 15min")
    lines = len(talk.customer)

    talk.press(tess, "pause")
    room.skip(3600)
    talk.say(tess, "Ben je er nog?")
    room.command(tess, "pauze")
    room.settle()
    assert pressable(talk.card, "resume")
    assert len(talk.customer) == lines
    assert ["staat stil" in told for told in room.told(tess)] == [True, True]

    talk.press(tess, "resume")
    room.command(tess, "verder")
    talk.say(tess, SORRY)

    assert talk.said() == [SORRY]
    assert talk.outcome is None
    assert room.told(tess)[-1] == "Het gesprek staat niet stil. Je kunt gewoon antwoorden."
    assert [notice.split(" ")[0] for notice in talk.notices] == [":double_vertical_bar:", ":arrow_forward:"]


def test_the_time_limit_does_not_run_in_a_pause(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk 3min")
    talk.press(tess, "pause")
    room.skip(600)

    talk.press(tess, "resume")
    room.settle()
    assert talk.outcome is None
    room.skip(185)

    assert talk.outcome is not None


# --- silence and time ---


def test_silence_makes_the_customer_ask_and_then_give_up(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    lines = len(talk.customer)

    room.skip(140)
    assert len(talk.customer) > lines
    assert room.told(tess) == ["Sanne de Graaf wacht op je antwoord. Even bedenktijd nodig? Druk op Pauze."]

    for _ in range(8):
        room.skip(200)
    assert talk.outcome == "timed_out"
    assert len(room.told(tess)) == 1
    assert text_of(talk.debrief)


def test_an_answer_that_comes_too_late_is_told_that_it_is_over(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk coach")
    for _ in range(9):
        room.skip(200)

    talk.say(tess, SORRY)
    talk.say(tess, "Hallo?")

    assert talk.said() == []
    assert room.told(tess)[1:] == ["Dit gesprek is al afgelopen."]


def test_a_time_limit_warns_and_ends(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk 5min")

    for seconds in (100, 85):
        talk.say(tess, SORRY)
        room.skip(seconds)
    assert talk.notices == [":hourglass_flowing_sand: Nog 2 min."]
    room.skip(120)

    assert talk.notices[1] == "De tijd is om. Hier stopt het gesprek."
    assert talk.outcome == "ended"
    assert pressable(talk.debrief, "table")


# --- people ---


def test_what_was_written_last_still_counts_when_the_talk_is_rounded_off(room: Room) -> None:
    tess = room.person("tess")
    room.open(pace=1.0)
    talk = room.practise(tess, "start trouwjurk")
    room.skip(OPENING)

    talk.say(tess, SORRY)
    talk.press(tess, "end")

    assert talk.said() == [SORRY]
    assert talk.outcome == "ended"


def test_a_talk_is_ended_by_who_practises_or_set_it_up_or_trains_and_by_nobody_else(room: Room) -> None:
    tess, tom, bob, eva = (room.person(name) for name in ("tess", "tom", "bob", "eva"))
    channel = room.channel(tess, tom, bob, eva)
    room.open(trainers=frozenset({bob, eva}))

    for ender, ends in ((tom, False), (tess, True), (bob, True), (eva, True)):
        talk = room.practise(bob, f"start trouwjurk <@{tess}> hier", channel)
        for action in ("hint", "pause", "end"):
            talk.press(tom, action)
        talk.press(ender, "end")
        assert (talk.outcome == "ended") is ends
    assert set(room.told(tom)) == {"Dit kan alleen wie oefent, of de trainer die het klaarzette."}


def test_a_trainer_who_set_it_up_may_say_the_stop_word(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    talk = room.practise(bob, f"start trouwjurk <@{tess}> hier", room.channel(tess, bob))

    talk.say(bob, "stop")

    assert talk.outcome == "stopped"


def test_a_resolved_talk_ends_by_itself(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk mild")

    for text in yaml.safe_load(STRONG.read_text("utf-8"))["say"]:
        if talk.outcome is None:
            talk.say(tess, text)

    assert talk.outcome in ("resolved", "settled")
    assert pressable(talk.debrief, "again")


@pytest.mark.parametrize("visible", ["", "zichtbaar"])
def test_removed_from_the_channel_the_debrief_still_arrives(room: Room, visible: str) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)
    talk = room.practise(tess, f"start trouwjurk hier {visible}", channel)
    talk.say(tess, SORRY)

    room.slack.remove_bot(channel)
    room.settle()

    assert talk.outcome == "ended"
    assert pressable(room.mail(tess)[0], "table")
    assert [one["name"] for one in room.slack.world.files.values()]


# --- what is not there any more ---


def test_a_customer_whose_file_is_gone_ends_kindly(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    ended = room.practise(tess, "start jaarnota")
    ended.press(tess, "end")

    room.without("trouwjurk")
    talk.say(tess, SORRY)
    room.skip(1000)

    assert [one for one in talk.notices if "is er niet meer" in one] == [
        "Deze klant is er niet meer. Dat ligt niet aan jou. Met `/tirade` kies je een andere."
    ]
    assert talk.outcome == "ended"
    home = room.home(tess)
    assert "Nu bezig" not in text_of(home)


def test_a_method_whose_file_is_gone_gives_way_to_the_customers_own(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk structured")

    room.without("structured")
    talk.say(tess, SORRY)
    talk.press(tess, "end")

    assert [one.rubric.id for one in room.store.debriefs(talk.id)] == ["leon"]


def test_talks_in_one_channel_do_not_hear_each_other(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    channel = room.channel(tess, tom)
    one: Talk = room.practise(tess, "start trouwjurk hier", channel)
    other: Talk = room.practise(tom, "start jaarnota hier", channel)

    one.say(tess, SORRY)
    other.say(tom, "Wat is er aan de hand?")
    one.press(tess, "end")

    assert (one.said(), other.said()) == ([SORRY], ["Wat is er aan de hand?"])
    assert (one.outcome, other.outcome) == ("ended", None)
