"""How well moves are heard in messages of writers that the model never saw: ``make bench-moves``.

Each of the 24 writers in turn is left out of everything that is fitted (weights, limits, certainty), and then read with
the shipped code. ``--encoder`` measures a second time, with the encoder beside the model. ``--write`` also writes the
tables into docs/recognition.md and the limits, picked on all unseen readings, into bot/lexicon. Read the figures with
this in mind:

- Cues are not fitted per writer. They were written, dropped and marked sure with the labels of writers dev and w1 to w7
  in view (not v1 to v8), so "fused" is flattered for those.
- The kind of model, its features and the bonus of a cue were compared on these same messages, if on fewer of them.
- The messages of "talks" were written to mend misreadings. They are always trained on and never counted.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read once, when numpy loads

import numpy as np
from moves_report import Guess, show_language, show_moves
from numpy.typing import NDArray

from bot.core.moves import CERTAIN
from bot.recognition import Recogniser, load_recogniser
from bot.recognition.encoder import SHARE, Encoder, load_encoder
from bot.recognition.encoder.fitting import Material, fit_head
from bot.recognition.encoder.head import Head, pack, unpack
from bot.recognition.encoder.material import gather_material
from bot.recognition.examples import LANGUAGES, NEUTRAL, TALKS, Example, load_examples
from bot.recognition.hearing import Hearing, weigh_cues
from bot.recognition.interplay import settle
from bot.recognition.limits import pick_certain, pick_heard
from bot.recognition.model import ENCODER_LIMITS, LIMITS, MOVES, Limits, Model, read_model
from bot.recognition.parse import Said, parse
from bot.recognition.training import Corpus, fit, gather, shrink

Floats = NDArray[np.float32]
ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs/recognition.md"
_corpus: Corpus  # shared with the processes that fit
_material: Material | None = None  # what the encoder reads, where it is measured


@dataclass(frozen=True)
class Unseen:
    """What was fitted without one writer: the model, and the encoder's head where it is measured."""

    model: Model
    head: Head | None


def writer_of(example: Example) -> str:
    """Who wrote it. Voices v1 to v8 are other people in each language; "" is never left out."""
    if example.writer in (NEUTRAL, TALKS):
        return ""
    return f"{example.writer}-{example.language}" if example.writer.startswith("v") else example.writer


def fit_without(writer: str) -> Unseen:
    """Fit everything on the messages of the others."""
    kept = np.array([writer_of(example) != writer for example in _corpus.examples])
    model = read_model(shrink(_corpus, fit(_corpus, kept)))
    head = unpack(pack(fit_head(_material, kept))) if _material else None
    sys.stderr.write(f"without {writer}\n")
    return Unseen(model, head)


def fit_without_each() -> dict[str, Unseen]:
    """For each writer what was fitted without."""
    writers = sorted({writer_of(example) for example in _corpus.examples} - {""})
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return dict(zip(writers, pool.map(fit_without, writers), strict=True))


@dataclass(frozen=True)
class Message:
    """An example as it is read by what never saw its writer; ``meant`` is what the encoder's head adds."""

    example: Example
    said: list[Said]
    hearing: Hearing
    meant: Floats | None

    def strengths(self) -> tuple[Floats, Floats]:
        """The strength of each move, without the cues and with them, as the shipped code weighs them.

        Which sentences are part of the message goes by the shipped limits, as it does for who reads it in a talk.
        """
        if not self.said:
            return (np.full(len(MOVES), -9, dtype=np.float32),) * 2
        verdicts = [self.hearing.cues.judge(sentence) for sentence in self.said]
        alone = self.hearing.strengths(self.said, verdicts) + (0 if self.meant is None else self.meant)
        cues = np.stack([weigh_cues(verdict) for verdict in verdicts])
        return alone.max(axis=0), (alone + cues).max(axis=0)


def read_messages(recogniser: Recogniser) -> list[Message]:
    """Every message that is counted."""
    fitted = fit_without_each()
    messages = []
    for number, example in enumerate(_corpus.examples):
        if writer := writer_of(example):
            unseen = fitted[writer]
            hearing = replace(recogniser.hearings[example.language], model=unseen.model)
            said = parse(example.text, recogniser.words[example.language])
            messages.append(Message(example, said, hearing, meant_by(unseen.head, number)))
    return messages


def meant_by(head: Head | None, number: int) -> Floats | None:
    """What a head adds to the sentences of an example."""
    if head is None or _material is None:
        return None
    return SHARE * head.strengths(_material.rows[_material.owner == number].astype(np.float32))


