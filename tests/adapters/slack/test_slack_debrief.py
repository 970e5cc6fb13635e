"""The debrief: where it stands, what it links to, and everything that can be done with it."""

from __future__ import annotations

import re

from fake_slack_world import Json
from practice_room import Room, Talk, pressable, text_of

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"
COLD = "Rustig aan. Dat had je zelf moeten controleren, regels zijn regels."


def ended(room: Room, person: str, command: str, channel: str | None = None) -> Talk:
    """A practice with a good and a bad message in it, that was rounded off."""
    talk = room.practise(person, command, channel)
    talk.say(person, SORRY)
    talk.say(person, COLD)
    talk.press(person, "end")
    return talk


def letter(room: Room, person: str) -> Json:
    """The debrief in somebody's direct message."""
    return next(one for one in room.mail(person) if pressable(one, "again") and one.get("thread_ts") is None)


# --- where it stands ---


def test_in_a_direct_message_it_stands_in_the_thread_with_links_and_a_picture(room: Room) -> None:
    tess = room.person("tess")

    talk = ended(room, tess, "start trouwjurk")

    shown = text_of(talk.debrief)
    messages = [one["ts"] for one in talk.thread if one.get("user") == tess]
    links = set(re.findall(r"/p(\d+)\?thread_ts=([\d.]+)&amp;cid=(\w+)\|bericht", shown))
    assert links
    assert links <= {(ts.replace(".", ""), talk.root, talk.channel) for ts in messages}
    (picture,) = room.slack.world.files.values()
    assert picture["content"].startswith(b"\x89PNG")
    (asked,) = room.slack.calls("files.getUploadURLExternal")
    assert "oos" in asked.args["alt_txt"]
    assert [one["files"][0]["id"] for one in talk.thread if one.get("files")] == [picture["id"]]


def test_from_a_channel_it_goes_to_each_trainee_alone_and_the_thread_tells_only_where(room: Room) -> None:
    tess, tom, bob = room.person("tess"), room.person("tom"), room.person("bob")
    channel = room.channel(tess, tom, bob)
    room.open(trainers=frozenset({bob}))

    talk = room.practise(bob, f"start trouwjurk <@{tess}> <@{tom}>", channel)
    talk.say(tess, SORRY)
    talk.press(tess, "end")

    assert [one.partition(".")[0] for one in talk.notices] == ["Het gesprek is afgelopen"]
    assert len(talk.debriefs) == 0
    assert "de nabespreking staat in je privéberichten" in talk.notices[0].lower()
    for person in (tess, tom):
        assert pressable(letter(room, person), "table")
    assert room.mail(bob) == []


def test_one_that_was_to_be_visible_stands_in_the_thread(room: Room) -> None:
    tess = room.person("tess")

    talk = ended(room, tess, "start trouwjurk hier zichtbaar", room.channel(tess))

    assert pressable(talk.debrief, "table")
    assert room.mail(tess) == []


# --- looking closer ---


def test_the_table_opens_and_each_score_says_what_it_rests_on(room: Room) -> None:
    tess = room.person("tess")
    talk = ended(room, tess, "start trouwjurk")

    talk.press(tess, "table", talk.debrief["ts"])
    table = room.slack.form(tess)
    assert room.slack.press_in_view(tess, table, "why").ok
    why = room.slack.form(tess)

    assert "LEON" in text_of(table)
    assert "“" in text_of(why)
    assert room.slack.world.open_views[tess] == [table["id"], why["id"]]


