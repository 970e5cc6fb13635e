"""Slack settings: what ``tirade serve`` needs. Whatever is wrong is one sentence, and none shows a secret."""

from __future__ import annotations

import base64
import binascii
import re
import socket
from dataclasses import dataclass, field
from typing import Literal, TypeVar, get_args

from bot.settings.practice import Settings, practice_settings
from bot.settings.source import Source

Pace = Literal["human", "fast", "off"]
"""How long customers read and type: as people do, a fifth of that, or not at all."""
LogForm = Literal["text", "json"]
Choice = TypeVar("Choice", bound=str)

_TRAINER = re.compile(r"[UWS][A-Z0-9]{2,20}")
_DATABASES = ("sqlite:///", "postgresql://")
_LOCAL = ("http://localhost", "http://127.0.0.1")


@dataclass(frozen=True)
class SlackSettings:
    """How Tirade lives in Slack. .env.example explains each. Secrets are left out of the repr."""

    practice: Settings
    """What the terminal needs too."""
    api_url: str
    bot_token: str | None = field(repr=False)
    """The token of the one workspace; None: there are several, see ``client_id``."""
    app_token: str | None = field(repr=False)
    """Set: Socket Mode. None: HTTP."""
    signing_secret: str | None = field(repr=False)
    """Set whenever there is no ``app_token``."""
    client_id: str | None
    """Set when workspaces install Tirade themselves; ``client_secret`` and ``keys`` are then set too."""
    client_secret: str | None = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)
    """Fernet keys that tokens are encrypted with: the first to write, all of them to read."""
    database: str = field(repr=False)
    """An SQLAlchemy URL, which may hold a password."""
    trainers: frozenset[str]
    """Ids of people and of user groups."""
    host: str
    port: int | None
    """None only in Socket Mode: then nothing listens. 0: any port that is free."""
    public_url: str | None
    """Where Slack and people find us, without a slash at the end."""
    pace: Pace
    log: LogForm
    replica: str
    """The name of this process among those over one database."""


def slack_settings(given: Source) -> SlackSettings:
    """The settings in ``given``; what is wrong is noted there."""
    app_token = _token("SLACK_APP_TOKEN", "xapp-", given)
    settings = SlackSettings(
        practice=practice_settings(given),
        api_url=_api_url(given),
        bot_token=_token("SLACK_BOT_TOKEN", "xoxb-", given),
        app_token=app_token,
        signing_secret=given.get("SLACK_SIGNING_SECRET") or None,
        client_id=given.get("SLACK_CLIENT_ID") or None,
        client_secret=given.get("SLACK_CLIENT_SECRET") or None,
        keys=_keys(given),
        database=database(given),
        trainers=_trainers(given),
        host=given.get("TIRADE_HOST", "127.0.0.1"),
        port=_port(given, app_token),
        public_url=_public_url(given),
        pace=_one_of("TIRADE_PACE", get_args(Pace), given),
        log=_one_of("TIRADE_LOG", get_args(LogForm), given),
        replica=given.get("TIRADE_REPLICA", socket.gethostname()),
    )
    _whole(settings, given)
    return settings


def database(given: Source) -> str:
    """The URL of the database; a file beside the .env file when nothing else is said."""
    url = given.get("TIRADE_DATABASE", f"sqlite:///{given.folder / 'data' / 'tirade.db'}")
    url = url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
    plain = url.replace("postgresql+psycopg://", "postgresql://", 1)
    if not plain.startswith(_DATABASES) or plain in _DATABASES:
        given.wrong(
            "TIRADE_DATABASE", "must look like sqlite:///data/tirade.db or postgresql://name:password@host/name."
        )
    return url


def _whole(settings: SlackSettings, given: Source) -> None:
    """What settings say together."""
    if not settings.app_token and not settings.signing_secret:
        given.wrong("SLACK_APP_TOKEN", "missing; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    several = settings.client_id or settings.client_secret
    if several and settings.bot_token:
        given.wrong("SLACK_BOT_TOKEN", "contradicts SLACK_CLIENT_ID; leave one of them out: one workspace, or several.")
    elif several:
        _installable(settings, given)
    elif not settings.bot_token:
        given.wrong("SLACK_BOT_TOKEN", "missing; Slack shows it under OAuth & Permissions once the app is installed.")


def _installable(settings: SlackSettings, given: Source) -> None:
    """What it takes to be installed by several workspaces."""
    for key, value in (("SLACK_CLIENT_ID", settings.client_id), ("SLACK_CLIENT_SECRET", settings.client_secret)):
        if not value:
            given.wrong(key, "missing; client id and client secret belong together.")
    if not given.get("TIRADE_KEYS"):
        given.wrong("TIRADE_KEYS", "missing; tokens of workspaces are kept encrypted: make a key with `tirade keys`.")
    if settings.port is None:
        given.wrong("TIRADE_PORT", "missing; workspaces install the app over HTTP, so Tirade must listen somewhere.")


def _token(key: str, start: str, given: Source) -> str | None:
    token = given.get(key)
    if token and not token.startswith(start):
        given.wrong(key, f"must begin with {start}; this is another kind of token.")
    return token or None


def _api_url(given: Source) -> str:
    url = given.get("SLACK_API_URL", "https://slack.com/api/")
    if not url.startswith(("https://", "http://")) or not url.endswith("/api/"):
        given.wrong("SLACK_API_URL", "must begin with https:// and end with /api/.")
    return url


def _keys(given: Source) -> tuple[str, ...]:
    keys = given.several("TIRADE_KEYS")
    if not all(_is_key(key) for key in keys):
        given.wrong("TIRADE_KEYS", "holds something that is no key; `tirade keys` makes one.")
    return keys


def _is_key(text: str) -> bool:
    """Whether it is a Fernet key: 32 bytes in URL-safe base64."""
    try:
        return len(base64.b64decode(text, b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def _trainers(given: Source) -> frozenset[str]:
    trainers = given.several("TIRADE_TRAINERS")
    for trainer in trainers:
        if not _TRAINER.fullmatch(trainer):
            given.wrong(
                "TIRADE_TRAINERS", f'"{trainer}" is no id; those of people begin with U or W, of groups with S.'
            )
    return frozenset(trainers)


def _port(given: Source, app_token: str | None) -> int | None:
    if app_token and not given.get("TIRADE_PORT"):
        return None
    return given.number("TIRADE_PORT", 3000, 0, 65_535)


def _public_url(given: Source) -> str | None:
    url = given.get("TIRADE_PUBLIC_URL").rstrip("/")
    if url and not url.startswith(("https://", *_LOCAL)):
        given.wrong("TIRADE_PUBLIC_URL", "must begin with https://.")
    return url or None


def _one_of(key: str, choices: tuple[Choice, ...], given: Source) -> Choice:
    chosen = given.get(key, choices[0])
    if chosen not in choices:
        given.wrong(key, f'"{chosen}" is none of {", ".join(choices)}.')
        return choices[0]
    return chosen
