"""A promise falls due: at once on a button, or when it really does; over a restart and a change to summer time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from fake_slack_world import Json
from practice_room import Room, Talk, pressable, text_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = datetime(2026, 3, 28, 12, tzinfo=AMSTERDAM)
"""In the night that follows, the clock goes to summer time."""
SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Het is onze fout en het spijt me echt."
PROMISE = "Ik zoek vandaag uit waar de stof ligt. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden."
NEWS = "Hoi Sanne, met Mirjam. De stof van je moeder is gevonden, hij ligt hier met jouw naam erop."
BYE = "Ilse belt je voor de pas. Fijne avond!"
HOUR = 3600.0


@pytest.fixture
def saturday(room: Room) -> Room:
    room.moment = SATURDAY.timestamp()
    return room


def promised(room: Room, person: str, text: str = "start trouwjurk", channel: str | None = None) -> Talk:
    """A talk that has ended with a promise for tomorrow at three."""
    talk = room.practise(person, text, channel)
    talk.say(person, SORRY)
    talk.say(person, PROMISE)
    talk.press(person, "end")
    return talk


def at(room: Room, day: int, hour: int, minute: int = 0) -> None:
    """Let the time pass until then, in March, by the clock in Amsterdam."""
    room.skip(datetime(2026, 3, day, hour, minute, tzinfo=AMSTERDAM).timestamp() - room.moment)


def with_button(messages: list[Json], action: str) -> Json:
    return next(message for message in messages if pressable(message, action))


def test_the_end_of_a_talk_says_what_was_promised_and_for_when(saturday: Room) -> None:
    tess = saturday.person("tess")

    talk = promised(saturday, tess)

    told = text_of(with_button(talk.thread, "next_day"))
    assert "zondag 29 maart 15:00" in told
    assert "bel ik je om te vertellen wat ik heb gevonden" in told


def test_a_talk_without_a_promise_offers_no_next_day(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = saturday.practise(tess, "start trouwjurk")
    talk.say(tess, SORRY)

    talk.press(tess, "end")

    assert not any(pressable(message, "next_day") for message in talk.thread)


def test_the_button_jumps_to_the_moment_and_the_promise_can_be_kept(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    talk.press(tess, "next_day", with_button(talk.thread, "next_day")["ts"])
    assert "zondag 29 maart 15:00" in talk.notices[-1]
    talk.say(tess, NEWS)
    talk.say(tess, BYE)

    told = text_of(talk.thread[-1])
    assert "Je kwam er op tijd op terug." in told
    assert "Je zei wat er gedaan of uitgezocht is." in told
    assert talk.outcome == "ended"
    assert talk.said()[-2:] == [NEWS, BYE]


def test_whoever_writes_in_the_thread_in_time_keeps_the_promise(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    at(saturday, 29, 15)
    talk.say(tess, NEWS)
    talk.say(tess, BYE)

    assert "Je kwam er op tijd op terug." in text_of(talk.thread[-1])


def test_a_few_hours_later_is_late(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    at(saturday, 29, 18)
    talk.say(tess, NEWS)
    talk.say(tess, BYE)

    assert "Je kwam er te laat op terug." in text_of(talk.thread[-1])


def test_a_customer_who_hears_nothing_comes_back_also_after_a_restart(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    lines = len(talk.customer)
    saturday.open()

    at(saturday, 30, 14, 55)
    assert len(talk.customer) == lines
    saturday.open()
    at(saturday, 30, 15, 5)

    assert len(talk.customer) == lines + 1
    assert talk.turns()[-1].turn.effects[-1].rule == "forgotten"
    talk.say(tess, NEWS)
    assert talk.turns()[-2].turn.has("back_chased")


def test_a_customer_who_still_hears_nothing_gives_up_a_day_later(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    at(saturday, 30, 16)
    at(saturday, 31, 16)

    told = text_of(talk.thread[-1])
    assert "Je kwam er niet meer op terug." in told
    assert "De klant is teleurgesteld" in told


def test_a_reminder_comes_a_quarter_before_by_the_clock_of_summer(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    talk.press(tess, "remind", with_button(talk.thread, "remind")["ts"])

    at(saturday, 29, 14, 40)
    before = [one["text"] for one in saturday.mail(tess) if "Over een kwartier" in one["text"]]
    at(saturday, 29, 14, 50)
    after = [one["text"] for one in saturday.mail(tess) if "Over een kwartier" in one["text"]]

    assert (len(before), len(after)) == (0, 1)
    assert "bel ik je om te vertellen wat ik heb gevonden" in after[0]


def test_in_a_channel_only_the_trainee_sees_what_came_of_a_private_practice(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess, "start trouwjurk hier", saturday.channel(tess))
    direct = saturday.slack.direct(tess)

    button = with_button(saturday.mail(tess), "next_day")
    assert saturday.slack.press(tess, direct, button["ts"], "next_day").ok
    saturday.settle()
    talk.say(tess, NEWS)
    talk.say(tess, BYE)

    assert not any("Je kwam er" in text_of(message) for message in talk.thread)
    assert "Je kwam er op tijd op terug." in text_of(saturday.mail(tess)[-1])


def test_the_stop_word_ends_a_follow_up_and_the_debrief_stays_as_it_was(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    before = list(saturday.store.debriefs(talk.id))
    talk.press(tess, "next_day", with_button(talk.thread, "next_day")["ts"])
    talk.say(tess, NEWS)

    talk.say(tess, "stop")

    assert talk.outcome == "ended"
    assert list(saturday.store.debriefs(talk.id)) == before


def test_the_transcript_of_the_practice_goes_on_without_a_gap(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    talk.press(tess, "next_day", with_button(talk.thread, "next_day")["ts"])
    talk.say(tess, NEWS)
    talk.say(tess, BYE)

    numbers = [one.turn.number for one in talk.turns()]
    assert numbers == list(range(1, len(numbers) + 1))
