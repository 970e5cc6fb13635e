"""Picture: the curve as it is drawn. What it looks like is for eyes; what it must never do is here."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from matplotlib import pyplot
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from bot.core.conversation import Mood
from bot.core.debrief import Point
from bot.core.moves import FoundMove, Language, Move, Span
from bot.report.blocks import Change, Curve, Quote
from bot.report.extras import MissingLibraryError
from bot.report.picture import DARK, LIGHT, Look, png, svg
from bot.report.texts import Texts

BLAME = FoundMove(Move.BLAME, Span(0, 4), 0.9, "cue", "")
HELP = FoundMove(Move.EMPATHY, Span(0, 4), 0.4, "cue", "")


def a_curve(turns: int = 9, words: str = "How awful.") -> Curve:
    points = [Point(1, Mood(80, 20))]
    for turn in range(2, turns + 1):
        mine = turn % 2 == 0
        mood = Mood(max(0, 80 - 5 * turn), min(100, 20 + 4 * turn))
        moves = (HELP, BLAME) if mine else ()
        points.append(Point(turn, mood, "trainee" if mine else "customer", moves, turn == 2, turn == 5))
    change = Change(Quote(words, "message 2", 2), "anger −10, trust +5", "because", "empathy", "Somebody", number=1)
    return Curve(tuple(points), (change,), "told")


@pytest.fixture
def english(texts: dict[Language, Texts]) -> Texts:
    return texts["en"]


def pixels(picture: bytes):
    return imread(BytesIO(picture), format="png")


def test_it_is_as_wide_as_asked_on_a_ground_of_its_own(english: Texts) -> None:
    drawn = pixels(png(a_curve(), english))

    assert drawn.shape[1] == LIGHT.width * 2
    assert drawn.shape[0] <= drawn.shape[1] * 1.6  # Slack shows a tall picture as a small one
    assert tuple(drawn[0, 0][:3]) == (1.0, 1.0, 1.0)


def test_the_same_curve_is_the_same_picture_to_the_byte(english: Texts) -> None:
    assert png(a_curve(), english) == png(a_curve(), english)
    assert svg(a_curve(), english) == svg(a_curve(), english)


def test_threads_may_draw_at_once_and_pyplot_never_hears_of_it(english: Texts) -> None:
    alone = png(a_curve(), english)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: png(a_curve(), english), range(8)))

    assert set(together) == {alone}
    assert pyplot.get_fignums() == []


@pytest.mark.parametrize("words", ["$x_1$ and $9", "😀 𝒞 \u0301", "汉字", "<b>&", "a" * 110, "\\frac{1}{2}", "%d {0}"])
def test_whatever_people_typed_can_be_drawn(words: str, english: Texts) -> None:
    """Warnings are errors here: a letter that the font lacks would be one."""
    assert png(a_curve(words=words), english).startswith(b"\x89PNG")


@pytest.mark.parametrize("turns", [1, 2, 3, 80])
def test_a_talk_of_any_length_can_be_drawn(turns: int, english: Texts) -> None:
    curve = a_curve(turns) if turns > 1 else Curve((Point(1, Mood(80, 20)),), (), "told")

    assert pixels(png(curve, english)).shape[1] == LIGHT.width * 2


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_stand_out_from_their_ground_and_from_each_other_also_for_who_sees_no_red_or_green(look: Look) -> None:
    anger, trust, ground = (seen_without_green(colour) for colour in (look.anger, look.trust, look.ground))

    assert contrast(look.anger, look.ground) >= 4.5
    assert contrast(look.trust, look.ground) >= 4.5
    assert distance(anger, trust) > 0.25
    assert min(distance(anger, ground), distance(trust, ground)) > 0.25


Colour = tuple[float, float, float]


def linear(colour: str) -> Colour:
    """The colour as amounts of light."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return red, green, blue


def seen_without_green(colour: str) -> Colour:
    """The colour as somebody with deuteranopia sees it (Machado, Oliveira & Fernandes 2009, full severity)."""
    red, green, blue = linear(colour)
    return (
        0.367322 * red + 0.860646 * green - 0.227968 * blue,
        0.280085 * red + 0.672501 * green + 0.047413 * blue,
        -0.011820 * red + 0.042940 * green + 0.968881 * blue,
    )


def distance(one: Colour, other: Colour) -> float:
    return sum((left - right) ** 2 for left, right in zip(one, other, strict=True)) ** 0.5


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG: 4.5 is enough for text."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other))
    )
    return (light + 0.05) / (dark + 0.05)


def test_without_matplotlib_there_is_one_clear_sentence(english: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bot.report.drawing", None)

    with pytest.raises(MissingLibraryError) as caught:
        png(a_curve(), english)
    assert str(caught.value) == 'The picture needs matplotlib; install it with: pip install "tirade[pictures]"'
