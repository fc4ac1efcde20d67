"""xenctx's text of the vcpus of real guests, value by value, as the generated parser reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import STREAMS
from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.xen_hvm_context import XenHvmContext
from xenstream_parsers.xen_pv_context import XenPvContext

import xenstream
from xenstream.format.fields import Shape
from xenstream.walk.walker import Record

TOLD = sorted(STREAMS.glob("*.xenctx.txt"))

LINE = re.compile(r"\b([a-z]\w{1,4}|flags):\s+([0-9a-f]+)(?: @ ([0-9a-f]+)(?:/([0-9a-f]+))?)?")
"""A register, its value; of a segment its base, and of gs the kernel's."""

OTHERWISE = {
    "hvm-save-p2": {"rax"},
    "hvm-vga-save-p": {"rax"},
    "pv-save-p": {"rax", "rdx", "cr3"},
    "pvh-save-p2": {"rax"},
}
"""What is another value in the stream: what suspend returns, and a PV guest's machine frames."""


def printed(path: Path) -> dict[str, int]:
    registers = path.read_text("utf-8").partition("\nCode ")[0]
    found = {}
    for name, value, base, kernel in LINE.findall(registers):
        found["rflags" if name == "flags" else name] = int(value, 16)
        if base:
            found[f"{name}_base"] = int(base, 16)
        if kernel:
            found[f"{name}_kernel"] = int(kernel, 16)
    return found


def records(path: Path) -> Iterator[Record]:
    with xenstream.open(str(path)) as stream:
        for item in stream.items():
            if isinstance(item, Record) and item.name in ("HVM_CONTEXT", "X86_PV_VCPU_BASIC"):
                yield item


def of_hvm(octets: bytes) -> dict[str, int]:
    """Read vcpu 0 of an HVM guest."""
    code = XenHvmContext.HvmSaveCode.cpu
    entries = Shape(XenHvmContext).build(octets).entries
    cpu = next(each.state for each in entries if each.header.save_code == code)
    names = "rip rflags rsp rax rcx rdx rbx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15".split()  # noqa: SIM905
    names += "cr0 cr2 cr3 cr4 dr0 dr1 dr2 dr3 dr6 dr7".split()  # noqa: SIM905
    found = {name: getattr(cpu, name) for name in names}
    found.update(
        {name: getattr(cpu, f"{name}_sel") for name in ("cs", "ss", "ds", "es", "fs", "gs")}
    )
    return {
        **found,
        "fs_base": cpu.fs_base,
        "gs_base": cpu.gs_base,
        "gs_kernel": cpu.shadow_gs,
    }


def of_pv(octets: bytes) -> dict[str, int]:
    """Read vcpu 0 of a 64-bit PV guest."""
    body = Shape(LibxcMigration.Content.X86PvVcpuBasic, (), (True,)).build(octets)
    context: XenPvContext.VcpuGuestContext64 = body.context.guest_64
    names = "rip rflags rsp rax rcx rdx rbx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15".split()  # noqa: SIM905
    found = {
        name: getattr(context.user_regs, name)
        for name in (*names, "cs", "ss", "ds", "es", "fs", "gs")
    }
    found.update({f"cr{number}": context.ctrlregs[number] for number in (0, 2, 3, 4)})
    found.update({f"dr{number}": context.debugregs[number] for number in (0, 1, 2, 3, 6, 7)})
    return {
        **found,
        "fs_base": context.fs_base,
        "gs_base": context.gs_base_kernel,
        "gs_kernel": context.gs_base_user,
    }


@pytest.mark.parametrize("told", TOLD, ids=lambda path: path.name)
def test_each_value_is_that_of_xenctx(told: Path) -> None:
    name = told.name[: -len(".xenctx.txt")]
    (first, *_) = records(STREAMS / f"{name}.img.xz")
    read = of_hvm(first.octets) if first.name == "HVM_CONTEXT" else of_pv(first.octets)
    said = printed(told)
    assert len(said) == 37
    assert said.keys() <= read.keys()
    assert {each for each in said if said[each] != read[each]} == OTHERWISE[name]


def test_there_are_texts() -> None:
    if not TOLD:
        pytest.skip(f"{STREAMS} is not there")
    assert {path.name[: -len(".xenctx.txt")] for path in TOLD} == OTHERWISE.keys()
