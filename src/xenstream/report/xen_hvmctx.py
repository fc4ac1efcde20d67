"""HVM_CONTEXT as Xen's own xen-hvmctx prints a live domain's, to the letter.

As in tools/misc/xen-hvmctx.c of RELEASE-4.17.0. What it prints of an entry is a template here:
`{field:#18.8}` stands for C's %#18.8x of a field of the spec, and what is behind `@` is printed
for each element of an array.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import groupby

from xenstream.tree.nodes import Array, Leaf, Struct, children, ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xenstream.tree.nodes import Node

_SEGMENT = "{{{0}_sel:#6.4}} ({{{0}_base:#18.8}} + {{{0}_limit:#10.{1}}} / {{{0}_arbytes:#7.4}})"


def _segment(name: str, precision: int) -> str:
    # The tool names these two the wrong way round.
    fields = {"ds": "es", "es": "ds"}.get(name, name)
    return f"{name:>15} {_SEGMENT.format(fields, precision)}\n"


_TEMPLATES = {
    "HEADER": """\
     Header: magic {magic:#}, version {version}
             Xen changeset {changeset:x}
             CPUID[0][%eax] 0x{cpuid:08x}
             gtsc_khz {gtsc_khz}
""",
    "CPU": """\
    CPU:    rax 0x{rax:016x}     rbx 0x{rbx:016x}
            rcx 0x{rcx:016x}     rdx 0x{rdx:016x}
            rbp 0x{rbp:016x}     rsi 0x{rsi:016x}
            rdi 0x{rdi:016x}     rsp 0x{rsp:016x}
             r8 0x{r8:016x}      r9 0x{r9:016x}
            r10 0x{r10:016x}     r11 0x{r11:016x}
            r12 0x{r12:016x}     r13 0x{r13:016x}
            r14 0x{r14:016x}     r15 0x{r15:016x}
            rip 0x{rip:016x}  rflags 0x{rflags:016x}
            cr0 0x{cr0:016x}     cr2 0x{cr2:016x}
            cr3 0x{cr3:016x}     cr4 0x{cr4:016x}
            dr0 0x{dr0:016x}     dr1 0x{dr1:016x}
            dr2 0x{dr2:016x}     dr3 0x{dr3:016x}
            dr6 0x{dr6:016x}     dr7 0x{dr7:016x}
"""
    + "".join(_segment(name, 8) for name in ("cs", "es", "ds", "fs", "gs", "ss"))
    + "".join(_segment(name, 4) for name in ("tr", "ldtr"))
    + """\
           idtr        ({idtr_base:#18.8} + {idtr_limit:#10.4})
           gdtr        ({gdtr_base:#18.8} + {gdtr_limit:#10.4})
    sysenter cs 0x{sysenter_cs:08x}  eip 0x{sysenter_eip:016x}  esp 0x{sysenter_esp:016x}
      shadow gs {shadow_gs:#18.16}   efer {msr_efer:#18.8}
          lstar {msr_lstar:#18.16}  cstar {msr_cstar:#18.16}
           star {msr_star:#18.16} sfmask {msr_syscall_mask:#18.8}
            tsc 0x{tsc:016x}
          event 0x{pending_event:08x} error 0x{error_code:08x}
""",
    "PIC": """\
    PIC: IRQ base {irq_base:#}, irr {irr:#}, imr {imr:#}, isr {isr:#}
         init_state {init_state}, priority_add {priority_add}, \
readsel_isr {readsel_isr}, poll {poll}
         auto_eoi {auto_eoi}, rotate_on_auto_eoi {rotate_on_auto_eoi}
         special_fully_nested_mode {special_fully_nested_mode}, \
special_mask_mode {special_mask_mode}
         is_master {is_master}, elcr {elcr:#}, int_output {int_output:#}
""",
    "IOAPIC": """\
    IOAPIC: base_address {base_address:#}, ioregsel {ioregsel:#} id {apic_id:#}
@redirections            pin {index:02d}: 0x{word:016x}
""",
    "LAPIC": """\
    LAPIC: base_msr {apic_base_msr:#}, disabled {disabled:#}, timer_divisor {timer_divisor:#}
""",
    "PIT": """\
    PIT: speaker {speaker_data_on:on|off}
@channels:2         ch {index}: count {count:#}, latched_count {latched_count:#}, \
count_latched {count_latched}
@channels:2               status {status:#}, status_latched {status_latched:#}
@channels:2               rd_state {read_state:#}, wr_state {write_state:#}, \
wr_latch {write_latch:#}, rw_mode {rw_mode:#}
@channels:2               mode {mode:#}, bcd {bcd:#}, gate {gate:#}
""",
    "HPET": """\
    HPET: capability {capability:#} config {config:#}
          isr {isr:#} counter {mc64:#}
@timers          timer{index} config {config:#18.16} cmp {cmp:#18.8}
@timers          timer{index} period {period:#18.8} fsb {fsb:#18.8}
""",
    "PMTIMER": """\
    ACPI PM: TMR_VAL 0x{tmr_val:x}, PM1a_STS 0x{pm1a_sts:x}, PM1a_EN 0x{pm1a_en:x}
""",
    "MTRR": """\
    MTRR: PAT {msr_pat_cr:#}, cap {msr_mtrr_cap:#}, default {msr_mtrr_def_type:#}
@ranges          var {index} {base:#18.13} {mask:#18.13}
@fixed_ranges          fixed {index:02x} {word:#18.16}
""",
    "VIRIDIAN_DOMAIN": """\
    VIRIDIAN_DOMAIN: hypercall gpa 0x{hypercall_gpa:x}, guest_os_id 0x{guest_os_id:x}
""",
    "VIRIDIAN_VCPU": """\
    VIRIDIAN_VCPU: vp_assist_msr 0x{vp_assist_msr:x}, \
apic_assist_pending {apic_assist_pending:true|false}
""",
    "VMCE_VCPU": """\
    VMCE_VCPU: caps {caps:x}
    VMCE_VCPU: bank0 mci_ctl2 {mci_ctl2_bank0:x}
    VMCE_VCPU: bank1 mci_ctl2 {mci_ctl2_bank1:x}
""",
    "TSC_ADJUST": """\
    TSC_ADJUST: tsc_adjust {tsc_adjust:x}
""",
}

_FPU = """\
    FPU:    fcw 0x{fcw:04x} fsw 0x{fsw:04x}
            ftw 0x{ftw:02x} (0x{reserved1:02x}) fop 0x{fop:04x}
          fpuip 0x{fip:016x} fpudp 0x{fdp:016x}
          mxcsr 0x{mxcsr:08x} mask 0x{mxcsr_mask:08x}
"""


def lines(tree: Struct, domain: int) -> Iterator[str]:
    """Give the lines on the tree of an HVM_CONTEXT; `domain` is the number in the first."""
    yield f"HVM save record for domain {domain}"
    entries = [
        one for one in _nodes(tree) if isinstance(one, Struct) and one.type.id == "hvm_save_entry"
    ]
    for number, entry in enumerate(entries):
        yield from _Entry(entry, tree).lines(number)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for one in children(node):
        yield from _nodes(one)


class _Entry:
    """An entry, and the octets that it is of."""

    def __init__(self, entry: Struct, tree: Struct) -> None:
        self._tree = tree
        self._numbers: dict[str, int] = {}
        self._name = ""
        for leaf in _leaves(entry.fields[0]):
            self._numbers[leaf.field.id] = int(leaf.value)
            self._name = self._name or leaf.name or ""
        self._state = entry.fields[1] if len(entry.fields) > 1 else None

    def lines(self, number: int) -> Iterator[str]:
        numbers = self._numbers
        code, size = numbers["typecode"], numbers["len_body"]
        yield f"Entry {number}: type {code} instance {numbers['instance']}, length {size}"
        state = self._state
        template, special = _TEMPLATES.get(self._name), _SPECIAL.get(self._name)
        if self._name == "END":
            return
        if not isinstance(state, Struct) or (template is None and special is None):
            yield f" ** Don't understand type {code}: skipping"
            return
        if template is not None:
            yield from self._filled(template, state)
        if special is not None:
            yield from special(self, state)

    def _filled(self, template: str, state: Struct) -> Iterator[str]:
        fields = {one.field.id: one for one in state.fields}
        lines = [_place(line) for line in template.splitlines()]
        for (array, most), group in groupby(lines, lambda line: line[:2]):
            texts = [text for _, _, text in group]
            if array:
                yield from self._of_array(fields.get(array), texts, most, fields)
            else:
                for text in texts:
                    yield _fill(text, _values(state))

    def _of_array(
        self, array: Node | None, group: list[str], most: int, fields: dict[str, Node]
    ) -> Iterator[str]:
        if isinstance(array, Struct):  # a list in a type of its own
            array = next((one for one in array.fields if isinstance(one, Array)), None)
        items = array.items if isinstance(array, Array) else []
        for index, one in enumerate(items[:most]):
            values = _values(one) if isinstance(one, Struct) else {}
            values["index"] = index
            values["word"] = self.number(one)
            periods = fields.get("periods")
            if isinstance(periods, Array) and index < len(periods.items):
                values["period"] = self.number(periods.items[index])
            for text in group:
                yield _fill(text, values)

    def octets(self, node: Node) -> bytes:
        """Give the octets of a node."""
        at = node.offset - self._tree.offset
        return self._tree.octets[at : at + node.size]

    def number(self, node: Node) -> int:
        """Give the octets of a node as a number."""
        return int.from_bytes(self.octets(node), "little")

    def words(self, node: Node, size: int) -> list[int]:
        """Give the octets of a node as numbers of so many octets."""
        octets = self.octets(node)
        return [
            int.from_bytes(octets[at : at + size], "little") for at in range(0, len(octets), size)
        ]


_OF_ARRAY = re.compile(r"@(\w+)(?::(\d+))?( .*)")


@cache
def _place(line: str) -> tuple[str, int, str]:
    """Give the array that a line is of, how many of its elements it is for, and the line."""
    found = _OF_ARRAY.fullmatch(line)
    if found is None:
        return "", 0, line
    return found[1], int(found[2] or sys.maxsize), found[3]


def _leaves(node: Node) -> list[Leaf]:
    return [one for one in ends(node) if isinstance(one, Leaf)]


def _values(struct: Struct) -> dict[str, int]:
    """Give the numbers of a struct."""
    return {
        one.field.id: int(one.value)
        for one in struct.fields
        if isinstance(one, Leaf) and not isinstance(one.value, str)
    }


@cache
def _pieces(template: str) -> list[str]:
    return re.split(r"\{([^}]*)\}", template)


def _fill(template: str, values: dict[str, int]) -> str:
    pieces = _pieces(template)
    said = [pieces[0]]
    for field, text in zip(pieces[1::2], pieces[2::2]):
        name, _, form = field.partition(":")
        # What an older Xen's state has not is zero: the tool is told zeros, too.
        said += [_form(values.get(name, 0), form), text]
    return "".join(said)


def _form(value: int, form: str) -> str:
    if "|" in form:
        return form.split("|")[0 if value else 1]
    if not form.startswith("#"):
        return format(value, form)
    width, _, precision = form[1:].partition(".")
    digits = f"{value:0{precision or 1}x}"
    return f"{f'0x{digits}' if value else digits:>{width or 0}}"


# What takes more than a template.


def _fpu(entry: _Entry, state: Struct) -> Iterator[str]:
    """Print the FPU's registers, where they are initialised."""
    values = _values(state)
    regs = next((one for one in state.fields if one.field.id == "fpu_regs"), None)
    if not values.get("is_fpu_initialised", values.get("flags", 0) & 1):
        return
    if not isinstance(regs, Struct):
        return
    for line in _FPU.splitlines():
        yield _fill(line, _values(regs))
    arrays = {one.field.id: one for one in regs.fields if isinstance(one, Array)}
    for index, one in enumerate(arrays["x87_registers"].items):
        mantissa, exponent, *_ = _leaves(one)
        pad = entry.words(one, 2)[-3:]
        said = "".join(f"{word:04x}" for word in reversed(pad))
        digits = f"{int(exponent.value):04x}{int(mantissa.value):016x}"
        yield f"            mm{index} 0x{digits} (0x{said})"
    xmm = arrays["xmm_registers"]
    for index, one in enumerate(xmm.items):
        low, high = entry.words(one, 8)
        yield f"          xmm{index:02d} 0x{high:016x}{low:016x}"
    words = entry.words(regs, 8)[(xmm.offset + xmm.size - regs.offset) // 8 :]
    for low, high in zip(words[::2], words[1::2]):
        yield f"               (0x{high:016x}{low:016x})"


def _lapic_regs(entry: _Entry, state: Struct) -> Iterator[str]:
    yield "    LAPIC registers:"
    words = entry.words(state, 4)[::4]  # a register every 16 octets
    for index in range(0, len(words) - 1, 2):
        first, second = words[index : index + 2]
        at = 16 * index
        yield f"          0x{at:03x}: 0x{first:08x}   0x{at + 16:03x}: 0x{second:08x}"


def _pci_irq(entry: _Entry, state: Struct) -> Iterator[str]:
    yield "    PCI IRQs: 0x" + "".join(f"{word:016x}" for word in entry.words(state, 8))


def _isa_irq(entry: _Entry, state: Struct) -> Iterator[str]:
    yield f"    ISA IRQs: 0x{entry.number(state):04x}"


def _pci_link(entry: _Entry, state: Struct) -> Iterator[str]:
    yield "    PCI LINK: " + " ".join(str(route) for route in entry.octets(state)[:4])


def _rtc(entry: _Entry, state: Struct) -> Iterator[str]:
    registers = [f"0x{one:02x}" for one in entry.octets(state.fields[0])]
    yield f"    RTC: regs {' '.join(registers[:8])}"
    index = _values(state).get("cmos_index", 0)
    yield f"              {' '.join(registers[8:])}, index 0x{index:02x}"


_SPECIAL: dict[str, Callable[[_Entry, Struct], Iterator[str]]] = {
    "CPU": _fpu,
    "LAPIC_REGS": _lapic_regs,
    "PCI_IRQ": _pci_irq,
    "ISA_IRQ": _isa_irq,
    "PCI_LINK": _pci_link,
    "RTC": _rtc,
}
