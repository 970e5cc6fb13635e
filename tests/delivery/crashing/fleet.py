"""The fleet: processes of one command, killed and frozen at random moments, and begun again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 - from a seed

PATIENCE = 30.0
"""Seconds that a process may take until it takes events."""


@dataclass(frozen=True)
class Recipe:
    """How a process is begun. ``{port}`` and ``{name}`` in the command and the environment are filled in."""

    command: Sequence[str]
    environment: Mapping[str, str]
    door: str = "http://127.0.0.1:{port}/slack/events"
    fresh_names: bool = False
    """Every process has a name that none had before, as a cluster gives them; otherwise a name comes back."""


@dataclass
class Member:
    """A place in the fleet, and the process that has it now."""

    number: int
    port: int
    lives: int = 0
    process: subprocess.Popen[bytes] | None = None
    frozen: bool = False


@dataclass
class Fleet:
    """All processes of a run; their output goes to a file in ``folder``."""

    recipe: Recipe
    size: int
    folder: Path
    seed: int
    kills: int = 0
    freezes: int = 0
    members: list[Member] = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        self.members = [Member(number, port) for number, port in enumerate(_free_ports(self.size))]

    def start(self) -> None:
        """Begin all."""
        for member in self.members:
            self._begin(member)

    def doors(self) -> Sequence[str]:
        """Where events are taken, whether anybody lives there now or not."""
        return [self.recipe.door.format(port=member.port) for member in self.members]

    async def torment(self, kills: int, gap: tuple[float, float], freezes: int = 0, freeze: float = 0.0) -> None:
        """Kill and freeze, in any order, a random while after anybody takes events; the killed begin again."""
        deeds = ["kill"] * kills + ["freeze"] * freezes
        self._random.shuffle(deeds)
        async with asyncio.TaskGroup() as group:
            for deed in deeds:
                await self._anybody()
                await asyncio.sleep(self._random.uniform(*gap))
                member = self._random.choice([one for one in self.members if not one.frozen] or self.members)
                if deed == "kill":
                    await self._kill(member, self._random.uniform(0, 0.3))
                else:
                    group.create_task(self._freeze(member, freeze))

    async def stop(self) -> list[int]:
        """Ask all to stop, and wait; returns their exit codes. Whoever does not stop within ten seconds is killed."""
        for member in self.members:
            _signal(member, signal.SIGTERM)
        return await asyncio.gather(*(asyncio.to_thread(_ended, member) for member in self.members))

    def end(self) -> None:
        """Leave nobody behind."""
        for member in self.members:
            if member.process is not None and member.process.poll() is None:
                member.process.kill()
                member.process.wait()

    async def _anybody(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not any(await asyncio.gather(*(_open(member.port) for member in self.members if not member.frozen))):
                await asyncio.sleep(0.05)

    async def _kill(self, member: Member, pause: float) -> None:
        _signal(member, signal.SIGKILL)
        if member.process is not None:
            await asyncio.to_thread(member.process.wait)
        self.kills += 1
        await asyncio.sleep(pause)
        self._begin(member)

    async def _freeze(self, member: Member, seconds: float) -> None:
        member.frozen = True
        _signal(member, signal.SIGSTOP)
        self.freezes += 1
        await asyncio.sleep(seconds)
        _signal(member, signal.SIGCONT)
        member.frozen = False

    def _begin(self, member: Member) -> None:
        member.lives += 1
        life = f"-{member.lives}" if self.recipe.fresh_names else ""
        filled = {"port": str(member.port), "name": f"member-{member.number}{life}"}
        command = [part.format(**filled) for part in self.recipe.command]
        environment = {name: value.format(**filled) for name, value in self.recipe.environment.items()}
        with (self.folder / f"member-{member.number}.log").open("ab") as output:
            member.process = subprocess.Popen(command, env=os.environ | environment, stdout=output, stderr=output)


def _signal(member: Member, number: int) -> None:
    if member.process is not None and member.process.poll() is None:
        member.process.send_signal(number)


async def _open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _ended(member: Member) -> int:
    assert member.process is not None
    try:
        return member.process.wait(10)
    except subprocess.TimeoutExpired:
        member.process.kill()
        return member.process.wait()


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
