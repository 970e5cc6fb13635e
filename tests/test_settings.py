"""Settings: from the environment and .env, every problem at once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_database, read_settings, read_slack_settings


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


# --- Slack ---

TOKEN, APP, SECRET = "xoxb-123-abc", "xapp-1-abc", "a-signing-secret"
SOCKET = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP}
HTTP = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
KEY = "M9ObUjMml5k-_BhKYW97ddjL7GE2E6gTcp_X5gV7w0k="
OAUTH = {
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "client-secret",
    "TIRADE_KEYS": KEY,
}


def problems(tmp_path: Path, **settings: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_slack_settings(settings, tmp_path)
    return caught.value.problems


def test_two_tokens_are_enough_for_socket_mode(tmp_path: Path) -> None:
    settings = read_slack_settings(SOCKET, tmp_path)

    assert (settings.bot_token, settings.app_token, settings.port) == (TOKEN, APP, None)
    assert settings.api_url == "https://slack.com/api/"
    assert settings.database == f"sqlite:///{tmp_path}/data/tirade.db"
    assert settings.replica
    assert (settings.pace, settings.log, settings.practice.retention.days) == ("human", "text", 365)


def test_a_token_and_the_signing_secret_are_enough_for_http(tmp_path: Path) -> None:
    settings = read_slack_settings(HTTP, tmp_path)

    assert (settings.app_token, settings.host, settings.port) == (None, "127.0.0.1", 3000)


def test_with_both_ways_it_is_socket_mode(tmp_path: Path) -> None:
    settings = read_slack_settings({**SOCKET, **HTTP, "TIRADE_PORT": "8080"}, tmp_path)

    assert (settings.app_token, settings.port) == (APP, 8080)


def test_several_workspaces_need_keys_and_no_token(tmp_path: Path) -> None:
    settings = read_slack_settings(OAUTH, tmp_path)

    assert (settings.bot_token, settings.client_id, settings.keys) == (None, "1.2", (KEY,))


def test_several_keys_trainers_and_an_address_are_read(tmp_path: Path) -> None:
    more = {
        "TIRADE_KEYS": f"{KEY}, {KEY}",
        "TIRADE_TRAINERS": "U0123,W0123 S0123",
        "TIRADE_PUBLIC_URL": "https://t.org/",
    }
    settings = read_slack_settings({**OAUTH, **more}, tmp_path)

    assert settings.keys == (KEY, KEY)
    assert settings.trainers == {"U0123", "W0123", "S0123"}
    assert settings.public_url == "https://t.org"


def test_nothing_set_is_two_sentences(tmp_path: Path) -> None:
    assert problems(tmp_path) == [
        "SLACK_APP_TOKEN: missing; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.",
        "SLACK_BOT_TOKEN: missing; Slack shows it under OAuth & Permissions once the app is installed.",
    ]


def test_one_workspace_and_several_contradict_each_other(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, **OAUTH, SLACK_BOT_TOKEN=TOKEN)

    assert problem.startswith("SLACK_BOT_TOKEN: contradicts SLACK_CLIENT_ID;")


@pytest.mark.parametrize("missing", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TIRADE_KEYS"])
def test_what_several_workspaces_lack_is_told(missing: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, **{key: value for key, value in OAUTH.items() if key != missing})

    assert problem.startswith(f"{missing}: missing;")


def test_workspaces_cannot_install_where_nothing_listens(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, **OAUTH, SLACK_APP_TOKEN=APP)

    assert problem.startswith("TIRADE_PORT: missing;")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-123"),
        ("SLACK_APP_TOKEN", TOKEN),
        ("SLACK_API_URL", "https://slack.com/api"),
        ("SLACK_API_URL", "slack.com/api/"),
        ("TIRADE_DATABASE", "mysql://tirade@host/name"),
        ("TIRADE_DATABASE", "tirade.db"),
        ("TIRADE_DATABASE", "sqlite:///"),
        ("TIRADE_KEYS", "c2hvcnQ="),
        ("TIRADE_KEYS", f"{KEY},é"),
        ("TIRADE_TRAINERS", "@anna"),
        ("TIRADE_TRAINERS", "U0123,C0123"),
        ("TIRADE_RETENTION_DAYS", "0"),
        ("TIRADE_RETENTION_DAYS", "a year"),
        ("TIRADE_RETENTION_DAYS", "٣"),
        ("TIRADE_PORT", "65536"),
        ("TIRADE_PORT", "-1"),
        ("TIRADE_PUBLIC_URL", "http://tirade.example.org"),
        ("TIRADE_PACE", "slow"),
        ("TIRADE_LOG", "xml"),
        ("TIRADE_TIME_ZONE", "Mars"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_about_its_key(key: str, value: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, **{**SOCKET, key: value})

    assert problem.startswith(f"{key}: ")
    assert problem.endswith(".")


def test_no_secret_is_shown_even_where_it_does_not_belong(tmp_path: Path) -> None:
    secrets = {
        "SLACK_BOT_TOKEN": APP,
        "SLACK_APP_TOKEN": TOKEN,
        "TIRADE_KEYS": "sesame",
        "TIRADE_DATABASE": "mysql://me:sesame@host/name",
        "TIRADE_TRAINERS": f"{TOKEN},{APP}",
        "TIRADE_PUBLIC_URL": "ftp://me:sesame@host",
        "TIRADE_PACE": TOKEN,
    }
    told = "\n".join(problems(tmp_path, **secrets))

    assert len(told.splitlines()) == 8
    assert not any(secret in told for secret in ("sesame", TOKEN, APP, "123-abc"))


def test_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    shown = repr(read_slack_settings({**OAUTH, "SLACK_APP_TOKEN": APP, "TIRADE_PORT": "1"}, tmp_path))
    shown += repr(read_slack_settings({**HTTP, "TIRADE_DATABASE": "postgresql://me:sesame@host/name"}, tmp_path))

    assert not any(secret in shown for secret in (TOKEN, APP, SECRET, "client-secret", KEY, "sesame"))


def test_commands_about_what_is_kept_need_only_the_database(tmp_path: Path) -> None:
    assert read_database({}, tmp_path) == f"sqlite:///{tmp_path}/data/tirade.db"
    assert read_database({"TIRADE_DATABASE": "postgres://host/name"}, tmp_path) == "postgresql://host/name"
    with pytest.raises(SettingsError, match="TIRADE_DATABASE"):
        read_database({"TIRADE_DATABASE": "oracle://host"}, tmp_path)


# --- .env.example ---


def test_the_example_names_every_setting_that_is_read(checkout: Path) -> None:
    named = [line.partition("=")[0] for line in (checkout / ".env.example").read_text("utf-8").splitlines()]
    sources = "".join(file.read_text("utf-8") for file in (checkout / "bot" / "settings").glob("*.py"))
    read = set(re.findall(r'"((?:SLACK|TIRADE)_[A-Z_]+)"', sources))

    assert [key for key in named if key and not key.startswith("#")] == sorted(read, key=named.index)


def test_the_example_sets_only_defaults(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / ".env").write_text((checkout / ".env.example").read_text("utf-8"), "utf-8")
    filled, empty = tmp_path / "filled", tmp_path / "empty"

    assert read_settings({}, filled) == read_settings({}, empty)
    assert replace(read_slack_settings(SOCKET, filled), database="") == replace(
        read_slack_settings(SOCKET, empty), database=""
    )


def test_the_example_explains_every_setting_in_two_lines(checkout: Path) -> None:
    parts = (checkout / ".env.example").read_text("utf-8").split("\n\n")

    for part in (part for part in parts if "=" in part):
        assert len([line for line in part.splitlines() if line.startswith("# ")]) == 2, part


def test_the_guide_names_every_setting(checkout: Path) -> None:
    example = (checkout / ".env.example").read_text("utf-8")
    guide = (checkout / "docs" / "slack.md").read_text("utf-8")

    assert [key for key in re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) if f"`{key}`" not in guide] == []
