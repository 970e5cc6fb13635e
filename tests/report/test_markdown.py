"""Markdown: the report in a wiki, where nothing that people typed becomes markup."""

from __future__ import annotations

import pytest
from fakes import Chat, a_criterion, a_fault, a_persona, a_rubric, a_rule, a_sign, a_training, some_numbers
from markdown_it import MarkdownIt

from bot.core.moves import Language
from bot.report.markdown import markdown
from bot.report.texts import Texts
from bot.report.whole import Report, report

NUMBERS = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0))
RUBRIC = a_rubric(a_criterion("care", a_sign("empathy"), a_sign("offer"), faults=(a_fault("blame"),)))


def look_back(texts: Texts, *said: str) -> Report:
    persona = a_persona()
    training = a_training(persona, NUMBERS, RUBRIC)
    chat = Chat(training)
    chat.say(*said)
    chat.end()
    return report(persona, chat.session.transcript, training.debriefs(chat.session), texts)


def tags(text: str) -> set[str]:
    """The kinds of markup that a reader of Markdown finds in a text."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    tokens = parser.parse(text)
    return {token.type for token in (*tokens, *(inner for token in tokens for inner in token.children or ()))}


def test_it_reads_from_the_outcome_to_the_last_message(texts: dict[Language, Texts]) -> None:
    written = markdown(look_back(texts["en"], "empathy: How awful.", "blame: Your fault."), texts["en"])

    parts = [
        "# Looking back: Ms Doe",
        "25 of 100",
        "## What went well",
        "> “How awful.” (message 2)",
        "| Care",
        "## The talk, read back",
    ]
    places = [written.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "typed",
    [
        "# kop",
        "1. een",
        "- een\n- twee",
        "**vet** _schuin_",
        "[x](http://y)",
        "<b>vet</b>",
        "`code`",
        "a | b",
        "***",
        "    vier",
    ],
)
def test_what_people_typed_is_no_markup(typed: str, texts: dict[Language, Texts]) -> None:
    plain = markdown(look_back(texts["en"], "empathy: Plain words."), texts["en"])
    written = markdown(look_back(texts["en"], f"empathy: {typed}"), texts["en"])

    assert tags(written) - {"hardbreak"} <= tags(plain) | {"text_special"}


def test_a_message_that_stands_in_slack_is_linked_there(texts: dict[Language, Texts]) -> None:
    links = {2: "https://example.slack.com/archives/C1/p2?thread=(1)"}

    written = markdown(look_back(texts["en"], "empathy: How awful."), texts["en"], links)

    assert "[message 2](https://example.slack.com/archives/C1/p2?thread=%281%29)" in written
