"""What Xen refuses in HVM_PARAMS, at the record itself.

The toolstack checks the length and hands each parameter to Xen, its index cut to 32 bits; the
first that Xen refuses ends the restore. A body without parameters passes.

Sources: tools/libs/guest/xg_sr_restore_x86_hvm.c (handle_hvm_params), tools/libs/ctrl/xc_domain.c
(xc_hvm_param_set), xen/arch/x86/hvm/hvm.c (hvmop_set_param, hvm_allow_set_param, hvm_set_param),
xen/arch/x86/hvm/pmtimer.c, xen/arch/x86/cpu/mcheck/vmce.c, xen/include/public/hvm/params.h and
public/sched.h; compared in all releases from 4.6.0 to 4.22.0.

Left out as the host or the build decides: LMCE in MCA_CAP, viridian in a Xen without it, nested
virtualisation and altp2m without hardware for them, DM_DOMAIN until 4.10.
"""

from __future__ import annotations

from array import array
from functools import lru_cache

from xenstream_parsers.libxc_migration import LibxcMigration

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.restore.refusal import EEXIST, EINVAL, ENODEV, EPERM, Refusal, with_errno
from xenstream.restore.versions import JSON_C_SINCE, XCPNG_8_2, exact, has, name, range_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from xenstream.format.fields import Fields
    from xenstream.restore.versions import Version as Xen
    from xenstream.walk.walker import Record

_HEADER = Shape(LibxcMigration.Content.HvmParamsHeader, (), (True,))
_ENTRY = Shape(LibxcMigration.Content.HvmParamEntry, (), (True,))
_Param = LibxcMigration.HvmParam

_INDEX_MASK = (1 << 32) - 1
_COUNTS = (((4, 10), 39), ((4, 9), 38), ((4, 6, 3), 37), ((0, 0), 36))
"""HVM_NR_PARAMS, since which Xen."""
_VIRIDIAN_BITS = (((4, 15), 13), ((4, 13), 10), ((4, 9), 7), ((4, 7), 6), ((0, 0), 4))
"""How many features of viridian there are, since which Xen."""
_CPU_HOTPLUG, _CPU_HOTPLUG_SINCE = 1 << 12, (XCPNG_8_2, (4, 15, 0))
"""A feature of viridian that a product had before the two below it."""

_MEMORY_EVENTS = frozenset(
    map(
        int,
        (
            _Param.memory_event_cr0,
            _Param.memory_event_cr3,
            _Param.memory_event_cr4,
            _Param.memory_event_int3,
            _Param.memory_event_single_step,
            _Param.memory_event_msr,
        ),
    )
)
_ONCE = {
    int(_Param.viridian): (0, 0),
    int(_Param.ioreq_server_pfn): (0, 0),
    int(_Param.nr_ioreq_server_pages): (0, 0),
    int(_Param.altp2m): (0, 0),
    int(_Param.mca_cap): (4, 10),
    int(_Param.ioreq_pfn): (4, 12),
    int(_Param.bufioreq_pfn): (4, 12),
}
"""Which may not be changed once they are not 0, since which Xen."""
_DEPRECATED_BY_XEN = (4, 14)
_PAE_DISCARDED = (4, 14)
_NESTED_DEPRECATED = (4, 15)
"""Since then the configuration alone says it, and altp2m is not compared with this parameter."""
_ALTP2M_READ_ONLY = (4, 19)
_DM_DOMAIN_SELF = (4, 11)
_DM_DOMAIN_DENIED = (4, 12)
_PM_TIMER_OPTIONAL = (4, 7)
_WIDE_IOPORTS_LOCATION = (4, 14)
_VM86_TSS_CHECKED = (4, 9)
_ALTP2M_MODES = (4, 9)
_SOFT_RESET = (4, 7)
_DOMID_SELF = 0x7FF0
_TSS_SIZE = 104
_PAGES_MASK_BITS = 64

_EXCLUDES = {
    int(_Param.nestedhvm): int(_Param.altp2m),
    int(_Param.altp2m): int(_Param.nestedhvm),
}
"""Which may not be set beside which."""

CHANGES_AT = (
    (4, 6, 3),
    (4, 7),
    (4, 9),
    (4, 10),
    (4, 11),
    (4, 12),
    (4, 13),
    XCPNG_8_2,
    (4, 14),
    (4, 15),
    (4, 19),
    JSON_C_SINCE,
)
"""The Xens from which on another answer may hold."""


