"""Trouble as a value, and as a trace that quotes nobody."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable
from typing import TypeVar

Value = TypeVar("Value")


async def tried(doing: Awaitable[Value]) -> Value | Exception:
    """What came of it, or the exception that it raised: one failure must not end what runs for all."""
    try:
        return await doing
    except Exception as error:  # noqa: BLE001 - handed to the caller, who logs it
        return error


def trace(error: BaseException) -> str:
    """The way to an error and its kind, without its message: that may quote what somebody wrote."""
    here = "".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return here if earlier is None else f"{trace(earlier)}\nwhich led to\n{here}"


def kind(error: BaseException) -> str:
    """An error in a few words: what it is and where it rose."""
    steps = traceback.extract_tb(error.__traceback__)
    return (
        f"{type(error).__qualname__} in {steps[-1].name}, line {steps[-1].lineno}"
        if steps
        else type(error).__qualname__
    )
