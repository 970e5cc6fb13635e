"""The labelled messages: whose they are, and that each can be read."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from bot.recognition.examples import LANGUAGES, NEUTRAL, load_examples
from bot.recognition.language import parse_yaml


def test_every_voice_is_named() -> None:
    voices = parse_yaml((files("bot.lexicon") / "voices.yaml").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        written = {one.writer for one in load_examples() if one.language == language} - {NEUTRAL}
        assert set(voices[language]) == written


def test_an_id_is_used_once() -> None:
    assert max(Counter((one.language, one.writer, one.id) for one in load_examples()).values()) == 1


def test_a_minimal_pair_has_two_sides() -> None:
    pairs = Counter((one.language, one.writer, one.pair) for one in load_examples() if one.pair)
    assert min(pairs.values()) == 2