class Params:
    """The parameters that a guest has, as each Xen has taken them from the records so far."""

    def __init__(self) -> None:
        self._values: dict[int, dict[int, int]] = {}
        """By the number of the range between CHANGES_AT that a Xen is in."""
        self._found: dict[int, tuple[Record, Refusal | None, dict[int, int]]] = {}
        """What came of the record last looked at."""

    def refusal(self, record: Record, xen: Xen, *, is_pvh: bool) -> Refusal | None:
        """Find the first that a Xen refuses in an HVM_PARAMS record of the right length."""
        return self._look(record, xen, range_of(exact(xen), CHANGES_AT), is_pvh)[0]

    def take(self, record: Record, *, is_pvh_on: Callable[[Xen], bool]) -> None:
        """Give the guest the parameters of a record, as far as each Xen takes them."""
        if not has_all_entries(record):
            return
        for number, xen in enumerate(((0, 0), *CHANGES_AT)):
            self._values[number] = self._look(record, xen, number, is_pvh_on(xen))[1]
        self._found.clear()

    def _look(
        self, record: Record, xen: Xen, number: int, is_pvh: bool
    ) -> tuple[Refusal | None, dict[int, int]]:
        seen = self._found.get(number)
        if seen is None or seen[0] is not record:
            values = dict(self._values.get(number, {}))
            refusal = None
            if has_all_entries(record):
                refusal = params_refusal(
                    record.octets, xen, length=record.length, before=values, is_pvh=is_pvh
                )
            seen = self._found[number] = (record, refusal, values)
        return seen[1:]


def has_all_entries(record: Record) -> bool:
    """Tell whether a record is as long as its count asks for."""
    body = record.body
    expected = formats.HVM_PARAMS_HEADER_SIZE
    return body is not None and record.length == expected + body.header.len_params


