"""A disk within an XVA, the archive that XCP-ng and XenServer export a machine as.

It is a tar of `ova.xml` and of each disk's blocks of 1 MiB, `Ref:N/00000000` and so on, each with
a check sum in a file of its own behind it. Blocks of zeros are left out. The memory of a suspended
machine is one of the disks.

Source: stream_vdi.ml in xapi's ocaml/xapi.
"""

from __future__ import annotations

import tarfile

from xenstream.octets.source import ForwardSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.octets.source import Source

BLOCK = 1 << 20
FIRST_NAME = "ova.xml"
_SECTOR = tarfile.BLOCKSIZE


def begins(octets: bytes) -> bool:
    """Tell whether a tar archive that begins so is an XVA."""
    entry = _entry(octets[:_SECTOR])
    return entry is not None and entry.name == FIRST_NAME


def _entry(octets: bytes) -> tarfile.TarInfo | None:
    try:
        return tarfile.TarInfo.frombuf(octets, "utf-8", "replace")
    except tarfile.HeaderError:
        return None


class NoImageError(Exception):
    """No disk of the archive begins as is sought."""


class XvaSource(ForwardSource):
    """The disk whose first block begins with one of some magics; zeros for blocks left out."""

    def __init__(self, source: Source, magics: tuple[bytes, ...]) -> None:
        """Find the disk in the archive that `source` stands at.

        Raises:
            NoImageError: there is none.
            OSError: the archive cannot be read.

        """
        super().__init__()
        self._archive = source
        self.packed_by = "xva"
        self._left = self._padding = 0
        self._zeros = 0
        self._next = 0
        self._folder = ""
        self._is_over = False
        while not self._folder:
            entry = self._next_entry()
            if entry is None:
                raise NoImageError
            if self._is_block(entry, 0) and source.peek(len(magics[0])).startswith(magics):
                self._folder = entry.name.rpartition("/")[0]
                self._enter(entry)
            else:
                self._pass(entry.size)

    def _next_entry(self) -> tarfile.TarInfo | None:
        """Read the next header of the archive, None at its end."""
        octets = self._archive.read(_SECTOR)
        if len(octets) < _SECTOR:
            self.is_cut = True
            return None
        return _entry(octets)

    @staticmethod
    def _is_block(entry: tarfile.TarInfo, number: int | None = None) -> bool:
        folder, slash, name = entry.name.rpartition("/")
        is_block = bool(folder and slash and name.isdecimal() and len(name) < 19)
        return is_block and (number is None or int(name) == number)

    def _pass(self, size: int) -> None:
        self._archive.skip(size + -size % _SECTOR)

    def _enter(self, entry: tarfile.TarInfo) -> None:
        """Begin with a block: zeros for those before it, then its octets."""
        number = int(entry.name.rpartition("/")[2])
        self._zeros = max(0, number - self._next) * BLOCK
        self._next = max(self._next, number) + 1
        self._left, self._padding = entry.size, -entry.size % _SECTOR

    def _more(self) -> bool:
        """Have zeros or octets to give, False at the end of the disk."""
        while not self._zeros and not self._left:
            self._archive.skip(self._padding)
            self._padding = 0
            entry = None if self._is_over else self._next_entry()
            if entry is None or not entry.name.startswith(f"{self._folder}/"):
                self._is_over = True
                return False
            if self._is_block(entry):
                self._enter(entry)
            else:
                self._pass(entry.size)
        return True

    def _read_some(self, size: int) -> bytes:
        if not self._more():
            return b""
        if self._zeros:
            count = min(size, self._zeros, BLOCK)
            self._zeros -= count
            return bytes(count)
        octets = self._archive.read(min(size, self._left))
        self._took(len(octets))
        return octets

    def _skip_some(self, size: int) -> int:
        if not self._more():
            return 0
        if self._zeros:
            count = min(size, self._zeros)
            self._zeros -= count
            return count
        count = self._archive.skip(min(size, self._left))
        self._took(count)
        return count

    def _took(self, count: int) -> None:
        if not count:
            self.is_cut = self._is_over = True
            self._left = self._padding = 0
        self._left -= min(count, self._left)

    def ahead(self, size: int) -> bytes:
        return self.peek(size)

    def rest(self, size: int) -> tuple[int, bytes]:
        """Give what is left of the disk; the archive is read to the disk's end."""
        octets = self.peek(size)
        at = self.position
        left = self.skip(1 << 62)
        self.position = at
        return left, octets
