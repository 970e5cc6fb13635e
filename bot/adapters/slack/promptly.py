"""Promptly: Slack waits three seconds for an answer. What takes longer goes on, and Slack is answered meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final

AT_MOST: Final = 2.5
"""Seconds that something may take before Slack is answered."""
_log = logging.getLogger(__name__)
_going_on: set[asyncio.Task[None]] = set()
"""The event loop itself forgets tasks that nobody holds."""


async def in_time(work: Coroutine[Any, Any, None]) -> bool:
    """Whether ``work`` was done in time; otherwise it goes on. What it raises in time is raised, later it is logged."""
    task = asyncio.create_task(work)
    _going_on.add(task)
    task.add_done_callback(_going_on.discard)
    done, _ = await asyncio.wait({task}, timeout=AT_MOST)
    if done:
        task.result()
        return True
    task.add_done_callback(_ended_late)
    return False


def _ended_late(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception():
        _log.error("something that Slack did not wait for failed", exc_info=task.exception())
