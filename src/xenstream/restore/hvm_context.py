"""What Xen says when it loads an HVM_CONTEXT: hvm_load() and the handlers of its entries.

The facts are Xen's, of xen/arch/x86/hvm/save.c, of the load and check handlers beside it, and of
xen/include/public/arch-x86/hvm/save.h, at the tags of the point releases of 4.6 to 4.22.

What depends on the host is left out: whether it has XSAVE at all, pending events 5 and 6 (VMX has
them, SVM has not), a CR3 without a page under it with shadow paging. And so what Xen was built
without.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice

from xenstream_parsers.xen_cpu_policy import XenCpuPolicy
from xenstream_parsers.xen_hvm_context import XenHvmContext
from xenstream_parsers.xen_hvm_states import XenHvmStates

from xenstream.format import hvm_save, registers
from xenstream.format.fields import Shape
from xenstream.named import NamedTuple
from xenstream.restore import cr, msrs, versions, xstate
from xenstream.restore.cpu_policy import GuestKind, most_of
from xenstream.restore.refusal import (
    EDOM,
    EINVAL,
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

    from xenstream.format.fields import Fields
    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.versions import Since, Version

    Check = Callable[["_Entry", "_Domain"], "_Fault | None"]

_Code, _NAMES = XenHvmContext.HvmSaveCode, hvm_save.NAMES
_DESCRIPTOR, _DESCRIPTOR_SIZE = Shape(XenHvmContext.HvmSaveDescriptor), hvm_save.DESCRIPTOR_SIZE
_HPET = Shape(XenHvmStates.HvmHpet)
_END, _HEADER, _CPU, _PIC = (int(code) for code in (_Code.end, _Code.header, _Code.cpu, _Code.pic))

MOST_VCPUS = 128
"""HVM_MAX_VCPUS: what any Xen gives to an HVM domain, PVH ones included."""

_ERRNOS_SINCE = ((4, 13, 4), (4, 14, 3), (4, 15, 1))
"""Before, hvm_load() made all of them -1, which is EPERM."""
_EMPTY_SINCE = ((4, 14, 0),)
"""From then on it is the toolstack that refuses an empty record."""
_CHECKED_SINCE = ((4, 19, 0),)
"""From then on all entries are checked before the first is loaded."""
_NO_DEVICES_SINCE = ((4, 7, 0),)


CHANGES_AT = versions.ANY_RELEASE
"""The Xens from which on another answer may hold."""


class _Fault(NamedTuple):
    message: str
    offset: int
    errno: int
    length: int = 0
    path: str | None = None


class _Entry:
    def __init__(self, number: int, framed: hvm_save.Entry, left: int, octets: bytes) -> None:
        self.number = number
        self.typecode = framed.typecode
        self.instance = framed.instance
        self.length = framed.length
        self.offset = framed.offset
        """Of its descriptor."""
        self.begin = framed.begin
        """Of its state."""
        self.left = left
        """Octets after the descriptor, in the whole record."""
        self.octets = octets
        """The whole record's, as far as it is kept."""
        self._state: _State | None = None

    @property
    def is_kept(self) -> bool:
        return self.begin + self.length <= len(self.octets)

    def state(self, shape: Shape, size: int | None = None) -> _State:
        """Give what is in it, `size` octets or as many as its kind has; it is read once."""
        if self._state is None:
            self._state = _State(self, shape, shape.size() if size is None else size)
        return self._state

    def body(self, size: int) -> bytes:
        """Give the first `size` octets of the body, zeros where it ends before."""
        return self.octets[self.begin : self.begin + min(size, self.length)].ljust(size, b"\0")

    def fault(self, words: str, errno: int, offset: int, length: int, field: str) -> _Fault:
        """Give what Xen does not take in a field of the entry."""
        name = _NAMES.get(self.typecode) or f"typecode {self.typecode}"
        if self.typecode != _HEADER:
            name = f"{name}, instance {self.instance}"
        path = f"entries[{self.number}].{field}"
        return _Fault(f"{name}: {words}", offset, errno, length, path)

    def in_descriptor(self, field: str, words: str, errno: int) -> _Fault:
        begin, length = _DESCRIPTOR.place(field, bytes(_DESCRIPTOR_SIZE))
        return self.fault(words, errno, self.offset + begin, length, f"header.{field}")

    def in_state(self, at: int, length: int, field: str, words: str, errno: int) -> _Fault:
        """Give what Xen does not take in what follows the descriptor, as far as that is there."""
        begin, end = min(at, self.length), min(at + length, self.length)
        return self.fault(words, errno, self.begin + begin, end - begin, field)


