"""What a device state of qemu holds: the machine, and the devices that have a section in it.

Only a section's own device knows how long its body is. So a walk that keeps to what is certain
ends with the first section's header; the sections after it are looked for, and said to be found
so. Nothing imports this at the start: most streams have no device state.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xenstream_parsers.qemu_device_state import QemuDeviceState

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields, WrongMagic
    from xenstream.walk.walker import Record

_STATE_HEADER = Shape(QemuDeviceState.DeviceStateHeader)
_CONFIGURATION = Shape(QemuDeviceState.DeviceStateConfiguration)
_SECTION = Shape(QemuDeviceState.SectionHeader)
_DESCRIPTION = Shape(QemuDeviceState.MachineDescription)
_Type = QemuDeviceState.DeviceStateSectionType

_AMPLE = 512  # octets, more than a section's header has

VERSION = 3
"""What qemu writes, and the only version that it reads."""

VERSION_OFFSET = _STATE_HEADER.offset_of("version", _STATE_HEADER.magic() + bytes(_AMPLE))

MOST_TRIED = 1 << 14
"""Places that are looked at more closely than by a pattern, so that no state takes long."""

_NAMED = (_Type.start, _Type.full)
_MAY_FOLLOW = (*_NAMED, _Type.command, _Type.end)

_LIKE = 0.5  # of the magic: less of it is something else
_MOST_OF_NAME = 64

# What a header that is only looked for must be like. The ids are not in order: the devices are
# numbered as they are made, and newer versions write some of them first.
_NAME = re.compile(r"[A-Za-z0-9/_][A-Za-z0-9/_.,:;@#+() -]*")
_MOST_BEYOND = 255
_MOST_INSTANCE = 0xFFFF
_MOST_VERSION = 999

_BEGINS = _SECTION.begins(bytes([_Type.full]) + bytes(_AMPLE))
_ID, _LEN_NAME = _BEGINS["section_id"], _BEGINS["len_name"]
_JSON = _DESCRIPTION.begins(bytes(_AMPLE))["json"]
_FOOTER_TYPE = bytes([_Type.footer])

# A type that has a name, an id below 0x10000, the length of a name, and the name's beginning.
_CANDIDATE = re.compile(
    b"[%b](?=\\0\\0.{%d}[^\\0][A-Za-z0-9/_])" % (bytes(_NAMED), _LEN_NAME - _ID - 2), re.DOTALL
)


_LEAST_BODIES = {
    ("timer", 2): 24,
    ("cpu_common", 1): 8,
    ("cpu", 12): 1347,
    ("apic", 3): 181,
    ("fw_cfg", 2): 6,
    ("PCIBUS", 1): 516,
    ("I440FX", 3): 277,
    ("dma", 1): 75,
    ("PIIX3", 3): 292,
    ("ioapic", 3): 206,
    ("hpet", 2): 151,
    ("mc146818rtc", 3): 245,
    ("serial", 3): 11,
    ("fdc", 2): 593,
    ("ps2kbd", 3): 284,
    ("ps2mouse", 2): 291,
    ("pckbd", 3): 4,
    ("port92", 1): 1,
    ("ide", 3): 430,
    ("uhci", 3): 315,
    ("i2c_bus", 1): 1,
    ("piix4_pm", 3): 336,
    ("platform", 4): 277,
    ("usb-ptr", 1): 298,
    ("vga", 2): 1407,
}
"""Octets that the body of a device has at least, by its name and version, as qemu 5.2 to 10.0
write it for Xen: subsections may follow."""

_SHORTER_THAN = {"rtl8139": 638, "e1000": 67000, "cirrus_vga": 1800}
"""Octets that the body of a device has more than, in every version, where it is not known better:
the fields that qemu has always had in hw/net/rtl8139.c, e1000.c and hw/display/cirrus_vga.c."""

_KNOWN = frozenset(device for device, _ in _LEAST_BODIES)
_VARY = ("ide", "apic", "fw_cfg")
"""Devices among them whose body is longer in other states, by parts within it."""

_PCI = re.compile(r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/[^/]+")
_PCI_VENDOR = (4, 2)
"""Where the body of a PCI device has its vendor, after the version of its configuration space:
qemu compares that with its own, get_pci_config_device in its hw/pci/pci.c."""

_VBE_MARK, _VBE_MASK = (1369, 4), (1403, 4)
"""Where the body of a vga of version 2 has is_vbe_vmstate, which qemu compares with 1, and at its
end vbe_bank_mask, which follows from its memory: vmstate_vga_common in hw/display/vga.c."""

_VGA_VERSION = 2

_PIN = (4 + 0x3D, 1)
"""Where the body of platform, the PCI device that Xen's drivers look for, has its interrupt pin."""

