"""What is typed behind the slash command is understood, in both languages and in any order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.launch import Launch
from bot.adapters.slack.words import WORDS, Command, Word, parse_command
from bot.training import Library

ANNA, BO = "<@U1|anna>", "<@W2>"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", Word.FORM),
        ("   ", Word.FORM),
        ("start", Word.START),
        ("Begin", Word.START),
        ("lijst", Word.LIST),
        ("list", Word.LIST),
        ("methodes", Word.METHODS),
        ("hint", Word.HINT),
        ("tip", Word.HINT),
        ("pauze", Word.PAUSE),
        ("PAUSE", Word.PAUSE),
        ("verder", Word.RESUME),
        ("resume", Word.RESUME),
        ("einde", Word.END),
        ("end", Word.END),
        ("stop", Word.STOP),
        ("STOP!!", Word.STOP),
        ("stop hier nu mee", Word.STOP),
        ("stop trouwjrk", Word.STOP),
        ("verslag", Word.REPORT),
        ("report", Word.REPORT),
        ("hulp", Word.HELP),
        ("help", Word.HELP),
        ("?", Word.HELP),
    ],
)
def test_every_word_is_understood_in_both_languages(typed: str, word: Word, library: Library) -> None:
    assert parse_command(typed, library) == Command(word)


@pytest.mark.parametrize(
    "typed",
    [
        f"start trouwjurk {ANNA} leon hard",
        f"begin moeilijk leon {ANNA} trouwjurk",
        f"{ANNA} trouwjurk, leon, moeilijk!",
        f"oefen met de trouwjurk voor {ANNA} en leon hard",
        f"START Trouwjurk {ANNA} LEON Hard",
        f"start sanne {ANNA} leon hard",
    ],
)
def test_a_start_is_understood_in_any_order(typed: str, library: Library) -> None:
    said = parse_command(typed, library)

    assert said == Command(Word.START, "trouwjurk", ("leon",), ("U1",), difficulty="hard")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"start {ANNA} {BO} <#C9|training>", Command(Word.START, trainees=("U1", "W2"), channel="C9")),
        (f"{ANNA} {ANNA}", Command(Word.START, trainees=("U1",))),
        ("start privé", Command(Word.START, private=True)),
        ("start zichtbaar", Command(Word.START, private=False)),
        ("start visible coach", Command(Word.START, private=False, coaching=True)),
        ("start 15min", Command(Word.START, minutes=15)),
        ("start 15 minuten makkelijk", Command(Word.START, difficulty="gentle", minutes=15)),
        ("start gentle 20 m", Command(Word.START, difficulty="gentle", minutes=20)),
        ("start normaal", Command(Word.START, difficulty="normal")),
        ("start hier", Command(Word.START, here=True)),
        ("here jaarnota", Command(Word.START, "jaarnota", here=True)),
        ("start leon nine-tips leon", Command(Word.START, rubrics=("leon", "nine-tips"))),
        ("parkeer", Command(Word.START, "parkeerboete")),
        ("start linda kowalski", Command(Word.START, "hotel-double-booking")),
        ("jaarnota", Command(Word.START, "jaarnota")),
    ],
)
def test_every_option_is_understood(typed: str, expected: Command, library: Library) -> None:
    assert parse_command(typed, library) == expected


def said_of(typed: str, library: Library) -> list[tuple[str, dict[str, str]]]:
    return [(problem.key, dict(problem.names)) for problem in parse_command(typed, library).problems]


@pytest.mark.parametrize(
    ("typed", "word", "nearest"),
    [
        ("strat", "strat", "start"),
        ("puaze", "puaze", "pauze"),
        ("verslga", "verslga", "verslag"),
        ("trouwjrk", "trouwjrk", "trouwjurk"),
        ("start trouwjrk", "trouwjrk", "trouwjurk"),
        ("start trouwjurk moeilk", "moeilk", "moeilijk"),
        ("start trouwjurk lion", "lion", "leon"),
        ("start sane", "sane", "sanne"),
    ],
)
def test_a_wrong_word_gets_the_nearest_right_one(typed: str, word: str, nearest: str, library: Library) -> None:
    assert said_of(typed, library) == [("problem_nearest", {"word": word, "nearest": nearest})]


def test_a_word_that_is_near_nothing_is_named(library: Library) -> None:
    assert said_of("xyzzy", library) == [("problem_word", {"word": "xyzzy"})]
    assert parse_command("xyzzy", library).word is Word.HELP


def test_everything_that_is_wrong_is_said_at_once(library: Library) -> None:
    assert said_of("start @piet trouwjrk <!subteam^S1|team> blub #training", library) == [
        ("problem_mark", {"word": "@piet"}),
        ("problem_mark", {"word": "team"}),
        ("problem_mark", {"word": "#training"}),
        ("problem_nearest", {"word": "trouwjrk", "nearest": "trouwjurk"}),
        ("problem_word", {"word": "blub"}),
    ]


def test_two_customers_are_one_too_many(library: Library) -> None:
    assert said_of("start trouwjurk jaarnota", library) == [
        ("problem_two_customers", {"first": "Sanne de Graaf", "second": "mevrouw W.A. Terpstra"})
    ]


def test_no_word_means_two_things() -> None:
    every = [name for names in WORDS.values() for name in names]

    assert len(every) == len(set(every))


def test_every_customer_and_method_can_be_started_by_its_id(library: Library) -> None:
    for persona in library.personas:
        assert parse_command(f"start {persona}", library) == Command(Word.START, persona)
    for rubric in library.rubrics:
        assert parse_command(f"start {rubric}", library) == Command(Word.START, rubrics=(rubric,))


def test_a_start_becomes_a_launch(library: Library) -> None:
    said = parse_command(f"start trouwjurk {ANNA} {BO} zichtbaar 10min", library)

    assert said.launch("U9", "C1") == Launch("trouwjurk", (), ("U1", "W2"), "U9", "C1", "normal", False, 10)


def test_who_names_nobody_practises_alone_in_the_direct_message(library: Library) -> None:
    alone = Launch("trouwjurk", (), ("U9",), "U9")

    assert parse_command("start trouwjurk", library).launch("U9", "C1") == alone
    assert parse_command("start trouwjurk hier", library).launch("U9") == alone


def test_who_asks_for_it_here_practises_in_the_channel(library: Library) -> None:
    launch = Launch("trouwjurk", (), ("U9",), "U9", "C1")

    assert parse_command("start trouwjurk hier", library).launch("U9", "C1") == launch
    assert parse_command("start trouwjurk hier <#C5|x>", library).launch("U9", "C1").channel == "C5"


@given(st.text(st.sampled_from("<@#!>|U1C9 abstopmin15é?"), max_size=30))
def test_whatever_is_typed_gives_a_command(library: Library, typed: str) -> None:
    assert isinstance(parse_command(typed, library), Command)