def test_somebody_else_does_not_see_it(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    talk = ended(room, tess, "start trouwjurk hier zichtbaar", room.channel(tess, tom))

    for action in ("table", "redo", "register"):
        talk.press(tom, action, talk.debrief["ts"])
    talk.press(tom, "share", talk.debrief["ts"]) if pressable(talk.debrief, "share") else None

    assert room.slack.world.open_views[tom] == []
    assert {one["text"] for one in room.mail(tom)} == {"Dit kan alleen wie oefent, of de trainer die het klaarzette."}


def test_after_a_restart_everything_is_still_there(room: Room) -> None:
    tess = room.person("tess")
    talk = ended(room, tess, "start trouwjurk")

    room.open()

    talk.press(tess, "table", talk.debrief["ts"])
    assert "LEON" in text_of(room.slack.form(tess))
    room.practise(tess, "start jaarnota").press(tess, "stop")
    assert "Sanne de Graaf: hoe ging het" in text_of(room.slack.slash(tess, "/tirade", "verslag").json)


# --- going on ---


def test_a_message_is_done_again_and_compared_and_at_most_twice(room: Room) -> None:
    tess = room.person("tess")
    talk = ended(room, tess, "start trouwjurk")
    turn = next(str(one.turn.number) for one in talk.turns() if one.turn.text == COLD)

    for _ in range(2):
        talk.press(tess, "redo", talk.debrief["ts"])
        running = {one.root for one in room.talks()}
        assert room.slack.submit(tess, {"turn": turn}).ok
        again = room.begun(running)
        assert f"beantwoordt bericht {turn} opnieuw" in text_of(again.card)
        assert again.customer
        again.say(tess, "Wat verdrietig. Wat zou je het liefst willen?")
        again.press(tess, "end")
        assert any("Boosheid na dit bericht: eerst" in notice for notice in again.notices)
        drawn = [one["files"][0]["title"] for one in again.thread if one.get("files")]
        assert drawn == ["Zo liep het eerst: boosheid en vertrouwen", "Boosheid en vertrouwen"]
    talk.press(tess, "redo", talk.debrief["ts"])
    room.slack.submit(tess, {"turn": turn})
    room.settle()

    assert room.told(tess) == ["Dit bericht heb je nu 2 keer overgedaan. Probeer liever het hele gesprek nog eens."]
    assert talk.said() == [SORRY, COLD]


def test_a_redo_keeps_the_transcript_before_it(room: Room) -> None:
    tess = room.person("tess")
    talk = ended(room, tess, "start trouwjurk")
    turn = next(str(one.turn.number) for one in talk.turns() if one.turn.text == COLD)

    talk.press(tess, "redo", talk.debrief["ts"])
    room.slack.submit(tess, {"turn": turn})
    again = room.begun(set())
    again.say(tess, "Wat verdrietig voor je.")

    assert again.said() == [SORRY, "Wat verdrietig voor je."]
    assert room.store.practice(again.id).redo_of == talk.id  # type: ignore[union-attr]


def test_the_same_customer_and_the_next_one_come_in_the_direct_message(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    talk = ended(room, tess, "start trouwjurk hier zichtbaar moeilijk", room.channel(tess, tom))

    talk.press(tess, "again", talk.debrief["ts"])
    same = room.begun(set())
    talk.press(tom, "next", talk.debrief["ts"])
    other = room.begun({same.root})

    assert (same.channel, other.channel) == (room.slack.direct(tess), room.slack.direct(tom))
    assert ("Sanne" in text_of(same.card), "Sanne" in text_of(other.card)) == (True, False)
    assert "moeilijk" in text_of(same.card)
    assert room.told(tess) == ["Sanne de Graaf wacht op je in je privéberichten met Tirade."]


def test_a_debrief_is_shared_with_the_trainers_once_it_is_given(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    talk = ended(room, tess, "start trouwjurk hier", room.channel(tess, bob))
    assert "Sanne" not in text_of(room.home(bob)).partition("Mijn team")[2].partition("instellingen")[0]

    room.slack.press(tess, room.slack.direct(tess), letter(room, tess)["ts"], "share")
    room.settle()

    assert [one["text"] for one in room.mail(tess)][-1].startswith("Gedeeld.")
    home = room.home(bob)
    assert "Sanne de Graaf" in text_of(home).partition("Mijn team")[2]
    room.slack.press_in_view(bob, home, "open", talk.id)
    assert pressable(room.slack.form(bob), "table")
    assert not pressable(room.slack.form(bob), "redo")


def test_the_complaint_is_written_down_and_held_against_the_truth(room: Room) -> None:
    tess = room.person("tess")
    talk = ended(room, tess, "start trouwjurk hier", room.channel(tess))
    direct, shown = room.slack.direct(tess), letter(room, tess)

    room.slack.press(tess, direct, shown["ts"], "register")
    assert room.slack.submit(tess, {"gap": "De rits gaat negen centimeter niet dicht", "cause": ""}).ok
    room.settle()

    told = text_of(room.mail(tess)[-1])
    assert "De rits gaat negen centimeter niet dicht" in told
    assert "niets ingevuld" in told
    room.slack.press(tess, direct, shown["ts"], "register")
    first = room.slack.form(tess)["blocks"][1]["element"]
    assert first["initial_value"] == "De rits gaat negen centimeter niet dicht"
    assert talk.said()[:2] == [SORRY, COLD]


def test_buttons_of_a_practice_that_was_forgotten_say_so(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    channel = room.channel(tess, tom)
    talk = ended(room, tess, "start trouwjurk hier zichtbaar", channel)
    shown = talk.debrief["ts"]
    room.skip(100)
    room.store.delete("T00000001", tess)

    talk.press(tess, "table", shown)
    talk.press(tess, "again", shown)
    talk.press(tess, "redo", shown)
    talk.say(tess, "Is hier nog iemand?")

    assert [one["text"] for one in room.mail(tess)] == ["Dit gesprek is niet meer bewaard."] * 2
    assert room.told(tess) == ["Dit gesprek is niet meer bewaard."]
