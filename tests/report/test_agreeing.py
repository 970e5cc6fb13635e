"""Agreement in words: every figure with its count, and nothing where there is too little to say."""

from __future__ import annotations

import re

import pytest
from practised import METHOD, a_finding

from bot.core.moves import Language
from bot.report.agreeing import agreement_sections
from bot.report.plain import plain
from bot.report.texts import Texts
from bot.training.agreement import Agreement, Measured, Moment, OnCriterion

EVIDENCE = a_finding("listen").evidence


def an_agreement(program: Measured, between: Measured, *moments: Moment, **changes: int) -> Agreement:
    counts = {"verdicts": 30, "trainers": 2, "practices": 15, "earlier": 0, **changes}
    listen = OnCriterion("listen", {"agree": 25, "partly": 3, "disagree": 2}, program, between, left_out=1)
    return Agreement(rubric=METHOD, criteria=(listen,), moments=moments, **counts)


def told(found: Agreement | None, texts: Texts, language: Language = "en") -> str:
    return re.sub(r"\s+", " ", plain(agreement_sections(found, language, texts), texts))


def test_every_figure_stands_with_its_count(texts: dict[Language, Texts]) -> None:
    found = an_agreement(Measured(29, 0.714), Measured(4, None), earlier=3)

    shown = told(found, texts["en"])

    assert (
        "Listen: agree 25, partly 3, disagree 2; with the program: α = 0.71 (29); "
        "between trainers: too few to say (4); 1 without a level of their own, not in α"
    ) in shown
    assert "Verdicts on earlier versions, not counted here: 3." in shown


def test_dutch_writes_a_comma(texts: dict[Language, Texts]) -> None:
    shown = told(an_agreement(Measured(29, -0.05), Measured(12, None, same=True)), texts["nl"], "nl")

    assert "met het programma: α = -0,05 (29)" in shown
    assert "overal hetzelfde niveau, dus niets te berekenen (12)" in shown


def test_a_moment_shows_both_levels_the_comment_and_each_quote_once(texts: dict[Language, Texts]) -> None:
    moment = Moment("p", "listen", "disagree", "reached", "missed", "No question at all.", EVIDENCE * 2)

    shown = told(an_agreement(Measured(1, None), Measured(0, None), moment), texts["en"])

    assert "Listen · program: reached · trainer: disagrees (not reached): No question at all." in shown
    assert shown.count("words about listen") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_disagreement_and_without_verdicts_there_is_a_sentence(
    language: Language, texts: dict[Language, Texts]
) -> None:
    agreed = told(an_agreement(Measured(1, None), Measured(0, None)), texts[language], language)

    assert texts[language]("agreement_no_moments") in agreed
    assert texts[language]("agreement_none") in told(None, texts[language], language)
