"""What every shipped customer reacts to, visibly: sorry, empathy, honesty, and not forwarding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from fakes import Chat, events, quoted, rules

from bot.core.conversation import Turn
from bot.training import Library, Training


@dataclass(frozen=True)
class Words:
    """What a trainee may say to one customer."""

    persona: str
    sorry: str
    tied: str
    """Empathy for what this customer told."""
    forward: str
    beyond: str
    """A promise that the company cannot keep."""
    promise: str
    """One that it can keep."""
    less: str
    """The same promise, later or smaller."""
    correction: str
    """The same, but said openly."""


EMPTY_SORRY = {"nl": ("Sorry.", "Nogmaals sorry.", "Echt sorry."), "en": ("Sorry.", "Sorry again.", "Really sorry.")}
GENERAL = {"nl": "Ik begrijp dat dit frustrerend moet zijn.", "en": "I can imagine that must be difficult for you."}
QUESTIONS = {
    "nl": (
        "Kunt u mij vertellen wat er precies gebeurd is?",
        "Ik lees even terug wat er staat.",
        "Wat vindt u er zelf van?",
        "Een ogenblik, ik pak het erbij.",
    ),
    "en": (
        "Can you tell me what exactly happened?",
        "I'm just reading back what it says.",
        "What do you make of it yourself?",
        "One moment, I'm getting it on my screen.",
    ),
}
ALL = (
    Words(
        persona="jaarnota",
        sorry="Het spijt mij oprecht, mevrouw. Dit is onze fout.",
        tied="Wat frustrerend dat u twee jaar lang een geschatte meterstand krijgt.",
        forward="Hiervoor moet u bij de netbeheerder zijn, die kunt u bellen.",
        beyond="Ik geef u een tegemoetkoming van € 400.",
        promise="Ik geef u een tegemoetkoming van € 75.",
        less="Ik geef u een tegemoetkoming van € 30.",
        correction="Eerlijk gezegd kan ik die € 75 niet geven. Ik geef u een tegemoetkoming van € 30.",
    ),
    Words(
        persona="parkeerboete",
        sorry="Het spijt me echt dat het zo gelopen is, Ron.",
        tied="Twee bonnen in een week, bij je eigen kraam: ik snap dat je je gepakt voelt.",
        forward="Daarvoor moet u een formulier invullen bij de afdeling bezwaar.",
        beyond="Ik geef je 50 euro tegoed in de parkeerapp.",
        promise="Ik geef je 10 euro tegoed in de parkeerapp.",
        less="Ik geef je 5 euro tegoed in de parkeerapp.",
        correction="Sorry, ik kan je geen 10 euro geven. Ik geef je 5 euro tegoed in de parkeerapp.",
    ),
    Words(
        persona="trouwjurk",
        sorry="Het spijt me echt, Sanne. Dit is onze fout en niet die van jou.",
        tied="Over negen dagen trouwen en dan gaat de rits niet dicht: wat een paniek moet dat zijn.",
        forward="Daarvoor moet je de afdeling retouren mailen.",
        beyond="Ik laat een nieuwe jurk voor je maken, die heb je over zes dagen.",
        promise="Ik plan voor overmorgen om vier uur een spoedpas voor je in met Ilse.",
        less="Ik plan voor volgende week vrijdag om vier uur een spoedpas voor je in met Ilse.",
        correction=(
            "Ik moet eerlijk zijn: overmorgen lukt niet. "
            "Ik plan voor volgende week vrijdag om vier uur een spoedpas voor je in met Ilse."
        ),
    ),
    Words(
        persona="zelfstandige-zonder-internet",
        sorry="Het spijt me echt, meneer Verhaeghe. Dit is onze fout.",
        tied="Zes dagen zonder internet en een terminal die niet werkt, dat moet u machteloos maken.",
        forward="Ik verbind u even door met de technische dienst.",
        beyond="Ik stuur u nu een technieker, die is er vandaag om twaalf uur.",
        promise="Ik stuur u een technieker, die is er morgen voor twaalf uur.",
        less="Ik stuur u een technieker, die is er vrijdag voor twaalf uur.",
        correction=(
            "Morgen lukt niet, dat moet ik eerlijk zeggen. "
            "Ik stuur u een technieker, die is er vrijdag voor twaalf uur."
        ),
    ),
    Words(
        persona="bushalte",
        sorry="Het spijt me oprecht, mevrouw Claes. Dat is onze fout.",
        tied="Vijf kwartier in de regen op een flexbus die niet komt: u moet zich in de steek gelaten voelen.",
        forward="Daarvoor moet u bij de vervoerregio zijn, die kunt u een brief schrijven.",
        beyond="Ik laat de flexbus u vandaag om kwart voor twee aan uw deur oppikken.",
        promise="Ik laat de flexbus u donderdag om kwart voor twee aan uw deur oppikken.",
        less="Ik laat de flexbus u zondag om kwart voor twee aan uw deur oppikken.",
        correction=(
            "Donderdag gaat toch niet lukken, dat moet ik u eerlijk zeggen. "
            "Ik laat de flexbus u zondag om kwart voor twee aan uw deur oppikken."
        ),
    ),
    Words(
        persona="fietslease",
        sorry="Het spijt me echt, Jordy. Dit is onze fout.",
        tied="Negen dagen geen fiets en dus niks verdienen, ik snap dat je je machteloos voelt.",
        forward="Daarvoor moet je de afdeling reparaties bellen.",
        beyond="Ik laat vandaag om vier uur een vervangende e-bike bij je bezorgen.",
        promise="Ik laat morgen om elf uur een vervangende e-bike bij je bezorgen.",
        less="Ik laat donderdag om elf uur een vervangende e-bike bij je bezorgen.",
        correction=(
            "Morgen lukt toch niet, dat moet ik eerlijk zeggen. "
            "Ik laat donderdag om elf uur een vervangende e-bike bij je bezorgen."
        ),
    ),
    Words(
        persona="hottub",
        sorry="Het spijt me echt, meneer Hoogland. Die derde dag is onze fout.",
        tied="Met uw hele schoonfamilie om een koude hottub, ik snap dat u zich te kijk gezet voelt.",
        forward="Daarvoor moet u bij de receptie van het park zijn.",
        beyond="Ik geef u een vergoeding van € 400.",
        promise="Ik geef u een vergoeding van € 90.",
        less="Ik geef u een vergoeding van € 45.",
        correction="Eerlijk gezegd kan ik die € 90 niet geven. Ik geef u een vergoeding van € 45.",
    ),
    Words(
        persona="schoolplek",
        sorry="Het spijt me echt, mevrouw El Amrani, voor u en voor Yasmina.",
        tied="Uitgeloot voor alle vijf, en zij zit boven met de deur dicht: wat moet u zich machteloos voelen.",
        forward="Daarvoor moet u de school zelf bellen.",
        beyond="Ik stuur Yasmina een boekenbon van € 50.",
        promise="Ik regel voor morgen om vier uur een rondleiding voor Yasmina op Het Baken.",
        less="Ik regel voor vrijdag om vier uur een rondleiding voor Yasmina op Het Baken.",
        correction=(
            "Morgen lukt toch niet, dat moet ik eerlijk zeggen. "
            "Ik regel voor vrijdag om vier uur een rondleiding voor Yasmina op Het Baken."
        ),
    ),
    Words(
        persona="cold-boiler",
        sorry="I'm so sorry, Mr Hoyle. This is our fault.",
        tied="Eight days without heating with two kids, that must be frightening.",
        forward="You'll have to call the contractor, Halse Gas, about that.",
        beyond="I'll pay you £500 compensation for the electricity.",
        promise="I'll book the emergency engineer for tomorrow between 8 and 10.",
        less="I'll book the emergency engineer for Thursday between 8 and 10.",
        correction=(
            "I can't promise tomorrow after all, I'm sorry. "
            "I'll book the emergency engineer for Thursday between 8 and 10."
        ),
    ),
    Words(
        persona="frozen-account",
        sorry="I'm sorry about the position you are in, Mr Whitcombe.",
        tied="It must be worrying to have a supplier waiting and an account that is frozen.",
        forward="You need to speak to the compliance department about this.",
        beyond="I'll waive £80 of the monthly charge for you.",
        promise="I'll put your review at the front of the queue, and you'll have the outcome within 48 hours.",
        less="I'll put your review at the front of the queue, and you'll have the outcome within six days.",
        correction=(
            "I'm afraid I can't do that within 48 hours. "
            "I'll put your review at the front of the queue, and you'll have the outcome within six days."
        ),
    ),
    Words(
        persona="hotel-double-booking",
        sorry="I am so sorry, Mrs. Kowalski. This was our fault.",
        tied="To lose your room on your anniversary, at eleven at night, must have been so hurtful.",
        forward="You'll have to take that up with the hotel directly.",
        beyond="I'm refunding you $600 today.",
        promise="I'm refunding you the full $289 today.",
        less="I'm refunding you $150 today.",
        correction="I'm afraid I can't refund the full $289. I'm refunding you $150 today.",
    ),
    Words(
        persona="missed-visits",
        sorry="I'm so sorry, Priya. This is our fault.",
        tied="It must be terrifying to see a green tick while nobody came to your mother.",
        forward="You'll need to call the office about that when they open.",
        beyond="I'm starting an inquiry now, you'll have a written answer within an hour.",
        promise="I'm starting an inquiry now, you'll have a written answer within three days.",
        less="I'm starting an inquiry now, you'll have a written answer within nine days.",
        correction=(
            "I can't promise three days, I have to be honest about that. "
            "I'm starting an inquiry now, you'll have a written answer within nine days."
        ),
    ),
    Words(
        persona="late-parcel",
        sorry="I'm so sorry, Mr Devane. This is our fault.",
        tied="Three cards while you were sitting in your own kitchen, that must make you feel made a fool of.",
        forward="You'll have to call the depot in Shannon about that.",
        beyond="I'm refunding 200 euro for the carriage.",
        promise="Con Hehir will bring it to your door tomorrow between 10 and 12, I'm booking that now.",
        less="Con Hehir will bring it to your door on Friday between 10 and 12, I'm booking that now.",
        correction=(
            "I can't promise tomorrow after all, I'm sorry. "
            "Con Hehir will bring it to your door on Friday between 10 and 12, I'm booking that now."
        ),
    ),
    Words(
        persona="school-place",
        sorry="I'm so sorry, Mrs Nowicka. This is our fault.",
        tied="You live 412 metres from the school and he is refused, that must make you feel powerless.",
        forward="You'll have to call the school about that.",
        beyond="I'm booking a visit at Holm Street for you today at two.",
        promise="I'm booking a visit at Holm Street for you tomorrow at half past eight.",
        less="I'm booking a visit at Holm Street for you on Thursday at half past eight.",
        correction=(
            "I can't promise tomorrow after all, I'm sorry. "
            "I'm booking a visit at Holm Street for you on Thursday at half past eight."
        ),
    ),
    Words(
        persona="train-refund",
        sorry="I'm so sorry, Trish. This is our fault.",
        tied="You sat on the floor in Chesterfield while your daughter was graduating, that must be heartbreaking.",
        forward="You'll have to call the claims department about that.",
        beyond="I'm refunding you £500 for the ticket.",
        promise="I'm refunding you £159 for the ticket and the taxi.",
        less="I'm refunding you £74 for the ticket and the taxi.",
        correction=(
            "I can't promise you £159 after all, I'm sorry. I'm refunding you £74 for the ticket and the taxi."
        ),
    ),
    Words(
        persona="van-deposit",
        sorry="I'm so sorry, Mr Tully. This is our fault.",
        tied="A bill for a dent that you never made, that must make you feel robbed.",
        forward="You'll have to call the depot about that.",
        beyond="I'm refunding £900 for the deposit.",
        promise="I'm refunding £500 for the deposit.",
        less="I'm refunding £200 for the deposit.",
        correction="I can't promise you the £500 after all, I'm sorry. I'm refunding £200 for the deposit.",
    ),
)
every_customer = pytest.mark.parametrize("words", ALL, ids=lambda words: words.persona)


@pytest.fixture
def start(training: Training) -> Callable[[Words], Chat]:
    return lambda words: Chat(training, words.persona)


def anger_by(turn: Turn, rule: str) -> float:
    return sum(effect.anger for effect in turn.effects if effect.rule.startswith(rule))


def language(chat: Chat) -> str:
    return chat.session.persona.language


def test_every_shipped_customer_who_comes_with_a_complaint_is_here(library: Library) -> None:
    complaining = sorted(one.id for one in library.personas.values() if not one.proactive)
    assert sorted(words.persona for words in ALL) == complaining


# --- sorry -----------------------------------------------------------------------------------------------------------


@every_customer
def test_a_good_apology_lowers_anger(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)
    before = chat.anger

    turn = chat.say(words.sorry)

    assert chat.anger < before
    assert "apology" in rules(turn)


@every_customer
def test_an_empty_apology_said_again_does_not_lower_anger(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)
    first, second, third = EMPTY_SORRY[language(chat)]
    chat.say(first)
    after_one = chat.anger

    chat.say(second)
    after_two = chat.anger
    chat.say(third)

    assert after_two >= after_one
    assert chat.anger > after_two
    assert "repeated_apology" in events(chat.mine)


@every_customer
def test_a_late_apology_does_less_than_an_early_one(words: Words, start: Callable[[Words], Chat]) -> None:
    early, late = start(words), start(words)
    late.say(*QUESTIONS[language(late)])

    soon, afterwards = early.say(words.sorry), late.say(words.sorry)

    assert anger_by(soon, "apology") < anger_by(afterwards, "apology") < 0
    assert "late_apology" in events(afterwards)


# --- empathy ---------------------------------------------------------------------------------------------------------


@every_customer
def test_empathy_for_this_case_does_more_than_empathy_in_general(words: Words, start: Callable[[Words], Chat]) -> None:
    tied, general = start(words), start(words)
    before = tied.anger

    tied.say(words.tied)
    general.say(GENERAL[language(general)])

    assert tied.anger < general.anger < before
    assert tied.trust > general.trust


# --- forwarding ------------------------------------------------------------------------------------------------------


@every_customer
def test_forwarding_raises_anger_and_the_customer_says_so(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)
    before, trust = chat.anger, chat.trust

    turn = chat.say(words.forward)

    assert chat.anger >= before + 10 or chat.anger == 100
    assert chat.trust <= trust - 12
    assert "forwarding" in rules(turn)
    assert {"customer:forwarding", "customer:manager"} & set(chat.reply.deeds)


# --- honesty ---------------------------------------------------------------------------------------------------------


@every_customer
def test_a_promise_beyond_the_mandate_is_noticed(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)

    turn = chat.say(words.beyond)

    assert "beyond_mandate" in events(turn)
    assert "fitting_offer" not in events(turn)


@every_customer
def test_a_promise_within_the_mandate_is_not(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)

    turn = chat.say(words.promise)

    assert "beyond_mandate" not in events(turn)
    assert turn.commitments[0].quote in words.promise


@every_customer
def test_less_than_was_promised_is_a_contradiction(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)
    chat.say(words.promise)
    before = chat.anger

    turn = chat.say(words.less)

    assert "contradiction" in events(turn)
    assert quoted(turn, "contradiction") in words.less
    assert chat.anger > before or before == 100


@every_customer
def test_taking_a_promise_back_openly_is_a_correction(words: Words, start: Callable[[Words], Chat]) -> None:
    hidden, open_about_it = start(words), start(words)
    hidden.say(words.promise, words.less)

    turn = open_about_it.say(words.promise, words.correction)

    assert "correction" in events(turn)
    assert "contradiction" not in events(turn)
    assert open_about_it.anger < hidden.anger
    assert open_about_it.trust > hidden.trust


@every_customer
def test_repeating_a_promise_is_no_contradiction(words: Words, start: Callable[[Words], Chat]) -> None:
    chat = start(words)

    turn = chat.say(words.promise, words.promise)

    assert not {"contradiction", "correction"} & set(events(turn))
