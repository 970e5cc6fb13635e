from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.moves import HARMFUL, Language, Reading
from bot.recognition import Recogniser


def moves(reading: Reading) -> set[str]:
    return {found.move.value for found in reading.moves}


def sure_moves(reading: Reading) -> set[str]:
    return {found.move.value for found in reading.moves if found.certain}


@pytest.mark.parametrize(
    ("language", "message", "expected"),
    [
        ("nl", "Wat vervelend, ik snap dat u boos bent.", "empathy"),
        ("nl", "Het spijt me dat u drie dagen hebt moeten wachten.", "apology"),
        ("nl", "Ik verbind u door met de afdeling retouren", "forwarding"),
        ("nl", "Rustig aan meneer.", "dismissal"),
        ("nl", "Dat is nu eenmaal ons beleid", "policy_shield"),
        ("nl", "Hebt u in de gaten dat u aan het schreeuwen bent?", "behaviour_aware"),
        ("nl", "U had dat zelf eerder moeten melden.", "blame"),
        ("nl", "We nemen zo snel mogelijk contact met u op.", "vague_promise"),
        ("en", "How awful, I understand that you are angry.", "empathy"),
        ("en", "I am so sorry that you had to wait for three days.", "apology"),
        ("en", "I am putting you through to the returns department", "forwarding"),
        ("en", "Calm down sir.", "dismissal"),
        ("en", "That is just our policy", "policy_shield"),
        ("en", "Do you realise that you are shouting?", "behaviour_aware"),
        ("en", "You should have reported that earlier.", "blame"),
        ("en", "We will contact you as soon as possible.", "vague_promise"),
    ],
)
def test_a_plain_move_is_heard_for_certain(
    recogniser: Recogniser, language: Language, message: str, expected: str
) -> None:
    assert expected in sure_moves(recogniser.recognise(message, language))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nl", "ok"),
        ("nl", "test"),
        ("nl", "Ik begrijp het."),
        ("nl", "Wat is uw bestelnummer?"),
        ("nl", "Moment, ik pak uw dossier erbij."),
        ("nl", "Fijne dag nog!"),
        ("nl", "Kunt u dat nog eens herhalen?"),
        ("nl", "Mijn collega heeft gisteren al excuses aangeboden."),
        ("en", "ok"),
        ("en", "test"),
        ("en", "I understand."),
        ("en", "What is your order number?"),
        ("en", "One moment, I am opening your file."),
        ("en", "Have a nice day!"),
        ("en", "Could you say that again?"),
        ("en", "My colleague already apologised yesterday."),
    ],
)
def test_small_talk_and_identification_make_no_move(recogniser: Recogniser, language: Language, message: str) -> None:
    assert moves(recogniser.recognise(message, language)) == set()


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nl", "Wat vervelend dat u al drie keer gebeld hebt, ik snap dat u boos bent. Wat is uw bestelnummer?"),
        ("nl", "Ik stort vandaag nog € 49,95 terug en ik bel u morgen om tien uur zelf"),
        ("nl", "Ik ga het gesprek beëindigen want u blijft schelden. Ik bel u morgen om 10 uur terug."),
        ("nl", "Neemt u rustig de tijd, ik luister."),
        ("nl", "Sorry voor het lange wachten. Wat is er precies gebeurd?"),
        ("nl", "Dat is fijn om te horen"),
        ("nl", "Ik overleg even met mijn leidinggevende."),
        ("nl", "U had nooit zo lang hoeven wachten."),
        ("en", "How annoying that you had to call three times. What is your order number?"),
        ("en", "I will refund € 49.95 today and I'll call you myself tomorrow at ten"),
        ("en", "I am ending this conversation because you keep swearing. I'll call you back tomorrow at 10."),
        ("en", "Take your time, I'm listening."),
        ("en", "Sorry for the long wait. What exactly happened?"),
        ("en", "That's good to hear"),
        ("en", "Let me check with my manager."),
        ("en", "You should never have had to wait that long."),
    ],
)
def test_a_helpful_message_gets_no_reproach(recogniser: Recogniser, language: Language, message: str) -> None:
    assert not {found.move for found in recogniser.recognise(message, language).moves} & HARMFUL


@pytest.mark.parametrize(
    ("language", "sincere", "hollow"),
    [
        ("nl", "Excuses voor het ongemak.", "Excuses voor het eventuele ongemak."),
        ("nl", "Sorry dat wij dat zo hebben gedaan.", "Sorry als u dat zo hebt ervaren."),
        ("en", "Apologies for the inconvenience.", "Apologies for any inconvenience."),
        ("en", "Sorry for what happened.", "Sorry if you feel that way."),
    ],
)
def test_one_word_turns_an_apology_hollow(
    recogniser: Recogniser, language: Language, sincere: str, hollow: str
) -> None:
    real = moves(recogniser.recognise(sincere, language))
    fake = moves(recogniser.recognise(hollow, language))
    assert "apology" in real
    assert "non_apology" not in real
    assert "non_apology" in fake
    assert "apology" not in fake


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nl", 'U schreef: "Ik garandeer u dat dit nooit meer gebeurt, dat is nu eenmaal ons beleid".'),
        ("en", 'You wrote: "I guarantee you that this will never happen again, that is just our policy".'),
    ],
)
def test_quoted_words_are_not_the_writers_own(recogniser: Recogniser, language: Language, message: str) -> None:
    assert not moves(recogniser.recognise(message, language)) & {"overpromise", "policy_shield"}


def test_a_quoted_line_is_not_heard(recogniser: Recogniser) -> None:
    assert "hostility" not in moves(recogniser.recognise("> Zoek het zelf uit!\nWat is er gebeurd?", "nl"))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nl", "Ik beëindig dit gesprek omdat u blijft schelden. Ik bel u morgen om 10 uur terug."),
        ("en", "I am ending this conversation because you keep swearing. I will call you back tomorrow at 10."),
    ],
)
def test_ending_with_a_call_back_swallows_the_call_back(
    recogniser: Recogniser, language: Language, message: str
) -> None:
    heard = moves(recogniser.recognise(message, language))
    assert "callback_close" in heard
    assert not heard & {"aftercare", "concrete_step"}


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("nl", "Ik bel u morgen om tien uur zelf terug"),
        ("en", "I will call you back myself tomorrow at ten"),
    ],
)
def test_a_call_back_alone_ends_nothing(recogniser: Recogniser, language: Language, message: str) -> None:
    assert "callback_close" not in moves(recogniser.recognise(message, language))


def test_each_finding_quotes_words_of_the_message(recogniser: Recogniser) -> None:
    message = "Hoi *Tom*, sorry dat je :angry: zo lang moest wachten! Ik stuur je vandaag nog een nieuwe."
    for found in recogniser.recognise(message, "nl").moves:
        assert found.span.of(message).strip()
        assert 0 < found.confidence <= 1
        assert found.why


def test_values_are_read_with_the_moves(recogniser: Recogniser) -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    message = "Ik stort vandaag nog € 49,95 terug en ik bel u morgen om tien uur"
    reading = recogniser.recognise(message, "nl", now=now)
    assert [str(amount.value) for amount in reading.amounts] == ["49.95"]
    assert reading.moments
    assert recogniser.recognise(message, "nl").moments == ()


def test_the_same_message_is_always_read_the_same(recogniser: Recogniser) -> None:
    message = "Ja maar u had eerder moeten bellen. Wat wilt u dat ik doe?"
    assert recogniser.recognise(message, "nl") == recogniser.recognise(message, "nl")
