"""Words: what counts as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.words import best_fit, fits, fold, telling


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hoe is het?", ("hoe", "is", "het")),
        ("wéér één CAFÉ", ("weer", "een", "cafe")),
        ("ruïne coördinatie", ("ruine", "coordinatie")),
        ("how's don't", ("hows", "dont")),
        ("how’s don’t", ("hows", "dont")),
        ("on-call e-mail", ("oncall", "email")),
        ("foto's", ("fotos",)),
        ("'t is", ("t", "is")),
        ("2-3 dagen", ("2", "3", "dagen")),
        ("€ 1.184,60", ("1", "184", "60")),
        ("een_twee", ("een", "twee")),
        ("STRASSE straße", ("strasse", "strasse")),
        ("🙂 !!", ()),
        ("", ()),
    ],
)
def test_fold_keeps_the_bare_words(text: str, words: tuple[str, ...]) -> None:
    assert fold(text) == words


@pytest.mark.parametrize(
    ("pattern", "text", "number"),
    [
        ("wanneer bestel*", "Wanneer heeft u de jurk besteld?", 2),
        ("wanneer bestel*", "De bestelling, wanneer was die?", 2),
        ("wanneer bestel*", "Wanneer was dat?", 0),
        ("bestel", "besteld", 0),
        ("bestel*", "bestel", 1),
        ("foto's", "heeft u fotos", 1),
        ("on-call carer", "the oncall carer", 2),
        ("één", "een", 1),
        ("when arriv*", "when did you arrive", 2),
    ],
)
def test_a_pattern_fits_in_any_order_when_all_its_words_are_there(pattern: str, text: str, number: int) -> None:
    assert fits(pattern, frozenset(fold(text))) == number


def test_the_best_fit_is_the_pattern_with_most_words() -> None:
    words = frozenset(fold("wanneer heeft u de jurk besteld"))

    assert best_fit(("jurk", "wanneer bestel*", "bruid"), words) == 2
    assert best_fit(("bruid",), words) == 0
    assert best_fit((), words) == 0


def test_telling_words_are_cut_so_that_forms_agree() -> None:
    assert telling("De bestelling van de jurk", frozenset()) == telling("besteld: jurk!", frozenset())


def test_common_words_and_short_ones_do_not_tell() -> None:
    assert telling("We have a car", frozenset({"have"})) == frozenset()


def test_figures_tell_however_short() -> None:
    assert telling("om 8 uur", ()) == {"8"}


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    words = fold(text)

    assert fold(" ".join(words)) == words
