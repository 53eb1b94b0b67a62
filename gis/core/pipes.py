"""Contents that processes hand each other through a pipe: each after its length."""

import struct
from typing import IO

_LENGTH = struct.Struct("<Q")
LENGTH_BYTES = _LENGTH.size


def write_number(pipe: IO[bytes], number: int) -> None:
    """Write a number, or the length of what follows."""
    pipe.write(_LENGTH.pack(number))


def read_length(pipe: IO[bytes]) -> int:
    """Return the next number.

    Raises
    ------
    EOFError
        There is none: the other process has ended.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return int(_LENGTH.unpack(head)[0])


def write_content(pipe: IO[bytes], content: bytes | memoryview) -> None:
    """Write a content with its length; who waits for it gets it when the pipe is flushed.

    Parameters
    ----------
    pipe
        Open for writing; it is not flushed.
    content
        Any length, 0 too.
    """
    write_number(pipe, len(content))
    pipe.write(content)


def read_content(pipe: IO[bytes]) -> bytes:
    """Return the next content (raises as `read_length`).

    Parameters
    ----------
    pipe
        Open for reading; the call waits until all of the content has come.

    Returns
    -------
    bytes
        Fewer than were announced where the other process ended meanwhile.

    Raises
    ------
    EOFError
        There is none: the other process has ended.
    """
    return pipe.read(read_length(pipe))
