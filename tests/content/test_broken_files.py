"""Every file under tests/broken breaks one rule, and says on its first lines which problems must be found where."""

import re
from pathlib import Path

import pytest

from bot.content import Problem, Rule, check

BROKEN = Path(__file__).parents[1] / "broken"
MINIMAL = Path(__file__).parent / "minimal"
EXPECT = re.compile(r"# expect: (\d+):(\d+): (.+)")

# A folder named after a rule is one case; the files in folders named after a kind of content are a case each.
CASES = sorted(
    [path for path in BROKEN.glob("*") if path.name != "personas"] + [*(BROKEN / "personas").rglob("*.yaml")]
)


def problems(case: Path) -> list[Problem]:
    return check([case], [MINIMAL / "rubrics"], MINIMAL / "texts")


def expected(case: Path) -> list[tuple[Path, int, int, str]]:
    files = [case] if case.is_file() else sorted(case.rglob("*.yaml"))
    return [
        (file, int(line), int(column), sentence)
        for file in files
        for line, column, sentence in EXPECT.findall(file.read_text("utf-8", errors="replace"))
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_finds_exactly_the_expected_problems(case: Path) -> None:
    found, wanted = problems(case), expected(case)

    assert [(one.path, one.line, one.column) for one in found] == [place[:3] for place in wanted]
    for problem, (_, _, _, sentence) in zip(found, wanted, strict=True):
        assert sentence in str(problem)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_name_says_which_rule_is_broken(case: Path) -> None:
    assert all(problem.rule in case.stem for problem in problems(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_speaks_to_a_trainer_and_not_to_a_programmer(case: Path) -> None:
    jargon = re.compile(
        r"pydantic|dataclass|tuple|literal|\bstr\b|\bint\b|\bdict\b|NoneType|Error|<class", re.IGNORECASE
    )

    assert not [problem for problem in problems(case) if jargon.search(str(problem).removeprefix(str(case)))]


def test_every_rule_has_a_broken_file() -> None:
    assert {problem.rule for case in CASES for problem in problems(case)} == set(Rule)
