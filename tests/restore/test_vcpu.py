"""The states of a PV guest's vcpus at their bounds: restore/vcpu.

Where a field lies is read from what a C compiler made of Xen's headers (tests/layouts), not from
the specs that the model reads.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from places import TESTS

from xenstream.restore import msrs as msr_models
from xenstream.restore import vcpu
from xenstream.restore.cpu_policy import GuestKind, most_of

if TYPE_CHECKING:
    from xenstream.restore.refusal import Refusal
    from xenstream.restore.versions import Version

LAYOUTS: list[dict[str, Any]] = [
    json.loads(line) for line in (TESTS / "layouts" / "xen.jsonl").read_text("utf-8").splitlines()
]
NEWEST: Version = (4, 22, 0)
NOT_CANONICAL = 1 << 47
HIGHEST_OF_THE_GUEST, FIRST_OF_XEN = (1 << 47) - 1, 0xFFFF800000000000
LAST_OF_XEN, FIRST_AFTER_XEN = 0xFFFF87FFFFFFFFFF, 0xFFFF880000000000


def places(struct: str, width: str) -> tuple[int, dict[str, tuple[int, int]]]:
    """Give a struct's octets, and offset and octets of its fields, of an element for an array."""
    (layout,) = (
        one
        for one in LAYOUTS
        if one["struct"] == struct and width in one["guests"] and one["last"] == "4.23"
    )
    fields = {}
    for begin, size, name in layout["fields"]:
        if "[]" not in name:
            fields[name.split("[")[0]] = (begin, int(size.split(" ")[0]))
    return layout["octets"], fields


SIZES_64, FIELDS_64 = places("vcpu_guest_context", "64")
SIZES_32, FIELDS_32 = places("vcpu_guest_context", "32")
SIZE_EXTENDED, EXTENDED = places("xen_domctl_ext_vcpucontext", "64")


def placed(fields: dict[str, tuple[int, int]], name: str) -> tuple[int, int]:
    name, _, index = name.partition("[")
    at, size = fields[name]
    return at + size * int(index.rstrip("]") or 0), size


def basic(xen: Version, values: dict[str, int], *, bits: int = 64, number: int = 0) -> Any:
    """Ask of a context that is all zeros but for its flags (in the kernel) and some fields."""
    size, fields = (SIZES_64, FIELDS_64) if bits == 64 else (SIZES_32, FIELDS_32)
    octets = bytearray(size)
    for name, value in {"flags": 4, **values}.items():
        at, width = placed(fields, name)
        octets[at : at + width] = value.to_bytes(width, "little")
    guest = GuestKind(is_hvm=False, is_32bit=bits == 32)
    return vcpu.basic(bytes(octets), number, most_of(None, xen, guest))


def at(refusal: Refusal | None) -> tuple[int, int] | None:
    return None if refusal is None else (refusal.offset, refusal.length)


@pytest.mark.parametrize("bits", [32, 64])
def test_nothing_is_wrong_with_zeros_in_the_kernel(bits: int) -> None:
    for xen in ((4, 6, 0), (4, 14, 6), NEWEST):
        assert basic(xen, {}, bits=bits) is None


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("user_regs.rip", (4, 6, 0)),
        ("event_callback_eip", (4, 6, 0)),
        ("failsafe_callback_eip", (4, 6, 0)),
        ("syscall_callback_eip", (4, 6, 0)),
        ("user_regs.rsp", (4, 7, 2)),
        ("kernel_sp", (4, 7, 2)),
        ("fs_base", (4, 7, 2)),
        ("gs_base_kernel", (4, 7, 2)),
        ("gs_base_user", (4, 7, 2)),
    ],
)
def test_addresses_that_are_canonical(name: str, since: Version) -> None:
    for good in (HIGHEST_OF_THE_GUEST, FIRST_OF_XEN, (1 << 64) - 1):
        assert basic(NEWEST, {name: good}) is None
    for bad in (NOT_CANONICAL, FIRST_OF_XEN - 1):
        refusal = basic(NEWEST, {name: bad})
        assert at(refusal) == placed(FIELDS_64, name)
        assert refusal.message.endswith(f"0x{bad:x} is not canonical")
        assert (basic(since, {name: bad})) is not None
    for xen in ((4, 7, 1), (4, 6, 4)) if since > (4, 6, 0) else ():
        assert basic(xen, {name: NOT_CANONICAL}) is None
    assert since != (4, 7, 2) or basic((4, 6, 5), {name: NOT_CANONICAL}) is not None


