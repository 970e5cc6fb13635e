"""Several workspaces install `tirade serve` and are told apart; their tokens are sealed where they are kept."""

from __future__ import annotations

import re
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fake_slack import FakeSlack
from served import Served

OTHER = "T00000002"
KEY = "M9ObUjMml5k-_BhKYW97ddjL7GE2E6gTcp_X5gV7w0k="


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def served(slack: FakeSlack, tmp_path: Path) -> Iterator[Served]:
    """`tirade serve` that workspaces install."""
    served = Served(
        tmp_path,
        {
            "SLACK_API_URL": slack.url,
            "SLACK_SIGNING_SECRET": slack.courier.secret,
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "client-secret",
            "TIRADE_KEYS": KEY,
            "TIRADE_PUBLIC_URL": "https://tirade.example.org",
        },
    )
    slack.wait_for(lambda: served.address, 30)
    slack.listen(f"{served.address}/slack/events")
    yield served
    served.process.kill()
    served.process.wait()


def authorize_link(served: Served) -> tuple[dict[str, list[str]], str]:
    """What the installation page asks of Slack, and the cookie that it leaves."""
    with urllib.request.urlopen(f"{served.address}/slack/install", timeout=5) as answer:
        page, cookie = answer.read().decode(), answer.headers["Set-Cookie"].partition(";")[0]
    found = re.search(r'href="(https://slack\.com/oauth/v2/authorize[^"]*)"', page)
    assert found, page
    return parse_qs(urlsplit(found[1].replace("&amp;", "&")).query), cookie


def come_back(served: Served, team: str, state: str, cookie: str) -> int:
    """Come back from Slack's page with permission for a workspace; the status of the answer."""
    request = urllib.request.Request(
        f"{served.address}/slack/oauth_redirect?code={team}&state={state}", headers={"Cookie": cookie}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def install(served: Served, team: str) -> int:
    asked, cookie = authorize_link(served)
    return come_back(served, team, asked["state"][0], cookie)


def kept(folder: Path) -> list[str]:
    """The tokens in the database, as they are kept."""
    with closing(sqlite3.connect(folder / "data" / "tirade.db")) as database:
        return [row[0] for row in database.execute("SELECT bot_token FROM slack_bots")]


def test_the_page_asks_for_the_scopes_of_the_manifest_and_comes_back_to_us(served: Served) -> None:
    asked, _ = authorize_link(served)

    assert "chat:write.customize" in asked["scope"][0].split(",")
    assert asked["redirect_uri"] == ["https://tirade.example.org/slack/oauth_redirect"]


def test_every_workspace_is_answered_with_its_own_token(served: Served, slack: FakeSlack) -> None:
    assert [install(served, team) for team in ("T00000001", OTHER)] == [200, 200]

    for team in ("T00000001", OTHER):
        person = slack.add_person(f"tess-{team}", team=team)
        assert slack.slash(person, "/tirade").ok
        slack.wait_for(lambda person=person: slack.world.open_views[person])
        assert slack.calls("views.open")[-1].token == f"xoxb-{team}"


def test_tokens_are_sealed_in_the_database(served: Served, tmp_path: Path) -> None:
    install(served, OTHER)

    tokens = kept(tmp_path)
    assert len(tokens) == 1
    assert all(token.startswith("gAAAA") for token in tokens)
    assert f"xoxb-{OTHER}" not in served.said


def test_nobody_comes_back_who_was_not_sent(served: Served) -> None:
    asked, cookie = authorize_link(served)

    assert come_back(served, OTHER, "a-forged-state", cookie) == 400
    assert come_back(served, OTHER, asked["state"][0], "slack-app-oauth-state=another") == 400


def test_a_workspace_that_removes_the_app_is_served_no_longer(served: Served, slack: FakeSlack, tmp_path: Path) -> None:
    install(served, OTHER)
    person = slack.add_person("tess", team=OTHER)

    assert slack.tell(OTHER, {"type": "app_uninstalled"}).answers[-1].ok
    assert kept(tmp_path) == []
    slack.slash(person, "/tirade")

    assert slack.calls("views.open") == []


def test_a_workspace_that_never_installed_it_gets_nothing(served: Served, slack: FakeSlack) -> None:
    slack.slash(slack.add_person("tess"), "/tirade")

    assert slack.calls("views.open") == []
