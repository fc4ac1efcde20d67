"""What Xen says when it loads an HVM_CONTEXT: hvm_load() and the handlers of its entries.

The facts are Xen's, of xen/arch/x86/hvm/save.c, of the load and check handlers beside it, and of
xen/include/public/arch-x86/hvm/save.h, in the last point release of each version from 4.6 to 4.22.
Where the point releases of a version differ, the last one counts.

What hangs on the host, on the guest's CPU policy or on its configuration is left out: the bits of
CR4, EFER and XCR0 that this host's CPU lacks (those that no Xen of that version lets a guest have
are held against it), how long an XSAVE area with more than x87 and SSE state is, whether there is
XSAVE at all, the MCA capabilities, the values of MSRs, pending events 5 and 6 (VMX has them, SVM
has not), a CR3 without a page under it with shadow paging. And so what Xen was built without.
"""

from __future__ import annotations

from xenstream_parsers.xen_hvm_context import XenHvmContext
from xenstream_parsers.xen_hvm_states import XenHvmStates

from xenstream.format.fields import Shape
from xenstream.named import NamedTuple
from xenstream.restore.refusal import (
    EDOM,
    EINVAL,
    EIO,
    ENODATA,
    ENODEV,
    ENOENT,
    ENXIO,
    EOPNOTSUPP,
    EPERM,
    Refusal,
    with_errno,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Version = tuple[int, ...]
    Check = Callable[["_Entry", Version], "_Fault | None"]

_Code = XenHvmContext.HvmSaveCode
_HPET = Shape(XenHvmStates.HvmHpet)
_PERIODIC = 1 << 4
"""HPET_TN_PERIODIC_CAP, of a timer's config."""
_DESCRIPTOR = Shape(XenHvmContext.HvmSaveDescriptor)
_DESCRIPTOR_SIZE = _DESCRIPTOR.size()
_FIELDS = _DESCRIPTOR.begins(bytes(_DESCRIPTOR_SIZE))
_NAMES = {int(code): code.name.upper() for code in _Code}
_END, _HEADER, _CPU = int(_Code.end), int(_Code.header), int(_Code.cpu)

MOST_VCPUS = 128
"""HVM_MAX_VCPUS: what any Xen gives to an HVM domain, PVH ones included."""

_ERRNOS_SINCE = (4, 13)  # before, hvm_load() made all of them -1, which is EPERM
_EMPTY_SINCE = (4, 14)  # from then on it is the toolstack that refuses an empty record
_CHECKED_SINCE = (4, 19)  # from then on all entries are checked before the first is loaded
CHANGES_AT = tuple((4, minor) for minor in (7, 8, 9, 10, 12, 13, 14, 16, 17, 18, 19, 20, 22))
"""The Xens from which on another answer may hold."""


class _Fault(NamedTuple):
    message: str
    offset: int
    errno: int


class _Entry(NamedTuple):
    typecode: int
    instance: int
    length: int
    offset: int
    """Of its descriptor."""
    left: int
    """Octets after the descriptor, in the whole record."""
    octets: bytes
    """The whole record's, as far as it is kept."""

    @property
    def begin(self) -> int:
        return self.offset + _DESCRIPTOR_SIZE

    @property
    def is_kept(self) -> bool:
        return self.begin + self.length <= len(self.octets)

    def body(self, size: int) -> bytes:
        """Give the first `size` octets of the body, zeros where it ends before."""
        return self.octets[self.begin : self.begin + min(size, self.length)].ljust(size, b"\0")

    def number(self, at: int, width: int) -> int:
        """Give the number at an offset of the body, zero-extended as Xen does it."""
        return int.from_bytes(self.body(at + width)[at:], "little")

    def fault(self, words: str, errno: int, offset: int) -> _Fault:
        name = _NAMES.get(self.typecode) or f"typecode {self.typecode}"
        if self.typecode != _HEADER:
            name = f"{name}, instance {self.instance}"
        return _Fault(f"{name}: {words}", offset, errno)

    def in_descriptor(self, field: str, words: str, errno: int) -> _Fault:
        return self.fault(words, errno, self.offset + _FIELDS[field])

    def in_body(self, at: int, words: str, errno: int = EINVAL) -> _Fault:
        return self.fault(words, errno, self.begin + min(at, self.length))


def refusal(
    octets: bytes,
    xen: Version,
    vcpus: int | None = None,
    *,
    length: int | None = None,
    has_devices: bool | None = None,
) -> Refusal | None:
    """Give the first fault that this Xen meets, in the order in which it looks; None if none.

    Args:
        octets: the record's body, or its beginning where `length` is more than that. What is not
            there is not judged.
        xen: the version, as (4, 17). Older ones than 4.6 are taken for it.
        vcpus: the domain's `max_vcpus`, None if it is not known.
        length: the body's, None if `octets` are all of it.
        has_devices: whether Xen emulates a PC's devices for the domain: not for a PVH one. None
            if that is not known. A PVH domain has its local APICs alone.

    """
    total = len(octets) if length is None else max(length, len(octets))
    if not total:
        words = "empty: no entries, not even a HEADER"
        if xen >= _EMPTY_SINCE:
            return Refusal(words, 0, "Unable to allocate 0 bytes for hvm context")
        return _refusal(_Fault(words, 0, ENODATA), xen)
    domain = _Domain(MOST_VCPUS if vcpus is None else vcpus, vcpus is not None, has_devices, xen)
    passes = (domain.check, domain.load) if xen >= _CHECKED_SINCE else (domain.load,)
    for handle in passes:
        fault = _pass(octets, total, handle)
        if fault is not None:
            return _refusal(fault, xen)
    return None


def lacks(octets: bytes) -> tuple[str, ...]:
    """Tell what is not there and the guest cannot run without, though Xen restores it.

    A vcpu that its guest had taken offline has no CPU record and a LAPIC: that is no fault. Of a
    context whose END is not there nothing is told.
    """
    found: dict[int, set[int]] = {}
    for entry in _entries(octets, len(octets)):
        if entry.typecode == _END:
            break
        if entry.length > entry.left:
            return ()
        found.setdefault(entry.typecode, set()).add(entry.instance)
    else:
        return ()
    cpus = found.get(_CPU, set())
    apics = {int(code): found.get(int(code), set()) for code in (_Code.lapic, _Code.lapic_regs)}
    told = []
    if not cpus:
        told.append("no CPU record: all vcpus stay down, and the guest does not run")
    elif 0 not in cpus:
        told.append("no CPU record of vcpu 0: it stays down")
    for vcpu in sorted(cpus):
        # Xen saves both or, for a domain without local APICs, neither.
        missing = [code for code, instances in apics.items() if vcpu not in instances]
        if len(missing) == 1:
            name = _NAMES[missing[0]]
            told.append(f"no {name} record of vcpu {vcpu}: its local APIC stays as after a reset")
    return tuple(told)


def hpet_without_periods(octets: bytes) -> tuple[int, str] | None:
    """Give where an HPET's timers have lost what they can, and say so; None where they have it.

    Xen takes their words as they are: a timer that was periodic before the guest was saved fires
    once more and no further. `hpet_init` in xen/arch/x86/hvm/hpet.c gives the bit to all of them.
    """
    for entry in _entries(octets, len(octets)):
        if entry.typecode == _END:
            break
        if entry.typecode != _Code.hpet or entry.length < _HPET.size() or not entry.is_kept:
            continue
        timers = _HPET.build(octets[entry.begin : entry.begin + entry.length]).timers
        lost = [str(number) for number, timer in enumerate(timers) if not timer.config & _PERIODIC]
        if lost:
            which = f"HPET timer{'s' if len(lost) > 1 else ''} {', '.join(lost)}"
            return entry.begin, f"{which} without HPET_TN_PERIODIC_CAP in config"
    return None


def _refusal(fault: _Fault, xen: Version) -> Refusal:
    errno = fault.errno if xen >= _ERRNOS_SINCE else EPERM
    says = with_errno("Unable to restore HVM context", errno)
    return Refusal(fault.message, fault.offset, says)


# The walk: hvm_load().


def _entries(octets: bytes, total: int) -> Iterator[_Entry]:
    """Give the entries as far as their descriptors are kept, END and what follows it included."""
    at = 0
    while at + _DESCRIPTOR_SIZE <= len(octets):
        begin = at + _DESCRIPTOR_SIZE
        fields = _DESCRIPTOR.build(octets[at:begin])
        left = total - begin
        yield _Entry(fields.typecode, fields.instance, fields.len_body, at, left, octets)
        at = begin + fields.len_body


def _pass(octets: bytes, total: int, handle: Callable[[_Entry], _Fault | None]) -> _Fault | None:
    """Give the first fault of one pass over the entries."""
    at = 0
    for entry in _entries(octets, total):
        at = entry.begin + entry.length
        if entry.offset == 0:
            fault = _header(entry)
        elif entry.typecode == _END:
            return None
        elif entry.typecode not in _HANDLERS:
            words = "a second HEADER" if entry.typecode == _HEADER else "unknown to Xen"
            return entry.in_descriptor("typecode", words, EINVAL)
        else:
            fault = handle(entry)
        if fault is not None:
            return fault
    if total - at >= _DESCRIPTOR_SIZE:
        return None  # It goes on after what is kept.
    if at:
        return _Fault(f"no END, {total - at} octets after the last entry", at, ENODATA)
    return _Fault(f"HEADER: {total} octets, too few for a descriptor", 0, ENODATA)


def _header(entry: _Entry) -> _Fault | None:
    """hvm_load()'s beginning, with arch_hvm_load() or arch_hvm_check().

    The instance is not looked at; another changeset or CPUID is logged, no more.
    """
    if entry.typecode != _HEADER:
        return entry.in_descriptor(
            "typecode", f"the first entry, expected {_NAMES[_HEADER]}", ENODATA
        )
    fault = _length_fault(entry, _HEADER_HANDLER, (0, 0), ENODATA)
    if fault is not None or not entry.is_kept:
        return fault
    magic, version = entry.number(0, 4), entry.number(4, 4)
    if magic != _MAGIC:
        return entry.in_body(0, f"magic 0x{magic:08x}, expected 0x{_MAGIC:08x}")
    if version != _FILE_VERSION:
        return entry.in_body(4, f"version {version}, expected {_FILE_VERSION}")
    return None


_MAGIC, _FILE_VERSION = 0x54381286, 1


# What the handlers have in common: whose state it is, and how long.


class _Handler(NamedTuple):
    """What Xen asks of the entries of a typecode."""

    sizes: tuple[tuple[tuple[int, int], int], ...]
    """By the version from which on it has that size, the newest first."""
    zero_extends: tuple[int, int] | None = None
    """From which version on a shorter one is filled up with zeros."""
    per_vcpu: bool = False
    is_device: bool = False
    """Whether it is a device's that a PVH domain has not."""
    length_errno: int = EINVAL
    content: Check | None = None
    checked_since: tuple[int, int] | None = None
    """From which version on a handler checks it before anything is loaded."""
    varies: bool = False
    """Whether its content tells its size: then `sizes` has the least."""

    def size(self, xen: Version) -> int:
        return next((size for since, size in self.sizes if xen >= since), self.sizes[-1][1])


def _length_fault(entry: _Entry, handler: _Handler, xen: Version, errno: int) -> _Fault | None:
    """Find a length that _hvm_check_entry() does not take."""
    size, length = handler.size(xen), entry.length
    extends = handler.zero_extends is not None and xen >= handler.zero_extends
    compat = entry.typecode == _CPU and length == _CPU_COMPAT
    if extends and length > size:
        words = f"{length} octets, expected {size} at most"
    elif not extends and length != size and not compat:
        words = f"{length} octets, expected {size}"
    else:
        return _past_end(entry, errno)
    return entry.in_descriptor("len_body", words, errno)


def _past_end(entry: _Entry, errno: int) -> _Fault | None:
    if entry.length <= entry.left:
        return None
    words = f"{entry.length} octets, and the record ends after {entry.left}"
    return entry.in_descriptor("len_body", words, errno)


class _Domain(NamedTuple):
    """The domain that the context is loaded into."""

    vcpus: int
    knows_vcpus: bool
    has_devices: bool | None
    xen: Version

    def check(self, entry: _Entry) -> _Fault | None:
        """Give what the pass before the loading finds."""
        handler = _HANDLERS[entry.typecode]
        since = handler.checked_since
        if since is None or self.xen < since:
            return _past_end(entry, ENODATA)
        return self._handle(entry, handler, ENODATA)

    def load(self, entry: _Entry) -> _Fault | None:
        """Give what keeps the entry from being loaded."""
        handler = _HANDLERS[entry.typecode]
        return self._handle(entry, handler, handler.length_errno)

    def _handle(self, entry: _Entry, handler: _Handler, length_errno: int) -> _Fault | None:
        fault = self._instance_fault(entry, handler)
        if fault is None and not handler.varies:
            fault = _length_fault(entry, handler, self.xen, length_errno)
        elif fault is None:
            fault = _past_end(entry, ENODATA)
            least = handler.size(self.xen)
            if fault is None and entry.length < least:
                words = f"{entry.length} octets, expected {least} at least"
                fault = entry.in_descriptor("len_body", words, EINVAL)
        if fault is None and handler.content is not None and entry.is_kept:
            fault = handler.content(entry, self.xen)
        return fault

    def _instance_fault(self, entry: _Entry, handler: _Handler) -> _Fault | None:
        if handler.is_device and self.has_devices is False and self.xen >= (4, 7):
            words = "a device that a PVH domain has not"
            return entry.in_descriptor("typecode", words, ENODEV)
        if handler.per_vcpu and entry.instance >= self.vcpus:
            whose = "the domain has" if self.knows_vcpus else "an HVM domain has at most"
            words = f"no such vcpu, {whose} {self.vcpus}"
            return entry.in_descriptor("instance", words, EINVAL)
        if entry.typecode == _PIC and entry.instance >= _PICS:
            errno = ENOENT if self.xen >= _ERRNOS_SINCE else EINVAL
            return entry.in_descriptor("instance", f"no such PIC, there are {_PICS}", errno)
        return None


# The contents, each with the names that its function has in Xen.

_PIC, _PICS = int(_Code.pic), 2
_CPU_COMPAT = 1016  # struct hvm_hw_cpu_compat, before 3.4: without MSR_TSC_AUX
_CPU_FULL = 1032
_TSC_AUX_SIZE = 8

# Offsets in struct hvm_hw_cpu.
_CR0, _CR3, _CR4, _DR6, _DR7, _EFER, _TSC_AUX = 656, 672, 680, 720, 728, 992, 1000
_PENDING_EVENT, _ERROR_CODE, _CPU_FLAGS, _CPU_PAD = 1016, 1020, 1024, 1028

_CR0_PE, _CR0_ET, _CR0_PG = 1 << 0, 1 << 4, 1 << 31
_EFER_LME, _EFER_LMA = 1 << 8, 1 << 10
_MOST_PHYSICAL_BITS = 52  # of an address, in the architecture


def _bits(*places: int) -> int:
    return sum(1 << place for place in places)


_CR0_KNOWN = _bits(0, 1, 2, 3, 4, 5, 16, 18, 29, 30, 31)
# What hvm_cr4_guest_valid_bits() can let a guest have, by the version that brought it: VME, PVI,
# TSD, DE, PSE, PAE, MCE, PGE, PCE, OSFXSR, OSXMMEXCPT, VMXE, FSGSBASE, PCIDE, OSXSAVE, SMEP, SMAP;
# PKE; UMIP; CET; PKS; LASS.
_CR4_KNOWN = (
    ((4, 6), _bits(*range(11), 13, 16, 17, 18, 20, 21)),
    ((4, 7), _bits(22)),
    ((4, 10), _bits(11)),
    ((4, 16), _bits(23)),
    ((4, 18), _bits(24)),
    ((4, 22), _bits(27)),
)


def _known_cr4(xen: Version) -> int:
    return sum(bits for since, bits in _CR4_KNOWN if xen >= since or since == (4, 6))


def _known_efer(xen: Version) -> int:
    """EFER_KNOWN_MASK: SCE, LME, LMA, NXE, SVME, FFXSE; once LMSLE; AIBRSE."""
    if xen < (4, 8):
        return (1 << 64) - 1
    known = _bits(0, 8, 10, 11, 12, 14)
    if xen < (4, 12):
        known |= _bits(13)
    return known | _bits(21) if xen >= (4, 18) else known


def _cpu(entry: _Entry, xen: Version) -> _Fault | None:
    """hvm_load_cpu_ctxt(), with vmx_vmcs_restore() or svm_vmcb_restore()."""

    def number(at: int, width: int = 8) -> int:
        # _hvm_hw_fix_cpu(): the old layout has no TSC_AUX, and the FPU counts as used.
        if at == _CPU_FLAGS and entry.length != _CPU_FULL:
            return 1
        if at == _TSC_AUX and moved:
            return 0
        return entry.number(at - moved if at > _TSC_AUX else at, width)

    moved = _TSC_AUX_SIZE if entry.length == _CPU_COMPAT else 0
    has_flags = xen >= (4, 7)
    if has_flags and number(_CPU_PAD, 4):
        return entry.in_body(_CPU_PAD, f"pad0 is 0x{number(_CPU_PAD, 4):x}, expected 0")
    cr0, cr3, cr4, efer = map(number, (_CR0, _CR3, _CR4, _EFER))
    if cr0 & ~_CR0_KNOWN:
        return entry.in_body(_CR0, f"CR0 0x{cr0:x} has reserved bits")
    if not cr0 & _CR0_ET:
        return entry.in_body(_CR0, f"CR0 0x{cr0:x} without ET")
    if cr0 & _CR0_PG and not cr0 & _CR0_PE:
        return entry.in_body(_CR0, f"CR0 0x{cr0:x} has PG without PE")
    if cr4 & ~_known_cr4(xen):
        return entry.in_body(_CR4, f"CR4 0x{cr4:x} has bits that no guest may set")
    if efer & ~_known_efer(xen):
        return entry.in_body(_EFER, f"EFER 0x{efer:x} has unknown bits")
    if efer & _EFER_LMA and not (efer & _EFER_LME and cr0 & _CR0_PG):
        return entry.in_body(_EFER, f"EFER 0x{efer:x} has LMA without LME or CR0.PG")
    if xen >= (4, 18):
        for name, at in (("DR6", _DR6), ("DR7", _DR7)):
            if number(at) >> 32:
                return entry.in_body(at, f"{name} 0x{number(at):x}, expected 32 bits")
    if xen >= (4, 14) and cr3 >> _MOST_PHYSICAL_BITS:
        words = f"CR3 0x{cr3:x}, expected {_MOST_PHYSICAL_BITS} bits at most"
        return entry.in_body(_CR3, words)
    if has_flags and number(_CPU_FLAGS, 4) > 1:
        words = f"flags 0x{number(_CPU_FLAGS, 4):x}, expected 0 or 1"
        return entry.in_body(_CPU_FLAGS, words)
    if xen >= (4, 12) and number(_TSC_AUX) >> 32:
        return entry.in_body(_TSC_AUX, f"TSC_AUX 0x{number(_TSC_AUX):x}, expected 32 bits")
    pending, error_code = number(_PENDING_EVENT, 4), number(_ERROR_CODE, 4)
    if pending >> 31:
        # Octet 0 is the vector; then 3 bits of type, one for an error code, 19 reserved.
        kind = pending >> 8 & 7
        if kind in (1, 7) or pending >> 12 & 0x7FFFF:
            return entry.in_body(_PENDING_EVENT - moved, f"invalid pending event 0x{pending:x}")
        if xen >= (4, 9) and pending >> 11 & 1 and error_code >> 16:
            words = f"error code 0x{error_code:x}, expected 16 bits"
            return entry.in_body(_ERROR_CODE - moved, words)
    return None


def _pic(entry: _Entry, xen: Version) -> _Fault | None:
    """vpic_check()."""
    if xen < _CHECKED_SINCE:
        return None
    bits, elcr, output = entry.number(5, 1), entry.number(6, 1), entry.number(7, 1)
    is_master, in_init = bits >> 6 & 1, entry.number(4, 1) & 0xF
    if output > 1:
        return entry.in_body(7, f"int_output {output}, expected 0 or 1", EDOM)
    if is_master != (entry.instance == 0):
        return entry.in_body(5, f"is_master {is_master}, expected {int(not is_master)}")
    if output and in_init:
        return entry.in_body(7, f"int_output 1 in initialisation (init_state {in_init})")
    allowed = 0xFC if is_master else 0xDE
    if elcr & ~allowed:
        return entry.in_body(6, f"elcr 0x{elcr:02x}, expected no bits but 0x{allowed:02x}")
    return None


def _lapic(entry: _Entry, xen: Version) -> _Fault | None:  # noqa: ARG001 - all are called alike
    """lapic_load_hidden() or lapic_check_hidden()."""
    base = entry.number(0, 8)
    if base >> 10 & 3 == 1:
        return entry.in_body(0, f"APIC_BASE 0x{base:x} is in x2APIC mode and not enabled")
    return None


def _pci_link(entry: _Entry, xen: Version) -> _Fault | None:
    """irq_load_link() or irq_check_link()."""
    body = entry.body(8)
    if xen >= _CHECKED_SINCE and any(body[4:]):
        return entry.in_body(4, f"pad0 is {body[4:].hex(' ')}, expected zeros")
    for link, route in enumerate(body[:4]):
        if route > 15:
            return entry.in_body(link, f"link {link} goes to IRQ {route}, expected 15 at most")
    return None


# Of a channel: the field, its offset, its width, and the most that it may be.
_PIT_CHANNEL, _PIT_CHANNELS, _PIT_GATE = 16, 3, 15
_PIT_FIELDS = (
    ("count", 0, 4, 0x10000),
    ("count_latched", 6, 1, 4),
    ("read_state", 9, 1, 4),
    ("write_state", 10, 1, 4),
    ("rw_mode", 12, 1, 3),
    ("gate", _PIT_GATE, 1, 1),
    ("bcd", 14, 1, 1),
)


def _pit(entry: _Entry, xen: Version) -> _Fault | None:
    """pit_check()."""
    if xen < _CHECKED_SINCE:
        return None
    for name, at, most in (("speaker_data_on", 48, 1), ("pad0", 52, 0)):
        if entry.number(at, 4) > most:
            words = f"{name} {entry.number(at, 4)}, expected {most} at most"
            return entry.in_body(at, words, EDOM)
    for channel in range(_PIT_CHANNELS):
        begin = channel * _PIT_CHANNEL
        for name, at, width, most in _PIT_FIELDS:
            value = entry.number(begin + at, width)
            if value > most:
                words = f"channel {channel}: {name} {value}, expected {most} at most"
                return entry.in_body(begin + at, words, EDOM)
        if channel != 2 and not entry.number(begin + _PIT_GATE, 1):
            return entry.in_body(begin + _PIT_GATE, f"channel {channel}: gate 0, expected 1")
    return None


_MTRR_CAP, _MTRR_VCNT = 224, 8


def _mtrr(entry: _Entry, xen: Version) -> _Fault | None:
    """hvm_load_mtrr_msr()."""
    count = entry.number(_MTRR_CAP, 1)
    if xen >= (4, 12) and count > _MTRR_VCNT:
        words = f"{count} variable ranges, expected {_MTRR_VCNT} at most"
        return entry.in_body(_MTRR_CAP, words)
    return None


_VIRIDIAN_PAD = 9


def _viridian_vcpu(entry: _Entry, xen: Version) -> _Fault | None:
    """viridian_load_vcpu_ctxt()."""
    pad = entry.body(16)[_VIRIDIAN_PAD:]
    if xen >= (4, 7) and any(pad):
        return entry.in_body(_VIRIDIAN_PAD, f"_pad is {pad.hex(' ')}, expected zeros")
    return None


# MCG_CAP's banks, CTL_P, CMCI_P, TES_P, SER_P; later LMCE_P. An AMD guest has the first two alone.
_MCG_CAP, _MCG_LMCE = _bits(*range(9), 10, 11, 24), _bits(27)


def _vmce_vcpu(entry: _Entry, xen: Version) -> _Fault | None:
    """vmce_restore_vcpu()."""
    capabilities = entry.number(0, 8)
    if capabilities & ~(_MCG_CAP | (_MCG_LMCE if xen >= (4, 10) else 0)):
        return entry.in_body(0, f"MCA capabilities 0x{capabilities:x}, which no host has")
    return None


# Offsets in struct hvm_hw_cpu_xsave, and its size: the 512 octets of FXSAVE and XSAVE's header.
_XCR0, _XCR0_ACCUM, _XSTATE_BV, _XCOMP_BV, _XSAVE_RESERVED, _XSAVE_LEAST = 8, 16, 536, 544, 552, 600
_X87_SSE = _bits(0, 1)
_XCR0_KNOWN = _bits(*range(8), 9, 17, 18, 62)
_AVX512, _BND, _TILE = _bits(5, 6, 7), _bits(3, 4), _bits(17, 18)


def _is_valid_xcr0(xcr0: int, xen: Version) -> bool:
    """valid_xcr0()."""
    if not xcr0 & 1 or (xcr0 & _bits(2) and not xcr0 & _bits(1)):
        return False
    if xcr0 & _AVX512 and (not xcr0 & _bits(2) or xcr0 & _AVX512 != _AVX512):
        return False
    pairs = (_BND, _TILE) if xen >= (4, 19) else (_BND,)
    return all(xcr0 & pair in (0, pair) for pair in pairs)


def _cpu_xsave(entry: _Entry, xen: Version) -> _Fault | None:
    """hvm_load_cpu_xsave_states(), with validate_xstate()."""
    xcr0, accum, bv = (entry.number(at, 8) for at in (_XCR0, _XCR0_ACCUM, _XSTATE_BV))
    if bv & ~accum:
        return entry.in_body(_XSTATE_BV, f"xstate_bv 0x{bv:x} has bits that xcr0_accum has not")
    if xcr0 & ~accum:
        return entry.in_body(_XCR0, f"xcr0 0x{xcr0:x} has bits that xcr0_accum has not")
    for name, at, value in (("xcr0", _XCR0, xcr0), ("xcr0_accum", _XCR0_ACCUM, accum)):
        if value & ~_XCR0_KNOWN or not _is_valid_xcr0(value, xen):
            return entry.in_body(at, f"{name} 0x{value:x} is not a valid XCR0")
    if xen >= (4, 7):
        compacted = entry.number(_XCOMP_BV, 8)
        if compacted:
            words = f"xcomp_bv 0x{compacted:x}, expected 0"
            return entry.in_body(_XCOMP_BV, words, EOPNOTSUPP)
        if any(entry.body(_XSAVE_LEAST)[_XSAVE_RESERVED:]):
            words = "reserved octets of XSAVE's header, expected zeros"
            return entry.in_body(_XSAVE_RESERVED, words, EIO)
    # With more state than this, the host's CPU tells how long the area is.
    if not accum & ~_X87_SSE:
        octets = entry.octets[entry.begin + _XSAVE_LEAST : entry.begin + entry.length]
        more = len(octets) - len(octets.lstrip(b"\0"))
        if more < len(octets):
            words = f"octets after the {_XSAVE_LEAST} of x87 and SSE state, expected zeros"
            return entry.in_body(_XSAVE_LEAST + more, words, EOPNOTSUPP)
    return None


# MSRs that are sent, by the version that brought them: BNDCFGS and AMD's DRx_ADDRESS_MASK;
# SPEC_CTRL, XSS; MISC_FEATURES_ENABLES; VIRT_SPEC_CTRL; PKRS.
_MSRS = (
    ((4, 6), (0xD90, 0xC0011027, 0xC0011019, 0xC001101A, 0xC001101B)),
    ((4, 7), (0x48, 0xDA0)),
    ((4, 8), (0x140,)),
    ((4, 17), (0xC001011F,)),
    ((4, 18), (0x6E1,)),
)
_MSRS_BEGIN, _MSR = 8, 16
_MSR_RESERVED = 4


def _cpu_msr(entry: _Entry, xen: Version) -> _Fault | None:
    """hvm_load_cpu_msrs()."""
    count = entry.number(0, 4)
    size = _MSRS_BEGIN + count * _MSR
    if entry.length != size:
        words = f"{entry.length} octets, expected {size} for {count} MSRs"
        return entry.in_descriptor("len_body", words, EOPNOTSUPP)
    body = entry.body(size)
    for at in range(_MSRS_BEGIN, size, _MSR):
        if any(body[at + _MSR_RESERVED : at + 2 * _MSR_RESERVED]):
            words = "a reserved field is not 0"
            return entry.in_body(at + _MSR_RESERVED, words, EOPNOTSUPP)
    known = {msr for since, msrs in _MSRS if xen >= since or since == (4, 6) for msr in msrs}
    for at in range(_MSRS_BEGIN, size, _MSR):
        index = int.from_bytes(body[at : at + _MSR_RESERVED], "little")
        if index not in known:
            return entry.in_body(at, f"MSR 0x{index:x}, which Xen does not load", ENXIO)
    return None


def _sizes(first: int, **later: int) -> tuple[tuple[tuple[int, int], int], ...]:
    """Give sizes by version, the newest first: `v7=8` is 8 octets from 4.7 on."""
    since = {(4, int(name[1:])): size for name, size in later.items()}
    return (*sorted(since.items(), reverse=True), ((0, 0), first))


_ALWAYS = (0, 0)
_HEADER_HANDLER = _Handler(_sizes(24))

# The sizes are those of the structures in xen/include/public/arch-x86/hvm/save.h. CPU got flags in
# 4.7, VIRIDIAN_VCPU the APIC assist in 4.7 and the synthetic interrupts and timers in 4.13,
# VMCE_VCPU mcg_ext_ctl in 4.10, RTC rtc_offset in 4.14, and LAPIC pending_esr in 4.18.5, 4.19.2
# and 4.20.1.
_HANDLERS = {
    int(code): handler
    for code, handler in {
        _Code.cpu: _Handler(
            _sizes(1024, v7=_CPU_FULL), zero_extends=(4, 7), per_vcpu=True, content=_cpu
        ),
        _Code.pic: _Handler(_sizes(8), is_device=True, content=_pic, checked_since=_CHECKED_SINCE),
        _Code.ioapic: _Handler(_sizes(400), is_device=True, length_errno=ENODATA),
        _Code.lapic: _Handler(
            _sizes(24, v18=32),
            zero_extends=_ALWAYS,
            per_vcpu=True,
            content=_lapic,
            checked_since=(4, 20),
        ),
        _Code.lapic_regs: _Handler(_sizes(1024), per_vcpu=True, checked_since=(4, 20)),
        _Code.pci_irq: _Handler(_sizes(16)),
        _Code.isa_irq: _Handler(_sizes(8)),
        _Code.pci_link: _Handler(_sizes(8), content=_pci_link, checked_since=_CHECKED_SINCE),
        _Code.pit: _Handler(
            _sizes(56),
            is_device=True,
            length_errno=ENODATA,
            content=_pit,
            checked_since=_CHECKED_SINCE,
        ),
        _Code.rtc: _Handler(_sizes(16, v14=24), zero_extends=(4, 14), is_device=True),
        _Code.hpet: _Handler(_sizes(1048), is_device=True),
        _Code.pmtimer: _Handler(_sizes(8), is_device=True),
        _Code.mtrr: _Handler(_sizes(240), per_vcpu=True, content=_mtrr),
        _Code.viridian_domain: _Handler(_sizes(32), zero_extends=_ALWAYS),
        _Code.cpu_xsave: _Handler(
            _sizes(_XSAVE_LEAST), per_vcpu=True, content=_cpu_xsave, varies=True
        ),
        _Code.viridian_vcpu: _Handler(
            _sizes(8, v7=16, v13=216), zero_extends=(4, 7), per_vcpu=True, content=_viridian_vcpu
        ),
        # Its handler passes on the -1 of the check, which is EPERM, as no other does.
        _Code.vmce_vcpu: _Handler(
            _sizes(24, v10=32),
            zero_extends=_ALWAYS,
            per_vcpu=True,
            length_errno=EPERM,
            content=_vmce_vcpu,
        ),
        _Code.tsc_adjust: _Handler(_sizes(8), per_vcpu=True),
        _Code.cpu_msr: _Handler(
            _sizes(_MSRS_BEGIN + _MSR), per_vcpu=True, content=_cpu_msr, varies=True
        ),
    }.items()
}
