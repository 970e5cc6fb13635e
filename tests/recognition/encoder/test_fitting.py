"""How the encoder's head learns."""

from __future__ import annotations

import numpy as np

from bot.recognition.encoder.fitting import Material, fit_head
from bot.recognition.encoder.head import pack, unpack

_WIDTH = 12


def material(messages: int, *, paired: bool = False) -> Material:
    """Messages of two sentences; the first number of the second sentence tells whether the message makes the move."""
    random = np.random.default_rng(1)
    rows = random.standard_normal((2 * messages, _WIDTH)).astype(np.float16)
    truth = np.arange(messages) % 2 == 0
    rows[0::2, 0] = -2
    rows[1::2, 0] = np.where(truth, 2, -2)
    partner = np.arange(messages) ^ 1 if paired else np.full(messages, -1)
    return Material(rows, np.repeat(np.arange(messages), 2), truth[:, None], partner)


def test_it_learns_which_sentence_makes_the_move_from_whole_messages() -> None:
    given = material(3000)
    strengths = fit_head(given, np.ones(3000, dtype=bool)).strengths(given.rows.astype(np.float32))[:, 0]
    assert (strengths[0::2] < 0).mean() > 0.95
    assert ((strengths[1::2] > 0) == given.truth[:, 0]).mean() > 0.95


def test_it_learns_only_from_what_is_kept() -> None:
    given = material(200)
    kept = np.arange(200) < 100
    turned = Material(given.rows, given.owner, given.truth ^ ~kept[:, None], given.partner)
    one, other = (fit_head(each, kept) for each in (given, turned))
    assert np.array_equal(one.inner, other.inner)


def test_the_sides_of_a_pair_are_driven_apart() -> None:
    apart = []
    for given in (material(200), material(200, paired=True)):
        strengths = fit_head(given, np.ones(200, dtype=bool)).strengths(given.rows.astype(np.float32))[1::2, 0]
        apart.append(float((strengths[0::2] - strengths[1::2]).mean()))
    assert apart[1] > apart[0]


def test_a_message_without_words_teaches_nothing() -> None:
    given = material(200)
    longer = Material(given.rows, given.owner, np.vstack([given.truth, [[True]]]), np.append(given.partner, -1))
    kept = np.ones(201, dtype=bool)
    assert np.array_equal(fit_head(longer, kept).inner, fit_head(given, kept[:-1]).inner)


def test_a_head_says_nearly_the_same_from_its_file() -> None:
    given = material(200)
    head = fit_head(given, np.ones(200, dtype=bool))
    rows = given.rows.astype(np.float32)
    assert np.abs(head.strengths(rows) - unpack(pack(head)).strengths(rows)).max() < 0.2
