"""Trains the model that the package ships: ``python -m bot.recognition.train``.

The same sources give the same file, byte for byte, on the same machine; the file carries the hash of its sources.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.recognition.examples import LANGUAGES, load_examples
from bot.recognition.ridge import Counts, regularised_inverse
from bot.recognition.training import fit, gather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_READING = ("clean", "tokens", "language", "sentences", "masks", "parse", "meanings", "features")
_FITTING = ("examples", "ridge", "training", "train")
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_STAMP = (1980, 1, 1, 0, 0, 0)


def source_hash() -> str:
    """The hash of everything that decides what the model says."""
    room = files("bot.lexicon")
    sources = [files("bot.recognition") / f"{name}.py" for name in (*_READING, *_FITTING)]
    sources.append(room / "meanings.yaml")
    for language in LANGUAGES:
        sources += [room / language / "words.yaml", room / language / "neutral.txt"]
        sources += sorted((room / language / "examples").iterdir(), key=lambda file: file.name)
    total = hashlib.sha256()
    for source in sources:
        total.update(source.read_text(encoding="utf-8").encode())  # the same on every line ending
    return total.hexdigest()


def train() -> dict[str, NDArray[Any]]:
    """Fit the model on all examples; the arrays of the model file."""
    corpus = gather(load_examples())
    counts = Counts(corpus.sentences)
    inverted = regularised_inverse(counts.kernel())
    arrays = fit(corpus, counts, inverted, np.arange(counts.size))
    return {**arrays, "sources": np.array(source_hash())}


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


def main() -> None:
    """Train and write the file, in a process of one thread: sums then run in the same order every time."""
    if any(os.environ.get(name) != "1" for name in _THREADS):  # numpy reads them once, when it loads
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        os.execv(sys.executable, [sys.executable, "-m", "bot.recognition.train"])
    path = Path(str(files("bot.lexicon") / "model.npz"))
    path.write_bytes(to_bytes(train()))
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
