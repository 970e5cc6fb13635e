"""The sentences of the faces: the same in both languages, and none too few or too many."""

from __future__ import annotations

import re
import string
from pathlib import Path

import yaml

from bot.adapters.slack.faces.notices import Notice
from bot.adapters.slack.faces.texts import SlackTexts
from bot.core.moves import Language
from bot.core.persona import Outcome

MADE = re.compile(r"""texts\(\s*f["'](\w+)\{""")
"""Keys that begin so are put together while the program runs."""


def own(checkout: Path, language: Language) -> dict[str, str]:
    return yaml.safe_load((checkout / "bot" / "texts" / f"slack.{language}.yaml").read_text("utf-8"))


def source(checkout: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in (checkout / "bot" / "adapters" / "slack").rglob("*.py"))


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_slack_says_everything_in_both_languages(checkout: Path) -> None:
    dutch, english = own(checkout, "nl"), own(checkout, "en")

    assert list(dutch) == list(english)
    assert {key for key in dutch if names(dutch[key]) != names(english[key])} == set()
    assert {key for key in dutch if not dutch[key].strip() or not english[key].strip()} == set()
    assert {key for key in dutch if dutch[key] == english[key]} <= {
        "customer_at",
        "prompt_start_message",
        "notice_hint",
    }


def test_no_sentence_of_slack_hides_one_of_the_program(
    checkout: Path, slack_texts: dict[Language, SlackTexts], texts: dict[Language, object]
) -> None:
    for language, program in texts.items():
        assert set(own(checkout, language)) & set(program.sentences) == set()
        assert slack_texts[language].language == language


def test_every_sentence_that_the_faces_ask_for_is_there(
    checkout: Path, slack_texts: dict[Language, SlackTexts]
) -> None:
    asked = set(re.findall(r'\btexts\(\s*"(\w+)"', source(checkout)))

    assert len(asked) > 50
    assert asked - set(slack_texts["en"].sentences) == set()


def test_every_outcome_and_notice_has_a_sentence(slack_texts: dict[Language, SlackTexts]) -> None:
    wanted = {f"home_outcome_{outcome}" for outcome in Outcome} | {f"notice_{what}" for what in Notice}

    assert wanted - set(slack_texts["en"].sentences) == set()


def test_no_sentence_is_left_over(checkout: Path) -> None:
    code = source(checkout)
    begun = tuple(set(MADE.findall(code)) | {"prompt_", "register_"})
    named = set(re.findall(r"""["'](\w+)["']""", code))

    kept = {key for key in own(checkout, "nl") if key in named or key.startswith(begun)}
    assert set(own(checkout, "nl")) - kept == set()
