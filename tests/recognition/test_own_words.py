"""A company's own words: a folder of cues and examples that is heard beside what we ship."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from bot import bootstrap
from bot.core.moves import Move
from bot.recognition import load_recogniser
from bot.recognition.examples import load_examples
from bot.recognition.lint import Kind, lint_own
from bot.recognition.model import MODEL_FILE, ModelState, model_state
from bot.recognition.model_file import source_hash, to_bytes
from bot.settings import SettingsError

Write = Callable[..., Path]
SHIPPED = Path(str(files("bot.lexicon")))
PRODUCT = """\
lists:
  pass: [sunpass, "gold card"]
moves:
  offer:
    cues: ["(put|throw) .. @pass !"]
    examples: ["I'll throw in a sunpass."]
    not: ["Do you have your sunpass with you?"]
"""
EXAMPLE = {"id": "shop-1", "text": "You get a sunpass from us.", "labels": ["offer"]}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a folder of own words in English."""

    def write(cues: str = PRODUCT, *rows: object) -> Path:
        (tmp_path / "en" / "examples").mkdir(parents=True, exist_ok=True)
        (tmp_path / "en" / "cues.yaml").write_text(cues, encoding="utf-8")
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (tmp_path / "en" / "examples" / "shop.jsonl").write_text(lines, encoding="utf-8")
        return tmp_path

    return write


def test_a_company_s_own_product_is_heard(write: Write) -> None:
    say = "I'll throw in a gold card."

    assert not load_recogniser().recognise(say, "en").found(Move.OFFER)
    assert load_recogniser(own=write()).recognise(say, "en").found(Move.OFFER)


def test_what_is_shipped_is_heard_as_before(write: Write) -> None:
    own, ours = load_recogniser(own=write()), load_recogniser()
    for say in ("I'm so sorry, I'll call you at three.", "Shut up.", "What would you like me to do?"):
        assert own.recognise(say, "en") == ours.recognise(say, "en")


@pytest.mark.parametrize("cues", ["moves: {apology: {cues: ['(sorry']}}", "moves: {sorry: {cues: [oops]}}", "[", ""])
def test_a_cue_file_with_a_mistake_is_one_sentence_at_the_start(write: Write, cues: str) -> None:
    with pytest.raises(SettingsError, match=r"cues\.yaml cannot be read; `tirade moves check` shows each mistake"):
        bootstrap.recogniser(own=write(cues))


def test_a_mistake_is_told_with_its_place(write: Write) -> None:
    own = write("moves:\n  offer: {cues: ['(sorry']}\n  ofer: {cues: [pass]}\n", {**EXAMPLE, "labels": ["ofer"]})

    found = lint_own(own, SHIPPED, ["en"], lambda text, language: {Move.OFFER})

    assert [str(one).replace(f"{own.as_posix()}/", "") for one in found] == [
        "en/cues.yaml:2:18: the cue “(sorry”: a bracket stays open in '( sorry'; "
        "the head of the file says how it is written",
        'en/cues.yaml:3:3: there is no move "ofer"; did you mean "offer"?',
        'en/examples/shop.jsonl:1:67: there is no move "ofer"; did you mean "offer"?',
    ]


def test_a_cue_that_misses_its_sentence_or_goes_too_far_is_told(write: Write) -> None:
    own = write(PRODUCT.replace("(put|throw) .. @pass", "your"))
    recogniser = load_recogniser(own=own)

    found = lint_own(
        own, SHIPPED, ["en"], lambda text, language: {m.move for m in recogniser.recognise(text, "en").moves}
    )

    assert {one.kind for one in found} == {Kind.UNHEARD, Kind.HEARD, Kind.NEUTRAL}


def test_a_folder_without_a_language_is_told(tmp_path: Path) -> None:
    (found,) = lint_own(tmp_path, SHIPPED, ["nl", "en"], lambda text, language: set())
    assert "there is no folder nl or en in it" in str(found)


def test_own_examples_are_learned_from_behind_ours(write: Write) -> None:
    own = write(PRODUCT, EXAMPLE)

    assert [one.id for one in load_examples(own)] == [*(one.id for one in load_examples()), "shop-1"]


def test_own_examples_need_a_model_of_both(write: Write) -> None:
    own = write(PRODUCT)
    shutil.rmtree(own / "en" / "examples")
    assert model_state(own) is ModelState.NONE

    own = write(PRODUCT, EXAMPLE)
    assert model_state(own) is ModelState.STALE
    give_model(own)
    assert model_state(own) is ModelState.CURRENT
    write(PRODUCT, {**EXAMPLE, "text": "You get a sunpass."})
    assert model_state(own) is ModelState.STALE
    (own / MODEL_FILE).write_bytes(b"no model")
    assert model_state(own) is ModelState.STALE


def test_a_model_of_one_s_own_hears_and_a_stale_one_does_not(write: Write) -> None:
    own = write(PRODUCT, EXAMPLE)
    give_model(own)
    say = "I apologise for the delay, that was our fault."

    assert not load_recogniser(own=own).recognise(say, "en").found(Move.RECOGNITION)
    write(PRODUCT, {**EXAMPLE, "text": "You get a sunpass."})
    assert load_recogniser(own=own).recognise(say, "en") == load_recogniser().recognise(say, "en")


def give_model(own: Path) -> None:
    """A model as training would leave it there; its weights are nothing, so only cues are left."""
    with np.load(SHIPPED / MODEL_FILE) as data:
        arrays = {**data, "weights": np.zeros_like(data["weights"]), "bias": np.full_like(data["bias"], -2)}
    arrays["sources"] = np.array(source_hash(own))
    (own / MODEL_FILE).write_bytes(to_bytes(arrays))
