"""Nothing is missing: what is named in one place is there in the others."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import MONDAY

from bot import bootstrap
from bot.content import check, read_talk, shipped
from bot.content.rules.conditions import REPAIR
from bot.core.conditions import When
from bot.core.conversation import Judgement
from bot.core.debrief import Debrief
from bot.core.deciding.reactions import _ORDER as REACTIONS  # the one place that knows what is reacted to
from bot.core.deeds import Deed
from bot.core.facts import traits
from bot.core.moves import Language, Move
from bot.core.persona import Outcome
from bot.report.texts import Texts
from bot.training import Library, Training
from bot.training.script import play

FILES = sorted((Path(__file__).parent / "conversations").glob("*/*.yaml"))
EVENTS = {*Move, *Judgement}
TRAITS = {
    *("founded", "partly_founded", "unfounded", "about_money", "not_about_money", "emotional", "instrumental"),
    *("failed_before", "behaviour", "proactive"),
}
# --- content ---------------------------------------------------------------------------------------------------------


def test_the_shipped_content_has_no_problems() -> None:
    places = shipped()

    problems = check([places.personas, places.rubrics, *places.texts.glob("customer.*.yaml")])

    assert [str(problem) for problem in problems] == []


def test_customers_of_both_languages_are_shipped(library: Library) -> None:
    languages = [persona.language for persona in library.personas.values()]

    assert languages.count("nl") == languages.count("en") >= 4


def test_every_kind_of_customer_is_shipped(library: Library) -> None:
    assert {trait for persona in library.personas.values() for trait in traits(persona)} == TRAITS


def test_every_customer_says_what_it_is_good_for(library: Library) -> None:
    known = {f"{rubric.id}.{criterion.id}" for rubric in library.rubrics.values() for criterion in rubric.criteria}

    for persona in library.personas.values():
        assert persona.practises
        assert set(persona.practises) <= known


# --- texts -----------------------------------------------------------------------------------------------------------


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_program_says_everything_in_both_languages(texts: dict[Language, Texts]) -> None:
    dutch, english = texts["nl"].sentences, texts["en"].sentences

    assert set(dutch) == set(english)
    assert {key for key in dutch if names(dutch[key]) != names(english[key])} == set()
    assert {key for key in dutch if not dutch[key].strip() or not english[key].strip()} == set()


def test_every_sentence_that_the_program_asks_for_is_there(checkout: Path) -> None:
    source = "\n".join(path.read_text("utf-8") for path in (checkout / "bot").rglob("*.py"))

    asked = set(re.findall(r'\btexts\("(\w+)"', source))
    assert len(asked) > 20
    assert asked - set(bootstrap.slack_texts()["en"].sentences) == set()


def test_every_outcome_and_difficulty_has_a_sentence(texts: dict[Language, Texts], library: Library) -> None:
    wanted = {f"outcome_{outcome}" for outcome in Outcome if outcome is not Outcome.STOPPED}
    wanted |= {f"difficulty_{name}" for name in library.numbers.difficulties}

    assert wanted - set(texts["en"].sentences) == set()


def test_every_coaching_line_is_there_in_both_languages_and_one_always_fits(library: Library) -> None:
    assert all(hint.say["nl"].strip() and hint.say["en"].strip() for hint in library.hints)
    assert library.hints[-1].when == When()
    assert [hint.when for hint in library.hints].count(When()) == 1


# --- lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reaction_has_a_common_line(language: Language, library: Library) -> None:
    assert [event for event in REACTIONS if event not in library.common[language]] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_deed_has_a_common_line(language: Language, library: Library) -> None:
    deeds = set(Deed) - {Deed.ANSWER, Deed.FINDS_OUT}  # the facts are the lines of the one, the openings of the other

    assert deeds - set(library.common[language]) == set()


def test_no_common_line_is_for_something_that_never_happens(library: Library) -> None:
    known = {*EVENTS, *Deed}

    for lines in library.common.values():
        assert set(lines) - known == set()


def test_what_the_customer_reacts_to_is_named_once() -> None:
    assert len(REACTIONS) == len(set(REACTIONS))
    assert set(REACTIONS) <= EVENTS


# --- numbers ---------------------------------------------------------------------------------------------------------


def events_of(when: When) -> Iterator[str]:
    yield from (*when.any, *when.none, *when.ever, *when.never, *when.times)


def test_the_numbers_name_only_events_that_exist(library: Library) -> None:
    numbers = library.numbers
    conditions = [one.when for one in (*numbers.rules, *numbers.floors, *numbers.escalations)]
    known = {
        *EVENTS,
        *(f"persona:{trait}" for trait in TRAITS),
        *(f"customer:{deed}" for deed in Deed),
    }

    assert {event for when in conditions for event in events_of(when)} - known == set()


def test_every_rule_has_a_name_of_its_own(library: Library) -> None:
    ids = [rule.id for rule in library.numbers.rules]

    assert len(ids) == len(set(ids))


def test_every_harm_and_every_judgement_moves_the_mood_or_is_only_a_sign(library: Library) -> None:
    moving = {event for rule in library.numbers.rules for event in rule.when.any}
    signs = {
        *(Move.GREETING, Move.DEADLINE, Move.BEHAVIOUR_AWARE, Move.BEHAVIOUR_GOAL, Move.BEHAVIOUR_EFFECT),
        *(Move.CALLBACK_CLOSE, Judgement.LATE_APOLOGY, Judgement.FAULT_CONCEDED, Judgement.STAYED_CALM),
        *(Judgement.LADDER_CLOSE, Judgement.BAFFLING),
        Judgement.BACK_CHASED,  # that the customer had to come back has moved it already
        Judgement.PROPOSED,  # as an offer or a step it has moved it already
        Move.OFFER,  # what counts is whether it fits
    }

    assert EVENTS - moving == signs


def test_the_checker_knows_the_ceiling_of_the_numbers(library: Library) -> None:
    assert library.numbers.repair_ceiling == REPAIR


def test_the_stances_cover_every_anger(library: Library) -> None:
    assert min(library.numbers.stances.values()) == 0


# --- methods ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def best(training: Training) -> dict[str, float]:
    """The best share of each criterion in all shipped talks, each looked back on with every method."""
    found: dict[str, float] = {}
    for file in FILES:
        talk = read_talk(file)
        talk = replace(talk, rubric=training.library.methods_for(training.library.personas[talk.persona]))
        session = play(training, talk, MONDAY).session
        for debrief in training.debriefs(session):
            for score in debrief.scores:
                if score.assessed:
                    name = f"{debrief.rubric.id}.{score.criterion.id}"
                    found[name] = max(found.get(name, 0), score.share)
    return found


def test_every_criterion_is_assessed_in_some_shipped_talk(library: Library, best: dict[str, float]) -> None:
    every = {f"{rubric.id}.{criterion.id}" for rubric in library.rubrics.values() for criterion in rubric.criteria}

    assert every - set(best) == set()


def test_every_criterion_is_mostly_reached_in_some_shipped_talk(best: dict[str, float]) -> None:
    assert {name: share for name, share in best.items() if share < 0.6} == {}


def test_every_method_can_be_practised_with_at_least_four_customers(library: Library, training: Training) -> None:
    assessed = Counter(
        debrief.rubric.id
        for persona in library.personas.values()
        for debrief in _strong(training, persona.id)
        if any(score.assessed for score in debrief.scores)
    )

    assert len(library.rubrics) >= 5
    assert {rubric: assessed[rubric] for rubric in library.rubrics if assessed[rubric] < 4} == {}


def _strong(training: Training, persona: str) -> tuple[Debrief, ...]:
    """What every method that suits this customer says of the strong trainee."""
    file = next(file for file in FILES if (file.parent.name, file.stem) == (persona, "strong"))
    methods = training.library.methods_for(training.library.personas[persona])
    return training.debriefs(play(training, replace(read_talk(file), rubric=methods), MONDAY).session)


def test_every_sign_and_fault_names_something_that_can_happen(library: Library) -> None:
    known = {*EVENTS, *(f"customer:{deed}" for deed in Deed)}

    for rubric in library.rubrics.values():
        for criterion in rubric.criteria:
            shown = {event for one in (*criterion.signs, *criterion.faults) for event in one.any}
            unknown = {
                event
                for event in shown
                if event not in known and not event.startswith(("told:", "fact:", "offer:", "registered:"))
            }
            assert unknown == set(), f"{rubric.id}.{criterion.id}"