@pytest.mark.parametrize("number", [0, 3, 255])
def test_the_address_of_a_trap(number: int) -> None:
    first, size = FIELDS_64["trap_ctxt"]
    octets = bytearray(SIZES_64)
    octets[FIELDS_64["flags"][0]] = 4
    begin = first + size * number + 8
    octets[begin : begin + 8] = NOT_CANONICAL.to_bytes(8, "little")
    refusal = vcpu.basic(bytes(octets), 0, most_of(None, (4, 17, 7), GuestKind(is_hvm=False)))
    assert at(refusal) == (begin, 8)
    assert refusal is not None
    assert refusal.message.startswith(f"the address of trap {number}, ")


@pytest.mark.parametrize("number", [0, 3])
def test_breakpoints(number: int) -> None:
    name = f"debugreg[{number}]"
    for good in (HIGHEST_OF_THE_GUEST, FIRST_AFTER_XEN, (1 << 64) - 1):
        assert basic((4, 18, 0), {name: good}) is None
    for bad in (NOT_CANONICAL, FIRST_OF_XEN, LAST_OF_XEN):
        assert at(basic((4, 18, 0), {name: bad})) == placed(FIELDS_64, name)
        assert basic((4, 17, 7), {name: bad}) is None


@pytest.mark.parametrize("number", [6, 7])
def test_debug_registers_of_32_bits(number: int) -> None:
    name = f"debugreg[{number}]"
    assert basic((4, 18, 0), {name: (1 << 32) - 1}) is None
    assert at(basic((4, 18, 0), {name: 1 << 32})) == placed(FIELDS_64, name)
    assert basic((4, 17, 7), {name: 1 << 32}) is None


@pytest.mark.parametrize("number", [4, 5])
def test_debug_registers_that_nobody_looks_at(number: int) -> None:
    assert basic(NEWEST, {f"debugreg[{number}]": FIRST_OF_XEN}) is None


@pytest.mark.parametrize("bits", [32, 64])
def test_the_ldt(bits: int) -> None:
    fields = FIELDS_64 if bits == 64 else FIELDS_32
    for xen in ((4, 6, 0), (4, 13, 5), NEWEST):
        assert basic(xen, {"ldt_base": 0x1000, "ldt_ents": 8192}, bits=bits) is None
        assert at(basic(xen, {"ldt_ents": 8193}, bits=bits)) == placed(fields, "ldt_ents")
        for base in (0x1001, 0x1800):
            refusal = basic(xen, {"ldt_base": base}, bits=bits)
            assert at(refusal) == placed(fields, "ldt_base")
            assert "the beginning of a page" in refusal.message


def test_the_ldt_is_not_xens() -> None:
    for good in (1 << 46, FIRST_AFTER_XEN):
        assert basic(NEWEST, {"ldt_base": good}) is None
    for bad in (FIRST_OF_XEN, FIRST_AFTER_XEN - 0x1000):
        assert "is an address of Xen's" in basic(NEWEST, {"ldt_base": bad}).message


def test_frames_of_the_gdt() -> None:
    """Xen keeps 32 bits of their number; libxenguest has looked at 32 bits of the entries'."""
    last = 512 << 32
    for good in (14 * 512, last, last + 14 * 512, (1 << 64) - 1):
        assert basic(NEWEST, {"gdt_ents": good}) is None
    for bad in (14 * 512 + 1, 1 << 32, last - 512, last + 14 * 512 + 1):
        assert at(basic((4, 11, 0), {"gdt_ents": bad})) == placed(FIELDS_64, "gdt_ents")
        assert basic((4, 10, 4), {"gdt_ents": bad}) is None


def test_vm86_of_a_guest_of_32_bits() -> None:
    vm = 1 << 17
    assert basic((4, 21, 0), {"user_regs.eflags": vm}, bits=32) is None
    assert at(basic((4, 21, 1), {"user_regs.eflags": vm}, bits=32)) == (
        placed(FIELDS_32, "user_regs.eflags")
    )
    assert basic((4, 21, 1), {"user_regs.eflags": vm - 1}, bits=32) is None
    assert basic(NEWEST, {"user_regs.rflags": vm}) is None


@pytest.mark.parametrize("bits", [32, 64])
def test_vm_assist(bits: int) -> None:
    fields = FIELDS_64 if bits == 64 else FIELDS_32
    unknown = {"vm_assist": 1 << 31}
    for xen in ((4, 12, 3), (4, 13, 1), (4, 14, 0), NEWEST):
        assert at(basic(xen, unknown, bits=bits)) == placed(fields, "vm_assist")
    for xen in ((4, 12, 2), (4, 13, 0), (4, 11, 4)):
        assert basic(xen, unknown, bits=bits) is None
    # Another vcpu's is not looked at.
    assert basic(NEWEST, unknown, bits=bits, number=1) is None
    # Four-gigabyte segments and their notification, writable page tables, PAE's extended cr3,
    # architectural VMASST 4 and 5.
    assert basic(NEWEST, {"vm_assist": 0x3F}, bits=bits) is None


