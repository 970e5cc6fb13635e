"""The index: features find their own rows, and strangers are told apart."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.index import build_index

FEATURES = st.sets(st.integers(0, 2**32 - 1) | st.integers(2**32 - 40, 2**32 - 1), min_size=1)


@given(FEATURES, FEATURES)
def test_every_feature_is_found_at_its_own_row_and_no_other_is(known: set[int], strange: set[int]) -> None:
    features = np.array(sorted(known), dtype=np.uint32)
    asked = [*known, *(strange - known)]

    rows, found = build_index(features).rows(np.array(asked, dtype=np.uint32))

    assert found.tolist() == [feature in known for feature in asked]
    assert features[rows[found]].tolist() == list(known)