def refusal(
    octets: bytes,
    xen: Version,
    vcpus: int | None = None,
    *,
    length: int | None = None,
    has_devices: bool | None = None,
    policy: GuestPolicy | None = None,
) -> Refusal | None:
    """Give the first fault that this Xen meets, in the order in which it looks; None if none.

    Args:
        octets: the record's body, or its beginning where `length` is more than that. What is not
            there is not judged.
        xen: the version, as (4, 17, 2) or (4, 17). Older ones than 4.6 are taken for it.
        vcpus: the domain's `max_vcpus`, None if it is not known.
        length: the body's, None if `octets` are all of it.
        has_devices: whether Xen emulates a PC's devices for the domain: not for a PVH one. None
            if that is not known. A PVH domain has its local APICs alone.
        policy: the most that the guest has of a CPU; None for what this Xen can give any.

    """
    xen = versions.exact(xen)
    total = len(octets) if length is None else max(length, len(octets))
    if not total:
        words = "empty: no entries, not even a HEADER"
        if versions.has(xen, _EMPTY_SINCE):
            return Refusal(words, 0, "Unable to allocate 0 bytes for hvm context")
        return _refusal(_Fault(words, 0, ENODATA), xen)
    domain = _Domain(
        MOST_VCPUS if vcpus is None else vcpus,
        vcpus is not None,
        has_devices,
        most_of(None, xen, GuestKind(is_hvm=True)) if policy is None else policy,
    )
    passes = (domain.check, domain.load) if domain.is_since(_CHECKED_SINCE) else (domain.load,)
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
        timers = entry.state(_HPET).fields.timers
        periodic = registers.mask(registers.HPET_TIMER, "periodic_cap")
        lost = [str(number) for number, timer in enumerate(timers) if not timer.config & periodic]
        if lost:
            which = f"HPET timer{'s' if len(lost) > 1 else ''} {', '.join(lost)}"
            return entry.begin, f"{which} without HPET_TN_PERIODIC_CAP in config"
    return None


def _refusal(fault: _Fault, xen: Version) -> Refusal:
    errno = fault.errno if versions.has(xen, _ERRNOS_SINCE) else EPERM
    says = with_errno("Unable to restore HVM context", errno)
    return Refusal(fault.message, fault.offset, says, fault.length, fault.path)


# The walk: hvm_load().


def _entries(octets: bytes, total: int) -> Iterator[_Entry]:
    """Give the entries as far as their descriptors are kept, END included."""
    kept = _kept(octets, total)
    yield from kept
    if len(kept) == hvm_save.MOST_KEPT:
        yield from islice(_made(octets, total), hvm_save.MOST_KEPT, None)


@lru_cache(1)
def _kept(octets: bytes, total: int) -> tuple[_Entry, ...]:
    """Give the first of them: each Xen is asked about the same."""
    return tuple(islice(_made(octets, total), hvm_save.MOST_KEPT))


def _made(octets: bytes, total: int) -> Iterator[_Entry]:
    for number, framed in enumerate(hvm_save.entries(octets)):
        yield _Entry(number, framed, total - framed.begin, octets)


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


_MAGIC, _FILE_VERSION = 0x54381286, 1
"""HVM_FILE_MAGIC and HVM_FILE_VERSION."""


def _header(entry: _Entry) -> _Fault | None:
    """hvm_load()'s beginning, with arch_hvm_load() or arch_hvm_check().

    The instance is not looked at; another changeset or CPUID is logged, no more.
    """
    if entry.typecode != _HEADER:
        return entry.in_descriptor(
            "typecode", f"the first entry, expected {_NAMES[_HEADER]}", ENODATA
        )
    handler = _Handler(XenHvmStates.HvmHeader)
    fault = _length_fault(entry, handler, versions.VERSIONS[0], ENODATA)
    if fault is not None or not entry.is_kept:
        return fault
    state = entry.state(handler.shape)
    for field, value, name in (
        ("magic", _MAGIC, f"0x{_MAGIC:08x}"),
        ("version", _FILE_VERSION, f"{_FILE_VERSION}"),
    ):
        found = getattr(state.fields, field)
        if found != value:
            shown = f"0x{found:08x}" if field == "magic" else found
            return state.fault(field, f"{field} {shown}, expected {name}")
    return None


