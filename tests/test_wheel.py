"""An installed Tirade has its customers and methods with it, and finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path


def installed(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Python with what was unpacked in ``folder`` in place of the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "site")},
        check=False,
    )


def test_a_wheel_carries_everything_and_finds_it_without_a_checkout(checkout: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*build, str(tmp_path), str(checkout)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("tirade-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    shipped = tmp_path / "site" / "bot" / "shipped"
    where = installed(tmp_path, "-c", "from bot.content import shipped; print(shipped().personas.resolve())")
    done = installed(tmp_path, "-m", "bot", "practise", "trouwjurk", given="Wat is er gebeurd?\n/end\n6\n")

    assert where.stdout.strip() == str(shipped / "personas")
    assert {path.name for path in (shipped / "personas").rglob("*.yaml")} == {
        path.name for path in (checkout / "personas").rglob("*.yaml")
    }
    assert done.returncode == 0, done.stderr
    assert "Sanne de Graaf" in done.stdout
