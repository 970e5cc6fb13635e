"""Trains the encoder's head that the package ships: ``python -m bot.recognition.encoder.train``.

It needs the extra "encoder". The file carries the hash of its sources.
"""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.recognition.encoder.fitting import fit_head
from bot.recognition.encoder.head import HEAD_FILE, pack
from bot.recognition.encoder.material import gather_material
from bot.recognition.examples import load_examples
from bot.recognition.model_file import encoder_hash, to_bytes
from bot.recognition.train import THREADS


def main() -> None:
    """Train and write the file, in processes of one thread each: sums then run in the same order every time."""
    if any(os.environ.get(name) != "1" for name in THREADS):  # numpy reads them once, when it loads
        os.environ.update(dict.fromkeys(THREADS, "1"))
        os.execv(sys.executable, [sys.executable, "-m", "bot.recognition.encoder.train"])
    material = gather_material(load_examples())
    head = fit_head(material, np.ones(len(material.truth), dtype=bool))
    path = Path(str(files("bot.lexicon") / HEAD_FILE))
    path.write_bytes(to_bytes({**pack(head), "sources": np.array(encoder_hash())}))
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
