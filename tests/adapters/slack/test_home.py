"""The Home tab: what runs, what was, what somebody chose, and what is kept of them."""

from __future__ import annotations

import json

from fake_slack import TEAM
from practice_room import Room, text_of

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"


def test_it_lists_what_runs_what_was_and_whom_to_begin_with(room: Room) -> None:
    tess = room.person("tess")
    ended = room.practise(tess, "start jaarnota")
    ended.say(tess, "Wat vervelend voor u.")
    ended.press(tess, "end")
    running = room.practise(tess, "start trouwjurk")

    home = room.home(tess)

    shown = text_of(home)
    assert "Sanne de Graaf" in shown.partition("Nu bezig")[2].partition("Mijn laatste gesprekken")[0]
    assert f"p{running.root.replace('.', '')}" in shown
    assert "van 100" in shown.partition("Mijn laatste gesprekken")[2]
    room.slack.press_in_view(tess, home, "open", ended.id)
    assert "hoe ging het" in text_of(room.slack.form(tess))
    assert "Begin hier" in shown


def test_it_is_shown_anew_while_somebody_looks(room: Room) -> None:
    tess = room.person("tess")
    room.home(tess)

    talk = room.practise(tess, "start trouwjurk")
    room.slack.wait_for(lambda: "Nu bezig" in text_of(room.slack.world.homes[tess]))
    talk.press(tess, "end")
    room.slack.wait_for(lambda: "Nu bezig" not in text_of(room.slack.world.homes[tess]))

    assert "Eerder afgerond" in text_of(room.slack.world.homes[tess])


def test_who_never_opened_it_is_not_bothered(room: Room) -> None:
    tess = room.person("tess")

    room.practise(tess, "start trouwjurk").press(tess, "end")

    assert room.slack.calls("views.publish") == []


def test_the_language_is_that_of_slack_until_somebody_chooses(room: Room) -> None:
    tess = room.person("tess", "en-US")

    home = room.home(tess)
    assert "My settings" in text_of(home)
    room.slack.press_in_view(tess, home, "language", "nl")
    room.settle()

    assert "Mijn instellingen" in text_of(room.slack.world.homes[tess])
    assert "niet aan het oefenen" in room.command(tess, "hint")


def test_everything_that_is_kept_is_sent(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    talk.say(tess, SORRY)
    talk.press(tess, "end")

    room.slack.press_in_view(tess, room.home(tess), "export")
    room.settle()

    sent = next(one for one in room.slack.world.files.values() if one["name"] == "tirade.json")
    kept = json.loads(sent["content"])
    assert [one["practice"]["id"] for one in kept["practices"]] == [talk.id]
    assert SORRY in str(kept)


def test_what_is_deleted_is_gone_also_where_it_was_going_on(room: Room) -> None:
    tess = room.person("tess")
    ended = room.practise(tess, "start jaarnota")
    ended.say(tess, SORRY)
    ended.press(tess, "end")
    running = room.practise(tess, "start trouwjurk")
    running.say(tess, SORRY)
    lines = len(running.customer)

    room.skip(100)
    room.slack.press_in_view(tess, room.home(tess), "delete")
    room.settle()
    running.say(tess, "Ben je er nog?")
    room.skip(1000)

    assert "Al je gegevens zijn gewist. Aantal gesprekken: 2." in [one["text"] for one in room.mail(tess)]
    assert "Zo werkt Tirade" in room.mail(tess)[-1]["text"]
    assert len(running.customer) == lines
    assert "Nog geen." in text_of(room.home(tess))
    with room.store.engine.connect() as tx:
        tables = ("practice", "turn", "debrief", "conversation", "inbox", "outbox", "person_settings")
        rows = [str(tx.exec_driver_sql(f"SELECT * FROM {table}").all()) for table in tables]
    assert SORRY not in str(rows)
    assert room.store.export(TEAM, tess)["practices"] == []


def test_the_direct_message_proposes_what_to_write(room: Room) -> None:
    tess = room.person("tess")

    assert room.slack.open_home(tess, "messages").answers[-1].ok

    (asked,) = room.slack.calls("assistant.threads.setSuggestedPrompts")
    prompts = asked.args["prompts"]
    proposed = json.loads(prompts) if isinstance(prompts, str) else prompts
    assert len(proposed) == 4
    for one in proposed[:2]:
        assert "klacht" in text_of(room.practise(tess, one["message"]).card)