_ZEROS = 16  # at least so many where a header should go on
_MANY_ZEROS = 1 << 10  # more than there are together in a body of _VARY

_MEMORY = "ram"
"""A section that qemu loads nowhere under Xen, where memory is not its own."""


class Section(NamedTuple):
    """The header of a section."""

    name: str
    """The device's, with its place on its bus; hostile text in one that is certain."""
    instance: int
    version: int
    """Of the device's state."""
    section_id: int
    offset: int
    """Octets from the start of the device state."""
    is_walked: bool
    """Whether it is certain; else it was found by its looks."""


class Lost(NamedTuple):
    """Zeros in the place of a part of a device state."""

    offset: int
    """Octets from the start of the device state."""
    length: int
    message: str
    is_refused: bool
    """Whether qemu refuses to load it; else it takes the zeros for the end, or for a value."""


class DeviceState(NamedTuple):
    """What could be told of a device state."""

    likeness: float
    """How much of the magic is there, 0 to 1."""
    wrong_magic: WrongMagic | None
    version: int | None
    """None where the state ends before it."""
    machine: str | None
    """From the configuration; hostile text."""
    sections: tuple[Section, ...]
    """In the order of the state."""
    walked_to: int
    """Where the walk had to stop, in octets from the start of the device state."""
    stopped: str
    """Why it had to, in words that are fit to be shown."""
    ends_in: str | None
    """What the state ends within, as far as it was walked."""
    refused: int | None
    """The type of what stands where the first section should, and that qemu refuses there."""
    has_end: bool | None
    """Whether what marks the end is at the end; None where that is not known."""
    is_end_certain: bool
    """Whether that follows from how long the last section's body is at least."""
    is_searched: bool
    """Whether all of it was looked through for sections."""
    lost: Lost | None = None
    """What became zeros, as far as that can be told."""

    @property
    def has_memory(self) -> bool:
        """Whether it begins with a section of memory."""
        return bool(self.sections) and self.sections[0].name == _MEMORY

    @property
    def is_broken(self) -> bool:
        """Whether it is a device state in spite of a wrong magic."""
        return self.wrong_magic is not None and (self.likeness >= _LIKE or self.is_known)

    @property
    def is_known(self) -> bool:
        """Whether its version is the one that qemu reads."""
        return self.version == VERSION


def plain(text: str) -> str:
    """Give hostile text as ASCII without control characters, and not too long."""
    cut = text[:_MOST_OF_NAME]
    is_plain = cut.isascii() and cut.isprintable() and "\\" not in cut  # as nearly all are
    shown = cut if is_plain else cut.encode("unicode_escape").decode("ascii")
    return shown if cut == text else f"{shown}..."


@lru_cache(maxsize=1)
def state_of(record: Record) -> DeviceState:
    """Give what a record EMULATOR_CONTEXT of qemu holds, as far as its body is kept."""
    begin = begin_of(record)
    octets = record.octets[begin:] if begin else record.octets
    return read(octets, is_whole=len(record.octets) == record.length)


def begin_of(record: Record) -> int:
    """Give where in a record's body the device state begins: in a section of xapi's at once."""
    return formats.EMULATOR_HEADER_SIZE if record.framing is formats.LIBXL else 0


def read(octets: bytes, *, is_whole: bool = True) -> DeviceState:
    """Give what a device state holds; its octets may be only the first ones."""
    return _Reader(octets, is_whole).read()


def least_body(section: Section) -> int | None:
    """Give the octets that a section's body has at least, None where that is not known."""
    return _LEAST_BODIES.get((_device(section), section.version))


def _device(section: Section) -> str:
    """Give a section's device without its place."""
    return section.name.rpartition("/")[2]


