"""``tirade practise``, with Ctrl-C in the moment in which the prompt after the talk begins.

A person hits that moment now and then; a test cannot. What the screen still has to show is written in that same moment,
as the thread that prints may do.
"""

import asyncio
import signal
import sys
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal

from bot.__main__ import main

_begin = PromptSession.prompt_async


async def begin(prompt: Any, *arguments: Any, **options: Any) -> str:
    """Begin to ask for a line; when the talk is over, with Ctrl-C in that very moment."""
    if prompt.message == "› ":
        PromptSession.prompt_async = _begin  # type: ignore[method-assign]
        signal.raise_signal(signal.SIGINT)
        asyncio.get_running_loop().call_soon(run_in_terminal, lambda: None)
    return await _begin(prompt, *arguments, **options)


PromptSession.prompt_async = begin  # type: ignore[method-assign]
sys.exit(main(["practise", *sys.argv[1:]]))
