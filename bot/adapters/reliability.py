"""Reliability: Krippendorff's alpha, by a library.

Krippendorff, K. (2018), Content Analysis, fourth edition. The library is an extra: it brings pandas and scipy with it,
which nobody needs who does not compare trainers.
"""

from __future__ import annotations

from bot.report.extras import needs
from bot.training.agreement import Ratings


def ordinal_alpha(ratings: Ratings) -> float:
    """Alpha for ordered levels; at least two different ones must be in ``ratings``. Raises MissingLibraryError."""
    with needs("Krippendorff's alpha", "evalica", "agreement"):
        from evalica import alpha
        from pandas import DataFrame
    return float(alpha(DataFrame(ratings, dtype=float), distance="ordinal").alpha)
