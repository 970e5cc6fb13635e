"""Settings: from the environment and .env, every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({}, tmp_path)

    assert settings.zone.key == "Europe/Amsterdam"
    assert settings.personas == ()
    assert settings.rubrics == ()


def test_empty_settings_are_as_good_as_none(tmp_path: Path) -> None:
    settings = read_settings({"TIRADE_TIME_ZONE": " ", "TIRADE_PERSONAS": "", "TIRADE_RUBRICS": ":"}, tmp_path)

    assert settings == read_settings({}, tmp_path)


def test_several_folders_are_separated_by_colons(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()

    settings = read_settings({"TIRADE_PERSONAS": f"{one}:{two}", "TIRADE_RUBRICS": str(two)}, tmp_path)

    assert settings.personas == (one, two)
    assert settings.rubrics == (two,)


def test_the_env_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIRADE_TIME_ZONE=Europe/Brussels\n", "utf-8")

    assert read_settings({}, tmp_path).zone.key == "Europe/Brussels"


def test_the_environment_wins_over_the_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIRADE_TIME_ZONE=Europe/Brussels\n", "utf-8")

    assert read_settings({"TIRADE_TIME_ZONE": "Europe/London"}, tmp_path).zone.key == "Europe/London"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", "utf-8")
    wrong = {
        "TIRADE_TIME_ZONE": "Mars/Olympus",
        "TIRADE_PERSONAS": f"{tmp_path / 'nowhere'}:{tmp_path / 'a file'}",
        "TIRADE_RUBRICS": str(tmp_path / "gone"),
    }

    with pytest.raises(SettingsError) as caught:
        read_settings(wrong, tmp_path)

    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "TIRADE_PERSONAS",
        "TIRADE_PERSONAS",
        "TIRADE_RUBRICS",
        "TIRADE_TIME_ZONE",
    ]
    assert str(caught.value) == "\n".join(caught.value.problems)


@pytest.mark.parametrize("zone", ["Mars", "../etc/passwd", "/etc/localtime", "Europe", "Amsterdam "])
def test_what_is_no_time_zone_is_told_and_never_crashes(zone: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TIRADE_TIME_ZONE"):
        read_settings({"TIRADE_TIME_ZONE": zone}, tmp_path)


def test_the_example_sets_what_is_read_and_only_its_own_defaults(checkout: Path, tmp_path: Path) -> None:
    example = (checkout / ".env.example").read_text("utf-8")
    (tmp_path / ".env").write_text(example, "utf-8")

    named = {line.partition("=")[0] for line in example.splitlines() if line and not line.startswith("#")}
    assert named == {"TIRADE_TIME_ZONE", "TIRADE_PERSONAS", "TIRADE_RUBRICS"}
    assert len(named) == len(Settings.__dataclass_fields__)
    assert read_settings({}, tmp_path) == read_settings({}, tmp_path / "nothing here")