def test_the_page_table_of_user_mode() -> None:
    in_user_mode = {"flags": 0}
    assert at(basic(NEWEST, in_user_mode)) == placed(FIELDS_64, "flags")
    assert basic(NEWEST, {**in_user_mode, "ctrlreg[1]": 0x1001}) is None
    assert basic(NEWEST, {"ctrlreg[1]": 0x1001}) is None
    assert at(basic(NEWEST, {"ctrlreg[1]": 0x1000})) == placed(FIELDS_64, "ctrlreg[1]")
    assert basic(NEWEST, {**in_user_mode, "ctrlreg[1]": 0}, bits=32) is None


@pytest.mark.parametrize("bits", [32, 64])
def test_a_context_that_is_cut_is_libxenguests(bits: int) -> None:
    size = SIZES_64 if bits == 64 else SIZES_32
    most = most_of(None, NEWEST, GuestKind(is_hvm=False, is_32bit=bits == 32))
    assert vcpu.basic(b"\xff" * (size - 1), 0, most) is None
    assert vcpu.basic(b"\xff" * size, 0, most) is not None


# The extended state


def extended(xen: Version, values: dict[str, int], cut: int = SIZE_EXTENDED) -> Any:
    octets = bytearray(SIZE_EXTENDED)
    for name, value in {"size": SIZE_EXTENDED, **values}.items():
        begin, width = EXTENDED[name]
        octets[begin : begin + width] = value.to_bytes(width, "little")
    return vcpu.extended(bytes(octets[:cut]), 2, most_of(None, xen, GuestKind(is_hvm=False)))


XENS: list[Version] = [(4, 6, 0), (4, 14, 0), (4, 17, 7), NEWEST]


@pytest.mark.parametrize("xen", XENS)
def test_whose_extended_state_it_is(xen: Version) -> None:
    assert extended(xen, {"vcpu": 1}) is None
    refusal = extended(xen, {"vcpu": 2})
    assert at(refusal) == EXTENDED["vcpu"]
    assert refusal.errno == 3


@pytest.mark.parametrize("xen", XENS)
def test_the_size_of_an_extended_state(xen: Version) -> None:
    least = EXTENDED["vmce.caps"][0]
    assert extended(xen, {"size": least}) is None
    assert at(extended(xen, {"size": least - 1})) == EXTENDED["size"]


@pytest.mark.parametrize("xen", XENS)
@pytest.mark.parametrize("name", ["sysenter_callback_eip", "syscall32_callback_eip"])
def test_callbacks_of_32_bit_calls(name: str, xen: Version) -> None:
    assert extended(xen, {name: HIGHEST_OF_THE_GUEST}) is None
    assert at(extended(xen, {name: NOT_CANONICAL})) == EXTENDED[name]


@pytest.mark.parametrize("xen", XENS)
def test_machine_checks_are_read_where_the_size_holds_them(xen: Version) -> None:
    begin, width = EXTENDED["vmce.caps"]
    unknown = {"vmce.caps": 1 << 63}
    assert at(extended(xen, unknown)) == (begin, width)
    assert at(extended(xen, {**unknown, "size": begin + width})) == (begin, width)
    assert extended(xen, {**unknown, "size": begin + width - 1}) is None


@pytest.mark.parametrize(
    ("xen", "errno"),
    [
        ((4, 6, 0), 1),
        ((4, 13, 3), 1),
        ((4, 13, 4), 22),
        ((4, 14, 2), 1),
        ((4, 14, 3), 22),
        ((4, 15, 0), 1),
        ((4, 15, 1), 22),
        (NEWEST, 22),
    ],
)
def test_the_errno_of_machine_checks(xen: Version, errno: int) -> None:
    assert extended(xen, {"vmce.caps": 1 << 63}).errno == errno


def test_a_short_extended_state() -> None:
    least = EXTENDED["vmce.caps"][0]
    # Before 4.19 what follows it is the stack's; what it has is looked at all the same.
    assert extended((4, 18, 5), {"sysenter_callback_eip": NOT_CANONICAL}, cut=least - 1) is None
    assert extended((4, 18, 5), {"vcpu": 2}, cut=4) is not None
    assert extended((4, 18, 5), {"vcpu": 2}, cut=3) is None
    assert extended((4, 18, 5), {"size": least - 1}, cut=8) is not None
    assert extended((4, 18, 5), {"size": least - 1}, cut=7) is None
    assert extended((4, 18, 5), {"size": least}, cut=8) is None
    # From then on zeros follow, and a size of zero is too small.
    assert extended((4, 19, 0), {}, cut=4).path == "context.extension.len_context"
    assert (
        at(extended((4, 19, 0), {"sysenter_callback_eip": NOT_CANONICAL}, cut=least - 1))
        == (EXTENDED["sysenter_callback_eip"])
    )


