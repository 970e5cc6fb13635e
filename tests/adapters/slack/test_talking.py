"""Talking in a thread: what a trainee writes, what the customer does with it, and who else is there."""

from __future__ import annotations

from fake_slack import TEAM
from practice_room import Room, Talk

SORRY = "Wat vreselijk voor je, zo vlak voor je trouwdag. Wat is er gebeurd?"
OPENING = 120.0
"""Seconds in which every customer has said what there is to say first, at natural pace."""
READING = 4.0
"""Seconds in which a customer has read what was written."""
TYPING = 40.0
"""Seconds in which an answer is typed."""


def at_natural_pace(room: Room, person: str, text: str, channel: str | None = None) -> Talk:
    """A practice in which the customer reads and types as people do, after the opening."""
    room.open(pace=1.0)
    talk = room.practise(person, text, channel)
    room.skip(OPENING)
    return talk


# --- the customer ---


def test_the_customer_writes_under_an_own_name_and_face_and_is_seen_typing(room: Room) -> None:
    tess = room.person("tess")

    talk = at_natural_pace(room, tess, "start trouwjurk")
    rant = talk.thread[1:]
    talk.say(tess, SORRY)
    room.skip(READING)
    room.skip(TYPING)

    assert {(one["username"], one["icons"]["emoji"]) for one in talk.thread if "username" in one} == {
        ("Sanne de Graaf", ":bride_with_veil:")
    }
    assert len(rant) > 2
    assert len(talk.customer) > len(rant)
    typing = room.slack.world.statuses
    assert len(typing) >= len(talk.customer) - 1
    assert {(one["username"], one["thread_ts"], one["status"]) for one in typing} == {
        ("Sanne de Graaf", talk.root, "is aan het typen…")
    }


def test_what_is_typed_in_time_waits_its_turn(room: Room) -> None:
    tess = room.person("tess")
    room.open(pace=1.0)

    talk = room.practise(tess, "start trouwjurk")
    early = len(talk.customer)
    room.skip(5)
    later = len(talk.customer)
    room.skip(OPENING)

    assert early < later < len(talk.customer)


