from __future__ import annotations

from dataclasses import replace

from fakes import a_persona

from bot.core.case import cases
from bot.core.numbers import Words


def words(*any_case: str) -> Words:
    return Words((), (), (), (), (), (), frozenset({"have"}), any_case=any_case)


def about(name: str, *openings: str):
    persona = a_persona(id=name)
    return replace(persona, grievance=replace(persona.grievance, openings=(openings,)))


def test_a_word_that_four_customers_use_says_nothing_of_any_of_them() -> None:
    told = cases([about(str(n), "The parcel and the violin" if n else "The parcel") for n in range(4)], words())

    assert "parce" in told["1"].general
    assert "parce" not in told["1"].own
    assert "violi" in told["1"].own
    assert "violi" not in told["0"].own


def test_words_of_any_complaint_say_nothing_of_this_one() -> None:
    told = cases([about("one", "Your helpdesk ignored my violin")], words("helpdesk"))

    assert "helpd" in told["one"].general
    assert {"violi", "helpd"} & told["one"].own == {"violi"}