def params_refusal(
    octets: bytes,
    xen: Xen,
    *,
    length: int | None = None,
    before: dict[int, int] | None = None,
    is_pvh: bool = False,
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an HVM_PARAMS record.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.
        before: the parameters, by index, that the guest has from earlier records; those of this
            record, as far as Xen takes them, are set in it.
        is_pvh: whether the guest has no devices of a PC, so no ACPI ports to be moved.

    """
    xen = exact(xen)
    length = len(octets) if length is None else length
    size = formats.HVM_PARAMS_HEADER_SIZE
    if length < size or len(octets) < size:
        said = f"HVM_PARAMS record truncated: length {length}, header size {size}"
        return Refusal(f"record length {length}, expected at least {size}", 0, said)
    header, entries = _framed(octets)
    if length != size + header.len_params:
        said = f"HVM_PARAMS record truncated: header {size}, count {header.num_params}, "
        said += f"expected len {header.len_params}, got {length}"
        expected = f"{size + header.len_params} for {header.num_params} parameters"
        message = f"record length {length}, expected {expected}"
        return Refusal(message, _HEADER.offset_of("num_params", octets), said)
    values = {} if before is None else before
    known = _since(_COUNTS, xen)
    for number, (index, value) in enumerate(zip(*entries)):
        fault = _set(index, value, values, xen, known, is_pvh)
        if fault is not None:
            return _refusal(index, value, number, fault)
    return None


@lru_cache(1)
def _framed(octets: bytes) -> tuple[Fields, tuple[array[int], array[int]]]:
    """Give a body's header, and the indices and the values: many Xens are asked about the same."""
    indices, values = array("Q"), array("Q")
    size = _ENTRY.size()
    for at in range(formats.HVM_PARAMS_HEADER_SIZE, len(octets) - size + 1, size):
        entry = _ENTRY.build(octets[at : at + size])
        indices.append(entry.index)
        values.append(entry.value)
    return _HEADER.build(octets), (indices, values)


@lru_cache(4)
def _refusal(index: int, value: int, number: int, fault: Refusal) -> Refusal:
    """Give the fault of an entry as it is told; to most Xens it is the same."""
    signed = index - ((index >> 63) << 64)
    said = f"set HVM param {signed} = 0x{value:016x}"
    if fault.errno:
        said = with_errno(said, fault.errno)
    message = f"{_name(index & _INDEX_MASK)} {fault.message}"
    begin, length = _ENTRY.place(fault.path or "index", bytes(_ENTRY.size()))
    offset = formats.HVM_PARAMS_HEADER_SIZE + number * _ENTRY.size() + begin
    return Refusal(message, offset, said, length, f"params[{number}].{fault.path}")


def _name(index: int) -> str:
    if index not in _INDICES:
        return f"HVM parameter {index}"
    return f"HVM_PARAM_{_Param(index).name.upper()} ({index})"


@lru_cache(16)
def _fault(message: str, errno: int = 0, field: str = "index") -> Refusal:
    """Give what is wrong with a parameter; 0 where the toolstack refuses, and logs an old errno."""
    return Refusal(message, 0, errno=errno, path=field)


_INDICES = frozenset(map(int, _Param))


def _set(
    index: int, value: int, values: dict[int, int], xen: Xen, known: int, is_pvh: bool
) -> Refusal | None:
    """Set a parameter as Xen does, which knows so many, or give why it does not."""
    if index == _Param.pae_enabled and xen >= _PAE_DISCARDED:
        return None  # the toolstack looks at all 64 bits
    index &= _INDEX_MASK
    if xen < _DEPRECATED_BY_XEN and index in _MEMORY_EVENTS:
        return _fault("is deprecated: the toolstack does not set it")
    if index >= known:
        return _fault(f"is not known to Xen {name(xen)}", EINVAL)
    fault = _forbidden(index, xen) or _changed(index, value, values, xen)
    if fault is not None:
        return fault
    if index == _Param.acpi_ioports_location:
        fault = _moved(value, values.get(index, 0), xen, is_pvh)
        if fault is not None:
            return fault
    elif index in _TAKES and not _TAKES[index](value, xen):
        return _fault(f"may not be 0x{value:x}", EINVAL, "value")
    other = _EXCLUDES.get(index)
    if other is not None and xen < _NESTED_DEPRECATED and value and values.get(other):
        return _fault(f"may not be 0x{value:x} beside {_name(other)}", EINVAL, "value")
    values[index] = value
    return None


def _since(table: tuple[tuple[Xen, int], ...], xen: Xen) -> int:
    return next(value for first, value in table if xen >= first)


def _known_viridian(value: int, xen: Xen) -> int:
    """Take away the feature that lies apart from the others."""
    return value & ~_CPU_HOTPLUG if has(xen, _CPU_HOTPLUG_SINCE) else value


def _forbidden(index: int, xen: Xen) -> Refusal | None:
    """Tell of a parameter that nobody may set."""
    if index == _Param.altp2m and xen >= _ALTP2M_READ_ONLY:
        return _fault("is read-only: the configuration sets it", EEXIST)
    errno = EINVAL
    if index == _Param.nestedhvm:
        is_forbidden = xen >= _NESTED_DEPRECATED
    elif index == _Param.dm_domain:
        is_forbidden = xen >= _DM_DOMAIN_DENIED
        errno = EINVAL if xen >= _DEPRECATED_BY_XEN else EPERM
    elif index == _Param.bufioreq_evtchn:
        is_forbidden = True
        errno = EPERM if _DM_DOMAIN_DENIED <= xen < _DEPRECATED_BY_XEN else EINVAL
    else:
        is_old = index in _MEMORY_EVENTS or index == _Param.pae_enabled
        is_forbidden = is_old and xen >= _DEPRECATED_BY_XEN
    return _fault("is deprecated: Xen does not let it be set", errno) if is_forbidden else None


def _changed(index: int, value: int, values: dict[int, int], xen: Xen) -> Refusal | None:
    """Tell of a parameter that is set for good."""
    old = values.get(index, 0)
    if index not in _ONCE or xen < _ONCE[index] or old in (0, value):
        return None
    return _fault(f"is 0x{old:x} already and may not become 0x{value:x}", EEXIST, "value")


def _moved(value: int, old: int, xen: Xen, is_pvh: bool) -> Refusal | None:
    """Tell of a place that ACPI's ports cannot be moved to."""
    if is_pvh and xen >= _PM_TIMER_OPTIONAL:
        return _fault("is of ACPI's timer, which a PVH guest has not", ENODEV)
    if xen < _WIDE_IOPORTS_LOCATION:
        value, old = value & _INDEX_MASK, old & _INDEX_MASK
    if value == old or value ^ old == 1:
        return None
    return _fault(f"may not be 0x{value:x}", EINVAL, "value")


_TAKES: dict[int, Callable[[int, Xen], bool]] = {
    int(_Param.viridian): lambda value, xen: (
        bool(value & 1) and not _known_viridian(value, xen) >> _since(_VIRIDIAN_BITS, xen)
    ),
    int(_Param.timer_mode): lambda value, _: value <= 3,
    int(_Param.dm_domain): lambda value, xen: xen < _DM_DOMAIN_SELF or value == _DOMID_SELF,
    int(_Param.acpi_s_state): lambda value, _: value in (0, 3),
    int(_Param.vm86_tss): lambda value, xen: xen < _VM86_TSS_CHECKED or not value >> 32,
    int(_Param.nestedhvm): lambda value, _: value <= 1,
    int(_Param.triple_fault_reason): lambda value, xen: value <= (5 if xen >= _SOFT_RESET else 4),
    int(_Param.nr_ioreq_server_pages): lambda value, _: 0 < value <= _PAGES_MASK_BITS,
    int(_Param.altp2m): lambda value, xen: value <= (3 if xen >= _ALTP2M_MODES else 1),
    int(_Param.x87_fip_width): lambda value, _: value in (0, 4, 8),
    int(_Param.vm86_tss_sized): lambda value, _: value >> 32 >= _TSS_SIZE,
    int(_Param.mca_cap): lambda value, _: value <= 1,
}
"""Whether Xen takes a value, of the parameters that it looks at."""
