"""Lines: of those that fit, the one said least, then the most specific, then the author's order, turned."""

from __future__ import annotations

import pytest
from fakes import Chat, a_persona, a_training

from bot.core.conditions import Situation, When
from bot.core.lines import Choice, Occasion, own_choices, pick, render, repertoire, stances_of
from bot.core.persona import Line, Stance, Style

SEEN = Situation(frozenset({"apology"}), {"apology": 1}, 50, 50, 3)


def occasion(uses: dict[str, int] | None = None, rotation: int = 0, **names: str) -> Occasion:
    return Occasion(Stance.ANGRY, SEEN, uses or {}, rotation, names)


def a_line(text: str, *, own: bool = True, when: When | None = None, stances: str = "any") -> Choice:
    return Choice(text, when or When(), stances_of(stances), own)


A, B, C = a_line("a"), a_line("b"), a_line("c")


def said(choice: Choice | None) -> str | None:
    return choice.text if choice else None


def test_the_authors_order_decides_between_equals() -> None:
    assert said(pick((A, B, C), occasion())) == "a"


def test_the_number_of_the_talk_turns_the_order() -> None:
    assert [said(pick((A, B, C), occasion(rotation=number))) for number in range(5)] == ["a", "b", "c", "a", "b"]


def test_the_line_said_least_comes_first() -> None:
    assert said(pick((A, B, C), occasion({"a": 1}))) == "b"
    assert said(pick((A, B, C), occasion({"a": 2, "b": 2, "c": 1}))) == "c"


def test_all_lines_are_said_before_one_comes_back() -> None:
    lines = {"unknown": {"any": ("One.", "Two.\nIn two messages.", "Three.")}}
    chat = Chat(a_training(a_persona(lines=lines)))
    said = []

    for _ in range(6):
        chat.say("open_question: Do you like gardening and cycling?")
        said.append(chat.reply.text)

    assert len(set(said[:3])) == 3
    assert sorted(said[:3]) == sorted(said[3:])


def test_own_lines_go_before_common_ones_and_then_specific_ones_before_general_ones() -> None:
    common = a_line("common", own=False, when=When(any=("apology",), anger_from=10))
    specific = a_line("specific", when=When(any=("apology",)))

    assert said(pick((common, A), occasion())) == "a"
    assert said(pick((A, specific), occasion())) == "specific"
    assert said(pick((A, specific, common), occasion({"a": 1, "specific": 1}))) == "common"


@pytest.mark.parametrize(
    "choice",
    [
        a_line("wrong stance", stances="furious calm"),
        a_line("wrong moment", when=When(any=("offer",))),
        a_line("{{ quote }} that nobody said"),
    ],
)
def test_a_line_that_does_not_fit_is_not_said(choice: Choice) -> None:
    assert pick((choice,), occasion()) is None


def test_a_line_with_a_name_fits_when_the_name_is_known_and_not_empty() -> None:
    line = a_line("So {{ quote }}?")

    assert pick((line,), occasion(quote="soon")) == line
    assert pick((line,), occasion(quote="")) is None


def test_with_fresh_a_line_is_never_repeated() -> None:
    assert pick((A,), occasion({"a": 1})) == A
    assert pick((A,), occasion({"a": 1}), fresh=True) is None
    assert pick((A, B), occasion({"a": 1}), fresh=True) == B


def test_each_line_of_a_text_is_a_message_and_names_are_filled_in() -> None:
    assert render("One {{ quote }}.\n\n  Two. \n", {"quote": "soon"}) == ("One soon.", "Two.")


def test_what_a_trainee_wrote_is_never_run_as_a_template() -> None:
    assert render("You said {{ quote }}", {"quote": "{{ 7*7 }} {% raw %}"}) == ("You said {{ 7*7 }} {% raw %}",)


def test_any_stands_for_all_stances() -> None:
    assert stances_of("any") == frozenset(Stance)
    assert stances_of("furious calm") == {Stance.FURIOUS, Stance.CALM}


def test_lines_outside_the_table_fit_every_stance() -> None:
    choices = own_choices(("One.", Line("Two.", When(turn_from=2))))

    assert all(choice.stances == frozenset(Stance) for choice in choices)
    assert [choice.text for choice in choices] == ["One.", "Two."]


def test_common_lines_are_typed_as_this_customer_types() -> None:
    persona = a_persona(lines={"vent": {"any": ("My Own. ",)}}, style=Style(capitals="none", stops="loose"))
    common = {"vent": {"any": ("Common Line.", "Wait... ", "{{ Quote }} Stays.")}}

    choices = repertoire(persona, common).choices["vent"]

    assert [choice.text for choice in choices] == ["My Own. ", "common line", "wait...", "{{ Quote }} Stays"]


def test_shouting_stays_loud_with_a_customer_who_types_without_capitals() -> None:
    persona = a_persona(lines={}, style=Style(capitals="none"))

    choices = repertoire(persona, {"vent": {"any": ("I am DONE WAITING.",)}}).choices["vent"]

    assert [choice.text for choice in choices] == ["I am DONE WAITING."]


def test_a_line_counts_as_said_when_one_of_its_messages_was_said() -> None:
    assert a_line("One.\nTwo.").used({"Two.": 1}) == 1
    assert a_line("One.\nTwo.").used({"Three.": 1}) == 0