# What the handlers have in common: whose state it is, and how long.


class _Handler(NamedTuple):
    """What Xen asks of the entries of a typecode."""

    kind: type
    """What the spec says of it."""
    grew: tuple[tuple[str, Since], ...] = ()
    """Fields at its end, each the first of what came with some releases, the newest first."""
    zero_extends: Since = versions.NEVER
    """The releases that fill a shorter one up with zeros."""
    per_vcpu: bool = False
    is_device: bool = False
    """Whether it is a device's that a PVH domain has not."""
    length_errno: int = EINVAL
    content: Check | None = None
    checked: Since = versions.NEVER
    """The releases in which a handler checks it before anything is loaded."""
    least: Callable[[], int] | None = None
    """Gives its least size, where its content tells its size."""

    @property
    def shape(self) -> Shape:
        return Shape(self.kind)

    def size(self, xen: Version) -> int:
        return _size(self.shape, self.grew, xen)


@cache
def _size(shape: Shape, grew: tuple[tuple[str, Since], ...], xen: Version) -> int:
    size = shape.size()
    for field, since in grew:
        if not versions.has(xen, since):
            size = shape.begins(bytes(size))[field]
    return size


class _State:
    """What is in an entry, as long as its kind is: zeros where it ends before."""

    def __init__(self, entry: _Entry, shape: Shape, size: int) -> None:
        self.entry = entry
        self.shape = shape
        self.octets = entry.body(size)
        self.fields: Fields = shape.build(self.octets)

    def fault(self, field: str, words: str, errno: int = EINVAL) -> _Fault:
        begin, length = self.shape.place(field, self.octets)
        return self.entry.in_state(begin, length, f"state.{field}", words, errno)


def _length_fault(entry: _Entry, handler: _Handler, xen: Version, errno: int) -> _Fault | None:
    """Find a length that _hvm_check_entry() does not take."""
    size, length = handler.size(xen), entry.length
    extends = versions.has(xen, handler.zero_extends)
    compat = entry.typecode == _CPU and length == _compat_size()
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


class _Domain:
    """The domain that the context is loaded into."""

    def __init__(
        self, vcpus: int, knows_vcpus: bool, has_devices: bool | None, policy: GuestPolicy
    ) -> None:
        self.vcpus = vcpus
        self.knows_vcpus = knows_vcpus
        self.has_devices = has_devices
        self.policy = policy
        self.xcr0_accum: dict[int, int] = {}
        """By vcpu, what its XSAVE state had; it is loaded before the MSRs that ask for it."""

    @property
    def xen(self) -> Version:
        return self.policy.xen

    def is_since(self, since: Since) -> bool:
        return versions.has(self.xen, since)

    def check(self, entry: _Entry) -> _Fault | None:
        """Give what the pass before the loading finds."""
        handler = _HANDLERS[entry.typecode]
        if not self.is_since(handler.checked):
            return _past_end(entry, ENODATA)
        return self._handle(entry, handler, ENODATA)

    def load(self, entry: _Entry) -> _Fault | None:
        """Give what keeps the entry from being loaded."""
        handler = _HANDLERS[entry.typecode]
        return self._handle(entry, handler, handler.length_errno)

    def _handle(self, entry: _Entry, handler: _Handler, length_errno: int) -> _Fault | None:
        fault = self._instance_fault(entry, handler)
        if fault is None and handler.least is None:
            fault = _length_fault(entry, handler, self.xen, length_errno)
        elif fault is None and handler.least is not None:
            fault = _past_end(entry, ENODATA)
            least = handler.least()
            if fault is None and entry.length < least:
                words = f"{entry.length} octets, expected {least} at least"
                fault = entry.in_descriptor("len_body", words, EINVAL)
        if fault is None and handler.content is not None and entry.is_kept:
            fault = handler.content(entry, self)
        return fault

    def _instance_fault(self, entry: _Entry, handler: _Handler) -> _Fault | None:
        if handler.is_device and self.has_devices is False and self.is_since(_NO_DEVICES_SINCE):
            words = "a device that a PVH domain has not"
            return entry.in_descriptor("typecode", words, ENODEV)
        if handler.per_vcpu and entry.instance >= self.vcpus:
            whose = "the domain has" if self.knows_vcpus else "an HVM domain has at most"
            words = f"no such vcpu, {whose} {self.vcpus}"
            return entry.in_descriptor("instance", words, EINVAL)
        if entry.typecode == _PIC and entry.instance >= _PICS:
            errno = ENOENT if self.is_since(_ERRNOS_SINCE) else EINVAL
            return entry.in_descriptor("instance", f"no such PIC, there are {_PICS}", errno)
        return None


