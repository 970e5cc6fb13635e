"""Starting a practice: every road to it, and what is said when it cannot start."""

from __future__ import annotations

import pytest
from fake_slack import TEAM, Trouble
from practice_room import Room, text_of

BOT = f"<@UB{TEAM[1:]}>"


# --- the roads ---


@pytest.mark.parametrize(
    ("text", "locale", "name", "answer"),
    [
        ("start trouwjurk mild", "nl-NL", "Sanne de Graaf", "wacht op je in je privéberichten met Tirade"),
        ("start cold-boiler gentle", "en-GB", "Darren Hoyle", "is waiting for you in your direct messages"),
    ],
)
def test_a_quick_command_starts_at_once_in_the_direct_message(
    room: Room, text: str, locale: str, name: str, answer: str
) -> None:
    tess = room.person("tess", locale)
    channel = room.channel(tess)

    said = room.command(tess, text, channel)

    assert f"{name} {answer}" in said
    talk = room.begun(set())
    assert talk.channel == room.slack.direct(tess)
    assert name in str(talk.card["blocks"])
    assert {one["username"] for one in talk.thread[1:]} == {name}


def test_the_form_asks_for_everything_and_starts(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess)

    room.command(tess, "", channel)
    form = room.slack.form(tess)
    assert not [block for block in form["blocks"] if block["block_id"] == "trainees"]
    wanted = {"persona": "jaarnota", "channel": channel, "difficulty": "hard", "minutes": "15", "debrief": "thread"}
    assert room.slack.submit(tess, {**wanted, "coaching": ["coaching"], "rubrics": ["leon"]}).ok

    card = text_of(room.begun(set()).card)
    for part in ("LEON", "moeilijk", "Hoogstens 15 minuten", "in deze thread", "begrip"):
        assert part in card


def test_a_sentence_in_the_direct_message_starts_and_only_the_card_answers(room: Room) -> None:
    tess = room.person("tess")

    room.slack.dm(tess, "start met Sanne, mild graag")
    room.slack.dm(tess, "start trouwjurk")
    talk = room.begun(set())

    assert "Graaf" in text_of(talk.card)
    refused = [one["text"] for one in room.mail(tess) if "thread_ts" in one]
    assert len(refused) == 1
    assert '"graag" ken ik niet' in refused[0]


def test_a_mention_is_answered_to_the_asker_alone(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    channel = room.channel(tess, tom)

    room.slack.say(tess, channel, f"{BOT} lijst")
    room.slack.say(tess, channel, f"{BOT} start jaarnota hier")
    talk = room.begun(set())

    assert talk.channel == channel
    assert ["klanten" in said or "wacht op je in <#" in said for said in room.told(tess)] == [True, True]
    assert room.told(tom) == []


def test_a_shortcut_and_the_list_open_the_form_with_the_customer_in_it(room: Room) -> None:
    tess = room.person("tess")

    assert room.slack.shortcut(tess, "start_practice").ok
    assert room.slack.form(tess)["callback_id"] == "launch"
    room.slack.close_form(tess)
    room.slack.dm(tess, "lijst")
    room.settle()
    shown = room.mail(tess)[-1]
    room.slack.press(tess, room.slack.direct(tess), shown["ts"], "start")

    chosen = room.slack.form(tess)["blocks"][0]["element"]["initial_option"]["value"]
    assert chosen in room.setting.training.library.personas


def test_a_trainer_starts_for_several_and_each_is_called(room: Room) -> None:
    tess, tom, bob = room.person("tess"), room.person("tom"), room.person("bob")
    channel = room.channel(tess, tom, bob)
    room.open(trainers=frozenset({bob}))

    said = room.command(bob, f"start parkeerboete <@{tess}|tess> <@{tom}|tom> 15min zichtbaar", channel)

    assert f"wacht op <@{tess}>, <@{tom}> in <#{channel}>" in said
    assert f"<@{tess}>, <@{tom}>" in text_of(room.begun(set()).card)


def test_a_trainer_hears_that_a_practice_waits_in_a_direct_message_that_is_not_theirs(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))

    room.command(bob, "")
    assert room.slack.submit(bob, {"persona": "trouwjurk", "trainees": [tess]}).ok

    assert room.begun(set()).channel == room.slack.direct(tess)
    assert [one["text"] for one in room.mail(bob)] == [f"Sanne de Graaf wacht op <@{tess}> in een privébericht."]


# --- what is in the way ---


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("strat trouwjurk", 'Bedoel je "start"?'),
        ("start trouwjurk moeilijkk", 'Bedoel je "moeilijk"?'),
        ("start trouwjurk jaarnota", "Kies één klant: Sanne de Graaf of"),
        ("start trouwjurk 500 min", "tussen 3 en 120 minuten"),
        ("start trouwjurk @anna", '"@anna" herken ik niet'),
        (f"start trouwjurk {BOT}", "Apps kunnen niet oefenen"),
    ],
)
def test_what_is_wrong_is_named_with_the_nearest_right_word(room: Room, text: str, answer: str) -> None:
    tess = room.person("tess")

    said = room.command(tess, text)

    assert answer in said
    room.settle()
    assert room.talks() == []


def test_everything_that_is_wrong_is_named_at_once_and_the_form_says_it_at_its_fields(room: Room) -> None:
    tess, tom, bob = room.person("tess"), room.person("tom"), room.person("bob")
    room.open(trainers=frozenset({bob}))

    assert "Alleen trainers" in room.command(tess, f"start trouwjurk <@{tom}>")
    room.command(bob, "")
    bot = BOT.strip("<@>")
    answer = room.slack.submit(bob, {"persona": "trouwjurk", "trainees": [tess, bot]})

    assert set(answer.json["errors"]) == {"trainees", "channel"}
    assert "Apps" in answer.json["errors"]["trainees"]


def test_a_channel_where_we_are_not_is_told_to_who_asked(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess, bot=False)

    room.command(tess, "start trouwjurk hier", channel)
    room.settle()

    assert [f"schrijven in <#{channel}>" in one["text"] for one in room.mail(tess)] == [True]
    assert not room.store.running(TEAM, tess)


def test_nobody_gets_a_harder_customer_than_they_want(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    room.slack.press_in_view(tess, room.home(tess), "ceiling", "gentle")

    own = room.practise(tess, "start trouwjurk moeilijk")
    given = room.practise(bob, f"start jaarnota moeilijk <@{tess}>")
    own.press(tess, "end")
    room.slack.press(tess, own.channel, own.debrief["ts"], "next")
    following = room.begun({given.root})

    for talk in (given, following):
        assert "mild" in text_of(talk.card)
    room.command(tess, "")
    offered = next(one for one in room.slack.form(tess)["blocks"] if one["block_id"] == "difficulty")
    assert [one["value"] for one in offered["element"]["options"]] == ["gentle"]


def test_a_form_that_slack_no_longer_opens_is_told(room: Room) -> None:
    tess = room.person("tess")
    room.slack.fail("views.open", Trouble(error="expired_trigger_id"))

    room.command(tess, "")
    room.settle()

    assert [one["text"] for one in room.mail(tess)] == ["Het venster ging niet op tijd open. Probeer het nog eens."]
