"""Writing first: what the customer does with a first word that is in time, vague, or never comes."""

from __future__ import annotations

import pytest
from fakes import Chat, events, quoted, rules

from bot.core.persona import Outcome
from bot.training import Library, Training

NEWS = {
    "keukenblad": (
        "Hoi Hanneke, je keukenblad is vanmorgen gescheurd. Dat gebeurde bij het polijsten, op een zwakke ader. "
        "We plaatsen donderdag een noodblad. Ik app je morgen om half elf.",
        "Er is iets met je bestelling, onze excuses voor het ongemak.",
    ),
    "garagerekening": (
        "Meneer Wilk, wij hebben uw remmen vervangen zonder u eerst te bellen. Er stond een oud telefoonnummer op de "
        "werkbon. Ik stuur u vandaag de foto van de schijven. Ik bel u vandaag om half zes.",
        "Wat vervelend om te lezen, onze excuses voor uw ervaring.",
    ),
    "hearing-aid": (
        "Mr Pym, your left hearing aid is not repaired yet. The receiver is out of stock. I can lend you a loan aid. "
        "I will write to you on Thursday at three.",
        "Dear Mr Pym, we apologise for any inconvenience with your order.",
    ),
    "festival-pitch": (
        "Hi Bex, the lower field is flooded and you can't use your tent. The river came over its bank. I can move you "
        "to a tent on the hill. I'll text you at half past six tonight.",
        "Hi Bex, due to the weather there may be some changes. Sorry for any inconvenience.",
    ),
}
GREETING = {"nl": "Goedemiddag, u spreekt met Kim.", "en": "Good afternoon, this is Kim."}
HARMLESS = {"nl": "Hm.", "en": "Hm."}
every_one = pytest.mark.parametrize("persona", NEWS)


def test_every_customer_who_is_written_to_first_is_here(library: Library) -> None:
    assert sorted(NEWS) == sorted(one.id for one in library.personas.values() if one.proactive)


def test_there_are_two_in_each_language_and_every_occasion_is_played(library: Library) -> None:
    written_to = [one for one in library.personas.values() if one.proactive]

    assert [one.language for one in written_to].count("nl") == [one.language for one in written_to].count("en") == 2
    assert {one.proactive.occasion for one in written_to if one.proactive} == {
        "known_problem",
        "public_review",
        "earlier_contact",
    }


@every_one
def test_the_talk_begins_with_what_the_customer_wrote_before_or_with_nothing(persona: str, training: Training) -> None:
    chat = Chat(training, persona)

    first = chat.session.persona.proactive
    assert first
    assert [turn.text for turn in chat.session.transcript] == ["\n".join(first.wrote)]
    assert chat.session.transcript[0].silent is not bool(first.wrote)
    assert chat.anger < 45
    assert "interrupted" not in events(chat.say(NEWS[persona][0]))


