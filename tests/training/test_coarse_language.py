"""Coarse language: only for who wants it, and without it a customer says as much."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fakes import MONDAY, a_persona, a_training

from bot.core.lines import repertoire
from bot.core.persona import Line, Persona
from bot.training import Library, Order, Training
from bot.training.script import Talk, play

DECENT = "That is nonsense."
COARSE = "That is bollocks."
SWEARING = re.compile(
    r"\b(bloody|bollocks|piss(ed|ing)?|arse|backside|shite?|sods?|damn(ed)?|crap|jesus|een eikel ben|schijt\w*|gelul"
    r"|klote\w*|kut|kont|god ?ver\w*|verdomme|tering|tyfus|kanker|lul|shit|sukkel man|fuck\w*|wank\w*)\b",
    re.IGNORECASE,
)


def spoken(persona: Persona) -> Iterator[str]:
    """Everything that a customer says where coarse language is off."""
    for opening in persona.grievance.openings:
        yield from opening
    for fact in persona.facts:
        yield from (*fact.says, *fact.again)
    items = [item for bands in persona.lines.values() for lines in bands.values() for item in lines]
    for item in [*items, *(item for step in persona.escalations for item in step.say)]:
        yield item.say if isinstance(item, Line) else item


def test_a_coarse_wording_is_said_only_where_it_is_wanted_and_in_the_place_of_the_other() -> None:
    persona = a_persona(lines={"vent": {"any": (Line(DECENT, coarse=COARSE), "It hurts.")}})

    off = [choice.text for choice in repertoire(persona, {}).choices["vent"]]
    on = [choice.text for choice in repertoire(persona, {}, coarse=True).choices["vent"]]

    assert off == [DECENT, "It hurts."]
    assert on == [COARSE, "It hurts."]


@pytest.mark.parametrize("coarse", [False, True])
def test_coarse_openings_take_turns_with_the_others_only_where_they_are_wanted(coarse: bool) -> None:
    persona = a_persona()
    grievance = persona.grievance
    both = a_persona(grievance=type(grievance)(**{**vars(grievance), "coarse_openings": ((COARSE,),)}))
    training = a_training(both)

    said = {
        training.launch(Order("doe", ("method",), talk=talk, coarse=coarse), MONDAY).session.transcript[0].text
        for talk in range(4)
    }

    assert (COARSE in said) == coarse


def test_no_shipped_customer_swears_outside_a_coarse_wording(training: Training) -> None:
    library: Library = training.library

    found = [
        (persona.id, line) for persona in library.personas.values() for line in spoken(persona) if SWEARING.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("name", ["cold-boiler", "parkeerboete"])
def test_a_scripted_talk_can_be_played_with_coarse_language(training: Training, name: str) -> None:
    rude = {"en": ("Yes but that is your fault.", "Those are the rules."), "nl": ("Ja maar dat is je eigen schuld.",)}
    says = rude[training.library.personas[name].language] * 4

    said = [
        " ".join(turn.text for turn in play(training, Talk(name, says, coarse=coarse), MONDAY).session.transcript)
        for coarse in (False, True)
    ]

    assert [bool(SWEARING.search(text)) for text in said] == [False, True]


def test_no_common_line_is_coarse(training: Training) -> None:
    lines = [
        item.say if isinstance(item, Line) else item
        for common in training.library.common.values()
        for bands in common.values()
        for items in bands.values()
        for item in items
    ]

    assert [line for line in lines if SWEARING.search(line)] == []


def test_with_coarse_language_on_the_shouters_swear(training: Training) -> None:
    for name in ("cold-boiler", "fietslease", "parkeerboete", "van-deposit"):
        persona = training.library.personas[name]
        items = [item for bands in persona.lines.values() for lines in bands.values() for item in lines]
        coarse = [item for item in items if isinstance(item, Line) and item.coarse]
        assert any(SWEARING.search(line.coarse) for line in coarse)
        assert all(line.coarse != line.say for line in coarse)