# Registers by number


def msrs(xen: Version, *entries: tuple[int, int, int]) -> Any:
    octets = b"".join(
        index.to_bytes(4, "little") + reserved.to_bytes(4, "little") + value.to_bytes(8, "little")
        for index, reserved, value in entries
    )
    return vcpu.msrs(octets, most_of(None, xen, GuestKind(is_hvm=False)))


NO_SUCH_MSR = 0xDEAD0000


@pytest.mark.parametrize(
    ("xen", "errno"),
    [((4, 7, 5), 22), ((4, 8, 4), 22), ((4, 9, 2), 22), ((4, 19, 4), 22), ((4, 20, 0), 6)],
)
def test_an_msr_that_there_is_not(xen: Version, errno: int) -> None:
    refusal = msrs(xen, (NO_SUCH_MSR, 0, 0))
    assert refusal.errno == errno
    assert at(refusal) == (0, 4)
    assert msrs(xen, (NO_SUCH_MSR, 1, 0)).errno == 22
    assert at(msrs(xen, (NO_SUCH_MSR, 1, 0))) == (4, 4)


@pytest.mark.parametrize("xen", [(4, 6, 6), (4, 7, 4), (4, 8, 3), (4, 9, 1)])
def test_before_no_msr_was_handed_over(xen: Version) -> None:
    assert msrs(xen, (NO_SUCH_MSR, 1, 0)) is None


def test_more_msrs_than_a_guest_has() -> None:
    many = [(NO_SUCH_MSR, 0, 0)] * 100
    refusal = msrs(NEWEST, *many)
    assert (refusal.offset, refusal.length, refusal.errno) == (0, 0, 22)
    assert refusal.message.startswith("100 registers, expected ")


def test_as_many_msrs_as_a_guest_has() -> None:
    most = msr_models.most_of_pv(NEWEST)
    refusal = msrs(NEWEST, *[(NO_SUCH_MSR, 0, 0)] * most)
    assert refusal.path == "context.msrs[0].index"
    assert msrs(NEWEST, *[(NO_SUCH_MSR, 0, 0)] * (most + 1)).path is None


def test_each_msr_is_looked_at() -> None:
    has, value = 0xC0000103, 0  # TSC_AUX
    xen = (4, 14, 6)
    most = most_of(None, xen, GuestKind(is_hvm=False))
    assert msr_models.fault_in(has, value, most) is None
    assert msrs(xen, (has, 0, value), (has, 0, value)) is None
    assert at(msrs(xen, (has, 0, value), (has, 0, value), (NO_SUCH_MSR, 0, 0))) == (32, 4)
    assert at(msrs(xen, (has, 0, value), (has, 7, value))) == (20, 4)


# XSAVE

X87_SSE, X87_SSE_AVX = 3, 7
BEFORE_AREA, LEGACY = 16, 512 + 64


def xsave(xen: Version, xcr0: int, accum: int, octets: int) -> Any:
    state = xcr0.to_bytes(8, "little") + accum.to_bytes(8, "little") + bytes(octets)
    return vcpu.xsave(state, most_of(None, xen, GuestKind(is_hvm=False)))


def test_xsave_of_every_length() -> None:
    for xen in ((4, 6, 6), (4, 7, 0), (4, 7, 1), (4, 14, 6), NEWEST):
        assert xsave(xen, X87_SSE, X87_SSE, LEGACY) is None
        assert xsave(xen, X87_SSE, X87_SSE, LEGACY - 1).path == "context.area"
        longer = xsave(xen, X87_SSE, X87_SSE, LEGACY + 1)
        assert at(longer) == (BEFORE_AREA, LEGACY + 1)
        assert xsave(xen, X87_SSE_AVX, X87_SSE_AVX, LEGACY + 256) is None
        shorter = xsave(xen, X87_SSE_AVX, X87_SSE_AVX, LEGACY + 255)
        assert (shorter is None) == (xen < (4, 7, 1))
        assert xsave(xen, X87_SSE, 0, 0).path == "context.xcr0"
        assert xsave(xen, 0, 0, 0) is None


def test_an_xsave_state_without_its_two_words_is_libxenguests() -> None:
    most = most_of(None, NEWEST, GuestKind(is_hvm=False))
    assert vcpu.xsave(b"\xff" * (BEFORE_AREA - 1), most) is None
    assert vcpu.xsave(X87_SSE.to_bytes(8, "little") + bytes(8), most) is not None
