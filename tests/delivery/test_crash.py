"""Crashes: processes are killed and frozen under load, Slack answers badly, and nothing is lost, doubled or disordered.

``make chaos`` runs the same for longer.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from crashing.campaign import Outcome, run, table
from crashing.recipes import SHORT, counters


def test_nothing_is_lost_doubled_or_disordered_by_kill_9(database_url: str, tmp_path: Path) -> None:
    freezes = 0 if database_url.startswith("sqlite") else 1
    campaign = counters(database_url, tmp_path, SHORT, people=16, kills=6, freezes=freezes, seed=7)

    outcome = asyncio.run(run(campaign))

    assert outcome.complaints == [], f"{table({'this run': outcome})}\n{logs(tmp_path)}"
    assert enough_happened(outcome), table({"this run": outcome})
    assert set(outcome.exits) == {0}, "asked to stop, a process ends in order"


def enough_happened(outcome: Outcome) -> bool:
    """A run in which little was said or nothing went wrong proves nothing."""
    counts = outcome.counts
    trouble = counts["429"] + counts["500"] + counts["taken, 500"] + counts["answer lost"]
    return counts["kill -9"] == 6 and counts["inputs"] > 50 and trouble > 5 and counts["look-ups"] > 0


def logs(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8")[-3000:] for path in folder.glob("*.log"))
