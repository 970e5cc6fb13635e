"""`tirade serve` as a process of its own, for tests."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Served:
    """A running `tirade serve`, with what it logs."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.log = folder / "log"
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("TIRADE_", "SLACK_"))}
        clean = {key: value for key, value in clean.items() if not key.lower().endswith("_proxy")}
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                cwd=folder,
                env={**clean, "PYTHONPATH": str(Path(__file__).parents[3]), "TIRADE_PORT": "0", **environment},
                stdout=out,
                stderr=out,
            )

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    @property
    def address(self) -> str:
        found = ADDRESS.search(self.said)
        return found[0] if found else ""

    def ask(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(sign)
        return self.process.wait(15)
