"""Kill and freeze processes under load, at random moments from a seed, and count what was lost, doubled or disordered.

One process on SQLite, then three on PostgreSQL; each is killed 50 times. Ends with 1 when there is any fault.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from crashing.campaign import Outcome, run, table
from crashing.recipes import LONG, counters
from databases import Server, postgresql_programs

SHOWN = 20


def main() -> int:
    """Run both campaigns and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--freezes", type=int, default=5, help="of the three: SIGSTOP for longer than a lease")
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tirade-chaos-") as folder:
        outcomes = {"SQLite, 1 process": _fought(f"sqlite:///{folder}/tirade.db", Path(folder), 0, asked)}
        if programs := postgresql_programs():
            outcomes["PostgreSQL, 3 processes"] = _on_postgresql(Server(programs), Path(folder), asked)
    print(table(outcomes))
    for name, outcome in outcomes.items():
        for complaint in outcome.complaints[:SHOWN]:
            print(f"{name}: {complaint}")
    return int(any(outcome.complaints for outcome in outcomes.values()))


def _on_postgresql(server: Server, folder: Path, asked: argparse.Namespace) -> Outcome:
    try:
        return _fought(server.create(), folder, asked.freezes, asked)
    finally:
        server.stop()


def _fought(url: str, folder: Path, freezes: int, asked: argparse.Namespace) -> Outcome:
    campaign = counters(url, folder, LONG, people=asked.people, kills=asked.kills, freezes=freezes, seed=asked.seed)
    return asyncio.run(run(campaign))


if __name__ == "__main__":
    sys.exit(main())
