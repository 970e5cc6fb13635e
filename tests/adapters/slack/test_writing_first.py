"""Writing first, in Slack: a card and an invitation, no rant; then a talk like any other, with redo."""

from __future__ import annotations

from practice_room import Room, text_of

NEWS = (
    "Hoi Hanneke, slecht nieuws: je keukenblad is vanmorgen gescheurd, bij het polijsten op een zwakke ader. Het spijt "
    "me, dat is onze fout. We plaatsen donderdag een noodblad. Ik app je morgen om half elf."
)
VAGUE = "Er is iets met je bestelling. Onze excuses voor het ongemak."
DEADLINE = 900.0
"""Seconds in Slack until a customer whom nobody writes finds out alone."""


def test_the_card_asks_the_trainee_to_write_first_and_the_customer_says_nothing(room: Room) -> None:
    tess = room.person("tess")

    talk = room.practise(tess, "start keukenblad")

    assert "jij schrijft eerst" in text_of(talk.card)
    assert "deze keer begin jij" in text_of(talk.card)
    assert "heeft een klacht" not in text_of(talk.card)
    assert talk.customer == []
    assert len(talk.notices) == 1
    assert "Hanneke Postma weet nog van niets. Over ongeveer 15 min" in talk.notices[0]


def test_a_review_stands_in_the_thread_before_the_trainee_answers_it(room: Room) -> None:
    tess = room.person("tess")

    talk = room.practise(tess, "start garagerekening")

    assert talk.customer[0].startswith("★☆☆☆☆")
    assert len(talk.customer) == 3
    assert "openbaar" in talk.notices[0]


def test_a_whole_talk_ends_in_a_debrief_of_proactive_contact(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")

    talk.say(tess, NEWS)
    thanked = list(talk.customer)
    talk.say(tess, "Ik snap dat je schrikt. Wat heb je zaterdag het hardst nodig?")
    talk.press(tess, "end")

    assert len(thanked) >= 2
    assert talk.outcome == "resolved"
    debrief = text_of(talk.debrief)
    assert "Proactief contact" in debrief
    assert len(talk.said()) == 2
    assert talk.turns()[0].turn.silent


def test_silence_is_no_nudge_but_the_complaint_that_could_have_been_prevented(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")

    room.skip(DEADLINE - 5)
    before = list(talk.customer)
    room.skip(60)

    assert before == []
    assert "gescheurd" in " ".join(talk.customer).lower() or "vervalt" in " ".join(talk.customer)
    assert "customer:finds_out" in talk.turns()[1].turn.deeds
    assert "wacht op je antwoord" in " ".join(room.told(tess))


def test_a_pause_before_the_first_word_stops_the_clock(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")

    talk.press(tess, "pause")
    room.skip(2 * DEADLINE)
    talk.press(tess, "resume")

    assert talk.customer == []


def test_a_hint_before_the_first_word_is_about_writing_it(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")

    talk.press(tess, "hint")

    assert "Deze keer begin jij" in room.told(tess)[-1]


def test_the_first_word_can_be_done_again_in_a_thread_of_its_own(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")
    talk.say(tess, VAGUE)
    talk.press(tess, "end")
    first = next(str(one.turn.number) for one in talk.turns() if one.turn.text == VAGUE)

    talk.press(tess, "redo", talk.debrief["ts"])
    assert room.slack.submit(tess, {"turn": first}).ok
    again = room.begun(set())
    invited = list(again.notices)
    again.say(tess, NEWS)
    again.press(tess, "end")

    assert "Over ongeveer 15 min" in invited[0]
    assert again.said() == [NEWS]
    assert any("Boosheid na dit bericht: eerst" in notice for notice in again.notices)


def test_a_talk_that_ends_before_the_first_word_has_nothing_to_assess(room: Room) -> None:
    tess = room.person("tess")
    talk = room.practise(tess, "start keukenblad")

    talk.press(tess, "end")

    assert talk.outcome == "ended"
    assert "Proactief contact" in text_of(talk.debrief)


def test_a_method_that_does_not_suit_is_refused_with_those_that_do(room: Room) -> None:
    tess = room.person("tess")

    answer = room.command(tess, "start keukenblad leon")

    assert "leon past niet bij een gesprek met Hanneke Postma. Wel: proactive." in answer
    assert room.talks() == []
