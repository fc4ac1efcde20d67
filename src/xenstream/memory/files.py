"""The guest's memory as a file, in one of the forms that tools read."""

from __future__ import annotations

import os

from xenstream.memory.gather import gather
from xenstream.memory.raw import RawFile
from xenstream.named import NamedTuple
from xenstream.octets.kept_file import KeptFile, RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from xenstream.memory.gather import Gathered
    from xenstream.memory.ranges import Ranges
    from xenstream.walk.stream import Stream
    from xenstream.walk.walker import Item

FORMS = ("raw", "elf", "dump-core")
_BLOCK = 512  # of st_blocks
_PIECE = 1 << 8  # pages


class Written(NamedTuple):
    """What became of a file."""

    form: str
    gathered: Gathered
    """What came with the pages, and what is missing."""
    present: Ranges
    """The pfns that have a page."""
    length: int
    """Octets in the file, holes included."""
    allocated: int
    """Octets that it takes."""
    left: str | None
    """What is said of the file that stays under another name, None where it is whole."""


def write(
    stream: Stream,
    path: str,
    *,
    form: str = "raw",
    virtual: bool = False,
    checkpoint: int | None = None,
    observer: Callable[[Item], object] | None = None,
    complain: Callable[[str], object] | None = None,
) -> Written:
    """Write the guest's memory to the file `path`, in a form of FORMS.

    It is written as `path`.partial, and bears its name once it is whole: a broken stream's stays
    under the other. With `virtual`, an ELF core also has what the first vcpu's page tables map.
    With `checkpoint`, counted from 1, it is the memory of that checkpoint. `complain` is told
    where the file stays when an error ends it.

    Raises:
        RefusedError: the file must not be written; the text says why.
        OSError: the stream cannot be read, or the file not be written.
        ValueError: there is no such form, or no guest of Xen has such memory.

    """
    if form not in FORMS:
        raise ValueError(f"no such form: {form!r}, expected one of {', '.join(FORMS)}")
    kept = KeptFile(path, stream.descriptors(), access=os.O_RDWR)
    try:
        written = _write(kept.descriptor, path, stream, form, virtual, checkpoint, observer)
    except BaseException as error:
        kept.fail(error, complain)
        raise
    if not written.gathered.lacks:
        kept.keep()
        return written
    return written._replace(left=kept.leave())


def _write(
    descriptor: int,
    path: str,
    stream: Stream,
    form: str,
    virtual: bool,
    checkpoint: int | None,
    observer: Callable[[Item], object] | None,
) -> Written:
    if form == "dump-core":
        return _write_dump_core(descriptor, path, stream, checkpoint, observer)
    folder = os.path.dirname(os.path.abspath(path))
    if form == "elf":
        from xenstream.memory.core import CoreFile

        core = CoreFile(descriptor)
        gathered = gather(stream, core, checkpoint=checkpoint, folder=folder, observer=observer)
        core.finish()
        gathered.notes.extend(core.finish_core(gathered, virtual=virtual))
        raw: RawFile = core
    else:
        raw = RawFile(descriptor)
        gathered = gather(stream, raw, checkpoint=checkpoint, folder=folder, observer=observer)
        raw.finish()
    gathered.notes.extend(raw.notes())
    gathered.lacks.extend(raw.lacks())
    return _written(descriptor, form, gathered, raw.present)


def _write_dump_core(
    descriptor: int,
    path: str,
    stream: Stream,
    checkpoint: int | None,
    observer: Callable[[Item], object] | None,
) -> Written:
    from xenstream.memory.dump_core import write_dump_core
    from xenstream.memory.memory import Memory

    folder = os.path.dirname(os.path.abspath(path))
    with Memory(stream, checkpoint, folder, observer) as memory:
        gathered = memory.gathered
        gathered.notes.extend(write_dump_core(descriptor, memory))
        return _written(descriptor, "dump-core", gathered, memory.present)


def _written(descriptor: int, form: str, gathered: Gathered, present: Ranges) -> Written:
    status = os.fstat(descriptor)
    return Written(form, gathered, present, status.st_size, status.st_blocks * _BLOCK, None)


def write_pages(
    stream: Stream,
    descriptor: int,
    pfns: range,
    *,
    checkpoint: int | None = None,
    observer: Callable[[Item], object] | None = None,
) -> Gathered:
    """Write some pages to `descriptor`, which may be a pipe; zeros where the guest has none.

    Raises:
        OSError: the stream cannot be read, or the pages not be written.

    """
    import tempfile

    from xenstream.octets.outlet import Outlet

    with tempfile.TemporaryFile() as file:
        raw = RawFile(file.fileno(), wanted=pfns)
        gathered = gather(stream, raw, checkpoint=checkpoint, observer=observer)
        raw.finish()
        name = "standard output"
        outlet = Outlet(descriptor, name)
        for pfn in range(pfns.start, pfns.stop, _PIECE):
            octets = raw.read(pfn, min(_PIECE, pfns.stop - pfn))
            try:
                outlet.write(octets)
            except OSError as error:
                error.filename = name
                raise
        absent = len(pfns) - raw.present.count()
        if absent:
            said = f"the guest has no page at {absent} of these {len(pfns)} pfns: zeros stand there"
            gathered.notes.append(said)
        return gathered


def read_page(stream: Stream, pfn: int) -> tuple[Gathered, bytes | None]:
    """Give the last contents of a page, None where the guest has none.

    Raises:
        OSError: the stream cannot be read.

    """
    import tempfile

    with tempfile.TemporaryFile() as file:
        raw = RawFile(file.fileno(), wanted=range(pfn, pfn + 1))
        gathered = gather(stream, raw)
        raw.finish()
        return gathered, raw.read(pfn, 1) if raw.present.count() else None


__all__ = ["FORMS", "RefusedError", "Written", "read_page", "write", "write_pages"]
