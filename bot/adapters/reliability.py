"""Reliability: Krippendorff's alpha, by the library that carries his name.

Krippendorff, K. (2004), Content Analysis. The library is an extra, and under the GPL: nobody gets it unasked.
"""

from __future__ import annotations

from math import nan

from bot.report.extras import needs
from bot.training.agreement import Ratings


def ordinal_alpha(ratings: Ratings) -> float:
    """Alpha for ordered levels; at least two different ones must be in ``ratings``. Raises MissingLibraryError."""
    with needs("Krippendorff's alpha", "krippendorff", "agreement"):
        import krippendorff
    rows = [[nan if level is None else float(level) for level in row] for row in ratings]
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="ordinal"))
