"""The best next practice: the weakest criterion, spaced, and one reason for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from fakes import a_persona
from practised import FIRST_DAY, in_a_row, practised

from bot.core.persona import Persona
from bot.training.progress import Practised, progress
from bot.training.suggesting import Suggestion, suggest

ANN, BOB, CEL = (
    a_persona(id="ann", practises=("method.listen",)),
    a_persona(id="bob", practises=("method.listen", "method.solve")),
    a_persona(id="cel"),
)
PERSONAS = {one.id: one for one in (ANN, BOB, CEL, a_persona(id="dirk", language="nl"))}
SOON = FIRST_DAY + timedelta(days=6)


def suggested(
    those: list[Practised], at: datetime = SOON, personas: dict[str, Persona] = PERSONAS
) -> Suggestion | None:
    return suggest(progress(those, at), those, personas, "en", at)


def test_before_three_practices_nothing_is_said_about_what_is_hardest() -> None:
    found = suggested(in_a_row(0.0, 0.1, persona="ann"))

    assert found is not None
    assert (found.reason, found.course, found.persona.id) == ("early", None, "bob")


def test_a_criterion_that_was_assessed_only_twice_is_not_called_the_weakest() -> None:
    those = [practised(day, {"listen": 0.6} | ({"solve": 0.0} if day else {})) for day in range(3)]

    found = suggested(those)

    assert found is not None
    assert found.course is not None
    assert found.course.criterion == "listen"


def test_the_weakest_criterion_chooses_a_customer_that_was_made_for_it() -> None:
    those = [practised(day, {"listen": 0.9, "solve": 0.2}, persona="cel") for day in range(3)]

    found = suggested(those)

    assert found is not None
    assert found.course is not None
    assert (found.reason, found.course.id, found.persona.id, found.fits) == ("weakest", "method.solve", "bob", True)


def test_it_is_never_the_same_customer_twice_in_a_row() -> None:
    those = [practised(day, {"listen": 0.9, "solve": 0.2}, persona="bob") for day in range(3)]

    found = suggested(those)

    assert found is not None
    assert found.persona.id == "ann"
    assert not found.fits


def test_of_those_that_fit_it_is_the_one_met_longest_ago() -> None:
    met = ["ann", "bob", "cel"]
    those = [practised(day, {"listen": 0.1}, persona=one) for day, one in enumerate(met)]

    found = suggested(those)

    assert found is not None
    assert found.persona.id == "ann"


def test_a_criterion_that_was_not_practised_for_long_comes_back() -> None:
    long_ago = [practised(day, {"solve": 0.8}, persona="ann") for day in range(3)]
    since = [practised(40 + day, {"listen": 0.7}, persona="ann") for day in range(3)]

    found = suggested([*long_ago, *since], FIRST_DAY + timedelta(days=43))

    assert found is not None
    assert found.course is not None
    assert (found.reason, found.course.criterion, found.days) == ("long_ago", "solve", 41)


def test_the_only_customer_is_better_than_none_and_without_customers_there_is_nothing() -> None:
    those = in_a_row(0.1, 0.1, 0.1, persona="ann")

    only = suggested(those, personas={"ann": ANN})

    assert only is not None
    assert only.persona.id == "ann"
    assert suggested(those, personas={}) is None