# The contents, each with the names that its function has in Xen.

_PICS = 2
_PENDING_TYPES = {"GenuineIntel": (0, 2, 3, 4, 5, 6), None: (0, 2, 3, 4, 5, 6)}
"""Of a pending event, by the host's vendor; SVM has those of _SVM_PENDING_TYPES."""
_SVM_PENDING_TYPES = (0, 2, 3, 4)
_ERROR_CODE_BITS = 16

_CPU_FLAGS_SINCE = ((4, 7, 0),)
_DEBUG_SINCE = ((4, 18, 0),)
_TSC_AUX_SINCE = ((4, 12, 0),)
_ERROR_CODE_SINCE = ((4, 9, 0),)


@cache
def _compat_size() -> int:
    """Give the size of hvm_hw_cpu_compat, of before 3.4: without MSR_TSC_AUX and the flags."""
    shape = Shape(XenHvmStates.HvmCpu)
    begins = shape.begins(bytes(shape.size()))
    return begins["flags"] - (begins["tsc"] - begins["msr_tsc_aux"])


def _cpu(entry: _Entry, domain: _Domain) -> _Fault | None:
    """hvm_load_cpu_ctxt(), with vmx_vmcs_restore() or svm_vmcb_restore()."""
    xen, policy = domain.xen, domain.policy
    compat = entry.length == _compat_size()
    # _hvm_hw_fix_cpu(): the old layout has no TSC_AUX, and the FPU counts as used.
    state = entry.state(Shape(XenHvmStates.HvmCpu), entry.length if compat else None)
    cpu = state.fields
    has_flags = domain.is_since(_CPU_FLAGS_SINCE) and entry.length == state.shape.size()
    if has_flags and cpu.reserved1:
        return state.fault("reserved1", f"pad0 is 0x{cpu.reserved1:x}, expected 0")
    for field, words in (
        ("cr0", cr.cr0_fault(cpu.cr0)),
        ("cr4", cr.cr4_fault(cpu.cr4, policy)),
        ("msr_efer", cr.efer_fault(cpu.msr_efer, cpu.cr0, policy)),
    ):
        if words is not None:
            return state.fault(field, words)
    for field in ("dr6", "dr7") if domain.is_since(_DEBUG_SINCE) else ():
        value = getattr(cpu, field)
        if value >> 32:
            return state.fault(field, f"{field.upper()} 0x{value:x}, expected 32 bits")
    words = cr.cr3_fault(cpu.cr3, policy)
    if words is not None:
        return state.fault("cr3", words)
    if has_flags and cpu.flags > 1:
        return state.fault("flags", f"flags 0x{cpu.flags:x}, expected 0 or 1")
    if versions.has(xen, _TSC_AUX_SINCE) and not compat and cpu.msr_tsc_aux >> 32:
        words = f"TSC_AUX 0x{cpu.msr_tsc_aux:x}, expected 32 bits"
        return state.fault("msr_tsc_aux", words)
    if cpu.is_pending_valid:
        types = _PENDING_TYPES.get(policy.host_vendor, _SVM_PENDING_TYPES)
        if cpu.pending_type not in types or cpu.pending_reserved:
            words = f"invalid pending event 0x{cpu.pending_event:x}"
            return state.fault("pending_event", words)
        has_code = domain.is_since(_ERROR_CODE_SINCE) and cpu.is_pending_error_valid
        if has_code and cpu.error_code >> _ERROR_CODE_BITS:
            words = f"error code 0x{cpu.error_code:x}, expected {_ERROR_CODE_BITS} bits"
            return state.fault("error_code", words)
    return None


