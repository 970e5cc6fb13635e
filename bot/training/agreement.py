"""Agreement: how far trainers agree with the scores of a method, and with each other, criterion by criterion.

The measure is Krippendorff's alpha over three ordered levels: missed, partly, reached. The level of the program comes
from the share of the points. That of a trainer is the one they name; or else their verdict says it: who agrees means
the program's level, who disagrees with an end of the scale means the other end, and who partly agrees with an end the
middle. Where a trainer does not agree with the middle and names no level, nobody knows in which direction: that
verdict is counted and shown, and left out of alpha.

Trainers see the program's score before they judge, so agreement with it comes out higher than it would blindly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, get_args

from bot.core.assessing import Evidence, Score
from bot.core.debrief import Debrief
from bot.core.rubric import Rubric
from bot.training.archive import Level, PracticeRecord, Verdict, VerdictRecord

ENOUGH = 10
"""Pairs of judgements under which alpha says nothing: it then hangs on a single one."""
_REACHED, _MISSED = 0.75, 0.25
"""Shares of the points from which, and under which, a criterion counts as reached and as missed. Our own judgement."""
_LEVELS: tuple[Level, ...] = get_args(Level)

Ratings = Sequence[Sequence[int | None]]
"""For each who judged, a level from 0 for each thing judged; None where they did not."""
Alpha = Callable[[Ratings], float]
"""Krippendorff's alpha for ordered levels. At least two different levels are in what it gets."""


@dataclass(frozen=True)
class Measured:
    """Agreement among judges. ``alpha`` is None where there is too little to say, or only one level to be seen."""

    pairs: int
    """For the program: its scores that a trainer gave a level to. Between trainers: practices that several judged."""
    alpha: float | None
    same: bool = False
    """Everybody named one and the same level: full agreement, but nothing to compute."""


@dataclass(frozen=True)
class Moment:
    """A score that a trainer does not agree with, and the words it rests on."""

    practice: str
    criterion: str
    verdict: Verdict
    program: Level
    level: Level | None
    comment: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class OnCriterion:
    """What trainers think of one criterion."""

    criterion: str
    verdicts: Mapping[Verdict, int]
    with_program: Measured
    between_trainers: Measured
    left_out: int
    """Verdicts whose level nobody knows."""


@dataclass(frozen=True)
class Agreement:
    """What trainers think of one version of a method: the version that was judged last."""

    rubric: Rubric
    verdicts: int
    trainers: int
    practices: int
    criteria: tuple[OnCriterion, ...]
    moments: tuple[Moment, ...]
    earlier: int
    """Verdicts on other versions, which say nothing of this one."""


@dataclass(frozen=True)
class Judged:
    """A verdict beside the score that it is about."""

    verdict: VerdictRecord
    score: Score
    rubric: Rubric

    @property
    def program(self) -> Level:
        """The level that the program gave."""
        return level_of(self.score.share)

    @property
    def level(self) -> Level | None:
        """The level that the trainer means, where it is known."""
        return meant(self.verdict.verdict, self.verdict.level, self.program)


class Reader(Protocol):
    """What is read of the archive."""

    def practice(self, practice: str) -> PracticeRecord | None:
        """One practice."""

    def debriefs(self, practice: str) -> Sequence[Debrief]:
        """The debriefs of a practice."""

    def verdicts_on(self, rubric: str) -> Sequence[VerdictRecord]:
        """What trainers think of the scores of a method."""


def judged(archive: Reader, rubric: str, workspace: str | None = None) -> tuple[Judged, ...]:
    """Every verdict on a method beside its score, in the order in which they were said; of one workspace, or of all.

    Only of practices that their trainees let others see. A verdict on a score that is not there any more, or that was
    another version's, is left out.
    """
    found = []
    scores: dict[str, Mapping[tuple[int, str], tuple[Score, Rubric]]] = {}
    for verdict in archive.verdicts_on(rubric):
        if verdict.practice not in scores:
            scores[verdict.practice] = _scores(archive, verdict.practice, rubric, workspace)
        about = scores[verdict.practice].get((verdict.rubric_version, verdict.criterion))
        if about:
            found.append(Judged(verdict, *about))
    return tuple(found)


def _scores(
    archive: Reader, practice: str, rubric: str, workspace: str | None
) -> Mapping[tuple[int, str], tuple[Score, Rubric]]:
    record = archive.practice(practice)
    here = record is not None and record.visible and workspace in (None, record.workspace)
    debriefs = archive.debriefs(practice) if here else ()
    return {
        (one.rubric.version, score.criterion.id): (score, one.rubric)
        for one in debriefs
        if one.rubric.id == rubric
        for score in one.scores
        if score.assessed
    }


def agreement(verdicts: Sequence[Judged], alpha: Alpha) -> Agreement | None:
    """How far trainers agree with a method, in the version that was judged last; None without verdicts."""
    if not verdicts:
        return None
    rubric = verdicts[-1].rubric
    these = [one for one in verdicts if one.rubric.version == rubric.version]
    return Agreement(
        rubric=rubric,
        verdicts=len(these),
        trainers=len({one.verdict.trainer for one in these}),
        practices=len({one.verdict.practice for one in these}),
        criteria=tuple(_on(criterion.id, these, alpha) for criterion in rubric.criteria),
        moments=tuple(_moment(one) for one in these if one.verdict.verdict != "agree"),
        earlier=len(verdicts) - len(these),
    )


def _on(criterion: str, verdicts: Iterable[Judged], alpha: Alpha) -> OnCriterion:
    these = [one for one in verdicts if one.score.criterion.id == criterion]
    known = [(one, level) for one in these if (level := one.level)]
    by_trainer: dict[str, dict[str, int]] = defaultdict(dict)
    for one, level in known:
        by_trainer[one.verdict.trainer][one.verdict.practice] = _LEVELS.index(level)
    practices = Counter(one.verdict.practice for one, _ in known)
    several = [practice for practice, count in practices.items() if count > 1]
    program = [[_LEVELS.index(one.program) for one, _ in known], [_LEVELS.index(level) for _, level in known]]
    trainers = [[named.get(practice) for practice in several] for named in by_trainer.values()]
    counted = Counter(one.verdict.verdict for one in these)
    return OnCriterion(
        criterion=criterion,
        verdicts={verdict: counted[verdict] for verdict in get_args(Verdict)},
        with_program=_measured(program, len(known), alpha),
        between_trainers=_measured(trainers, len(several), alpha),
        left_out=len(these) - len(known),
    )


def _measured(ratings: Ratings, pairs: int, alpha: Alpha) -> Measured:
    if pairs < ENOUGH:
        return Measured(pairs, None)
    named = {level for row in ratings for level in row if level is not None}
    return Measured(pairs, alpha(ratings)) if len(named) > 1 else Measured(pairs, None, same=True)


def _moment(one: Judged) -> Moment:
    told = one.verdict
    return Moment(told.practice, told.criterion, told.verdict, one.program, one.level, told.comment, one.score.evidence)


def level_of(share: float) -> Level:
    """The level that a share of the points stands for."""
    if share >= _REACHED:
        return "reached"
    return "partly" if share >= _MISSED else "missed"


def meant(verdict: Verdict, named: Level | None, program: Level) -> Level | None:
    """The level that a trainer means; None where they did not say in which direction they disagree."""
    if verdict == "agree":
        return program
    if named or program == "partly":
        return named
    if verdict == "partly":
        return "partly"
    return "missed" if program == "reached" else "reached"
