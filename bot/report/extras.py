"""Extras: libraries that only some faces of the report need, and that may not be installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MissingLibraryError(Exception):
    """A face of the report needs a library that is not there; the message says how to get it."""


@contextmanager
def needs(face: str, library: str, extra: str) -> Iterator[None]:
    """Import ``library`` inside: without it, or without what it needs of the system, MissingLibraryError."""
    try:
        yield
    except ImportError as missing:
        raise MissingLibraryError(
            f'{face} needs {library}; install it with: pip install "tirade[{extra}]"'
        ) from missing
    except OSError as missing:
        first = str(missing).partition("\n")[0]
        raise MissingLibraryError(f"{face} needs {library}, which misses something of the system: {first}") from missing
