"""What people typed is shown, and does nothing."""

from __future__ import annotations

import pytest
from fakes import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.faces.escaping import escape, plain, shortened
from bot.adapters.slack.faces.marked import Marked, channel_name, link, marked, mention, mentions, when

typed = st.text(st.sampled_from("ab &<>@!|*_`\n🇳🇱👩🏽\u200d🦳é\u0301️"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<!channel> help", "&lt;!channel&gt; help"),
        ("<@U123|anna>", "&lt;@U123|anna&gt;"),
        ("<https://evil.example|my bank>", "&lt;https://evil.example|my bank&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
    ],
)
def test_nothing_that_was_typed_can_ping_or_link(typed: str, shown: str) -> None:
    assert escape(typed) == shown


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("kort", 4, "kort"),
        ("wat langer", 6, "wat l…"),
        ("wat langer", 5, "wat…"),
        ("oma 👩🏽‍🦳 belt", 7, "oma…"),
        ("vlag 🇳🇱🇧🇪", 7, "vlag…"),
        ("vlag 🇳🇱🇧🇪", 8, "vlag 🇳🇱…"),
        ("cafe\u0301 open", 5, "caf…"),
    ],
)
def test_a_cut_falls_between_whole_signs(text: str, limit: int, cut: str) -> None:
    assert plain(text, limit) == cut


@given(typed, st.integers(1, 40))
def test_a_cut_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(plain(text, limit)) <= limit
    assert len(shortened(escape(text), limit)) <= limit


@given(typed, st.integers(1, 60))
def test_a_cut_never_leaves_half_an_entity_or_half_a_link(text: str, limit: int) -> None:
    cut = shortened(escape(text) + link("https://a.example/?b=c", text), limit)

    rest = cut.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert "&" not in rest
    assert rest.count("<") == rest.count(">")


def test_only_what_we_made_ourselves_is_left_as_it_is() -> None:
    assert marked("<@U1>") == "&lt;@U1&gt;"
    assert marked(3) == "3"
    assert marked(mentions(("U1", "U2"))) == "<@U1>, <@U2>"
    assert [type(one) for one in (mention("U1"), channel_name("C1"), link("", "x"))] == [Marked] * 3


def test_a_link_without_an_address_is_only_its_words() -> None:
    assert link("", "a < b") == "a &lt; b"
    assert link("https://a.example", "a < b") == "<https://a.example|a &lt; b>"


def test_a_moment_is_shown_in_the_readers_own_time_zone() -> None:
    assert when(MONDAY) == "<!date^1772442000^{date_short_pretty} {time}|2026-03-02 10:00>"


def test_an_address_is_written_as_slack_writes_it() -> None:
    assert link("https://a.example/?a=1&b=2", "x") == "<https://a.example/?a=1&amp;b=2|x>"
