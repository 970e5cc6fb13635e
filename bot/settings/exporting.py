"""Export settings: the secret behind the names that people get in exports, and the address that things are named by."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.settings.source import Source

NOWHERE = "https://tirade.invalid"
"""Names things where Tirade has no address of its own: RFC 6761 keeps .invalid free for ever."""
_SHORTEST = 32


@dataclass(frozen=True)
class ExportSettings:
    """What ``tirade export`` needs besides the practices."""

    key: str = field(repr=False)
    base: str = NOWHERE
    """An address without a slash at the end."""


def export_settings(given: Source) -> ExportSettings:
    """The settings in ``given``; what is wrong is noted there."""
    key = given.get("TIRADE_EXPORT_KEY")
    if not key:
        given.wrong("TIRADE_EXPORT_KEY", "missing; people get another name in exports: make a key with `tirade keys`.")
    elif len(key) < _SHORTEST:
        given.wrong("TIRADE_EXPORT_KEY", f"is too short; it must have at least {_SHORTEST} characters.")
    base = given.get("TIRADE_PUBLIC_URL", NOWHERE).rstrip("/")
    return ExportSettings(key, base)
