"""Calendar files in Slack: what somebody promised and when they practise, for that person alone, sent once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from fake_slack import Trouble
from fake_slack_world import Json
from icalendar import Calendar, Event
from practice_room import Room, Talk, pressable, text_of

from bot.adapters.slack.faces.texts import SlackTexts
from bot.core.moves import Language

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = datetime(2026, 3, 28, 12, tzinfo=AMSTERDAM)
"""In the night that follows, the clock goes to summer time."""
SUNDAY_AT_THREE = datetime(2026, 3, 29, 13, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 20, 12, tzinfo=AMSTERDAM)
"""Nine days before that."""
LOCALES = {"nl": "nl-NL", "en": "en-US"}
SAID: dict[str, tuple[str, ...]] = {
    "nl": (
        "trouwjurk",
        "Wat vreselijk voor je, zo vlak voor je trouwdag. Het is onze fout en het spijt me echt.",
        "Ik zoek vandaag uit waar de stof ligt. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden.",
        "Hoi Sanne, met Mirjam. De stof van je moeder is gevonden, hij ligt hier met jouw naam erop.",
        "Ilse belt je voor de pas. Fijne avond!",
    ),
    "en": (
        "cold-boiler",
        "How awful, with the little one in the cold. It is our mistake and I am really sorry.",
        "I will find out today where the part is. Tomorrow at three I will call you to tell you what I have found.",
        "Hello, it is Mirjam. The part for your boiler has been found, and the engineer has it in his van now.",
        "He comes this evening. Have a good night, all three of you!",
    ),
}
BOTH = pytest.mark.parametrize("language", ["nl", "en"])


@pytest.fixture
def saturday(room: Room) -> Room:
    room.moment = SATURDAY.timestamp()
    return room


def promised(room: Room, person: str, language: str = "nl", more: str = "", channel: str | None = None) -> Talk:
    """A talk that has ended with a promise for tomorrow at three."""
    customer, sorry, promise, *_ = SAID[language]
    talk = room.practise(person, f"start {customer} {more}", channel)
    talk.say(person, sorry)
    talk.say(person, promise)
    talk.press(person, "end")
    return talk


def asks(talk: Talk, person: str) -> None:
    """Press the button below the promise, in the thread."""
    talk.press(person, "calendar", below_promise(talk.thread)["ts"])


def below_promise(messages: list[Json]) -> Json:
    return next(message for message in messages if pressable(message, "calendar"))


def sent(room: Room, messages: list[Json]) -> list[tuple[Json, list[Event]]]:
    """The messages with a calendar file, and what is in each."""
    named = [(one, file) for one in messages for file in one.get("files", []) if file["name"].endswith(".ics")]
    return [(one, events(room.slack.world.files[file["id"]])) for one, file in named]


def events(file: Json) -> list[Event]:
    return list(Calendar.from_ical(file["content"]).events)


@BOTH
def test_a_promise_goes_to_the_calendar_of_who_made_it(
    saturday: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess, texts = saturday.person("tess", LOCALES[language]), slack_texts[language]
    talk = promised(saturday, tess, language)

    asks(talk, tess)

    ((message, (*_, event)),) = sent(saturday, talk.thread)
    persona = saturday.setting.training.library.personas[SAID[language][0]]
    (alarm,) = event.walk("VALARM")
    assert talk.channel == saturday.slack.direct(tess)
    assert message["text"] == texts("notice_promises_file")
    assert event["summary"] == texts("calendar_promise", name=persona.name)
    assert SAID[language][2].split(". ")[1].rstrip(".") in event["description"]
    assert event.start == SUNDAY_AT_THREE
    assert event.start.strftime("%H:%M %Z") == "15:00 CEST"
    assert alarm["trigger"].dt == timedelta(minutes=-10)


def test_who_presses_twice_has_one_event_in_the_calendar(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    asks(talk, tess)
    saturday.open()
    asks(talk, tess)

    (_, (*_, first)), (_, (*_, second)) = sent(saturday, talk.thread)
    assert (first["uid"], first.start) == (second["uid"], second.start)
    assert talk.id.split(":")[1] not in first["uid"]


@BOTH
def test_a_promise_that_was_kept_meanwhile_is_not_sent(
    saturday: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess = saturday.person("tess", LOCALES[language])
    talk = promised(saturday, tess, language)
    *_, news, bye = SAID[language]
    talk.press(tess, "next_day", below_promise(talk.thread)["ts"])
    talk.say(tess, news)
    talk.say(tess, bye)

    asks(talk, tess)

    assert sent(saturday, talk.thread) == []
    assert talk.notices[-1] == slack_texts[language]("notice_nothing_to_keep")


def test_a_promise_of_which_the_moment_has_passed_is_not_sent(
    saturday: Room, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)

    saturday.skip(SUNDAY_AT_THREE.timestamp() + 60 - saturday.moment)
    asks(talk, tess)

    assert sent(saturday, talk.thread) == []
    assert talk.notices[-1] == slack_texts["nl"]("notice_nothing_to_keep")


def test_a_file_of_which_the_answer_was_lost_is_sent_once(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    saturday.slack.fail("files.completeUploadExternal", Trouble(lost=True))

    asks(talk, tess)
    saturday.skip(10)

    assert len(sent(saturday, talk.thread)) == 1


def test_a_file_that_slack_had_no_time_for_comes_later(saturday: Room) -> None:
    tess = saturday.person("tess")
    talk = promised(saturday, tess)
    saturday.slack.fail("files.getUploadURLExternal", Trouble(status=429, retry_after=7))

    asks(talk, tess)
    before = sent(saturday, talk.thread)
    saturday.skip(8)

    assert (len(before), len(sent(saturday, talk.thread))) == (0, 1)


def test_of_a_talk_in_a_channel_the_file_goes_to_the_direct_message_of_who_asks(saturday: Room) -> None:
    tess, eve = saturday.person("tess"), saturday.person("eve")
    talk = promised(saturday, tess, more="hier zichtbaar", channel=saturday.channel(tess, eve))

    asks(talk, tess)
    asks(talk, eve)

    assert sent(saturday, talk.thread) == sent(saturday, saturday.mail(eve)) == []
    assert len(sent(saturday, saturday.mail(tess))) == 1
    assert "Dit kan alleen wie oefent" in saturday.told(eve)[-1]


# --- moments to practise ---


def plans(room: Room, person: str, days: list[str], at: str, weeks: str) -> Event:
    """Choose moments in the App Home; what then comes in the direct message."""
    before = len(sent(room, room.mail(person)))
    assert room.slack.press_in_view(person, room.home(person), "plan").ok
    assert room.slack.submit(person, {"days": days, "time": at, "weeks": weeks}).ok
    room.settle()
    (_, (event,)) = sent(room, room.mail(person))[before]
    return event


def practised(room: Room, name: str, language: str = "nl", zone: str = "Europe/Amsterdam") -> str:
    """Somebody who has practised once, on a Friday nine days before summer time."""
    room.moment = FRIDAY.timestamp()
    person = room.person(name, LOCALES[language], zone)
    talk = room.practise(person, f"start {SAID[language][0]}")
    talk.say(person, SAID[language][1])
    talk.press(person, "end")
    return person


def moments(event: Event) -> list[datetime]:
    return list(rrulestr(event["rrule"].to_ical().decode(), dtstart=event.start))


@BOTH
def test_moments_to_practise_stay_at_their_hour_when_summer_time_begins(
    room: Room, language: Language, slack_texts: dict[Language, SlackTexts]
) -> None:
    tess, texts = practised(room, "tess", language), slack_texts[language]

    event = plans(room, tess, ["1", "3"], "10:30", "2")

    ((message, _),) = sent(room, room.mail(tess))
    days = texts("weekdays").split()
    assert [one.strftime("%d %H:%M %Z") for one in moments(event)] == [
        *("24 10:30 CET", "26 10:30 CET", "31 10:30 CEST", "02 10:30 CEST")
    ]
    assert (event["summary"], event["description"]) == (texts("calendar_slot"), texts("calendar_slot_slack"))
    assert message["text"] == texts("notice_planned", days=f"{days[1]}, {days[3]}", at="10:30", count=2)
    assert texts("button_plan") in text_of(room.home(tess))


def test_the_form_has_no_day_yet_and_a_time_and_a_number_of_weeks(room: Room) -> None:
    tess = practised(room, "tess")

    room.slack.press_in_view(tess, room.home(tess), "plan")

    form = room.slack.form(tess)
    fields = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert "initial_options" not in fields["days"]
    assert (fields["time"]["initial_time"], fields["time"]["timezone"]) == ("10:00", "Europe/Amsterdam")
    assert [one["value"] for one in fields["weeks"]["options"]] == ["2", "4", "8"]
    assert fields["weeks"]["initial_option"]["value"] == "4"


def test_moments_are_in_the_time_zone_of_the_person_also_who_chose_a_language(room: Room) -> None:
    tess = practised(room, "tess", zone="America/New_York")
    room.slack.press_in_view(tess, room.home(tess), "language", "en")

    event = plans(room, tess, ["0"], "09:00", "4")

    assert event.start == datetime(2026, 3, 23, 13, tzinfo=UTC)
    assert {one.strftime("%a %H:%M") for one in moments(event)} == {"Mon 09:00"}
    assert len(moments(event)) == 4


@pytest.mark.parametrize("zone", ["", "Nowhere/Atlantis"])
def test_who_has_no_time_zone_that_is_known_gets_that_of_the_office(room: Room, zone: str) -> None:
    tess = practised(room, "tess", zone=zone)

    event = plans(room, tess, ["4"], "12:00", "8")

    assert event.start == FRIDAY + timedelta(weeks=1)


def test_the_same_choice_again_is_the_same_event_and_another_is_not(room: Room) -> None:
    tess = practised(room, "tess")

    first, again, other = (
        plans(room, tess, [day], "10:00", weeks) for day, weeks in (("1", "2"), ("1", "8"), ("2", "8"))
    )

    assert first["uid"] == again["uid"] != other["uid"]
    assert len(moments(again)) == 8


def test_a_form_that_slack_delivers_twice_sends_one_file(room: Room) -> None:
    tess = practised(room, "tess")
    room.slack.press_in_view(tess, room.home(tess), "plan")
    form = room.slack.form(tess)
    chosen = {"days": ["1"], "time": "10:00", "weeks": "2"}

    assert room.slack.submit(tess, chosen, form).ok
    room.slack.world.open_views[tess].append(form["id"])
    assert room.slack.submit(tess, chosen, form).ok
    room.settle()

    assert len(sent(room, room.mail(tess))) == 1