def pick_limits(strengths: NDArray[np.float32], examples: list[Example], seen: NDArray[np.bool_]) -> Limits:
    """The limits that the ``seen`` examples ask for."""
    truth = np.array([[move in example.moves for move in MOVES] for example in examples])
    heard, certain = {}, {}
    for language in LANGUAGES:
        mine = seen & np.array([example.language == language for example in examples])
        heard[language] = pick_heard(strengths[mine], truth[mine])
        certain[language] = pick_certain(strengths[mine], truth[mine], heard[language])
    return Limits(heard, certain)


def guess(message: Message, limits: Limits, alone: NDArray[np.bool_]) -> Guess:
    """What cues, model and both hear in one message; ``alone`` is what is heard without the cues."""
    hearing = replace(message.hearing, limits=limits)
    cues = frozenset(move for sentence in message.said for move in hearing.cues.judge(sentence).hits)
    found = settle(hearing.hear(message.said, message.meant))
    numbers = frozenset(move for move, holds in zip(MOVES, alone, strict=True) if holds)
    heard = {"cues": cues, "model": numbers, "fused": frozenset(move.move for move in found)}
    return Guess(message.example, heard, frozenset(move.move for move in found if move.confidence >= CERTAIN))


def measure(messages: list[Message]) -> tuple[list[Guess], Limits]:
    """Read every message by limits that never saw its writer; and the limits of all readings."""
    examples = [message.example for message in messages]
    alone, fused = (np.stack(column) for column in zip(*(m.strengths() for m in messages), strict=True))
    writers = np.array([writer_of(example) for example in examples])
    guesses: dict[int, Guess] = {}
    for writer in sorted(set(writers)):
        limits = pick_limits(fused, examples, writers != writer)
        of_model = pick_limits(alone, examples, writers != writer)
        for n in np.nonzero(writers == writer)[0].tolist():
            heard = alone[n] >= of_model.heard[examples[n].language]
            guesses[n] = guess(messages[n], limits, heard)
    return [guesses[n] for n in range(len(messages))], pick_limits(fused, examples, writers != "")


def show_speed(recogniser: Recogniser) -> None:
    """Print how long one message takes."""
    spent = []
    for example in _corpus.examples[::10]:
        begun = time.perf_counter()
        recogniser.recognise(example.text, example.language, example.customer)
        spent.append(1000 * (time.perf_counter() - begun))
    p50, p99 = np.percentile(spent, [50, 99])
    print(f"\nms a message: mean {np.mean(spent):.2f}, p50 {p50:.2f}, p99 {p99:.2f}")


def write_limits(limits: Limits, name: str) -> None:
    """Write the limits that the package ships."""
    rows = {
        kind: {
            language: {move: round(float(limit), 3) for move, limit in zip(MOVES, row, strict=True)}
            for language, row in by_language.items()
        }
        for kind, by_language in (("heard", limits.heard), ("certain", limits.certain))
    }
    (ROOT / "bot/lexicon" / name).write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def write_report(report: str, kind: str) -> None:
    """Put the report into the documentation, between the two marks for its kind."""
    begin, end = f"<!-- written by bench/moves.py{kind} -->", f"<!-- end{kind} -->"
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    DOCS.write_text(f"{before}{begin}\n{report}\n{end}{after}", encoding="utf-8")


def report_on(messages: list[Message], encoder: Encoder | None) -> None:
    """Measure and print everything; with --write keep it."""
    guesses, limits = measure(messages)
    report = io.StringIO()
    with redirect_stdout(report):
        for language in LANGUAGES:
            show_language(guesses, language)
        print()
        show_moves(guesses)
        show_speed(load_recogniser(encoder))
    print(report.getvalue())
    if "--write" in sys.argv:
        write_limits(limits, ENCODER_LIMITS if encoder else LIMITS)
        write_report(report.getvalue(), " --encoder" if encoder else "")


def main() -> None:
    """Measure without the encoder, and with it where that is asked for."""
    global _corpus, _material
    encoder = load_encoder() if "--encoder" in sys.argv else None
    _corpus = gather(load_examples())
    _material = gather_material(_corpus.examples) if encoder else None
    messages = read_messages(load_recogniser())
    report_on([replace(message, meant=None) for message in messages], None)
    if encoder:
        report_on(messages, encoder)


if __name__ == "__main__":
    main()