# Lines whose trigger mode a guest may set: vpic_elcr_mask().
_ELCR_OF_MASTER, _ELCR_OF_SLAVE = 0xFC, 0xDE


def _pic(entry: _Entry, domain: _Domain) -> _Fault | None:
    """vpic_check()."""
    if not domain.is_since(_CHECKED_SINCE):
        return None
    state = entry.state(Shape(XenHvmStates.HvmPic))
    pic, is_first = state.fields, entry.instance == 0
    if pic.int_output > 1:
        return state.fault("int_output", f"int_output {pic.int_output}, expected 0 or 1", EDOM)
    if pic.is_master != is_first:
        words = f"is_master {int(pic.is_master)}, expected {int(is_first)}"
        return state.fault("mode_bits", words)
    if pic.int_output and pic.init_state:
        words = f"int_output 1 in initialisation (init_state {pic.init_state})"
        return state.fault("int_output", words)
    allowed = _ELCR_OF_MASTER if pic.is_master else _ELCR_OF_SLAVE
    if pic.elcr & ~allowed:
        words = f"elcr 0x{pic.elcr:02x}, expected no bits but 0x{allowed:02x}"
        return state.fault("elcr", words)
    return None


def _lapic(entry: _Entry, domain: _Domain) -> _Fault | None:  # noqa: ARG001 - all are called alike
    """lapic_load_hidden() or lapic_check_hidden()."""
    state = entry.state(Shape(XenHvmStates.HvmLapic))
    base = state.fields.apic_base_msr
    enabled, extended = (registers.mask(registers.APIC_BASE, name) for name in ("enable", "extd"))
    if base & extended and not base & enabled:
        words = f"APIC_BASE 0x{base:x} is in x2APIC mode and not enabled"
        return state.fault("apic_base_msr", words)
    return None


_MOST_ISA_LINE = 15


def _pci_link(entry: _Entry, domain: _Domain) -> _Fault | None:
    """irq_load_link() or irq_check_link()."""
    state = entry.state(Shape(XenHvmStates.HvmPciLinks))
    links = state.fields
    if domain.is_since(_CHECKED_SINCE) and any(links.reserved1):
        words = f"pad0 is {bytes(links.reserved1).hex(' ')}, expected zeros"
        return state.fault("reserved1", words)
    for link, route in enumerate(links.routes):
        if route > _MOST_ISA_LINE:
            words = f"link {link} goes to IRQ {route}, expected {_MOST_ISA_LINE} at most"
            return state.fault(f"routes[{link}]", words)
    return None


_PIT_MOST = {
    "count": 0x10000,
    "count_latched": 4,
    "read_state": 4,
    "write_state": 4,
    "rw_mode": 3,
    "gate": 1,
    "bcd": 1,
}
"""The most that a field of a channel may be, in Xen's order."""
_SPEAKER = 2  # the channel whose gate a guest can close


def _pit(entry: _Entry, domain: _Domain) -> _Fault | None:
    """pit_check()."""
    if not domain.is_since(_CHECKED_SINCE):
        return None
    state = entry.state(Shape(XenHvmStates.HvmPit))
    pit = state.fields
    for field, name, most in (("speaker_data_on", "speaker_data_on", 1), ("reserved1", "pad0", 0)):
        value = getattr(pit, field)
        if value > most:
            return state.fault(field, f"{name} {value}, expected {most} at most", EDOM)
    for number, channel in enumerate(pit.channels):
        for name, most in _PIT_MOST.items():
            value = getattr(channel, name)
            if value > most:
                words = f"channel {number}: {name} {value}, expected {most} at most"
                return state.fault(f"channels[{number}].{name}", words, EDOM)
        if number != _SPEAKER and not channel.gate:
            return state.fault(f"channels[{number}].gate", f"channel {number}: gate 0, expected 1")
    return None


_VARIABLE_RANGES = 8
_MTRR_SINCE = ((4, 12, 0),)


