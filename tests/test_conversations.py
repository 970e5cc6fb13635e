"""Whole talks. Every file of a customer under tests/conversations is a scripted trainee; its name says how it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fakes import MONDAY, Chat, customer_messages, quotes_of

from bot.content import read_talk
from bot.core.conversation import Judgement, Turn
from bot.core.persona import Outcome
from bot.training import Session, Training
from bot.training.script import Say, Talk, play

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*/*.yaml"))
PERSONAS = sorted({file.parent.name for file in FILES})
SHOUTERS = ("cold-boiler", "parkeerboete", "train-refund", "van-deposit", "hottub", "fietslease")
WRITTEN_TO_FIRST = ("festival-pitch", "garagerekening", "hearing-aid", "keukenblad")
KINDS = ("strong", "mixed", "weak", "apology-only", "solution-only", "forwards")
WALKED_OUT = {Outcome.LEFT, Outcome.ESCALATED}
WELL = {Outcome.RESOLVED, Outcome.SETTLED}

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
every_persona = pytest.mark.parametrize("persona", PERSONAS)
every_shouter = pytest.mark.parametrize("persona", SHOUTERS)


@cache
def talk(file: Path) -> Talk:
    return read_talk(file)


@pytest.fixture(scope="session")
def played(training: Training):
    """Plays a file; each only once in a whole run."""
    return cache(lambda file: play(training, talk(file), MONDAY).session)


def named(persona: str, kind: str) -> Path:
    return FOLDER / persona / f"{kind}.yaml"


# --- what holds for every talk ---------------------------------------------------------------------------------------


@every_file
def test_the_customer_never_says_the_same_thing_twice(file: Path, played) -> None:
    session = played(file)

    said = Counter(customer_messages(session))
    assert [text for text, times in said.items() if times > 1] == []


@every_file
def test_every_quote_in_a_debrief_stands_in_the_trainees_message_of_that_turn(
    file: Path, played, training: Training
) -> None:
    session = played(file)

    debriefs = training.debriefs(session)
    quotes = [quote for debrief in debriefs for quote in quotes_of(debrief)]
    said = {turn.number: turn.text for turn in session.transcript if turn.who == "trainee"}
    assert [(turn, quote) for turn, quote in quotes if not quote or quote not in said.get(turn, "")] == []


@every_file
def test_every_change_of_mood_has_a_rule_and_a_source_and_they_add_up(file: Path, played) -> None:
    session = played(file)

    mood = session.transcript[0].mood
    for turn in session.transcript[1:]:
        assert all(effect.rule and effect.source and effect.why for effect in turn.effects)
        assert turn.mood.anger == pytest.approx(mood.anger + sum(effect.anger for effect in turn.effects))
        assert turn.mood.trust == pytest.approx(mood.trust + sum(effect.trust for effect in turn.effects))
        mood = turn.mood


@every_file
def test_no_summary_and_no_check_is_taken_for_somebody_elses_story(file: Path, played) -> None:
    happened = [one for turn in played(file).transcript for one in turn.happenings]

    assert [one for one in happened if one.event == Judgement.STRANGE_STORY] == []


@pytest.mark.parametrize(
    ("persona", "told"),
    [
        ("trouwjurk", "Dus samengevat: uw auto is gestolen en de verzekering betaalt niet. Heb ik dat goed?"),
        ("bushalte", "Dus de tandarts heeft bij u de verkeerde kies getrokken, klopt dat?"),
        ("bushalte", "Klopt het dat uw kapper uw pony te kort heeft geknipt?"),
        ("frozen-account", "So to sum up: your hairdresser cut your fringe too short. Is that right?"),
        ("late-parcel", "Am I right that your hairdresser cut your fringe too short?"),
    ],
)
def test_a_customer_never_says_yes_to_somebody_elses_story(persona: str, told: str, training: Training) -> None:
    talk = Chat(training, persona)

    said = talk.say(told)

    assert Judgement.STRANGE_STORY in [one.event for one in said.happenings]
    assert f"customer:{Judgement.STRANGE_STORY}" in talk.reply.deeds
    assert said.mood.trust < talk.session.transcript[0].mood.trust


@every_file
def test_the_same_talk_played_twice_is_the_same(file: Path, played, training: Training) -> None:
    again = play(training, talk(file), MONDAY).session

    assert again.transcript == played(file).transcript
    assert training.debriefs(again) == training.debriefs(played(file))


@every_file
def test_the_customer_always_says_something(file: Path, played) -> None:
    session = played(file)

    knows_nothing = session.persona.proactive and not session.persona.proactive.wrote
    spoken = session.transcript[1:] if knows_nothing else session.transcript
    assert all(message.text.strip() for turn in spoken for message in turn.messages)
    assert all(turn.messages for turn in spoken if turn.who == "customer")


@every_persona
def test_another_talk_number_reads_differently(persona: str, training: Training) -> None:
    script = talk(named(persona, "strong"))

    one, two = (play(training, replace(script, talk=number), MONDAY).session for number in (0, 1))

    begun = 2 if one.persona.proactive else 0  # who is written to first says something of their own only after that
    assert one.transcript[begun].text != two.transcript[begun].text
    first, second = set(customer_messages(one)), set(customer_messages(two))
    assert len(first & second) <= len(first) / 2


# --- how each kind of trainee ends -----------------------------------------------------------------------------------


def of(*kinds: str) -> pytest.MarkDecorator:
    files = [file for file in FILES if file.stem in kinds]
    return pytest.mark.parametrize("file", files, ids=lambda file: file.parent.name)


@every_persona
def test_every_persona_has_every_kind_of_trainee(persona: str, training: Training) -> None:
    files = {file.stem for file in FILES if file.parent.name == persona}

    assert set(KINDS) <= files
    assert "fair-boundary" in files or training.library.personas[persona].behaviour is None


def test_every_shipped_persona_has_scripted_talks(training: Training) -> None:
    assert sorted(training.library.personas) == PERSONAS
    assert sorted(WRITTEN_TO_FIRST) == sorted(one.id for one in training.library.personas.values() if one.proactive)
    assert sorted(SHOUTERS) == sorted(persona.id for persona in training.library.personas.values() if persona.behaviour)


@of("strong", "ladder-apology")
def test_a_strong_trainee_resolves_it(file: Path, played) -> None:
    session = played(file)

    assert session.state.outcome in WELL


@of("strong")
def test_a_strong_trainee_wins_back_a_customer_who_was_not_failed_before(file: Path, played) -> None:
    session = played(file)

    mood = session.state.mood
    if session.persona.grievance.earlier_failures:
        assert mood.anger < 45  # never mind the ideal: no longer even irritated
        assert mood.trust > 60
    else:
        assert mood.anger < 25
        assert mood.trust > 60


@of("weak")
def test_a_weak_trainee_loses_the_customer(file: Path, played) -> None:
    session = played(file)

    assert session.state.mood.anger > 80 or session.state.outcome in WALKED_OUT


@of("forwards")
def test_a_trainee_who_forwards_loses_the_customer(file: Path, played) -> None:
    session = played(file)

    assert session.state.mood.anger > 80 or session.state.outcome in WALKED_OUT


@of("apology-only")
def test_a_trainee_who_only_apologises_keeps_an_angry_customer(file: Path, played) -> None:
    session = played(file)

    assert session.state.mood.anger >= 55
    assert session.state.outcome not in WELL


@of("solution-only")
def test_a_trainee_who_only_solves_keeps_an_irritated_customer(file: Path, played) -> None:
    session = played(file)

    assert session.state.mood.anger >= 45
    assert session.state.outcome not in WELL


@of("fair-boundary")
def test_a_trainee_who_draws_a_fair_boundary_succeeds(file: Path, played, training: Training) -> None:
    session = played(file)

    assert session.state.outcome is Outcome.BOUNDARY
    assert score(session, training, "naming-behaviour") > 75


@every_persona
def test_a_mixed_trainee_ends_between_strong_and_weak(persona: str, played) -> None:
    strong, mixed, weak = (played(named(persona, kind)).state.mood.anger for kind in ("strong", "mixed", "weak"))

    assert strong < mixed < weak


def score(session: Session, training: Training, rubric: str) -> int:
    debriefs = {debrief.rubric.id: debrief for debrief in training.debriefs(session)}
    assert debriefs[rubric].score is not None
    return debriefs[rubric].score


@pytest.mark.parametrize("rubric", ["leon", "structured", "nine-tips"])
@pytest.mark.parametrize("persona", [persona for persona in PERSONAS if persona not in WRITTEN_TO_FIRST])
def test_every_method_tells_strong_mixed_and_weak_apart(persona: str, rubric: str, played, training: Training) -> None:
    strong, mixed, weak = (
        score(played(named(persona, kind)), training, rubric) for kind in ("strong", "mixed", "weak")
    )

    assert strong > mixed > weak


@pytest.mark.parametrize("persona", WRITTEN_TO_FIRST)
def test_proactive_contact_tells_strong_mixed_and_weak_apart(persona: str, played, training: Training) -> None:
    strong, mixed, weak = (
        score(played(named(persona, kind)), training, "proactive") for kind in ("strong", "mixed", "weak")
    )

    assert strong >= 85
    assert strong > mixed > weak


@every_persona
def test_every_talk_is_looked_back_on_with_methods_that_suit_it(persona: str, training: Training) -> None:
    customer = training.library.personas[persona]

    asked = {rubric for file in FILES if file.parent.name == persona for rubric in talk(file).rubrics}
    assert asked <= set(training.library.methods_for(customer))


@every_shouter
def test_naming_behaviour_tells_strong_mixed_and_weak_apart(persona: str, played, training: Training) -> None:
    strong, mixed, weak = (
        score(played(named(persona, kind)), training, "naming-behaviour") for kind in ("strong", "mixed", "weak")
    )

    assert strong > mixed > weak


@pytest.mark.parametrize("kind", ["fair-boundary", "ladder-apology"])
@every_shouter
def test_naming_behaviour_tells_who_names_it_from_who_does_not(
    persona: str, kind: str, played, training: Training
) -> None:
    named_it, weak = (score(played(named(persona, one)), training, "naming-behaviour") for one in (kind, "weak"))

    assert named_it >= 75 > 25 >= weak


@every_persona
def test_only_apologising_or_only_solving_scores_far_below_the_whole(persona: str, played, training: Training) -> None:
    method = "proactive" if persona in WRITTEN_TO_FIRST else "leon"
    strong, sorry, solving = (
        score(played(named(persona, kind)), training, method) for kind in ("strong", "apology-only", "solution-only")
    )

    assert sorry < strong - 40
    assert solving < strong - 40


# --- when a promise falls due ---------------------------------------------------------------------------------------

FOLLOWED = {file: file.stem.removeprefix("follow-up-") for file in FILES if file.stem.startswith("follow-up-")}
BECAME = {
    "kept": ("back_in_time", "news"),
    "no-news-yet": ("back_in_time", "new_moment"),
    "late": ("back_late", "news"),
    "boundary": ("back_in_time", "asked_after"),
}


def test_every_way_to_keep_a_promise_or_not_is_played_in_both_languages(training: Training) -> None:
    played_in = {(kind, training.library.personas[file.parent.name].language) for file, kind in FOLLOWED.items()}

    assert played_in == {(kind, language) for kind in (*BECAME, "forgotten") for language in ("nl", "en")}


@pytest.mark.parametrize("file", FOLLOWED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_scripted_promise_is_followed_up_to_its_end(file: Path, played, training: Training) -> None:
    session, alone = played(file), play(training, replace(talk(file), follow_up=()), MONDAY).session

    kept = training.debriefs(session)[0].follow_ups
    assert len(kept) == len(talk(file).follow_up)
    assert session.transcript[: len(alone.transcript)] == alone.transcript
    assert session.talk_outcome is alone.state.outcome
    assert all(one.parted for one in kept)


@pytest.mark.parametrize("file", [file for file in FOLLOWED if FOLLOWED[file] in BECAME], ids=lambda file: file.stem)
def test_what_became_of_a_promise_is_told_as_it_was(file: Path, played, training: Training) -> None:
    kept = training.debriefs(played(file))[0].follow_ups[0]

    assert (kept.timing, kept.content) == BECAME[FOLLOWED[file]]
    assert kept.after.anger < kept.before.anger
    assert kept.after.trust >= kept.before.trust
    assert played(file).state.outcome in WELL


@pytest.mark.parametrize(
    "file", [file for file in FOLLOWED if FOLLOWED[file] == "forgotten"], ids=lambda f: f.parent.name
)
def test_a_forgotten_promise_leaves_the_customer_worse_off_than_the_talk_did(
    file: Path, played, training: Training
) -> None:
    kept = training.debriefs(played(file))[0].follow_ups[0]

    assert kept.timing == "back_chased"
    assert kept.after.anger > kept.before.anger
    assert kept.after.trust <= kept.before.trust
    assert played(file).state.outcome is not Outcome.RESOLVED


def test_the_sooner_a_promise_is_kept_the_more_leon_gives_for_aftercare(played, training: Training) -> None:
    kept, late = (aftercare(played(named("jaarnota", f"follow-up-{kind}")), training) for kind in ("kept", "late"))
    forgotten = aftercare(played(named("missed-visits", "follow-up-forgotten")), training)

    assert kept > late > forgotten


def aftercare(session: Session, training: Training) -> float:
    leon = next(debrief for debrief in training.debriefs(session) if debrief.rubric.id == "leon")
    return next(score.share for score in leon.scores if score.criterion.id == "aftercare")


# --- long talks ------------------------------------------------------------------------------------------------------

LONG = {
    "nl": (
        "Goedemiddag, u spreekt met Kim. Ik heb uw bericht gelezen.",
        "Vertel, wat is er precies gebeurd?",
        "Wat een nare situatie. Dat had niet zo mogen lopen.",
        "Wat is uw telefoonnummer?",
        "Dat moet ontzettend frustrerend voor u zijn.",
        "Een ogenblik, ik kijk even.",
        "Ja, maar dat kon ik niet weten.",
        "Het spijt me dat het zo gegaan is, dat is onze fout.",
        "Hoe is dat voor u geweest?",
        "Ik neem dit heel serieus.",
        "We gaan ons best doen.",
        "Wat zou voor u een goede oplossing zijn?",
        "Dat snap ik.",
        "Ik zoek het zelf voor u uit en bel u morgen om tien uur.",
        "Ik schrijf het even voor u op.",
        "Eerlijk gezegd kan ik nu niet beloven dat het vandaag lukt.",
        "Begrijp ik het zo goed?",
        "Dank u voor uw geduld.",
        "Daar ga ik nu mee aan de slag.",
        "Ik houd u op de hoogte, elke dag voor twaalf uur.",
    ),
    "en": (
        "Good afternoon, this is Kim. I have read your message.",
        "Please tell me, what exactly happened?",
        "What an awful situation. That should not have gone like this.",
        "What is your phone number?",
        "That must be so frustrating for you.",
        "One moment, I am having a look.",
        "Yes, but it was very busy here too.",
        "I am sorry that it went this way, that is our fault.",
        "What has this been like for you?",
        "I take this very seriously.",
        "We will do our best.",
        "What would be a good outcome for you?",
        "I see.",
        "I am looking into it myself and will call you tomorrow at ten.",
        "I am just writing that down for you.",
        "To be honest, I can't promise today that it will work.",
        "Have I understood that correctly?",
        "Thank you for your patience.",
        "I am getting to work on that now.",
        "I will keep you posted, every day before noon.",
    ),
}


def _news(persona: str) -> str:
    """The first word to a customer who is written to first."""
    first = talk(named(persona, "strong")).say[0]
    return first.text or "" if isinstance(first, Say) and persona in WRITTEN_TO_FIRST else ""


def long_talk(training: Training, persona: str, number: int) -> Chat:
    chat = Chat(training, persona, talk=number)
    greeting, *rest = LONG[chat.session.persona.language]
    for text in (_news(persona) or greeting, *rest):
        chat.say(text)
    return chat


@pytest.mark.parametrize("number", [0, 1, 7])
@every_persona
def test_a_talk_of_twenty_turns_has_no_message_twice(persona: str, number: int, training: Training) -> None:
    chat = long_talk(training, persona, number)

    said = Counter(customer_messages(chat.session))
    assert sum(turn.who == "trainee" for turn in chat.session.transcript) == 20
    assert [text for text, times in said.items() if times > 1] == []


@every_persona
def test_a_talk_of_twenty_turns_never_swings_out_of_bounds(persona: str, training: Training) -> None:
    chat = long_talk(training, persona, 3)

    assert all(within_bounds(turn) for turn in chat.session.transcript)
    assert all(turn.effects == () or turn.who == "trainee" for turn in chat.session.transcript)


def within_bounds(turn: Turn) -> bool:
    return 0 <= turn.mood.anger <= 100 and 0 <= turn.mood.trust <= 100
