"""A relay: each turn another colleague answers, and we say who. Nobody who is away holds the talk up."""

from __future__ import annotations

import pytest
from practice_room import Talk, pressable
from practice_team import ASKED, SORRY, Team, both

START = {"nl": "start trouwjurk estafette zichtbaar", "en": "start cold-boiler relay visible"}
TURN = {"nl": ":arrow_forward: <@{}>, jij bent aan de beurt.", "en": ":arrow_forward: <@{}>, it is your turn."}
BUSY = {
    "nl": "Fijn dat je meedoet. Nu is <@{}> aan de beurt, dus de klant leest dit bericht niet. Jij komt ook nog.",
    "en": "Good that you join in. It is the turn of <@{}> now, so the customer does not read this message. "
    "Yours will come.",
}


def turns(talk: Talk) -> list[str]:
    """Who was named, in order."""
    return [one.split("<@")[1].split(">")[0] for one in talk.notices if one.startswith(":arrow_forward: <@")]


@both
def test_each_turn_is_another_colleagues_and_the_thread_says_whose(team: Team, language: str) -> None:
    talk = team.start(START[language])

    for person in (team.tess, team.tom, team.ida):
        assert talk.notices[-1] == TURN[language].format(person)
        talk.say(person, f"{SORRY[language]} {ASKED[language]}")

    assert turns(talk) == [team.tess, team.tom, team.ida, team.tess]
    assert [one.person for one in talk.turns() if one.turn.who == "trainee"] == [team.tess, team.tom, team.ida]


@both
def test_the_words_of_who_is_not_on_are_not_heard_and_they_are_told_so_kindly(team: Team, language: str) -> None:
    talk = team.start(START[language])
    lines = len(talk.customer)

    talk.say(team.tom, SORRY[language])
    talk.say(team.tom, ASKED[language])

    assert talk.said() == []
    assert len(talk.customer) == lines
    assert team.room.told(team.tom) == [BUSY[language].format(team.tess)] * 2
    talk.say(team.tess, SORRY[language])
    assert talk.said() == [SORRY[language]]


@pytest.mark.parametrize("word", ["pas", "Pass!", "ik pas"])
def test_who_passes_is_followed_by_the_next_and_anybody_may_pass_for_who_is_away(team: Team, word: str) -> None:
    talk = team.start(START["nl"])

    talk.say(team.tess, word)
    assert talk.notices[-1] == TURN["nl"].format(team.tom)
    team.room.skip(10)
    talk.say(team.tess, word)
    assert talk.notices[-1] == TURN["nl"].format(team.ida)
    assert talk.said() == []


def test_the_button_beside_the_name_passes_the_turn_and_a_second_press_does_not_pass_the_next_one(team: Team) -> None:
    talk = team.start(START["nl"])
    named = next(one for one in talk.thread if pressable(one, "pass"))

    team.room.skip(10)
    talk.press(team.ida, "pass", named["ts"])
    talk.press(team.bob, "pass", named["ts"])

    assert turns(talk) == [team.tess, team.tom]
    talk.press(team.eve, "pass", named["ts"])
    assert team.room.told(team.eve) == ["Dit kan alleen wie oefent, of de trainer die het klaarzette."]


def test_after_a_while_the_next_is_named_and_the_quiet_one_may_still_answer(team: Team) -> None:
    talk = team.start(START["nl"])

    team.room.skip(125)
    assert talk.notices[-1] == f":arrow_forward: <@{team.tom}>, neem jij het over? <@{team.tess}> mag ook nog."
    talk.say(team.tess, SORRY["nl"])

    assert talk.said() == [SORRY["nl"]]
    assert talk.notices[-1] == TURN["nl"].format(team.tom)


def test_who_was_away_is_passed_over_until_they_write(team: Team) -> None:
    talk = team.start(START["nl"])

    team.room.skip(125)
    talk.say(team.tom, SORRY["nl"])
    talk.say(team.ida, ASKED["nl"])
    assert turns(talk)[-1] == team.tom
    talk.say(team.tess, "Ben er weer!")
    talk.say(team.tom, "Dat zoek ik meteen uit.")
    talk.say(team.ida, "En ik bel je morgen om tien uur.")

    assert turns(talk)[-1] == team.tess


