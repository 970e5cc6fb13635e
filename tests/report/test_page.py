"""Page: one HTML file that needs nothing else, opens every number, and shows what people typed as they typed it."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from fakes import Chat, a_criterion, a_fault, a_persona, a_rubric, a_rule, a_sign, a_training, some_numbers

from bot.core.moves import Language
from bot.core.persona import Outcome
from bot.core.registering import Field
from bot.report.extras import MissingLibraryError
from bot.report.files import save_page, save_pdf
from bot.report.page import page
from bot.report.paper import pdf
from bot.report.texts import Texts
from bot.report.whole import Report, report

NASTY = "<script>alert(1)</script> & \"quotes\" 'too' {{ 7*7 }} <b onclick=x>"
NUMBERS = some_numbers(a_rule("empathy", anger=-10.0, trust=5.0), a_rule("blame", anger=7.0, trust=-8.0))
RUBRIC = a_rubric(a_criterion("care", a_sign("empathy"), a_sign("offer"), faults=(a_fault("blame"),)))


class Seen(HTMLParser):
    """The tags of a page with what they say of themselves, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Mapping[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style":
            self.text += data

    def all(self, tag: str) -> list[Mapping[str, str | None]]:
        return [said for name, said in self.tags if name == tag]


def look_back(*said: str, outcome: Outcome = Outcome.ENDED, **changes: object) -> Report:
    persona = a_persona(**changes)
    training = a_training(persona, NUMBERS, RUBRIC)
    chat = Chat(training)
    chat.say(*said)
    chat.end(outcome)
    texts = Texts(sentences_of_english())
    return report(persona, chat.session.transcript, training.debriefs(chat.session), texts)


def sentences_of_english() -> Mapping[str, str]:
    from bot import bootstrap

    return bootstrap.texts()["en"].sentences


@pytest.fixture
def english(texts: dict[Language, Texts]) -> Texts:
    return texts["en"]


@pytest.fixture(scope="module")
def whole() -> Report:
    return look_back("empathy?: How awful.", "blame: You should have called.")


def test_nothing_comes_from_elsewhere_and_nothing_runs(whole: Report, english: Texts) -> None:
    html = page(whole, english)

    seen = Seen(html)
    addresses = [said.get("src") or said.get("srcset") or said.get("href") or "" for _, said in seen.tags]
    assert all(address.startswith(("data:image/svg+xml;base64,", "#")) for address in addresses if address)
    assert {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in seen.tags} == set()
    assert "url(" not in html
    assert "@import" not in html


def test_what_people_typed_is_text_and_no_markup(english: Texts) -> None:
    persona_says = {"name": f"Eve {NASTY}", "facts": ()}
    html = page(look_back(f"empathy: {NASTY}", f"blame: {NASTY}", **persona_says), english, picture=False)

    seen = Seen(html)
    assert {"script", "b onclick"} & {tag for tag, _ in seen.tags} == set()
    assert not [said for _, said in seen.tags if any(name.startswith("on") for name in said)]
    assert NASTY in seen.text
    assert seen.text.count("{{ 7*7 }}") > 3


def test_it_says_in_which_language_it_is_and_follows_the_reader_in_light_and_dark(
    whole: Report, english: Texts
) -> None:
    html = page(whole, english)

    assert Seen(html).all("html")[0]["lang"] == "en"
    assert "prefers-color-scheme: dark" in html
    assert {said["content"] for said in Seen(html).all("meta") if said.get("name") == "color-scheme"} == {"light dark"}


def test_headings_follow_each_other_without_a_gap(whole: Report, english: Texts) -> None:
    levels = [int(tag[1]) for tag, _ in Seen(page(whole, english)).tags if re.fullmatch(r"h\d", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_picture_is_told_in_words_for_who_does_not_see_it(whole: Report, english: Texts) -> None:
    images = Seen(page(whole, english)).all("img")

    assert [image["class"] for image in images] == ["light", "dark"]
    for image in images:
        assert "Anger started at 80 and ended at 77" in (image["alt"] or "")
        assert "“You should have called.”" in (image["alt"] or "")


def test_without_the_picture_the_curve_stands_there_in_words(whole: Report, english: Texts) -> None:
    seen = Seen(page(whole, english, picture=False))

    assert seen.all("img") == []
    assert "Anger started at 80 and ended at 77" in seen.text


def test_every_place_that_is_named_can_be_gone_to(whole: Report, english: Texts) -> None:
    seen = Seen(page(whole, english))

    anchors = {said["id"] for _, said in seen.tags if "id" in said}
    links = {said["href"] for said in seen.all("a")}
    assert links == {"#table", "#turn-2", "#turn-4"}
    assert {link[1:] for link in links if link} <= anchors


def test_a_message_that_stands_in_slack_is_linked_there(whole: Report, english: Texts) -> None:
    links = {2: "https://example.slack.com/archives/C1/p2?x=1&y=2", 4: "javascript:alert(1)"}

    seen = Seen(page(whole, english, links))

    hrefs = {said["href"] for said in seen.all("a")}
    assert hrefs == {"#table", links[2], "#turn-4"}


def test_every_number_opens_to_its_rule_its_words_and_its_source(whole: Report, english: Texts) -> None:
    text = " ".join(Seen(page(whole, english)).text.split())

    assert "Why 1 / 4?" in text
    assert "✓ earned empathy +2" in text
    assert "“How awful.” message 2, probably" in text
    assert "· missed offer" in text
    assert "✗ fault blame −1" in text
    assert "rule: blame · source: Somebody 2020" in text
    assert "How 25 of 100 comes about." in text


def test_moves_are_underlined_by_what_they_do_and_how_surely_they_were_heard(whole: Report, english: Texts) -> None:
    marked = [(said["class"], said["title"]) for said in Seen(page(whole, english)).all("u")]

    assert marked == [("helps probable", "empathy"), ("harms", "blame")]


def test_line_breaks_and_spaces_of_a_message_stay(english: Texts) -> None:
    html = page(look_back("One  line.\n  empathy: Another."), english, picture=False)

    assert "One  line.\n  empathy: Another." in Seen(html).text


def test_after_the_stop_word_there_is_one_kind_sentence_and_nothing_else(english: Texts) -> None:
    html = page(look_back("blame: Your fault.", outcome=Outcome.STOPPED), english)

    seen = Seen(html)
    assert english("stopped") in seen.text
    assert "Your fault." not in seen.text
    assert "100" not in seen.text
    assert seen.all("img") == []


def test_the_registered_complaint_is_read_back_as_such(english: Texts) -> None:
    training = a_training(a_persona(), NUMBERS, RUBRIC)
    chat = Chat(training)
    chat.say("empathy: How awful.")
    chat.end()
    session, _ = training.register(chat.session, {Field.CAUSE: "The label fell off."}, chat.now)

    whole = report(session.persona, session.transcript, training.debriefs(session), english)

    assert (whole.talk[-1].who, whole.talk[-1].name) == ("form", english("registered"))
    assert len(whole.curve.points) == len(whole.talk) - 1 if whole.curve else False
    assert "The label fell off." in page(whole, english, picture=False)


def test_other_methods_are_folded_away_below(english: Texts) -> None:
    persona, training = a_persona(), a_training(a_persona(), NUMBERS, RUBRIC)
    chat = Chat(training)
    chat.say("empathy: How awful.")
    first = chat.end()
    second = replace(first, rubric=replace(first.rubric, name={"nl": "Anders", "en": "Another"}))

    html = page(report(persona, chat.session.transcript, (first, second), english), english, picture=False)

    assert "The same talk by another method: Another" in html
    assert html.count('<details class="fold">') == 2


# --- paper -----------------------------------------------------------------------------------------------------------


def test_on_paper_everything_is_open_and_light(whole: Report, english: Texts) -> None:
    html = page(whole, english, paper=True)

    assert len(Seen(html).all("details")) == html.count("<details open") + html.count('<details class="fold" open')
    assert [image["class"] for image in Seen(html).all("img")] == ["light"]
    assert "prefers-color-scheme" not in html


def test_a_pdf_is_a_tagged_document_in_its_language_and_made_without_a_complaint(
    whole: Report, english: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    written = pdf(whole, english)

    inside = b"".join(
        zlib.decompress(stream) for stream in re.findall(rb"stream\n(x.*?)\nendstream", written, re.DOTALL)
    )
    assert written.startswith(b"%PDF-")
    assert b"/Lang (en)" in inside
    assert b"/StructTreeRoot" in inside
    assert caplog.messages == []


# --- without the extras ----------------------------------------------------------------------------------------------


def test_without_weasyprint_there_is_one_clear_sentence(
    whole: Report, english: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(MissingLibraryError) as caught:
        pdf(whole, english)
    assert str(caught.value) == 'A PDF needs WeasyPrint; install it with: pip install "tirade[pdf]"'


def test_without_matplotlib_the_files_tell_the_curve_in_words(
    whole: Report, english: Texts, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setitem(sys.modules, "bot.report.drawing", None)

    save_page(whole, english, tmp_path / "a.html")
    save_pdf(whole, english, tmp_path / "a.pdf")

    assert "<img" not in (tmp_path / "a.html").read_text("utf-8")
    assert (tmp_path / "a.pdf").stat().st_size > 1_000
