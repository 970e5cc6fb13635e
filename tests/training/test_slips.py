"""A customer who hears a wrong day, number or amount in a summary corrects it; a right one is never corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import MONDAY, Chat, events, quoted, rules

from bot.content import read_talk
from bot.core.conversation import Judgement
from bot.training import Training
from bot.training.script import play

SCRIPTS = sorted((Path(__file__).parents[1] / "conversations").glob("*/*.yaml"))
WRONG = [
    ("cold-boiler", "So your boiler has been cold for three weeks, right?", "three weeks", "eight days"),
    ("cold-boiler", "Am I right that five engineers were booked and none of them came?", "five engineers", "three"),
    ("late-parcel", "So your fiddle is five weeks late, is that right?", "five weeks", "two weeks"),
    ("late-parcel", "So you were left seven cards while you were in, is that right?", "seven cards", "three cards"),
    ("frozen-account", "So your account has been frozen since Monday, is that right?", "Monday", "Tuesday"),
    ("frozen-account", "So your supplier is owed £12,000 on Friday, is that correct?", "£12,000", "£18,400"),
    ("train-refund", "So your claim was turned down six times, is that right?", "six times", "three times"),
    ("hotel-double-booking", "So we sent you to a motel fifty miles away, is that right?", "fifty miles", "twenty"),
    ("bushalte", "Dus u hebt gisteren drie uur op de flexbus staan wachten. Klopt dat?", "drie uur", "vijf kwartier"),
    ("fietslease", "Klopt het dat er gisteren € 120 is afgeschreven?", "€ 120", "€ 84,50"),
    ("jaarnota", "Klopt het dat u woensdag de jaarnota kreeg?", "woensdag", "dinsdag"),
    ("jaarnota", "Klopt het dat u in juni van vorig jaar gebeld heeft?", "juni", "maart"),
    ("schoolplek", "Klopt het dat Yasmina dertig kilometer moet fietsen?", "dertig kilometer", "elf kilometer"),
    ("trouwjurk", "Klopt het dat je over drie weken trouwt?", "drie weken", "negen dagen"),
    ("hottub", "Dus u heeft € 900 betaald en de hottub is koud. Klopt dat?", "€ 900", "€ 1.640"),
    ("zelfstandige-zonder-internet", "Klopt het dat u zeven keer bent doorverbonden?", "zeven keer", "vier keer"),
]
RIGHT = [
    ("cold-boiler", "So to sum up: over a week without heating, and three engineers who never came. Is that right?"),
    ("late-parcel", "So it's been a fortnight, three cards, and you were in the kitchen each time. Is that correct?"),
    ("late-parcel", "Am I right that the parcel is fourteen days late?"),
    (
        "missed-visits",
        "So your mother missed tea at 5.30pm on Tuesday and breakfast at 8am on Thursday, is that right?",
    ),
    ("train-refund", "So you paid £74.60 for the ticket and £85 for the taxi, £159.60 in all. Is that right?"),
    ("school-place", "Am I right that you live some 400 metres from the school?"),
    ("frozen-account", "So your supplier needs eighteen thousand four hundred pounds by Friday, is that correct?"),
    ("van-deposit", "So it would be the £500 less £38 for fuel, £462 back to you. Is that right?"),
    ("bushalte", "Dus u hebt gisteren 75 minuten in de regen gestaan, klopt dat?"),
    ("fietslease", "Klopt het dat je al ruim een week niet kunt werken?"),
    ("jaarnota", "Als ik u goed begrijp moet u bijna 1200 euro bijbetalen. Klopt dat?"),
    ("jaarnota", "Samengevat: u kreeg dinsdag de nota en er is 24 maanden geschat. Heb ik dat goed?"),
    ("parkeerboete", "Dus je hebt twee bonnen van € 83,60 gekregen, samen € 167,20. Klopt dat?"),
    ("schoolplek", "Als ik u goed begrijp moet ze elke dag 22 kilometer fietsen, heen en terug. Klopt dat?"),
    ("trouwjurk", "Dus je hebt anderhalve week om dit op te lossen, klopt dat?"),
    ("hottub", "Klopt het dat de hottub nu de derde dag niet werkt?"),
]
PLANS = [
    (
        "trouwjurk",
        "Ik vat samen: morgen om half vier kom jij naar het atelier en over zes dagen is hij klaar. Klopt dat?",
    ),
    ("bushalte", "Dus samengevat: ik bel u morgen om elf uur en vrijdag stopt de bus aan uw deur. Klopt dat zo?"),
    ("late-parcel", "So to sum up: the fiddle will be with you on Monday at nine. Have I got that right?"),
    (
        "cold-boiler",
        "So to recap: you'll have an engineer by 9 tomorrow and £150 for the missed visits. Is that right?",
    ),
]


@pytest.mark.parametrize(("persona", "told", "wrong", "right"), WRONG)
def test_a_customer_corrects_a_wrong_detail_with_what_was_told(
    persona: str, told: str, wrong: str, right: str, training: Training
) -> None:
    talk = Chat(training, persona)

    turn = talk.say(told)

    assert quoted(turn, "wrong_detail") == wrong
    assert "summary_fits" not in events(turn)
    assert right in talk.reply.text.lower() or right in talk.reply.text
    assert "customer:wrong_detail" in talk.reply.deeds
    assert not {"customer:check", "customer:summary", "customer:summary_fits"} & set(talk.reply.deeds)


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize(("persona", "told"), RIGHT)
def test_a_trainee_who_sums_up_right_in_other_words_is_not_corrected(
    persona: str, told: str, number: int, training: Training
) -> None:
    turn = Chat(training, persona, talk=number).say(told)

    assert {"summary", "check"} & set(events(turn))
    assert "wrong_detail" not in events(turn)


@pytest.mark.parametrize(("persona", "told"), PLANS)
def test_a_plan_that_is_summed_up_is_no_detail_of_the_case(persona: str, told: str, training: Training) -> None:
    assert "wrong_detail" not in events(Chat(training, persona).say(told))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: f"{script.parent.name}-{script.stem}")
def test_nobody_in_the_scripted_talks_is_corrected(script: Path, training: Training) -> None:
    transcript = play(training, read_talk(script), MONDAY).session.transcript

    assert not any(turn.has(Judgement.WRONG_DETAIL) for turn in transcript)


@pytest.mark.parametrize(
    ("persona", "hello", "wrong", "right"),
    [
        (
            "late-parcel",
            "Good morning Mr Devane, this is Kim. Please go on.",
            "So to sum up: your fiddle is five weeks late and you have three cards. Is that right?",
            "I beg your pardon. So your fiddle is two weeks late and you have three cards. Is that right?",
        ),
        (
            "jaarnota",
            "Goedemorgen mevrouw Terpstra, u spreekt met Kim. Gaat u verder.",
            "Samengevat: u moet 800 euro bijbetalen en uw meterstand is twee jaar geschat. Heb ik dat goed?",
            "Excuses. U moet 1.184,60 euro bijbetalen en uw meterstand is twee jaar geschat. Heb ik dat goed?",
        ),
    ],
)
def test_whoever_is_corrected_and_then_sums_up_right_is_believed(
    persona: str, hello: str, wrong: str, right: str, training: Training
) -> None:
    talk = Chat(training, persona, rubrics=("leon",))

    slip, mended = talk.say(hello, wrong), talk.say(right)

    assert "wrong_detail" in events(slip)
    assert "wrong_detail" not in events(mended)
    assert "summary_fits" in events(mended)
    assert mended.mood.trust > slip.mood.trust


@pytest.mark.parametrize(
    ("persona", "wrong", "says"),
    [
        (
            "late-parcel",
            "So to sum up: your fiddle is five weeks late. Is that right?",
            "You gave this back differently",
        ),
        ("trouwjurk", "Samengevat: over drie weken trouw je. Klopt dat?", "Je gaf dit anders terug"),
    ],
)
def test_the_debrief_says_it_in_a_sentence_with_the_trainees_words(
    persona: str, wrong: str, says: str, training: Training
) -> None:
    talk = Chat(training, persona, rubrics=("leon",))
    talk.say(wrong)

    listen = next(score for score in talk.end().scores if score.criterion.id == "listen")
    [fault] = [finding for finding in listen.findings if finding.kind == "fault"]
    assert fault.text.startswith(says)
    assert [one.quote for one in fault.evidence] in (["five weeks"], ["drie weken"])


@pytest.mark.parametrize(
    ("persona", "told"),
    [
        ("late-parcel", "So your fiddle is five weeks late, is that right?"),
        ("trouwjurk", "Klopt het dat je over drie weken trouwt?"),
    ],
)
def test_a_slip_costs_less_than_somebody_elses_story(persona: str, told: str, training: Training) -> None:
    turn = Chat(training, persona).say(told)

    [slip] = [effect for effect in turn.effects if effect.rule == "wrong_detail"]
    strange = next(rule for rule in training.library.numbers.rules if rule.id == "strange_story")
    assert 0 < slip.anger < strange.anger
    assert strange.trust < slip.trust < 0
    assert "check" in rules(turn)


def test_the_same_mistake_again_is_corrected_again(training: Training) -> None:
    talk = Chat(training, "trouwjurk")

    first, second = (
        talk.say("Klopt het dat je over drie weken trouwt?"),
        talk.say("Begrijp ik goed dat je over drie weken trouwt?"),
    )

    assert "wrong_detail" in events(first)
    assert "wrong_detail" in events(second)


@pytest.mark.parametrize(
    ("persona", "said", "told"),
    [
        (
            "cold-boiler",
            "The boiler factory was closed for three weeks.",
            "So the boiler was out for three weeks, right?",
        ),
        ("trouwjurk", "Het atelier was drie weken dicht.", "Klopt het dat je over drie weken trouwt?"),
    ],
)
def test_what_the_trainee_has_said_before_may_be_what_is_meant(
    persona: str, said: str, told: str, training: Training
) -> None:
    assert "wrong_detail" not in events(Chat(training, persona).say(said, told))


def test_a_customer_does_not_give_away_what_was_not_told_yet(training: Training) -> None:
    guess, told = "Dus u gaat vijf keer per week naar uw man, klopt dat?", "Op welke dagen gaat u naar uw man?"

    assert "wrong_detail" not in events(Chat(training, "bushalte").say(guess))
    assert "wrong_detail" in events(Chat(training, "bushalte").say(told, guess))