def test_coaching_shows_small_signs_on_the_message(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk coach")

    said = talk.say(tess, SORRY)

    assert talk.reactions(said) == ["heart", "ear"]


# --- several messages, several people ---


def test_several_short_messages_are_one_turn_in_the_order_they_were_written(room: Room) -> None:
    tess = room.person("tess")
    talk = at_natural_pace(room, tess, "start trouwjurk")

    first = room.slack.world.add(talk.channel, {"user": tess, "text": "Wat vreselijk.", "thread_ts": talk.root})
    talk.say(tess, "Wat is er gebeurd?")
    room.slack.tell(TEAM, {"type": "message", **first, "channel": talk.channel, "channel_type": "im"})
    room.skip(READING)

    assert talk.said() == ["Wat vreselijk.\nWat is er gebeurd?"]


def test_two_trainees_are_told_apart(room: Room) -> None:
    tess, tom, bob = room.person("tess"), room.person("tom"), room.person("bob")
    channel = room.channel(tess, tom, bob)
    room.open(trainers=frozenset({bob}), pace=1.0)
    talk = room.practise(bob, f"start trouwjurk <@{tess}> <@{tom}>", channel)
    room.skip(OPENING)

    talk.say(tess, "Wat vreselijk voor je.")
    talk.say(tom, "Stuur de bon maar op.")
    room.skip(READING)

    kept = [(one.person, one.turn.text) for one in talk.turns() if one.person]
    assert kept == [(tess, "Wat vreselijk voor je."), (tom, "Stuur de bon maar op.")]


def test_observers_do_not_count_and_are_told_once(room: Room) -> None:
    tess, tom = room.person("tess"), room.person("tom")
    channel = room.channel(tess, tom)
    talk = room.practise(tess, "start trouwjurk hier", channel)
    lines = len(talk.customer)

    talk.say(tom, "Haha, wat een type!")
    talk.say(tom, "stop")

    assert (talk.said(), talk.outcome, len(talk.customer)) == ([], None, lines)
    assert room.told(tom) == [f"Meelezen mag. Dit is de oefening van <@{tess}>, dus de klant leest jouw bericht niet."]
    assert room.told(tess) == []


# --- messages that change, and messages without words ---


def test_what_is_changed_or_taken_back_before_it_is_read_is_never_heard(room: Room) -> None:
    tess = room.person("tess")
    talk = at_natural_pace(room, tess, "start trouwjurk")

    harsh = talk.say(tess, "Stel je niet aan.")
    room.slack.edit(talk.channel, harsh["ts"], "Wat vreselijk.")
    extra = talk.say(tess, "Het is maar een jurk.")
    room.slack.delete(talk.channel, extra["ts"])
    room.skip(READING)

    assert talk.said() == ["Wat vreselijk."]
    assert room.told(tess) == []


def test_who_takes_everything_back_is_waited_for_as_before(room: Room) -> None:
    tess = room.person("tess")
    talk = at_natural_pace(room, tess, "start trouwjurk")
    lines = len(talk.customer)

    only = talk.say(tess, "Stel je niet aan.")
    room.slack.delete(talk.channel, only["ts"])
    room.skip(300)
    room.skip(TYPING)

    assert talk.said() == []
    assert len(talk.customer) > lines


def test_what_is_changed_after_it_was_read_counts_as_it_was_and_that_is_said_once(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    said = talk.say(tess, "Stel je niet aan.")
    for text in ("Sorry.", "Het spijt me."):
        room.slack.edit(talk.channel, said["ts"], text)
    room.slack.delete(talk.channel, said["ts"])
    room.settle()

    assert talk.said() == ["Stel je niet aan."]
    assert ["verbetering telt niet" in told or "Het telt nog mee" in told for told in room.told(tess)] == [True, True]


def test_a_file_alone_is_not_read_and_words_beside_a_file_are(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    file = [{"id": "F1", "name": "bon.pdf"}]

    talk.say(tess, "", files=file, subtype="file_share")
    assert room.told(tess) == ["Sanne de Graaf kan geen bestanden openen. Zeg het in woorden."]
    assert talk.said() == []
    talk.say(tess, "Hier is de bon.", files=file, subtype="file_share")
    assert talk.said() == ["Hier is de bon."]


def test_an_emoji_alone_is_answered_as_a_customer_would(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")
    lines = len(talk.customer)

    talk.say(tess, ":+1:")

    assert len(talk.customer) > lines
    assert talk.turns()[-2].turn.moves == ()


def test_of_a_message_as_long_as_a_book_only_the_beginning_is_read(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    talk.say(tess, "Wat vreselijk voor je. " * 1500)

    assert len(talk.said()[0]) == 20_000
    assert "langer dan 20000 tekens. Sanne de Graaf leest alleen het begin" in room.told(tess)[0]


def test_links_mentions_and_escapes_are_kept_as_they_were_seen_and_never_reach_anybody(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    talk.say(tess, f"<!channel> <@{tess}> &lt;b&gt; zo snel mogelijk, zie <https://a.example|onze site> &amp; meer")
    talk.press(tess, "end")

    assert talk.said() == ["@channel @ <b> zo snel mogelijk, zie onze site & meer".replace("@channel", "@")]
    ours = str([one for one in talk.thread[1:] if "bot_id" in one])
    assert "<!channel" not in ours
    assert "<b>" not in ours


# --- the direct message ---


def test_in_the_direct_message_a_customer_who_waits_hears_what_is_said_in_the_open(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start trouwjurk")

    for text in (SORRY, "Verder wil ik graag weten wat je zelf wilt.", "Sanne?"):
        room.slack.dm(tess, text)
        room.settle()
    room.slack.dm(tess, "tip")
    room.settle()

    assert talk.said() == [SORRY, "Verder wil ik graag weten wat je zelf wilt.", "Sanne?"]
    assert [":bulb:" in told for told in room.told(tess)] == [True]


def test_an_answer_to_something_that_is_no_practice_is_answered(room: Room) -> None:
    tess = room.person("tess")
    channel = room.channel(tess, bot=False)
    room.command(tess, "start trouwjurk hier", channel)
    room.settle()
    sorry = room.mail(tess)[-1]

    room.skip(100)
    room.slack.dm(tess, "hulp", thread=sorry["ts"])
    room.settle()

    assert "Zo werkt Tirade" in room.mail(tess)[-1]["text"]
