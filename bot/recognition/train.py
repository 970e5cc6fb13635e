"""Trains the model that the package ships: ``python -m bot.recognition.train``. It needs SciPy (the extra "dev").

With a folder behind it, ``tirade moves train`` for short, it trains on the examples in that folder too, and writes the
model there.

The same sources give the same file, byte for byte, on the same machine; the file carries the hash of its sources.
"""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.recognition.examples import load_examples
from bot.recognition.model import MODEL_FILE
from bot.recognition.model_file import source_hash, to_bytes
from bot.recognition.training import fit, gather, shrink

if TYPE_CHECKING:
    from numpy.typing import NDArray

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What says how many threads the libraries of numpy may use."""


def train(own: Path | None = None) -> dict[str, NDArray[Any]]:
    """Fit the model on all examples, with those of the folder ``own``; the arrays of the model file."""
    corpus = gather(load_examples(own))
    weights = fit(corpus, np.ones(len(corpus.examples), dtype=bool))
    return {**shrink(corpus, weights), "sources": np.array(source_hash(own))}


def main() -> None:
    """Train and write the file, in a process of one thread: sums then run in the same order every time."""
    if any(os.environ.get(name) != "1" for name in THREADS):  # numpy reads them once, when it loads
        os.environ.update(dict.fromkeys(THREADS, "1"))
        os.execv(sys.executable, [sys.executable, "-m", "bot.recognition.train", *sys.argv[1:]])
    own = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    path = (own or Path(str(files("bot.lexicon")))) / MODEL_FILE
    path.write_bytes(to_bytes(train(own)))
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
