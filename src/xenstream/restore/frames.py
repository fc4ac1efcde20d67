"""The frames of a PV guest's p2m, as X86_PV_P2M_FRAMES names them: 14 octets each."""

from __future__ import annotations

from array import array

from xenstream.restore.budget import RECORD, Budget

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_BITS = 8
_CHUNK = 1 << _BITS
_COST = _CHUNK * 12 + 512


class Frames:
    """By their index in the p2m: the pfn, and where it stood; what came last counts."""

    def __init__(self, budget: Budget) -> None:
        """Take what may be kept."""
        self._budget = budget
        self._records: list[tuple[Record, int, int]] = []
        """The records, each with the index of its first frame, and where that stands in it."""
        self._pfns: dict[int, array[int]] = {}
        self._owners: dict[int, array[int]] = {}
        """The number of the record that a frame stood in, counted from 1."""

    def add(self, record: Record, first: int, pfns: array[int], at: int) -> bool:
        """Enter what a record names, from an index on; tell whether all of it could be kept.

        `at` is where the first stands in the record's body.
        """
        if not self._budget.take(RECORD):
            return False
        self._records.append((record.without_body(), first, at))
        owner = len(self._records)
        for index, pfn in enumerate(pfns, first):
            chunk, place = index >> _BITS, index & (_CHUNK - 1)
            if chunk not in self._pfns:
                if not self._budget.take(_COST):
                    return False
                self._pfns[chunk] = array("Q", bytes(8 * _CHUNK))
                self._owners[chunk] = array("I", bytes(4 * _CHUNK))
            self._pfns[chunk][place] = pfn
            self._owners[chunk][place] = owner
        return True

    def __bool__(self) -> bool:
        """Tell whether any was named."""
        return bool(self._records)

    def get(self, index: int) -> tuple[int, Record, int] | None:
        """Give a frame's pfn, its record, and where it stands in the body; None without one."""
        chunk, place = index >> _BITS, index & (_CHUNK - 1)
        owners = self._owners.get(chunk)
        owner = 0 if owners is None else owners[place]
        if not owner:
            return None
        record, first, at = self._records[owner - 1]
        return self._pfns[chunk][place], record, at + 8 * (index - first)