def body_of(octets: bytes, section: Section) -> int:
    """Give where in a device state a section's body begins."""
    fields = _SECTION.build(octets[section.offset : section.offset + _AMPLE])
    return section.offset + int(fields._io.pos())


def is_on_pci(section: Section) -> bool:
    """Tell whether a section is of a device on the PCI bus, by its name."""
    return _PCI.fullmatch(section.name) is not None


def never_zero(section: Section) -> tuple[tuple[int, int], ...]:
    """Give places in a section's body, from its beginning, that are zero in no state."""
    places = (_PCI_VENDOR,) if is_on_pci(section) else ()
    if _device(section) == "vga" and section.version == _VGA_VERSION:
        return (*places, _VBE_MARK, _VBE_MASK)
    return (*places, _PIN) if places and _device(section) == "platform" else places


def name_of(octets: bytes, section: Section) -> tuple[int, int]:
    """Give where in a device state a section's name begins and ends."""
    begin = section.offset + _LEN_NAME + 1
    return begin, begin + octets[begin - 1]


class _StoppedError(Exception):
    """The walk ends here."""


class _Reader:
    def __init__(self, octets: bytes, is_whole: bool) -> None:
        self.octets = octets
        self.is_whole = is_whole
        self.likeness = _STATE_HEADER.likeness(octets) if octets else 0.0
        self.wrong_magic: WrongMagic | None = None
        self.version: int | None = None
        self.machine: str | None = None
        self.sections: list[Section] = []
        self.bodies: list[int] = []
        """Where the body of each begins."""
        self.ids: set[int] = set()
        self.highest = 0
        self.walked_to = 0
        self.stopped = ""
        self.ends_in: str | None = None
        self.refused: int | None = None
        self.is_over = False
        self.is_certain = False
        self.end: int | None = None
        self.tries = MOST_TRIED

    def read(self) -> DeviceState:
        try:
            self.walk()
        except _StoppedError as reason:
            self.stopped = str(reason)
        may_end = self.walked_to > 0 and self.version == VERSION and self.is_whole
        if may_end and not self.is_over:
            self.end = self.find_end()
        if (self.sections or self.machine is not None) and not self.is_over:
            self.look()
        if may_end and self.sections and not self.is_over:
            self.measure()
        return DeviceState(
            self.likeness,
            self.wrong_magic,
            self.version,
            self.machine,
            tuple(self.sections),
            self.walked_to,
            self.stopped,
            self.ends_in,
            self.refused,
            self.end is not None if may_end else None,
            self.is_certain,
            self.is_whole and self.tries > 0,
            self.find_lost() if may_end else None,
        )

    # What is certain

    def walk(self) -> None:
        octets = self.octets
        try:
            header, wrong = _STATE_HEADER.build_header(octets)
        except EOFError:
            raise self.cut("its header", is_state=self.likeness >= _LIKE) from None
        self.version = header.version
        if wrong:
            self.wrong_magic = wrong[0]
            raise _StoppedError("its magic is another")
        self.walked_to = _STATE_HEADER.size()
        if self.version != VERSION:
            raise _StoppedError(f"version {self.version} is not known")
        if self.type_here() == _Type.configuration:
            self.configuration()
        self.first_section()

    def type_here(self) -> int | None:
        """Give the type of what comes next, None where the octets end."""
        at = self.walked_to
        return self.octets[at] if at < len(self.octets) else None

    def configuration(self) -> None:
        try:
            fields = _CONFIGURATION.build(self.octets[self.walked_to :])
        except EOFError:
            raise self.cut("its configuration") from None
        self.machine = fields.machine
        self.walked_to += fields._io.pos()
        if self.type_here() == _Type.subsection:
            raise _StoppedError("a subsection of the configuration has no length")

    def first_section(self) -> None:
        begin = self.walked_to
        if begin == len(self.octets):
            self.cut("its header, before any section")
            raise _StoppedError("nothing follows")
        try:
            fields = _SECTION.build(self.octets[begin : begin + _AMPLE])
        except EOFError:
            raise self.cut("the header of its first section") from None
        kind = fields.section_type
        if kind not in _MAY_FOLLOW:
            self.refused = fields.type_id
            raise _StoppedError(f"0x{fields.type_id:x} begins no section")
        if kind not in _NAMED:
            self.is_over = kind == _Type.end
            if not self.is_over:
                raise _StoppedError("a command, which Xen has no use for")
            self.walked_to += fields._io.pos()
            self.end = begin  # whatever follows it is not read
            raise _StoppedError("it ends without a section")
        self.walked_to += fields._io.pos()
        self.take(fields, begin, is_walked=True)
        raise _StoppedError(f'body of "{plain(fields.name)}" has no length')

    def cut(self, within: str, is_state: bool = True) -> _StoppedError:
        if self.is_whole and is_state:
            self.ends_in = within
        return _StoppedError(f"ends in {within}")

    # What only looks right

    def look(self) -> None:
        """Find further sections: by the footers where there are any, else by their headers."""
        at = self.look_by_footers() if self.sections else self.walked_to
        if at == self.end:
            return
        for match in _CANDIDATE.finditer(self.octets, at):
            begin = match.start()
            if begin < at:
                continue  # within the header of the last one
            fields = self.try_at(begin)
            if fields is not None:
                at = self.take(fields, begin)
            elif not self.tries:
                return

    def look_by_footers(self) -> int:
        """Go from footer to footer; give where that ends."""
        at = self.walked_to
        while True:
            for begin in self.after_footers(at):
                if begin == self.end:
                    return begin
                fields = self.try_at(begin)
                if fields is not None:
                    at = self.take(fields, begin)
                    break
            else:
                return at

    def after_footers(self, at: int) -> Iterator[int]:
        """Give where a footer of the last section ends, from `at` on."""
        octets = self.octets
        last = self.sections[-1]
        footer = _FOOTER_TYPE + octets[last.offset + _ID : last.offset + _LEN_NAME]
        while self.tries:
            begin = octets.find(footer, at)
            if begin < 0:
                return
            at = begin + len(footer)
            yield at

    def try_at(self, begin: int) -> Fields:
        """Give a section's header, None where what stands there is none."""
        if not self.tries:
            return None
        self.tries -= 1
        try:
            fields = _SECTION.build(self.octets[begin : begin + _AMPLE])
        except EOFError:
            return None
        fits = (
            fields.section_type in _NAMED
            and _NAME.fullmatch(fields.name)
            and fields.section_id not in self.ids
            and fields.section_id <= self.highest + _MOST_BEYOND
            and fields.instance_id <= _MOST_INSTANCE
            and fields.version <= _MOST_VERSION
        )
        return fields if fits else None

    def take(self, fields: Fields, begin: int, *, is_walked: bool = False) -> int:
        """Enter a section; give where its body begins."""
        name, number = fields.name, fields.section_id
        section = Section(name, fields.instance_id, fields.version, number, begin, is_walked)
        self.sections.append(section)
        self.ids.add(number)
        self.highest = max(self.highest, number)
        self.bodies.append(begin + int(fields._io.pos()))
        return self.bodies[-1]

    # The end

    def measure(self) -> None:
        """Hold what is left after the last section's header against the least that it takes."""
        last = self.sections[-1]
        least, bound = least_body(last), _SHORTER_THAN.get(_device(last))
        if (least is None and bound is None) or not self.is_whole:
            return
        begin = body_of(self.octets, last)
        left = len(self.octets) - begin
        if left < (least or bound or 0):
            self.end = None
            self.ends_in = f'the body of "{plain(last.name)}", of which {left} octets are there'
        elif least is None:
            return
        elif left == least:
            self.end = None
            self.is_certain = True
        elif self.octets[begin + least] == _Type.end:
            self.end = begin + least  # whatever follows it is not read
        elif self.octets[begin + least] in _NAMED and self.is_cut_header(begin + least):
            self.end = None
            self.ends_in = f'the header of the section after "{plain(last.name)}"'

    def is_cut_header(self, begin: int) -> bool:
        """Tell whether the octets end within what may be a section's header."""
        octets = self.octets[begin : begin + _AMPLE]
        if (
            len(octets) > _LEN_NAME
            and _NAME.match(octets[_LEN_NAME + 1 :].decode("latin-1")) is None
        ):
            return False
        try:
            _SECTION.build(octets)
        except EOFError:
            return True
        return False

    def find_end(self) -> int | None:
        """Give where the state ends as it should, as far as that can be told."""
        octets = self.octets
        first, last = self.walked_to, len(octets) - 1
        if last >= first and octets[last] == _Type.end:
            return last
        # There is no zero in the description's text: the last one is in its length, or the end.
        last = octets.rfind(_Type.end, first)
        for at in range(max(last - _JSON, first), last + 1):
            if octets[at] == _Type.end and self.ends_at(at + 1):
                return at
        return None

    def ends_at(self, at: int) -> bool:
        """Tell whether nothing follows, or a description of the machine alone."""
        rest = self.octets[at:]
        if not rest:
            return True
        try:
            fields = _DESCRIPTION.build(rest)
        except EOFError:
            return False
        return bool(fields.section_type == _Type.description and fields._io.pos() == len(rest))

    # Zeros

    def find_lost(self) -> Lost | None:
        """Find the first zeros that qemu takes for its end, for a header or for what is never 0."""
        octets, size = self.octets, len(self.octets)
        if not self.sections:
            return None if self.end is None else self.behind_end(self.end, size, "its header")
        ends = [*(section.offset for section in self.sections[1:]), size]
        for section, begin, end in zip(self.sections, self.bodies, ends):
            for at, length in never_zero(section):
                here = octets[begin + at : begin + at + length]
                if len(here) == length and not here.strip(b"\0"):
                    device = plain(section.name)
                    message = f'the body of "{device}" has zeros where it never has, at octet {at}'
                    is_refused = (at, length) not in (_VBE_MASK, _PIN)
                    return Lost(begin + at, length, message, is_refused)
            least = least_body(section)
            known = least is not None or _device(section) in _KNOWN
            if not section.version and octets[begin : begin + _ZEROS] == bytes(_ZEROS):
                message = f'the header of "{plain(section.name)}" is zeros from its version on'
                return Lost(begin, end - begin, message, True)
            if known and not (least is not None and self.is_exact(section)):
                many = octets.find(bytes(_MANY_ZEROS), begin, end)
                if many >= 0:
                    message = f'"{plain(section.name)}" has more zeros after it than in any state'
                    return Lost(many, end - many, message, False)
            if least is not None and begin + least < end:
                where = f'"{plain(section.name)}"'
                is_exact = self.is_exact(section)
                found = self.behind_end(begin + least, end, where, exact=is_exact)
                if found is None and (is_exact or end == size):
                    found = self.in_header(begin + least, end, where, exact=is_exact)
                if found is not None:
                    return found
        return None

    def is_exact(self, section: Section) -> bool:
        return _device(section) not in _VARY

    def behind_end(self, at: int, end: int, after: str, *, exact: bool = True) -> Lost | None:
        """Tell of what follows an octet that qemu reads as the end mark, if zeros do."""
        size = len(self.octets)
        octets = self.octets[at:end]
        zeros = len(octets) - len(octets.lstrip(b"\0"))
        left = size - at - 1
        if not left or not (zeros == len(octets) or (exact and zeros >= _ZEROS)):
            return None
        if zeros < 2 and end == size:
            return None
        what = "all zeros" if zeros == left + 1 else f"{zeros - 1} zeros and something else"
        return Lost(at, left + 1, f"it ends after {after}, and {left} octets follow: {what}", False)

    def in_header(self, at: int, end: int, after: str, *, exact: bool) -> Lost | None:
        """Tell of a header of a section that becomes zeros, so that no device has its name."""
        octets = self.octets[at : at + _AMPLE]
        zeros = self.octets.find(bytes(_ZEROS), at, end)
        if not at <= zeros < at + _AMPLE or octets[0] not in _NAMED or not self.tries:
            return None
        self.tries -= 1
        try:
            header_ends = at + _SECTION.spans(octets)["version"][1]
        except (EOFError, KeyError):
            return None
        if zeros >= header_ends or not (exact or not self.octets[zeros:].strip(b"\0")):
            return None
        message = f"the header of the section after {after} is zeros from somewhere on"
        return Lost(at, end - at, message, exact)
