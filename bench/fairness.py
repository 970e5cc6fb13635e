"""Measure how fair the scores are: every scripted talk in other letters, and what that does to its totals.

Prints each comparison of tests/test_fairness.py that differs by more than a point, with the totals.
"""

from __future__ import annotations

from test_fairness import COMPARISONS, VARIANTS, apart, played, said, talk

from bot import bootstrap
from bot.training import Training
from bot.training.script import Talk


def main() -> None:
    """Compare and print."""
    training = bootstrap.training(bootstrap.settings())
    unfair = 0
    for comparison in COMPARISONS:
        name, variant = comparison.split(", ")
        script = talk(name)
        words = VARIANTS[variant][training.library.personas[script.persona].language]
        before, after = _scores(training, script), _scores(training, said(script, words))
        changed = {
            method: (before[method], after[method]) for method in script.rubrics if apart(before[method], after[method])
        }
        unfair += bool(changed)
        if changed:
            print(f"{comparison}: {changed}")
    print(f"{unfair} of {len(COMPARISONS)} comparisons differ by more than a point")


def _scores(training: Training, script: Talk) -> dict[str, int | None]:
    return {debrief.rubric.id: debrief.score for debrief in training.debriefs(played(training, script))}


if __name__ == "__main__":
    main()
