from __future__ import annotations

from importlib.resources import files

import numpy as np

from bot.recognition.model_file import source_hash, to_bytes


def test_the_model_was_trained_from_its_sources() -> None:
    with (files("bot.lexicon") / "model.npz").open("rb") as file, np.load(file) as data:
        assert str(data["sources"]) == source_hash(), "run `make train`"


def test_the_same_arrays_make_the_same_file() -> None:
    arrays = {"one": np.arange(5), "two": np.array("hash")}
    assert to_bytes(arrays) == to_bytes(arrays)


def test_the_model_file_is_small() -> None:
    assert len((files("bot.lexicon") / "model.npz").read_bytes()) < 8_000_000
