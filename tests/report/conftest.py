"""What the tests of pages share: a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from browser import Browser, browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser without a window; CI must not go without one."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no chromium on this machine, and CI must not go without: apt-get install chromium")
        pytest.skip("there is no chromium on this machine: apt-get install chromium")
    with browser(CHROMIUM, tmp_path_factory.mktemp("chromium")) as running:
        yield running
