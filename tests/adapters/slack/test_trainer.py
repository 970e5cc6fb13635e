"""What a trainer does beside a talk, and what only a trainer may."""

from __future__ import annotations

import pytest
from practice_room import Room, Talk, text_of

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"


@pytest.fixture
def people(room: Room) -> tuple[str, str, str, str]:
    """Two trainees, a trainer by name, and the channel that they are in."""
    tess, tom, bob = room.person("tess"), room.person("tom"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    return tess, tom, bob, room.channel(tess, tom, bob)


def beside(room: Room, person: str, talk: Talk, ts: str, name: str, text: str) -> None:
    """Use a trainer's shortcut on a message, and send its form in."""
    assert room.slack.message_shortcut(person, talk.channel, ts, name).ok
    assert room.slack.submit(person, {"text": text}).ok
    room.settle()


def test_a_whisper_reaches_those_who_practise_and_nobody_else(room: Room, people: tuple[str, str, str, str]) -> None:
    tess, tom, bob, channel = people
    talk = room.practise(bob, f"start trouwjurk <@{tess}> hier", channel)
    said, lines = talk.say(tess, SORRY), len(talk.customer)

    beside(room, bob, talk, said["ts"], "whisper", "Vraag nu naar <!channel> & haar moeder")

    assert room.told(tess) == [f":speech_balloon: <@{bob}> fluistert: Vraag nu naar &lt;!channel&gt; &amp; haar moeder"]
    assert room.told(bob) == [f"Gefluisterd. Dit ziet alleen <@{tess}>."]
    assert room.told(tom) == []
    assert len(talk.customer) == lines


def test_a_marked_moment_stands_with_a_visible_debrief(room: Room, people: tuple[str, str, str, str]) -> None:
    tess, _, bob, channel = people
    room.open(pace=1.0)
    talk = room.practise(bob, f"start trouwjurk <@{tess}> hier zichtbaar", channel)
    room.skip(120)
    talk.say(tess, "Wat vreselijk voor je.")
    second = talk.say(tess, "Wat is er gebeurd?")
    room.skip(4)

    beside(room, bob, talk, second["ts"], "mark", "Mooie open vraag")
    room.skip(60)
    beside(room, bob, talk, next(one["ts"] for one in talk.thread if "username" in one), "mark", "")
    talk.press(bob, "end")

    assert room.told(bob) == [
        "Gemarkeerd. Het moment staat bij de nabespreking, zodra je die mag zien.",
        "Alleen een bericht van wie oefent kun je markeren.",
    ]
    shown = text_of(talk.debrief)
    assert "Mooie open vraag" in shown
    assert f"<@{bob}>" in shown


def test_a_mark_on_a_private_practice_is_not_shown_to_the_trainee(
    room: Room, people: tuple[str, str, str, str]
) -> None:
    tess, _, bob, channel = people
    talk = room.practise(bob, f"start trouwjurk <@{tess}> hier", channel)

    beside(room, bob, talk, talk.say(tess, SORRY)["ts"], "mark", "Let hier eens op")
    talk.press(bob, "end")

    assert "Let hier eens op" not in str(room.mail(tess))


@pytest.mark.parametrize("name", ["whisper", "mark"])
def test_the_shortcuts_are_for_trainers_and_for_practices(
    room: Room, people: tuple[str, str, str, str], name: str
) -> None:
    tess, tom, bob, channel = people
    talk = room.practise(tess, "start trouwjurk hier", channel)
    said = talk.say(tess, SORRY)
    elsewhere = room.slack.say(tom, channel, "Lunch?")

    room.slack.message_shortcut(tom, channel, said["ts"], name)
    room.slack.message_shortcut(bob, channel, elsewhere["ts"], name)
    room.settle()

    assert [one["text"] for one in room.mail(tom)] == ["Dat mogen alleen trainers."]
    assert [one["text"] for one in room.mail(bob)] == ["Dit kan alleen bij een bericht in een oefening."]
    assert not room.slack.world.open_views[tom] + room.slack.world.open_views[bob]


def test_a_trainer_by_user_group_is_a_trainer(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    group = room.slack.add_group([bob])
    room.open(trainers=frozenset({group}))

    assert "wacht op" in room.command(bob, f"start trouwjurk <@{tess}>")
    assert "Alleen trainers" in room.command(tess, f"start trouwjurk <@{bob}>")
    assert ("Mijn team" in text_of(room.home(bob)), "Mijn team" in text_of(room.home(tess))) == (True, False)


def test_a_trainer_sees_visible_practices_and_no_private_ones(room: Room, people: tuple[str, str, str, str]) -> None:
    tess, tom, bob, channel = people
    hidden = room.practise(tess, "start jaarnota", None)
    shown = room.practise(tom, "start trouwjurk hier zichtbaar", channel)
    for talk, person in ((hidden, tess), (shown, tom)):
        talk.say(person, "Wat vervelend.")
        talk.press(person, "end")

    team = text_of(room.home(bob)).partition("Mijn team")[2]

    assert "Sanne de Graaf" in team
    assert room.setting.training.library.personas["jaarnota"].name not in team.partition("instellingen")[0]