def test_when_nobody_seems_to_be_there_whoever_is_may_answer(team: Team) -> None:
    talk = team.start(START["nl"])

    for _ in range(3):
        team.room.skip(125)
    assert talk.notices[-1] == ":arrow_forward: Wie er is, mag antwoorden."
    team.room.skip(60)
    talk.say(team.ida, SORRY["nl"])

    assert talk.said() == [SORRY["nl"]]
    assert turns(talk)[-1] == team.tess


def test_in_a_pause_nobodys_time_runs_and_hints_and_the_stop_word_are_everybodys(team: Team) -> None:
    talk = team.start(START["nl"])

    talk.press(team.ida, "pause")
    team.room.skip(3600)
    talk.press(team.tom, "resume")
    assert turns(talk) == [team.tess]
    talk.press(team.tom, "hint")
    assert ":bulb:" in team.room.told(team.tom)[-1]
    talk.say(team.ida, "stop")

    assert talk.outcome == "stopped"
    team.room.skip(600)
    assert turns(talk) == [team.tess]


def test_several_short_messages_are_one_turn_and_may_be_changed_while_the_customer_reads(team: Team) -> None:
    talk = team.start(START["nl"], pace=1.0)
    team.room.skip(120)

    first = talk.say(team.tess, "Wat vreselijk")
    talk.say(team.tess, ASKED["nl"])
    wrong = talk.say(team.tom, "Ik weet het ook!")
    team.room.slack.edit(talk.channel, first["ts"], SORRY["nl"])
    team.room.slack.edit(talk.channel, wrong["ts"], "Laat maar.")
    team.room.settle()
    team.room.skip(4)
    team.room.skip(60)

    assert talk.said() == [f"{SORRY['nl']}\n{ASKED['nl']}"]
    assert turns(talk) == [team.tess, team.tom]
    assert [one.startswith("Fijn dat je meedoet") for one in team.room.told(team.tom)] == [True]


def test_a_promise_is_followed_up_by_whoever_writes_first_and_then_in_turn(team: Team) -> None:
    talk = team.start(START["nl"])
    talk.say(team.tess, f"{SORRY['nl']} Ik zoek het uit en bel je morgen om tien uur terug.")
    talk.press(team.tess, "end")

    button = next(one for one in talk.thread if pressable(one, "next_day"))
    talk.press(team.tess, "next_day", button["ts"])
    talk.say(team.tom, "Goedemorgen Sanne, ik beloofde je te bellen over je jurk.")

    assert talk.said()[-1].startswith("Goedemorgen Sanne")
    assert turns(talk)[-1] == team.ida


def test_whose_turn_it_is_survives_a_restart(team: Team) -> None:
    talk = team.start(START["nl"])
    talk.say(team.tess, SORRY["nl"])

    team.room.open()
    talk.say(team.ida, ASKED["nl"])
    talk.say(team.tom, ASKED["nl"])

    assert talk.said() == [SORRY["nl"], ASKED["nl"]]
    team.room.open()
    team.room.skip(125)
    assert turns(talk)[-1] == team.tess


def test_the_trainer_whispers_and_marks_and_what_they_write_is_no_part_of_it(team: Team) -> None:
    talk = team.start(START["nl"])
    talk.say(team.bob, "Zet hem op!")
    wrong = talk.say(team.tom, ASKED["nl"])
    said = talk.say(team.tess, SORRY["nl"])

    for ts, name, text in (
        (said["ts"], "whisper", "Rustig aan"),
        (said["ts"], "mark", "Mooi"),
        (wrong["ts"], "mark", ""),
    ):
        assert team.room.slack.message_shortcut(team.bob, talk.channel, ts, name).ok
        assert team.room.slack.submit(team.bob, {"text": text}).ok
        team.room.settle()

    assert talk.said() == [SORRY["nl"]]
    whispers = [[one for one in team.room.told(person) if "fluistert" in one] for person in (team.tess, team.tom)]
    assert [len(one) for one in whispers] == [1, 1]
    assert team.room.told(team.bob)[-1] == "Alleen een bericht van wie oefent kun je markeren."
    assert [mark.comment for mark in team.room.store.marks(talk.id)] == ["Mooi"]
    assert turns(talk) == [team.tess, team.tom]
