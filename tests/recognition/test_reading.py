"""How a message is cut up before anything is heard in it."""

from __future__ import annotations

import pytest

from bot.core.moves import Address, Language, WrittenIn
from bot.recognition import Recogniser
from bot.recognition.clean import clean
from bot.recognition.language import load_words
from bot.recognition.masks import quoted_spans
from bot.recognition.tokens import tokenise


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hoi <@U123> daar", "hoi         daar"),
        ("zie <https://a.nl/x|de link> hier", "zie                 de link  hier"),
        ("dat is *echt* zo", "dat is  echt  zo"),
        ("ok :smile: dan", "ok         dan"),
        ("om 10:30:15 uur", "om 10:30:15 uur"),
        ("u &amp; ik", "u &     ik"),
    ],
)
def test_markup_becomes_spaces(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_only_quoted_lines_are_read_when_there_is_nothing_else() -> None:
    assert clean("> alles is geciteerd") == "> alles is geciteerd"


@pytest.mark.parametrize(
    ("language", "typed", "words"),
    [
        ("nl", "Srry, ff wachten aub", ["sorry", ",", "even", "wachten", "alstublieft"]),
        ("nl", "’t is één keer", ["het", "is", "een", "keer"]),
        ("nl", "neeee hoor", ["nee", "hoor"]),
        ("en", "I can't, we'll see", ["i", "can", "not", ",", "we", "will", "see"]),
        ("en", "im sooo SORRY", ["i", "am", "so", "sorry"]),
        ("en", "at 17:30.", ["at", "17:30", "."]),
    ],
)
def test_words_are_evened_out(language: Language, typed: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(typed, load_words(language).forms)] == words


def test_the_parts_of_a_contraction_share_its_place() -> None:
    tokens = tokenise("we can't", load_words("en").forms)
    assert [(token.start, token.end) for token in tokens] == [(0, 2), (3, 8), (3, 8)]


@pytest.mark.parametrize(
    ("language", "message", "count"),
    [
        ("nl", "Dhr. Jansen belt. Ik niet!", 2),
        ("nl", "Wacht... nog even", 2),
        ("nl", "o.a. dit", 1),
        ("en", "It is 10.30 now", 1),
        ("en", "Mr. Jones called. Twice?!", 2),
        ("en", "one\ntwo", 2),
        ("en", "!!! ...", 0),
    ],
)
def test_sentences_end_where_they_end(recogniser: Recogniser, language: Language, message: str, count: int) -> None:
    assert len(recogniser.recognise(message, language).sentences) == count


@pytest.mark.parametrize(
    ("language", "message", "question"),
    [
        ("nl", "wat is er gebeurd", True),
        ("nl", "kunt u dat uitleggen", True),
        ("nl", "ok en hoe lang duurt dit al", True),
        ("nl", "Wat vervelend voor u", False),
        ("nl", "Dan gaat u naar de winkel", False),
        ("nl", "Hoe vervelend dat dit gebeurt", False),
        ("en", "what happened", True),
        ("en", "could you explain that", True),
        ("en", "How frustrating for you", False),
        ("en", "When you shout I freeze", False),
        ("en", "Is that so?", True),
    ],
)
def test_a_question_needs_no_question_mark(
    recogniser: Recogniser, language: Language, message: str, question: bool
) -> None:
    assert recogniser.recognise(message, language).features.question is question


@pytest.mark.parametrize(
    ("message", "shouting"),
    [
        ("DOE EENS NORMAAL", True),
        ("DOE eens NORMAAL NU", True),
        ("OK", False),
        ("ING en ABN bellen u", False),
        ("Dat is NIET waar", False),
        ("10 20 30", False),
    ],
)
def test_shouting_is_mostly_capitals(recogniser: Recogniser, message: str, shouting: bool) -> None:
    assert recogniser.recognise(message, "nl").features.shouting is shouting


@pytest.mark.parametrize(
    ("language", "message", "address"),
    [
        ("nl", "Kunt u uw naam geven?", "u"),
        ("nl", "Kun je je naam geven?", "je"),
        ("nl", "Goedemorgen", None),
        ("en", "Can you help?", None),
    ],
)
def test_address_shows_in_dutch(
    recogniser: Recogniser, language: Language, message: str, address: Address | None
) -> None:
    assert recogniser.recognise(message, language).features.address == address


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Ik bel u morgen terug over de bestelling", "nl"),
        ("I will call you back tomorrow about the order", "en"),
        ("Hi Tom", None),
        ("Peter Jansen Amsterdam", None),
        ("😡😡😡", None),
        ("Es tut mir wirklich leid, dass das passiert ist, wir helfen Ihnen gern.", "other"),
        ("Je suis vraiment désolé, nous allons vous aider.", "other"),
        ("Lo siento mucho, vamos a ayudarle ahora mismo.", "other"),
        ("Çok özür dilerim, size hemen yardımcı olacağım.", "other"),
        ("Мне очень жаль, я вам помогу", "other"),
        ("K O W A L C Z Y K", None),
        ("Dag mevrouw, c'est la vie zeg ik dan", "nl"),
        ("srry mn fout, ff checke hoor", None),
        ("De router staat in bridge mode met DHCP uit", "nl"),
    ],
)
def test_the_language_is_guessed_only_where_words_tell(
    recogniser: Recogniser, message: str, language: WrittenIn | None
) -> None:
    assert recogniser.recognise(message, "nl").features.language == language


def test_emoji_are_no_words(recogniser: Recogniser) -> None:
    assert recogniser.recognise("😡 🙂 ...", "nl").features.words == 0


def test_quotation_marks_around_everything_quote_nobody() -> None:
    assert quoted_spans("“Ik bel u morgen terug”") == ()
    assert len(quoted_spans("U zei “ik bel u morgen” en dat was alles wat u zei, toch?")) == 1