def _mtrr(entry: _Entry, domain: _Domain) -> _Fault | None:
    """hvm_load_mtrr_msr()."""
    state = entry.state(Shape(XenHvmStates.HvmMtrr))
    count = state.fields.msr_mtrr_cap & registers.mask(registers.MTRR_CAP, "num_ranges")
    if domain.is_since(_MTRR_SINCE) and count > _VARIABLE_RANGES:
        words = f"{count} variable ranges, expected {_VARIABLE_RANGES} at most"
        return state.fault("msr_mtrr_cap", words)
    return None


_VIRIDIAN_PAD_SINCE = ((4, 7, 0),)


def _viridian_vcpu(entry: _Entry, domain: _Domain) -> _Fault | None:
    """viridian_load_vcpu_ctxt()."""
    state = entry.state(Shape(XenHvmStates.HvmViridianVcpu))
    pad = bytes(state.fields.reserved1)
    if domain.is_since(_VIRIDIAN_PAD_SINCE) and any(pad):
        return state.fault("reserved1", f"_pad is {pad.hex(' ')}, expected zeros")
    return None


def _vmce_vcpu(entry: _Entry, domain: _Domain) -> _Fault | None:
    """vmce_restore_vcpu()."""
    state = entry.state(Shape(XenHvmStates.HvmVmceVcpu))
    words = msrs.mcg_cap_fault(state.fields.caps, domain.policy)
    if words is None:
        return None
    return state.fault("caps", words, EINVAL if domain.is_since(_ERRNOS_SINCE) else EPERM)


_XSAVE_EXACT_SINCE = ((4, 7, 1),)


@cache
def _xsave_least() -> int:
    """Give the least size: an area of x87 and SSE state with its header."""
    return _area_begin() + xstate.LEGACY_AREA


@cache
def _area_begin() -> int:
    shape = Shape(XenHvmStates.HvmCpuXsave)
    return shape.begins(bytes(shape.size()))["area"]


def _cpu_xsave(entry: _Entry, domain: _Domain) -> _Fault | None:
    """hvm_load_cpu_xsave_states(), with validate_xstate()."""
    state = entry.state(Shape(XenHvmStates.HvmCpuXsave), entry.length)
    fields, begin = state.fields, _area_begin()
    header = fields.area.header
    fault = xstate.fault_in(
        xstate.Xstate(
            fields.xcr0, fields.xcr0_accum, header.xstate_bv, header.xcomp_bv, header.reserved1
        ),
        domain.policy,
    )
    if fault is not None:
        return state.fault(fault.field, fault.message, fault.errno)
    domain.xcr0_accum[entry.instance] = fields.xcr0_accum
    area = domain.policy.area_size(fields.xcr0_accum)
    if area is None:
        return None  # The host's CPU tells how long the area is.
    size = begin + area
    what = f"{size} for xcr0_accum 0x{fields.xcr0_accum:x}"
    more = state.octets[size:].lstrip(b"\0")
    if more:
        words = f"octets after the {what}, expected zeros"
        return entry.in_state(entry.length - len(more), len(more), "octets", words, EOPNOTSUPP)
    if entry.length < size and domain.is_since(_XSAVE_EXACT_SINCE):
        return entry.in_descriptor("len_body", f"{entry.length} octets, expected {what}", EINVAL)
    return None


@cache
def _msrs_begin() -> int:
    shape = Shape(XenHvmStates.HvmCpuMsrs)
    return shape.begins(bytes(shape.size()))["msrs"]


_ONE_MSR = Shape(XenCpuPolicy.MsrEntry)


@cache
def _msrs_least() -> int:
    return _msrs_begin() + _ONE_MSR.size()


def _cpu_msr(entry: _Entry, domain: _Domain) -> _Fault | None:
    """hvm_load_cpu_msrs()."""
    shape, begin, size_of_one = Shape(XenHvmStates.HvmCpuMsrs), _msrs_begin(), _ONE_MSR.size()
    count = shape.build(entry.body(begin)).num_msrs
    size = begin + count * size_of_one
    if entry.length != size:
        words = f"{entry.length} octets, expected {size} for {count} MSRs"
        return entry.in_descriptor("len_body", words, EOPNOTSUPP)
    state = entry.state(shape, size)
    for number, msr in enumerate(state.fields.msrs):
        if msr.reserved1:
            words = f"reserved field of MSR 0x{msr.index:x} is 0x{msr.reserved1:x}, expected 0"
            return state.fault(f"msrs[{number}].reserved1", words, EOPNOTSUPP)
    accum = domain.xcr0_accum.get(entry.instance, 0)
    for number, msr in enumerate(state.fields.msrs):
        fault = msrs.fault_in(msr.index, msr.value, domain.policy, accum)
        if fault is not None:
            field = "value" if msrs.is_loaded(msr.index, domain.policy) else "index"
            return state.fault(f"msrs[{number}].{field}", fault, ENXIO)
    return None


