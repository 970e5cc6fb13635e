"""Source: where settings are read from, and the problems that are found on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

_TOKEN = re.compile(r"x(?:ox[a-z]|app)-[\w.-]+")


class SettingsError(Exception):
    """Settings that cannot be used; ``problems`` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the ``problems``."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Source:
    """What was set, and what is wrong with it. No problem repeats a secret."""

    values: Mapping[str, str] = field(repr=False)
    folder: Path
    """Where the .env file lies, and where files go that nobody gave a place."""
    problems: list[str] = field(default_factory=list)

    def get(self, key: str, default: str = "") -> str:
        """What ``key`` is set to; empty is as good as not set."""
        return self.values.get(key, "").strip() or default

    def several(self, key: str) -> tuple[str, ...]:
        """What ``key`` is set to, taken apart at commas and spaces."""
        return tuple(self.get(key).replace(",", " ").split())

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """The whole number that ``key`` is set to; what is none, or outside of the limits, is noted."""
        text = self.get(key, str(default))
        number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
        if not least <= number <= most:
            self.wrong(key, f'"{text}" is no whole number from {least} to {most}.')
            return default
        return number

    def wrong(self, key: str, why: str) -> None:
        """Note a problem with ``key``. A token that was put in the wrong place is not repeated."""
        self.problems.append(f"{key}: {_TOKEN.sub('...', why)}")

    def check(self) -> None:
        """Raise SettingsError when there were problems."""
        if self.problems:
            raise SettingsError(self.problems)


def source(environment: Mapping[str, str], folder: Path) -> Source:
    """``environment``, with ``folder``/.env behind it."""
    written = {key: value for key, value in dotenv_values(folder / ".env").items() if value is not None}
    return Source({**written, **environment}, folder)
