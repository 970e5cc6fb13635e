"""Care for the trainee in Slack: how hard and how coarse it may get, how somebody is afterwards, and quiet thanks."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from fake_slack import TEAM
from fake_slack_world import Json
from practice_room import Room, Talk, pressable, text_of

from bot.training.archive import PersonSettings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SATURDAY = datetime(2026, 3, 28, 12, tzinfo=AMSTERDAM)
RUDE = ("Ja maar dat is je eigen schuld.", "Dat zijn nu eenmaal de regels.", "Je overdrijft.")
RUDE_EN = ("Yes but that is your own fault.", "Those are the rules, I'm afraid.", "You are exaggerating.")
SWEARING = re.compile(r"\b(bloody|bollocks|piss|arse|shite|sod)\b", re.IGNORECASE)
SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Het is onze fout en het spijt me echt."
PROMISE = "Ik zoek vandaag uit waar de stof ligt. Morgen om drie uur bel ik je om te vertellen wat ik heb gevonden."
NEWS = "Hoi Sanne, met Mirjam. De stof van je moeder is gevonden, hij ligt hier met jouw naam erop."


def bounded(room: Room, person: str, ceiling: str = "hard", *, coarse: bool = False) -> None:
    """What somebody chooses on their Home tab."""
    assert room.slack.press_in_view(person, room.home(person), "ceiling", ceiling).ok
    assert room.slack.press_in_view(person, room.home(person), "coarse", ["coarse"] if coarse else []).ok


def level(talk: Talk) -> str:
    record = talk.room.store.practice(talk.id)
    assert record is not None
    return record.difficulty


def hard_talk(room: Room, person: str, text: str = "start trouwjurk", channel: str | None = None) -> Talk:
    """A talk in which the customer stays angry."""
    talk = room.practise(person, text, channel)
    for line in RUDE if "jurk" in text else RUDE_EN:
        talk.say(person, line)
    if not talk.outcome:
        talk.press(person, "end")
    return talk


def question(messages: list[Json]) -> Json:
    return next(message for message in messages if pressable(message, "touched"))


def asked(messages: list[Json]) -> bool:
    return any(pressable(message, "touched") for message in messages)


def everywhere(room: Room) -> str:
    """Everything in the database."""
    with room.store.engine.connect() as tx:
        tables = [row[0] for row in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return str([tx.exec_driver_sql(f'SELECT * FROM "{table}"').fetchall() for table in tables])


# --- how hard ---


@pytest.mark.parametrize(("ceiling", "played"), [("gentle", "gentle"), ("normal", "normal"), ("hard", "hard")])
def test_a_customer_gets_no_harder_than_was_chosen(room: Room, ceiling: str, played: str) -> None:
    tess = room.person("tess")
    bounded(room, tess, ceiling)

    assert level(room.practise(tess, "start trouwjurk moeilijk")) == played


def test_of_several_trainees_the_lowest_ceiling_holds(room: Room) -> None:
    tess, bob, ann = room.person("tess"), room.person("bob"), room.person("ann")
    room.open(trainers=frozenset({tess}))
    bounded(room, tess, "normal")
    bounded(room, bob, "gentle")

    talk = room.practise(tess, f"start trouwjurk moeilijk <@{tess}> <@{bob}> <@{ann}>", room.channel(tess, bob, ann))

    assert level(talk) == "gentle"


def test_a_trainer_is_told_on_which_level_it_is_played_and_no_more(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob", locale="en-GB")
    room.open(trainers=frozenset({bob}))
    bounded(room, tess, "gentle")

    told = room.command(bob, f"start trouwjurk hard <@{tess}>")
    same = room.command(bob, f"start trouwjurk gentle <@{tess}>")

    assert told.endswith("It will be played on gentle.")
    assert "played on" not in same


def test_the_form_of_a_trainer_offers_every_level_and_the_practice_keeps_to_the_ceiling(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    bounded(room, tess, "normal")
    bounded(room, bob, "gentle")
    before = {talk.root for talk in room.talks()}

    room.command(bob, "")
    room.slack.submit(bob, {"persona": "trouwjurk", "trainees": [tess], "difficulty": "hard"})

    assert level(room.begun(before)) == "normal"
    assert any("Er wordt gespeeld op normaal." in one["text"] for one in room.mail(bob))


def test_a_trainer_who_sets_it_up_in_a_channel_by_form_is_told_the_level_too(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({bob}))
    channel = room.channel(tess, bob)
    bounded(room, tess, "gentle")

    for difficulty in ("hard", "gentle"):
        before = {talk.root for talk in room.talks()}
        room.command(bob, "", channel)
        room.slack.submit(
            bob, {"persona": "trouwjurk", "trainees": [tess], "difficulty": difficulty, "channel": channel}
        )
        assert level(room.begun(before)) == "gentle"

    (told,) = room.mail(bob)
    assert told["text"].endswith("Er wordt gespeeld op mild.")


def test_again_next_and_a_message_done_again_keep_to_a_ceiling_that_was_chosen_since(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk moeilijk")
    talk.say(tess, SORRY)
    talk.press(tess, "end")
    bounded(room, tess, "gentle")

    for action in ("again", "next"):
        before = {one.root for one in room.talks()}
        talk.press(tess, action, talk.debrief["ts"])
        assert level(room.begun(before)) == "gentle"
    before = {one.root for one in room.talks()}
    assert room.slack.press(tess, talk.channel, talk.debrief["ts"], "redo").ok
    room.slack.submit(tess, {"turn": "2"})
    assert level(room.begun(before)) == "gentle"


# --- how coarse ---


def test_nobody_swears_at_somebody_who_did_not_switch_it_on(room: Room) -> None:
    tess = room.person("tess", locale="en-GB")

    decent = hard_talk(room, tess, "start cold-boiler")
    bounded(room, tess, coarse=True)
    coarse = hard_talk(room, tess, "start cold-boiler")

    assert not SWEARING.search(" ".join(decent.customer))
    assert SWEARING.search(" ".join(coarse.customer))


def test_everybody_in_a_talk_must_have_switched_it_on(room: Room) -> None:
    tess, bob = room.person("tess"), room.person("bob")
    room.open(trainers=frozenset({tess}))
    bounded(room, tess, coarse=True)

    talk = room.practise(tess, f"start cold-boiler <@{tess}> <@{bob}>", room.channel(tess, bob))
    for line in RUDE_EN:
        talk.say(tess, line)

    assert not SWEARING.search(" ".join(talk.customer))


def test_what_was_chosen_is_kept_and_shown(room: Room) -> None:
    tess = room.person("tess")

    bounded(room, tess, "normal", coarse=True)

    assert room.store.settings(TEAM, tess) == PersonSettings(TEAM, tess, None, "normal", True)
    bounded(room, tess, "normal")
    assert room.store.settings(TEAM, tess) == PersonSettings(TEAM, tess, None, "normal", False)


# --- how are you? ---


def test_after_a_hard_talk_somebody_is_asked_how_they_are(room: Room) -> None:
    tess = room.person("tess")

    talk = hard_talk(room, tess)

    assert "Hoe gaat het nu met je?" in text_of(question(talk.thread))
    assert "Je antwoord wordt niet bewaard." in text_of(question(talk.thread))


def test_who_does_a_message_again_is_not_asked_again(room: Room) -> None:
    tess = room.person("tess")
    talk = hard_talk(room, tess)
    before = {one.root for one in room.talks()}
    assert room.slack.press(tess, talk.channel, talk.debrief["ts"], "redo").ok
    room.slack.submit(tess, {"turn": "6"})
    again = room.begun(before)

    again.say(tess, RUDE[2])
    again.press(tess, "end")

    assert again.outcome == "ended"
    assert not asked(again.thread)


def test_after_a_talk_that_was_not_hard_nobody_is_asked(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    talk.say(tess, SORRY)

    talk.press(tess, "end")

    assert not asked(talk.thread)


@pytest.mark.parametrize(
    ("button", "locale", "text", "said"),
    [
        ("fine", "nl-NL", "start trouwjurk", "Fijn om te horen."),
        ("touched", "nl-NL", "start trouwjurk", "Vertel het je trainer, je teamleider of een collega."),
        ("enough", "nl-NL", "start trouwjurk", "Voor vandaag is het genoeg"),
        ("fine", "en-GB", "start missed-visits", "Good to hear."),
        ("touched", "en-GB", "start missed-visits", "Tell your trainer, your team leader or a colleague."),
        ("enough", "en-GB", "start missed-visits", "That's enough for today"),
    ],
)
def test_every_answer_gets_a_kind_word_in_the_place_of_the_question(
    room: Room, button: str, locale: str, text: str, said: str
) -> None:
    tess = room.person("tess", locale=locale)
    talk = hard_talk(room, tess, text)
    where = question(talk.thread)["ts"]

    talk.press(tess, button, where)

    there = room.slack.world.messages[talk.channel, where]
    assert said in text_of(there)
    assert not pressable(there, "fine")
    assert pressable(there, "gentler") == (button == "touched")


def test_the_next_customer_can_be_a_gentle_one(room: Room) -> None:
    tess = room.person("tess")
    talk = hard_talk(room, tess, "start trouwjurk")
    where = question(talk.thread)["ts"]
    talk.press(tess, "touched", where)
    before = {one.root for one in room.talks()}

    talk.press(tess, "gentler", where)

    gentle = room.begun(before)
    record = room.store.practice(gentle.id)
    assert record is not None
    assert record.difficulty == "gentle"
    assert record.persona != "trouwjurk"


def test_after_the_stop_word_a_kind_word_no_score_the_question_and_a_gentler_customer(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    talk.say(tess, "stop")

    there = question(talk.thread)
    assert talk.notices[-2].startswith("Het gesprek is gestopt. Dat is goed.")
    assert "Hoe gaat het nu met je?" in text_of(there)
    assert pressable(there, "gentler")
    assert not any("van 100" in text_of(one) for one in talk.thread)


def test_in_a_channel_each_trainee_is_asked_alone_and_a_trainer_sees_nothing(room: Room) -> None:
    tess, bob, ann = room.person("tess"), room.person("bob"), room.person("ann")
    room.open(trainers=frozenset({ann}))
    channel = room.channel(tess, bob, ann)
    talk = room.practise(ann, f"start trouwjurk zichtbaar <@{tess}> <@{bob}>", channel)
    for line in RUDE:
        talk.say(tess, line)
    if not talk.outcome:
        talk.press(ann, "end")

    assert not asked(talk.thread)
    assert [asked(room.mail(person)) for person in (tess, bob, ann)] == [True, True, False]


@pytest.mark.parametrize("button", ["fine", "touched", "enough"])
def test_the_answer_is_kept_nowhere(room: Room, button: str) -> None:
    tess = room.person("tess")
    talk = hard_talk(room, tess)
    before, export = everywhere(room), room.store.export(TEAM, tess)

    talk.press(tess, button, question(talk.thread)["ts"])
    room.skip(60.0)

    assert everywhere(room) == before
    assert room.store.export(TEAM, tess) == export


def test_a_question_of_a_practice_that_is_forgotten_is_still_answered(room: Room) -> None:
    tess = room.person("tess")
    talk = hard_talk(room, tess)
    where = question(talk.thread)["ts"]
    room.store.delete(TEAM, tess)

    talk.press(tess, "touched", where)

    there = room.slack.world.messages[talk.channel, where]
    assert "Dat is niet gek." in text_of(there)
    assert not pressable(there, "gentler")


# --- thanks is no follow-up ---


@pytest.fixture
def promised(room: Room) -> tuple[Room, str, Talk]:
    """A talk that has ended with a promise for tomorrow at three."""
    room.moment = SATURDAY.timestamp()
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    talk.say(tess, SORRY)
    talk.say(tess, PROMISE)
    talk.press(tess, "end")
    return room, tess, talk


def test_thanks_and_the_like_do_not_start_a_follow_up(promised: tuple[Room, str, Talk]) -> None:
    room, tess, talk = promised
    lines, turns = len(talk.customer), len(talk.turns())

    for text in ("bedankt", "Thanks!", "Fijne dag nog!", "hoi", "ok", "Wat betekent die score?", ":tada:"):
        talk.say(tess, text)

    assert (len(talk.customer), len(talk.turns())) == (lines, turns)
    assert [one for one in room.told(tess) if "op je belofte terugkomen" in one] == room.told(tess)[-1:]
    assert "Sanne" in room.told(tess)[-1]
    assert "De volgende dag, nu" in room.told(tess)[-1]


def test_in_english_thanks_starts_nothing_either(room: Room) -> None:
    room.moment = SATURDAY.timestamp()
    tess = room.person("tess", locale="en-GB")
    talk = room.practise(tess, "start cold-boiler")
    talk.say(tess, "I'm so sorry, that's our fault. What a week that must have been with the kids.")
    talk.say(tess, "I will find out why it was cancelled and I'll call you tomorrow at three to tell you what I found.")
    talk.press(tess, "end")
    turns = len(talk.turns())

    talk.say(tess, "Thanks, that was useful!")
    assert len(talk.turns()) == turns
    assert "Tell Darren" in room.told(tess)[-1]
    talk.say(tess, "We found the mistake: the list had the Halden boiler.")

    assert talk.turns()[turns].turn.follows is not None


def test_who_clearly_writes_to_the_customer_starts_it_before_it_is_due(promised: tuple[Room, str, Talk]) -> None:
    _, tess, talk = promised
    talk.say(tess, "bedankt")

    talk.say(tess, NEWS)

    assert talk.said()[-1] == NEWS
    assert talk.turns()[-2].turn.follows is not None


def test_at_the_promised_moment_a_greeting_starts_it_and_thanks_still_does_not(
    promised: tuple[Room, str, Talk],
) -> None:
    room, tess, talk = promised
    room.skip(datetime(2026, 3, 29, 14, 50, tzinfo=AMSTERDAM).timestamp() - room.moment)
    turns = len(talk.turns())

    talk.say(tess, "bedankt")
    assert len(talk.turns()) == turns
    talk.say(tess, "Hoi Sanne")

    assert talk.said()[-1] == "Hoi Sanne"


def test_after_thanks_the_customer_still_comes_back_when_nothing_is_heard(promised: tuple[Room, str, Talk]) -> None:
    room, tess, talk = promised
    talk.say(tess, "bedankt")
    lines = len(talk.customer)
    room.open()

    room.skip(datetime(2026, 3, 30, 15, 5, tzinfo=AMSTERDAM).timestamp() - room.moment)

    assert len(talk.customer) == lines + 1
