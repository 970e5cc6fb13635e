"""Recipes: the campaigns over the counter, one process on SQLite or three on PostgreSQL, short or long."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from crashing.campaign import Campaign
from crashing.fleet import Recipe
from crashing.load import Manner

HERE = Path(__file__).parents[1]
"""Where ``crashing`` is found."""


@dataclass(frozen=True)
class Times:
    """In seconds."""

    silence: float
    lease: float
    send_timeout: float
    gap: tuple[float, float]
    """From when events are taken to the next kill."""


SHORT = Times(silence=0.5, lease=1.5, send_timeout=0.6, gap=(0.1, 0.8))
LONG = Times(silence=1.0, lease=3.0, send_timeout=1.0, gap=(0.1, 3.5))


def counters(url: str, folder: Path, times: Times, *, people: int, kills: int, freezes: int, seed: int) -> Campaign:
    """Counters: on SQLite one process whose name comes back, on PostgreSQL three with ever new names."""
    alone = url.startswith("sqlite")
    environment = {
        "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PORT": "{port}",
        "NAME": "{name}",
        "DATABASE": url,
        "SILENCE": str(times.silence),
        "LEASE": str(times.lease),
        "SEND_TIMEOUT": str(times.send_timeout),
    }
    return Campaign(
        Recipe((sys.executable, "-m", "crashing.child"), environment, fresh_names=not alone),
        size=1 if alone else 3,
        folder=folder,
        manner=Manner(times.silence),
        people=people,
        kills=kills,
        inputs=2 * people + 30,
        gap=times.gap,
        freezes=freezes,
        freeze=times.lease + times.send_timeout + 1,
        afterwards=times.lease,
        late=times.send_timeout * 1.3,
        seed=seed,
    )
