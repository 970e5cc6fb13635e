"""The model file: what it was trained from, and how its arrays become bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.recognition.examples import LANGUAGES, own_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

_READING = ("clean", "tokens", "language", "sentences", "masks", "parse", "meanings", "features")
_FITTING = ("examples", "sparse", "training", "train")
_READ_BY_ENCODER = ("clean", "tokens", "language", "sentences", "masks", "parse", "examples")
_STAMP = (1980, 1, 1, 0, 0, 0)


def source_hash(own: Path | None = None) -> str:
    """The hash of everything that decides what the model says, with the examples of the folder ``own``."""
    room = files("bot.lexicon")
    sources = [files("bot.recognition") / f"{name}.py" for name in (*_READING, *_FITTING)]
    return _hash([*sources, room / "meanings.yaml", *_messages(), *own_files(own)])


def encoder_hash() -> str:
    """The hash of everything of ours that decides what the encoder's head says."""
    sources = [files("bot.recognition") / f"{name}.py" for name in _READ_BY_ENCODER]
    return _hash([*sources, *_modules("encoder"), *_messages()])


def _modules(package: str) -> list[Traversable]:
    """The modules of a package in this one."""
    room = files("bot.recognition") / package
    return sorted((file for file in room.iterdir() if file.name.endswith(".py")), key=lambda file: file.name)


def _messages() -> Iterator[Traversable]:
    """What is learned from, and what tells words and sentences apart."""
    room = files("bot.lexicon")
    for language in LANGUAGES:
        yield from (room / language / name for name in ("words.yaml", "neutral.txt"))
        yield from sorted((room / language / "examples").iterdir(), key=lambda file: file.name)


def _hash(sources: Iterable[Traversable]) -> str:
    total = hashlib.sha256()
    for source in sources:
        total.update(source.read_text(encoding="utf-8").encode())  # the same on every line ending
    return total.hexdigest()


def to_bytes(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The model file: an npz without the time of writing."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            inside = io.BytesIO()
            np.lib.format.write_array(inside, np.asarray(array, order="C"), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, inside.getvalue())
    return file.getvalue()
