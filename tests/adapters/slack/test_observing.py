"""Observers: each has one criterion to watch, and what they tell of it stands beside the score."""

from __future__ import annotations

import pytest
from practice_room import Room, Talk, pressable, text_of
from practice_team import ASKED, SORRY, Team, both

FIRST = {"nl": "Luisteren", "en": "Listen"}
TIP = {"nl": "Vraag eerst wat er gebeurd is", "en": "Ask what happened first"}
SEEN = {"nl": "lette op *Luisteren*: Deels gezien.", "en": "watched *Listen*: Partly seen."}
VISIBLE = {"nl": "start trouwjurk leon zichtbaar", "en": "start cold-boiler leon visible"}


def observed(talk: Talk, person: str, seen: str, text: str) -> None:
    """Tell what was seen, by the form behind the last question."""
    room = talk.room
    question = [one for one in room.mail(person) if pressable(one, "observation")][-1]
    assert room.slack.press(person, room.slack.direct(person), question["ts"], "observation").ok
    assert room.slack.submit(person, {"seen": seen, "text": text}).ok
    room.settle()


def table(talk: Talk, person: str) -> str:
    """The whole table, as this person sees it."""
    place = (
        talk.channel if pressable(talk.thread[-1], "table") or any(pressable(m, "table") for m in talk.thread) else ""
    )
    messages = talk.thread if place else talk.room.mail(person)
    shown = next(one for one in messages if pressable(one, "table"))
    assert talk.room.slack.press(person, place or talk.room.slack.direct(person), shown["ts"], "table").ok
    return text_of(talk.room.slack.form(person))


@both
def test_who_joins_gets_one_criterion_in_private_and_tells_afterwards_what_they_saw(team: Team, language: str) -> None:
    talk = team.start(VISIBLE[language])
    talk.press(team.eve, "observe")
    given = text_of(team.room.mail(team.eve)[0])
    assert f"*{FIRST[language]}*" in given
    assert TIP[language] in given
    assert f"p{talk.root.replace('.', '')}" in given

    talk.say(team.tess, f"{SORRY[language]} {ASKED[language]}")
    talk.press(team.tess, "end")
    score = team.room.store.debriefs(talk.id)[0].score
    before = [one["text"] for one in talk.thread]
    assert not [one for one in before if f"<@{team.eve}>" in one]
    observed(talk, team.eve, "partly", "“Wat is er gebeurd?” <!channel> & hij vertelde door")

    said = talk.notices[-1]
    assert f"<@{team.eve}> {SEEN[language]}" in said
    assert "&lt;!channel&gt; &amp;" in said
    assert SEEN[language] in table(talk, team.tess)
    assert team.room.store.debriefs(talk.id)[0].score == score


def test_observers_of_the_form_each_watch_another_criterion(team: Team) -> None:
    room = team.room
    room.command(team.bob, "", team.channel)
    trainees = [team.tess, team.tom]
    wanted = {"persona": "trouwjurk", "trainees": trainees, "channel": team.channel, "way": "relay"}
    assert room.slack.submit(team.bob, {**wanted, "rubrics": ["leon"], "observers": [team.ida, team.eve]}).ok
    talk = room.begun(set())

    assert f"<@{team.ida}>, <@{team.eve}>" in text_of(talk.card)
    assert "*Luisteren*" in text_of(room.mail(team.ida)[0])
    assert "*Erkennen*" in text_of(room.mail(team.eve)[0])


def test_what_is_private_goes_to_who_practised_and_nowhere_else(team: Team) -> None:
    talk = team.start("start trouwjurk leon")
    talk.press(team.eve, "observe")
    talk.say(team.tess, SORRY["nl"])
    talk.press(team.tess, "end")

    observed(talk, team.eve, "seen", "Mooi gezegd")

    for person in (team.tess, team.tom, team.ida):
        assert "Mooi gezegd" in str(team.room.mail(person)[-1])
    elsewhere = (talk.thread, team.room.mail(team.bob), team.room.slack.by_bot(team.channel))
    assert "Mooi gezegd" not in str(elsewhere)
    assert "Mooi gezegd" in table(talk, team.tess)


