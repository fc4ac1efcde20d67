"""A stream that also gives the guest's memory: what `xenstream.open` gives."""

from __future__ import annotations

from xenstream.walk import stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.memory.memory import Memory
    from xenstream.octets.source import Readable


class Stream(stream.Stream):
    """A stream that is open: iterate it for its records, `items` for all, or take its memory.

    It can be iterated once, or its memory taken. It closes what it opened.
    """

    def memory(self, checkpoint: int | None = None) -> Memory:
        """Read the stream, and give the guest's memory to be read by physical address.

        The last contents of a page count; of a checkpointed stream those of the last complete
        checkpoint, or of the one that `checkpoint` names, counted from 1. A broken stream gives
        what it has: `gathered.lacks` of it says what is missing. The records of the stream cannot
        be iterated any more.

        Raises:
            OSError: the stream cannot be read.
            ValueError: no guest of Xen has such memory.

        """
        from xenstream.memory.memory import Memory

        return Memory(self, checkpoint)


def open(
    readable: Readable, *, format: str = "auto", offset: int = 0, follow: float | None = None
) -> Stream:
    """Open a stream to iterate over its records, or to read the guest's memory.

    `verify` judges it. The arguments are as those of `verify`. Compressed octets are unpacked on
    the way.

    Raises:
        OSError: it cannot be opened.
        NotAStreamError: with `format` auto, it begins like no Xen stream; or what unpacks it is
            not installed.
        ValueError: there is no such format.

    """
    return Stream.of(readable, format, offset, follow)
