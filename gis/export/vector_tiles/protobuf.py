"""Whole numbers and messages as Protocol Buffers write them."""

import numpy as np
from numpy.typing import NDArray

_BITS, _MORE = 7, 0x80
_LONGEST_BYTES = 10


def varints(numbers: NDArray[np.uint64]) -> tuple[bytes, NDArray[np.int64]]:
    """Return numbers as base-128 varints, and where each begins; the last place is the end.

    Parameters
    ----------
    numbers
        Of one dimension.

    Returns
    -------
    tuple
        The bytes of all; `len(numbers) + 1` places in them.
    """
    sizes = np.ones(len(numbers), dtype=np.int64)
    for step in range(1, _LONGEST_BYTES):
        more = numbers >> np.uint64(_BITS * step) > 0
        if not more.any():
            break
        sizes += more
    places = np.concatenate([[0], np.cumsum(sizes)])
    content = np.empty(places[-1], dtype=np.uint8)
    for step in range(int(sizes.max(initial=0))):
        here = np.flatnonzero(sizes > step)
        digit = (numbers[here] >> np.uint64(_BITS * step)) & np.uint64(_MORE - 1)
        goes_on = (sizes[here] > step + 1) * np.uint64(_MORE)
        content[places[here] + step] = digit | goes_on
    return content.tobytes(), places


def varint(number: int) -> bytes:
    """Return one number as a varint.

    Parameters
    ----------
    number
        Not below 0.

    Returns
    -------
    bytes
        One for each seven bits.
    """
    if number < len(_SHORT):
        return _SHORT[number]
    return _long(number)


def _long(number: int) -> bytes:
    content = bytearray()
    while number >= _MORE:
        content.append(number & (_MORE - 1) | _MORE)
        number >>= _BITS
    content.append(number)
    return bytes(content)


# Heads and lengths are among these.
_SHORT = [_long(number) for number in range(1 << 2 * _BITS)]


def zigzag(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return signed numbers as small ones without sign: 0, -1, 1, -2 … as 0, 1, 2, 3 …

    Parameters
    ----------
    numbers
        Any.

    Returns
    -------
    array
        As many.
    """
    return ((numbers << 1) ^ (numbers >> 63)).astype(np.uint64)


def part(field: int, content: bytes) -> bytes:
    """Return a field of a message that holds bytes: a text, a message, packed numbers.

    Parameters
    ----------
    field
        Its number.
    content
        What it holds.

    Returns
    -------
    bytes
        With its head.
    """
    return varint(field << 3 | 2) + varint(len(content)) + content
