"""Clocks: the time of a talk. The wall's, which can be stopped, and one that goes only when told to."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


class WallClock:
    """The time on the wall, less the pauses, and with the jumps ahead."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Tell the time of ``zone``."""
        self._zone = zone
        self._paused = timedelta()
        self._stopped_at: datetime | None = None

    def now(self) -> datetime:
        """The talk's time."""
        return (self._stopped_at or self._wall()) - self._paused

    def jump(self, moment: datetime) -> None:
        """Jump ahead to ``moment``; never back."""
        self._paused -= max(moment - self.now(), timedelta())

    def stop(self) -> None:
        """Stand still."""
        self._stopped_at = self._wall()

    def go_on(self) -> None:
        """Go on from where it stood."""
        if self._stopped_at:
            self._paused += self._wall() - self._stopped_at
            self._stopped_at = None

    def _wall(self) -> datetime:
        return datetime.now(self._zone)  # noqa: TID251 - the one place that reads the clock


class ScriptClock:
    """A clock for a script: it jumps to where it is told, and nobody waits."""

    def __init__(self, start: datetime) -> None:
        """Stand at ``start``."""
        self._now = start

    def now(self) -> datetime:
        """The talk's time."""
        return self._now

    def jump(self, moment: datetime) -> None:
        """Jump ahead to ``moment``; never back."""
        self._now = max(self._now, moment)

    def stop(self) -> None:
        """Nothing: it stands still anyway."""

    def go_on(self) -> None:
        """Nothing: it goes on when it is told to."""