_HANDLERS = {
    int(code): handler
    for code, handler in {
        _Code.cpu: _Handler(
            XenHvmStates.HvmCpu,
            (("flags", ((4, 7, 0),)),),
            zero_extends=((4, 7, 0),),
            per_vcpu=True,
            content=_cpu,
        ),
        _Code.pic: _Handler(
            XenHvmStates.HvmPic, is_device=True, content=_pic, checked=_CHECKED_SINCE
        ),
        _Code.ioapic: _Handler(XenHvmStates.HvmIoapic, is_device=True, length_errno=ENODATA),
        _Code.lapic: _Handler(
            XenHvmStates.HvmLapic,
            (("pending_esr", (versions.XENSERVER_8, (4, 18, 5), (4, 19, 2), (4, 20, 1))),),
            zero_extends=versions.ALWAYS,
            per_vcpu=True,
            content=_lapic,
            checked=((4, 20, 0),),
        ),
        _Code.lapic_regs: _Handler(XenHvmStates.HvmLapicRegs, per_vcpu=True, checked=((4, 20, 0),)),
        _Code.pci_irq: _Handler(XenHvmStates.HvmPciIrqs),
        _Code.isa_irq: _Handler(XenHvmStates.HvmIsaIrqs),
        _Code.pci_link: _Handler(
            XenHvmStates.HvmPciLinks, content=_pci_link, checked=_CHECKED_SINCE
        ),
        _Code.pit: _Handler(
            XenHvmStates.HvmPit,
            is_device=True,
            length_errno=ENODATA,
            content=_pit,
            checked=_CHECKED_SINCE,
        ),
        _Code.rtc: _Handler(
            XenHvmStates.HvmRtc,
            (("rtc_offset", ((4, 14, 0),)),),
            zero_extends=((4, 14, 0),),
            is_device=True,
        ),
        _Code.hpet: _Handler(XenHvmStates.HvmHpet, is_device=True),
        _Code.pmtimer: _Handler(XenHvmStates.HvmPmtimer, is_device=True),
        _Code.mtrr: _Handler(XenHvmStates.HvmMtrr, per_vcpu=True, content=_mtrr),
        _Code.viridian_domain: _Handler(
            XenHvmStates.HvmViridianDomain, zero_extends=versions.ALWAYS
        ),
        _Code.cpu_xsave: _Handler(
            XenHvmStates.HvmCpuXsave, per_vcpu=True, content=_cpu_xsave, least=_xsave_least
        ),
        _Code.viridian_vcpu: _Handler(
            XenHvmStates.HvmViridianVcpu,
            (("simp_msr", ((4, 13, 0),)), ("apic_assist_pending", ((4, 7, 0),))),
            zero_extends=((4, 7, 0),),
            per_vcpu=True,
            content=_viridian_vcpu,
        ),
        # Its handler passes on the -1 of the check, which is EPERM, as no other does.
        _Code.vmce_vcpu: _Handler(
            XenHvmStates.HvmVmceVcpu,
            (("mcg_ext_ctl", ((4, 10, 0),)),),
            zero_extends=versions.ALWAYS,
            per_vcpu=True,
            length_errno=EPERM,
            content=_vmce_vcpu,
        ),
        _Code.tsc_adjust: _Handler(XenHvmStates.HvmTscAdjust, per_vcpu=True),
        _Code.cpu_msr: _Handler(
            XenHvmStates.HvmCpuMsrs, per_vcpu=True, content=_cpu_msr, least=_msrs_least
        ),
    }.items()
}
"""By typecode; what grew since when is told by the history of Xen's public hvm/save.h."""
