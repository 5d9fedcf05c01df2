"""Random numbers that are addressed instead of drawn in turn: a uniform belongs to what it is for.

A stream is a 64-bit key derived from seed, replication and names; the uniform at an address is a hash of key and
address. So a part keeps its numbers whatever else is added, in any order and in any process. The hash is the output
function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with
Stafford's constants "Mix13"); integer arithmetic only, hence the same bits on every processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from simulation.columns import IntArray

FloatArray = NDArray[np.float64]
KeyArray = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_REPEAT = np.uint64(0xD1B54A32D192ED03)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def key(*names: str | int) -> np.uint64:
    """The key of the stream with these names: equal names give equal keys on every machine."""
    text = "\x1f".join(str(name) for name in names)
    return np.uint64(int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little"))


def uniforms(keys: KeyArray | np.uint64, addresses: KeyArray) -> FloatArray:
    """Uniforms in the open interval (0, 1) at 64-bit addresses of one stream, or of one stream for each address."""
    bits = _mixed(addresses * _GOLDEN + keys)
    bits >>= np.uint64(12)  # 52 bits and a half: the largest is still below 1 as a float
    values = bits.astype(np.float64)
    values += 0.5
    values *= 2.0**-52
    return values


def _mixed(bits: KeyArray) -> KeyArray:
    bits ^= bits >> np.uint64(30)
    bits *= _FIRST
    bits ^= bits >> np.uint64(27)
    bits *= _SECOND
    bits ^= bits >> np.uint64(31)
    return bits


@dataclass(frozen=True, slots=True)
class Draws:
    """The uniforms of a set of rows (tickets, agents): each row has an owner, whose stream it uses, and an address.

    ``owner_keys`` has one key per owner; ``owners`` and ``addresses`` one entry per row.
    """

    owner_keys: KeyArray
    owners: IntArray
    addresses: KeyArray

    def uniform(self, purpose: str, number: int | IntArray = 0, rows: IntArray | None = None) -> FloatArray:
        """One uniform per row, or per entry of ``rows``, for a purpose; ``number`` tells repeated purposes apart."""
        keys = _mixed(self.owner_keys + key(purpose))
        owners = self.owners if rows is None else self.owners[rows]
        addresses = self.addresses if rows is None else self.addresses[rows]
        if not isinstance(number, int) or number:
            addresses = addresses + np.asarray(number).astype(np.uint64) * _REPEAT
        return uniforms(keys[owners] if len(keys) > 1 else keys, addresses)

    def chosen(self, rows: IntArray) -> Draws:
        """The same uniforms for chosen rows only."""
        return Draws(self.owner_keys, self.owners[rows], self.addresses[rows])