@every_one
def test_who_tells_it_in_time_is_thanked_and_hears_what_it_means(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    anger, trust = chat.anger, chat.trust

    turn = chat.say(NEWS[persona][0])

    assert {"timely", "explained", "proposed", "next_word"} <= set(events(turn))
    assert "vague_news" not in events(turn)
    assert "timely" in rules(turn)
    assert chat.anger <= anger
    assert chat.trust > trust
    assert {"customer:timely", "customer:worry"} <= set(chat.reply.deeds)


@every_one
def test_the_judgements_quote_the_words_that_tell_it(persona: str, training: Training) -> None:
    chat = Chat(training, persona)

    turn = chat.say(NEWS[persona][0])

    for event in ("timely", "explained", "next_word"):
        assert quoted(turn, event) in NEWS[persona][0]
    assert quoted(turn, "explained") != quoted(turn, "next_word")


@every_one
def test_who_is_vague_makes_the_customer_uneasy(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    anger, trust = chat.anger, chat.trust

    turn = chat.say(NEWS[persona][1])

    assert "vague_news" in events(turn)
    assert "timely" not in events(turn)
    assert chat.anger > anger
    assert chat.trust < trust
    assert {"customer:vague_news", "customer:ask_what"} <= set(chat.reply.deeds)


@every_one
def test_a_greeting_is_not_vague_and_leaves_time_for_the_news(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    before = chat.anger

    turn = chat.say(GREETING[chat.session.persona.language])
    asked = chat.reply.deeds
    told = chat.say(NEWS[persona][0])

    assert "vague_news" not in events(turn)
    assert chat.session.transcript[1].mood.anger == before
    assert asked == ("customer:ask_what",)
    assert "timely" in events(told)


@every_one
def test_who_writes_nothing_leaves_the_customer_to_find_out_and_complain(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    first = chat.session.persona.proactive
    assert first
    before, trust = chat.anger, chat.trust

    nothing = chat.wait(first.within - 1)
    turns = chat.wait(1)

    assert nothing == ()
    assert len(turns) == 1
    assert "customer:finds_out" in turns[0].deeds
    assert turns[0].text == "\n".join(chat.session.persona.grievance.openings[0])
    assert [effect.rule for effect in turns[0].effects] == ["found_out"]
    assert chat.anger >= before + 30
    assert chat.trust < trust


@every_one
def test_after_that_it_is_too_late_to_be_in_time_and_the_ordinary_talk_goes_on(
    persona: str, training: Training
) -> None:
    chat = Chat(training, persona)
    first = chat.session.persona.proactive
    assert first
    chat.wait(first.within)

    interrupting = chat.interject(NEWS[persona][0])
    again = chat.wait(chat.session.persona.patience)

    assert interrupting
    assert "interrupted" in events(interrupting)
    assert "timely" not in events(interrupting)
    assert "explained" in events(interrupting)
    assert "customer:nudge" in again[0].deeds


@every_one
def test_who_keeps_beating_about_the_bush_is_found_out(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    hm = HARMLESS[chat.session.persona.language]

    chat.say(GREETING[chat.session.persona.language], hm)
    turn = chat.say(hm)

    assert "vague_news" in events(turn)
    assert "customer:finds_out" in chat.reply.deeds
    assert "found_out" in rules(turn)
    assert chat.anger > 60


@every_one
def test_a_greeting_and_then_silence_does_not_save_the_trainee(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    chat.say(GREETING[chat.session.persona.language])
    patience = chat.session.persona.patience

    first, second = chat.wait(patience), chat.wait(patience)

    assert "customer:nudge" in first[0].deeds
    assert "customer:finds_out" in second[0].deeds


def test_nobody_accepts_a_solution_in_the_breath_in_which_the_news_comes(training: Training) -> None:
    chat = Chat(training, "keukenblad")

    chat.say(NEWS["keukenblad"][0] + " Het spijt me, dat is onze fout.")

    assert "customer:accept" not in chat.reply.deeds


@every_one
def test_an_ended_talk_without_a_word_can_be_looked_back_on(persona: str, training: Training) -> None:
    chat = Chat(training, persona, rubrics=("proactive",))

    debrief = chat.end(Outcome.ENDED)

    assert debrief.score is None
    assert len(debrief.curve) == 1


@every_one
def test_the_first_word_can_be_done_again(persona: str, training: Training) -> None:
    chat = Chat(training, persona)
    turn = chat.say(NEWS[persona][1])
    anger = chat.anger

    session = training.redo(chat.session, turn.number, chat.now)
    again = training.hear(session, NEWS[persona][0], chat.now).session

    assert len(session.transcript) == 1
    assert again.state.mood.anger < anger


@every_one
def test_before_the_first_word_the_hint_is_to_write_it(persona: str, training: Training) -> None:
    chat = Chat(training, persona)

    before = training.hint(chat.session)
    chat.say(NEWS[persona][0])

    wanted = {"nl": "Deze keer begin jij", "en": "This time you start"}
    assert before.startswith(wanted[chat.session.persona.language])
    assert training.hint(chat.session) != before


def test_only_methods_that_suit_are_proposed(library: Library, training: Training) -> None:
    for persona in library.personas.values():
        fitting = library.methods_for(persona)
        assert training.method_for(persona) in fitting
        assert ("proactive" in fitting) is bool(persona.proactive)
        assert ("leon" in fitting) is not bool(persona.proactive)
