"""How far trainers agree with the program and with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from practised import FIRST_DAY, SmallArchive, practised

from bot.adapters.reliability import ordinal_alpha
from bot.training.agreement import ENOUGH, Agreement, agreement, judged, level_of, meant
from bot.training.archive import Level, PracticeRecord, Verdict, VerdictRecord
from bot.training.progress import Practised

SHARES = (0.0, 0.5, 1.0, 1.0, 0.0, 0.5, 1.0, 0.0, 1.0, 0.5, 1.0, 0.0)


class JudgedArchive(SmallArchive):
    """An archive with verdicts."""

    def __init__(self, those: list[Practised], verdicts: list[VerdictRecord]) -> None:
        super().__init__(those)
        self._records = {one.record.id: one.record for one in those}
        self._verdicts = verdicts

    def practice(self, practice: str) -> PracticeRecord | None:
        return self._records.get(practice)

    def verdicts_on(self, rubric: str) -> list[VerdictRecord]:
        return [one for one in self._verdicts if one.rubric == rubric]


def a_verdict(one: Practised, verdict: Verdict = "agree", trainer: str = "W1", **changes: object) -> VerdictRecord:
    record = VerdictRecord(
        one.record.id, "method", 1, "listen", trainer, verdict, "because", FIRST_DAY + timedelta(days=40)
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def shared(*shares: float, **changes: object) -> list[Practised]:
    return [practised(day, {"listen": share}, shared=True, **changes) for day, share in enumerate(shares)]  # type: ignore[arg-type]


def found(those: list[Practised], verdicts: list[VerdictRecord]) -> Agreement:
    answer = agreement(judged(JudgedArchive(those, verdicts), "method"), ordinal_alpha)
    assert answer is not None
    return answer


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part D: ordinal alpha 0.815."""
    gone = None
    ratings = [
        [0, 1, 2, 2, 1, 0, 3, 0, 1, gone, gone, gone],
        [0, 1, 2, 2, 1, 1, 3, 0, 1, 4, gone, 2],
        [gone, 2, 2, 2, 1, 2, 3, 1, 1, 4, 0, gone],
        [0, 1, 2, 2, 1, 3, 3, 0, 1, 4, 0, gone],
    ]

    assert ordinal_alpha(ratings) == pytest.approx(0.815, abs=0.0005)


def test_without_verdicts_there_is_nothing_to_show() -> None:
    assert agreement(judged(JudgedArchive(shared(1.0), []), "method"), ordinal_alpha) is None


def test_full_agreement_is_one_and_counted() -> None:
    those = shared(*SHARES)
    answer = found(those, [a_verdict(one) for one in those])

    listen = answer.criteria[0]
    assert (answer.verdicts, answer.trainers, answer.practices) == (12, 1, 12)
    assert (listen.with_program.pairs, listen.with_program.alpha) == (12, pytest.approx(1.0))
    assert (listen.between_trainers.pairs, listen.between_trainers.alpha) == (0, None)
    assert answer.moments == ()


def test_opposite_levels_are_worse_than_chance() -> None:
    those = shared(*([0.0, 1.0] * 6))

    listen = found(those, [a_verdict(one, "disagree") for one in those]).criteria[0]

    assert listen.with_program.alpha is not None
    assert listen.with_program.alpha < 0


def test_a_few_verdicts_say_too_little() -> None:
    those = shared(*SHARES[: ENOUGH - 1])

    listen = found(those, [a_verdict(one) for one in those]).criteria[0]

    assert (listen.with_program.pairs, listen.with_program.alpha, listen.with_program.same) == (9, None, False)


def test_one_level_everywhere_leaves_nothing_to_compute() -> None:
    those = shared(*([1.0] * ENOUGH))

    listen = found(those, [a_verdict(one) for one in those]).criteria[0]

    assert (listen.with_program.alpha, listen.with_program.same) == (None, True)


def test_trainers_are_held_against_each_other_where_several_judged() -> None:
    those = shared(*SHARES)
    first = [a_verdict(one) for one in those]
    second = [a_verdict(one, trainer="W2") for one in those[:10]]
    second += [a_verdict(those[10], "disagree", "W2")]

    listen = found(those, [*first, *second]).criteria[0]

    assert listen.between_trainers.pairs == 11
    assert listen.between_trainers.alpha is not None
    assert 0.5 < listen.between_trainers.alpha < 1
    assert listen.verdicts == {"agree": 22, "partly": 0, "disagree": 1}


@pytest.mark.parametrize(
    ("verdict", "named", "program", "expected"),
    [
        ("agree", None, "partly", "partly"),
        ("agree", "missed", "reached", "reached"),
        ("partly", None, "reached", "partly"),
        ("disagree", None, "reached", "missed"),
        ("disagree", None, "missed", "reached"),
        ("disagree", "partly", "missed", "partly"),
        ("disagree", None, "partly", None),
        ("partly", "reached", "partly", "reached"),
    ],
)
def test_a_verdict_means_a_level_where_the_direction_is_known(
    verdict: Verdict, named: Level | None, program: Level, expected: Level | None
) -> None:
    assert meant(verdict, named, program) == expected


def test_shares_stand_for_levels() -> None:
    assert [level_of(share) for share in (0.0, 0.24, 0.25, 0.74, 0.75, 1.0)] == [
        *("missed", "missed", "partly", "partly", "reached", "reached")
    ]


def test_a_verdict_without_a_direction_is_counted_and_left_out_of_alpha() -> None:
    those = shared(0.5, 1.0)

    listen = found(those, [a_verdict(those[0], "disagree"), a_verdict(those[1])]).criteria[0]

    assert (listen.left_out, listen.with_program.pairs, listen.verdicts["disagree"]) == (1, 1, 1)


def test_moments_of_disagreement_come_with_the_words_and_the_comment() -> None:
    those = shared(1.0, 1.0)
    answer = found(those, [a_verdict(those[0], "disagree", comment="no question here"), a_verdict(those[1])])

    (moment,) = answer.moments
    assert (moment.criterion, moment.program, moment.level, moment.comment) == (
        *("listen", "reached", "missed", "no question here"),
    )
    assert [evidence.quote for evidence in moment.evidence] == ["words about listen"]


def test_another_version_of_the_method_says_nothing_of_this_one() -> None:
    old, new = shared(0.0), shared(1.0, 1.0, person="U2", version=2)
    verdicts = [a_verdict(old[0], "disagree"), *(a_verdict(one, rubric_version=2) for one in new)]

    answer = found([*old, *new], verdicts)

    assert (answer.rubric.version, answer.verdicts, answer.earlier) == (2, 2, 1)
    assert answer.moments == ()


def test_a_verdict_on_a_version_that_the_debrief_does_not_have_is_left_out() -> None:
    those = shared(1.0)

    assert judged(JudgedArchive(those, [a_verdict(those[0], rubric_version=7)]), "method") == ()


def test_what_is_not_shared_any_more_is_not_shown_to_the_author() -> None:
    private = [practised(0, {"listen": 1.0})]

    assert judged(JudgedArchive(private, [a_verdict(private[0], "disagree")]), "method") == ()


def test_a_workspace_sees_nothing_of_another() -> None:
    here, there = shared(1.0, 0.0)
    there = replace(there, record=replace(there.record, workspace="T2"))
    archive = JudgedArchive([here, there], [a_verdict(here), a_verdict(there)])

    assert [one.verdict.practice for one in judged(archive, "method", "T1")] == [here.record.id]
    assert len(judged(archive, "method")) == 2