def test_whoever_tells_it_again_replaces_it_and_nobody_tells_it_for_another(team: Team) -> None:
    talk = team.start("start trouwjurk leon zichtbaar")
    talk.press(team.eve, "observe")
    talk.press(team.eve, "observe")
    talk.press(team.tess, "observe")
    talk.say(team.tess, SORRY["nl"])
    talk.press(team.tess, "end")
    observed(talk, team.eve, "seen", "Eerst dit")
    observed(talk, team.eve, "not_seen", "Toch dat")

    kept = team.room.store.debriefs(talk.id)[0].observations
    assert [(one.seen, one.text) for one in kept] == [("not_seen", "Toch dat")]
    assert len([one for one in team.room.mail(team.eve) if pressable(one, "observation")]) == 1
    assert "Meekijken is voor collega's" in team.room.told(team.tess)[0]


def test_a_follow_up_keeps_what_was_observed(team: Team) -> None:
    talk = team.start("start trouwjurk leon zichtbaar")
    talk.press(team.eve, "observe")
    talk.say(team.tess, f"{SORRY['nl']} Ik zoek het uit en bel je morgen om tien uur terug.")
    talk.press(team.tess, "end")
    observed(talk, team.eve, "seen", "Een duidelijk moment")

    button = next(one for one in talk.thread if pressable(one, "next_day"))
    talk.press(team.tom, "next_day", button["ts"])
    talk.say(team.tom, "Goedemorgen, ik beloofde je te bellen. De jurk ligt vrijdag klaar.")
    for _ in range(8):
        team.room.skip(300)

    debrief = team.room.store.debriefs(talk.id)[0]
    assert len(debrief.follow_ups) == 1
    assert [one.text for one in debrief.observations] == ["Een duidelijk moment"]


def test_after_the_stop_word_nobody_is_asked_anything(team: Team) -> None:
    talk = team.start("start trouwjurk")
    talk.press(team.eve, "observe")

    talk.say(team.ida, "stop")
    team.room.settle()

    assert len(team.room.mail(team.eve)) == 1


def test_what_an_observer_told_goes_with_them_when_they_are_forgotten(team: Team) -> None:
    talk = team.start("start trouwjurk leon zichtbaar")
    talk.press(team.eve, "observe")
    talk.say(team.tess, SORRY["nl"])
    talk.press(team.tess, "end")
    observed(talk, team.eve, "seen", "Hier was ik bij")
    assert "Hier was ik bij" in str(team.room.store.export(*talk.id.split(":")[:1], team.eve))

    team.room.store.delete(talk.id.split(":")[0], team.eve)

    everything = table(talk, team.tess) + str(team.room.store.export(talk.id.split(":")[0], team.tess))
    assert "Hier was ik bij" not in everything
    assert team.eve not in everything
    assert SORRY["nl"] in everything


@pytest.mark.parametrize(
    ("wanted", "field", "said"),
    [
        ({"observers": ["tess"]}, "observers", "Kies voor ieder één van de twee"),
        ({"observers": ["eve"], "trainees": ["tess"], "channel": ""}, "observers", "Kies een kanaal"),
        ({"way": "relay", "trainees": ["tess"]}, "way", "twee of meer collega's"),
    ],
)
def test_the_form_says_what_does_not_go_together(team: Team, wanted: dict[str, object], field: str, said: str) -> None:
    named = {"trainees": ["tess", "tom"], "channel": team.channel, **wanted}
    answers = {
        key: [getattr(team, one) for one in value] if isinstance(value, list) else value for key, value in named.items()
    }
    team.room.command(team.bob, "", None)

    answer = team.room.slack.submit(team.bob, {"persona": "trouwjurk", **{k: v for k, v in answers.items() if v}})

    assert said in answer.json["errors"][field]


def test_a_practice_of_one_has_no_button_to_observe(room: Room) -> None:
    tess = room.person("tess")

    assert not pressable(room.practise(tess, "start trouwjurk hier", room.channel(tess)).card, "observe")
