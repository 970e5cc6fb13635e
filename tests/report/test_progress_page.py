"""Progress in words and as a page: claims nothing early, presses nobody, and reads well in a real browser."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from browser import Browser
from fakes import a_persona
from practised import FIRST_DAY, in_a_row, practised

from bot.core.moves import Language
from bot.report.blocks import Bullets, Paragraph, Section
from bot.report.plain import plain
from bot.report.progress import Overview, overview, progress_sections, team_sections
from bot.report.progress_page import points, progress_page
from bot.report.texts import Texts
from bot.training.progress import Practised, progress
from bot.training.suggesting import suggest
from bot.training.teamwork import team

NOW = FIRST_DAY + timedelta(days=9)
PERSONAS = {one.id: one for one in (a_persona(), a_persona(id="eve", name="Eve <b>", practises=("method.listen",)))}
LANGUAGES: list[Language] = ["nl", "en"]


def shown(those: list[Practised], texts: Texts, language: Language = "en") -> Overview:
    found = progress(those, NOW)
    return overview(found, suggest(found, those, PERSONAS, "en", NOW), language, texts)


def words(sections: tuple[Section, ...], texts: Texts) -> str:
    return re.sub(r"\s+", " ", plain(sections, texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_practices_give_numbers_but_no_direction(language: Language, texts: dict[Language, Texts]) -> None:
    found = shown(in_a_row(0.1, 0.9), texts[language], language)

    (line,) = found.methods[0].lines
    assert (line.level, line.small, line.told) == ("50%", "▁█", "10%, 90%")
    assert line.trend_told == texts[language]("trend_too_few")
    assert found.next is not None
    assert "listen" not in found.next.why.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_next_practice_comes_with_one_reason_and_its_source(
    language: Language, texts: dict[Language, Texts]
) -> None:
    found = shown(in_a_row(0.2, 0.3, 0.1), texts[language], language)

    assert found.next is not None
    assert found.next.persona == "eve"
    assert "Listen" in found.next.why
    assert "Luo 2021" in found.next.why
    assert found.next.why.count(". ") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_without_practice_is_no_reproach(language: Language, texts: dict[Language, Texts]) -> None:
    long_ago = shown([practised(-100)], texts[language], language)
    missed = shown([practised(-21), practised(-14)], texts[language], language)

    told = f"{long_ago.weeks_told} {missed.weeks_told}".lower()
    assert not re.search(r"streak|broke|lost|missed|reeks|verbroken|kwijt|gemist|helaas|unfortunately", told)
    assert texts[language]("progress_in_a_row", count=2) not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_count_has_its_sentence(language: Language, texts: dict[Language, Texts]) -> None:
    keys = [f"progress_why_{reason}{any_}" for reason in ("weakest", "long_ago") for any_ in ("", "_any")]

    told = [texts[language](key, criterion="C", share="40%", days=30) for key in keys]

    assert len(set(told)) == 4
    assert all("{" not in one for one in told)


def test_the_sections_say_what_the_overview_says(texts: dict[Language, Texts]) -> None:
    found = shown(in_a_row(0.2, 0.5, 0.9), texts["en"])

    told = words(progress_sections(found, texts["en"]), texts["en"])

    assert "Only you see this." in told
    assert "Listen: 53% ▂▅█ going up (3 practices)" in told
    assert "Eve <b>" in told


def test_without_a_practice_there_is_only_where_to_begin(texts: dict[Language, Texts]) -> None:
    sections = progress_sections(shown([], texts["en"]), texts["en"])

    assert [section.heading for section in sections] == ["Your progress", "Your next practice"]


def test_a_team_below_three_people_gets_the_reason_and_no_figure(texts: dict[Language, Texts]) -> None:
    (section,) = team_sections(None, "nl", texts["nl"])

    assert section.blocks == (Paragraph(texts["nl"]("team_too_few")),)


def test_a_team_is_shown_by_criteria_and_causes(texts: dict[Language, Texts]) -> None:
    those = [practised(day, person=f"U{day}", right=day > 0, shared=True) for day in range(3)]

    _, criteria, causes = team_sections(team(those, PERSONAS), "en", texts["en"])

    assert criteria.blocks == (Bullets(("Listen: 50% (3 people)",)),)
    assert causes.blocks == (
        Bullets(("Practised 3 times: the label fell off. Written down 3 times, 2 of them with this cause.",)),
    )


def test_the_drawing_puts_the_latest_at_the_right_and_the_most_at_the_top(texts: dict[Language, Texts]) -> None:
    (line,) = shown(in_a_row(0.0, 0.5, 1.0), texts["en"]).methods[0].lines

    (x1, y1), (x2, y2), (x3, y3) = points(line)

    assert x1 < x2 < x3
    assert y1 > y2 > y3


def test_what_is_in_a_persona_file_is_escaped_on_the_page(texts: dict[Language, Texts]) -> None:
    page = progress_page(shown(in_a_row(0.2, 0.3, 0.1), texts["en"]), texts["en"])

    assert "Eve &lt;b&gt;" in page
    assert "Eve <b>" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_and_nothing_sticks_out(
    scheme: str, width: int, language: Language, texts: dict[Language, Texts], chromium: Browser, tmp_path: Path
) -> None:
    those = [practised(day, {"listen": 0.1 * day, "solve": 0.4}) for day in range(7)]
    file = tmp_path / "page.html"
    file.write_text(progress_page(shown(those, texts[language], language), texts[language]), "utf-8")

    chromium.open(file, width=width, scheme=scheme)
    chromium.run((files("axe_core_python") / "axe.min.js").read_text("utf-8") + "; true")
    found = chromium.run("axe.run().then(found => JSON.stringify(found.violations))")

    assert chromium.problems == []
    assert {request.split(":")[0] for request in chromium.requests} == {"file"}
    assert json.loads(found) == []
    assert chromium.run("document.documentElement.scrollWidth") <= width
