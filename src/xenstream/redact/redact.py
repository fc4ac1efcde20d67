"""Writes the copy, and finds out whether its verdicts are the same."""

from __future__ import annotations

import os
import re
import tempfile

from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import formats, legacy
from xenstream.format.fields import Shape
from xenstream.memory.tables import LEVELS, WITHOUT_CONTENTS, runs
from xenstream.named import NamedTuple
from xenstream.octets.kept_file import KeptFile
from xenstream.redact import emulator, json_config, states, table, texts
from xenstream.redact.stand_ins import StandIns
from xenstream.rules.framing import texts_in
from xenstream.walk.walker import Banner, Configuration, Cut, Header, Record, Rest, Unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xenstream.octets.source import Source
    from xenstream.walk.stream import Stream
    from xenstream.walk.walker import Item

PAGE = formats.PAGE_SIZE
_PIECE = 1 << 20
_MOST_START_INFOS = 1 << 10
_ASKED = (
    ("spec", None),
    ("upstream", None),
    *(("restore", f"4.{minor}") for minor in range(6, 23)),
)
"""Whose verdicts have to be the same."""

_NOT_READ = "XS903"
_QEMU_SECTIONS = ("xapi QEMU_XEN", "xapi QEMU_TRAD")


class DiffersError(Exception):
    """The copy has not the verdicts of the stream; the text says in which profile."""


class Redacted(NamedTuple):
    """What became of a copy."""

    octets: int
    """How long it is, as the stream is when it is unpacked."""
    kept: int
    """Octets of it that are not zero."""
    packed_by: str | None
    """What the stream was unpacked from."""
    profiles: int
    """Verdicts that were compared."""


def redact(stream: Stream, path: str, complain: Callable[[str], object] | None = None) -> Redacted:
    """Write a copy of a stream to the file `path` that has nothing in it but what is in the table.

    It is written as `path`.partial, and bears its name once its verdicts, codes and offsets are
    found to be those of the stream in every profile. `complain` is told where it stays otherwise.

    Raises:
        DiffersError: they are not; the copy keeps its other name.
        RefusedError: the file must not be written; the text says why.
        OSError: the stream cannot be read, or the file not be written.

    """
    source = stream.source.again()
    packed_by = stream.source.packed_by
    kept = KeptFile(path, stream.descriptors(), access=os.O_RDWR)
    try:
        with tempfile.TemporaryFile(dir=os.path.dirname(os.path.abspath(path))) as spool:
            if source is None:
                source = _spooled(stream.source, spool.fileno())
            done = _write(kept.descriptor, source, stream.format)
            _compare(source, kept.descriptor, stream.format)
    except BaseException as error:
        kept.fail(error, complain)
        raise
    kept.keep()
    return Redacted(done.length, done.kept, packed_by, len(_ASKED))


def _spooled(source: Source, descriptor: int) -> Source:
    """Give the octets of a source that can be read once, to be read again."""
    from xenstream.memory.raw import RawFile
    from xenstream.octets.source import FileSource

    out = RawFile(descriptor)
    at = 0
    while True:
        octets = source.read(_PIECE)
        if not octets:
            break
        out.put(at, octets)
        at += len(octets)
    os.ftruncate(descriptor, at)
    return FileSource(descriptor, 0, at, None)


def _compare(source: Source, descriptor: int, form: str) -> None:
    """Find a verdict that differs."""
    length = source.end or 0
    for profile, xen in _ASKED:
        found = []
        for one in (source, _of(descriptor, length)):
            one = one.again() or one
            found.append(_verdict(one, form, profile, xen))
        if found[0] != found[1]:
            asked = profile if xen is None else f"{profile} of Xen {xen}"
            differing = sorted(set(found[0][1]) ^ set(found[1][1]))[:4]
            told = ", ".join(f"{code} at 0x{offset:x}" for code, offset in differing)
            raise DiffersError(
                f"the copy has another verdict in the profile {asked}: {told or found[1][0]}"
            )


def _of(descriptor: int, length: int) -> Source:
    from xenstream.octets.source import FileSource

    return FileSource(descriptor, 0, length, None)


def _verdict(
    source: Source, form: str, profile: str, xen: str | None
) -> tuple[str, list[tuple[str, int]]]:
    from xenstream.judge.judge import verify

    report = verify(source, format=form, profile=profile, xen=xen)
    for finding in report.findings:
        if finding.code == _NOT_READ:  # two that are not read have nothing in common
            raise OSError(finding.message)
    return report.verdict, [(one.code, one.offset or 0) for one in report.findings]


class _Done(NamedTuple):
    length: int
    kept: int


def _write(descriptor: int, source: Source, form: str) -> _Done:
    from xenstream.walk.walker import walk

    length = source.end or 0
    os.ftruncate(descriptor, length)
    first = source.again()
    assert first is not None
    places = _Places()
    for item in walk(first, form, fold=False):
        places.see(item)
    second = source.again()
    assert second is not None
    copy = _Copy(descriptor, source.again() or source, places)
    for item in walk(second, form, fold=False, pages=copy.pages):
        copy.see(item)
    if not copy.has_records:
        # Xen's own verifier may read on where a wrong byte order ends it for others. Once there
        # are records it may read those of one layer as another's, which are not to be kept.
        third = source.again()
        assert third is not None
        copy.begin = copy.end
        for item in walk(third, form, fold=False, as_verifier=True, pages=copy.pages):
            copy.see(item)
    os.ftruncate(descriptor, length)
    return _Done(length, copy.kept)


_LEVELS = ((4, 3), (8, 4))
"""What a PV guest's width and its levels of page tables can be."""
_WIDTH = 8
"""Where X86_PV_INFO says no such."""


class _Places:
    """Which pages of a PV guest are start_infos."""

    def __init__(self) -> None:
        self.widths: set[int] = set()
        """What X86_PV_INFO says that the guest's is, where such a guest can be."""
        self.start_infos: dict[int, int] = {}
        """The width of the guest that has it, by its pfn."""

    def see(self, item: Item) -> None:
        if not isinstance(item, Record):
            return
        if item.kind == "libxc X86_PV_INFO" and item.body is not None:
            width = item.body.guest_width
            if (width, item.body.num_pt_levels) in _LEVELS:
                self.widths.add(width)
        elif item.kind == "libxc X86_PV_VCPU_BASIC" and item.body is not None:
            context = item.octets[formats.VCPU_HEADER_SIZE :]
            for width in states.CONTEXT_SIZES:
                self.take(states.start_info_pfn(context, width), width, item.body.vcpu_id)

    def take(self, pfn: int | None, width: int, vcpu_id: int) -> None:
        if pfn is None or vcpu_id or width not in (self.widths or {_WIDTH}):
            return
        if len(self.start_infos) < _MOST_START_INFOS or pfn in self.start_infos:
            self.start_infos[pfn] = width


class _Copy:
    """Puts what is kept into a file that has nothing else."""

    def __init__(self, descriptor: int, source: Source, places: _Places) -> None:
        self.descriptor = descriptor
        self.source = source
        self.places = places
        self.stand_ins = StandIns()
        self.kept = 0
        self.has_records = False
        self.begin = 0
        """Items before it are passed over."""
        self.end = 0
        """What follows the last item that is whole."""

    def put(self, at: int, octets: bytes) -> None:
        begin = len(octets) - len(octets.lstrip(b"\0"))
        octets = octets.strip(b"\0")
        self.kept += len(octets) - octets.count(0)
        while octets:
            written = os.pwrite(self.descriptor, octets, at + begin)
            begin += written
            octets = octets[written:]

    def copy(self, at: int, size: int) -> None:
        """Keep octets as they are in the stream."""
        self.source.position = at
        for begin in range(at, at + size, _PIECE):
            self.put(begin, self.source.read(min(_PIECE, at + size - begin)))

    # Pages

    def pages(self, record: Record, source: Source, left: int) -> int:
        """Keep the tables of a PAGE_DATA record, and what is read of its pages."""
        begin = source.position
        if record.offset < self.begin:
            return 0
        if record.table:
            self.put(begin - len(record.table), record.table)
        else:
            self.copy(record.body_offset, begin - record.body_offset)
        is_pv = record.layer.guest_type == formats.PV
        if not record.table or not is_pv:
            return 0
        end = begin + left
        at = begin
        for pfn, count, kind in runs(record.table, record.layer.little_endian):
            if kind in WITHOUT_CONTENTS:
                continue
            for one in range(pfn, pfn + count):
                if kind in LEVELS or one in self.places.start_infos:
                    source.position = at
                    page = source.read(max(0, min(PAGE, end - at)))
                    self.put(at, self.page(page, one, kind))
                at += PAGE
                if at >= end:
                    break
            if at >= end:
                break
        source.position = begin
        return 0

    def page(self, page: bytes, pfn: int, kind: int) -> bytes:
        if kind in LEVELS:
            return states.page_table(page)
        state = states.Kept(page)
        width = self.places.start_infos[pfn]
        kind_of = XenPvContext.StartInfo64 if width == 8 else XenPvContext.StartInfo32
        spans = Shape(kind_of).spans(bytes(len(page)))  # its text may be any octets
        if page.startswith(_START_INFO):
            state.keep(0, len(_START_INFO))
        for field in ("store_mfn", "console_mfn"):
            if field in spans:
                state.keep(*spans[field])
        return bytes(state.kept)

    # Items

    def see(self, item: Item) -> None:
        """Keep what is kept of an item."""
        if item.offset < self.begin:
            return
        if not isinstance(item, Cut):
            self.end = max(self.end, _end_of(item))
        if isinstance(item, Header):
            self.put(item.offset, item.octets)
        elif isinstance(item, Record):
            self.record(item)
        elif isinstance(item, Configuration):
            self.configuration(item)
        elif isinstance(item, Banner):
            self.copy(item.offset, item.length)
        elif isinstance(item, Rest):
            self.rest(item)
        elif isinstance(item, Cut):
            self.cut(item)
        elif isinstance(item, Unchecked) and item.kind == "legacy stream":
            self.copy(item.offset, legacy.LOOKED_AT)

    def rest(self, rest: Rest) -> None:
        """Keep what is made of the texts of Xen's tools alone."""
        if texts_in(rest):
            self.put(rest.offset, rest.octets)
        elif rest.checkpoints and rest.lacking:
            self.put(rest.offset + rest.zeros, b"\1")  # something follows the zeros

    def cut(self, cut: Cut) -> None:
        record = cut.record
        if record is not None:
            self.record(record)
        elif cut.is_header:
            self.copy(cut.offset - cut.had, cut.had)

    def record(self, record: Record) -> None:
        self.has_records = True
        self.copy(record.offset, record.body_offset - record.offset)
        body = self.body(record)
        if body is not None:
            self.put(record.body_offset, body)
        if record.padding.strip(b"\0"):
            padding = states.Kept(record.padding)
            padding.sign(0, len(record.padding))
            self.put(record.body_offset + record.length, bytes(padding.kept))

    def body(self, record: Record) -> bytes | None:
        """Give what is kept of a record's body, None where that is nothing."""
        kind, octets = record.kind, record.octets
        if record.type_id == formats.PAGE_DATA and record.layer.name == "libxc":
            return octets
        header = formats.VCPU_HEADER_SIZE
        if kind == "libxc X86_PV_VCPU_BASIC":
            width = 4 if 4 in self.places.widths else 8
            vcpu_id = 0 if record.body is None else record.body.vcpu_id
            return octets[:header] + states.pv_context(octets[header:], width, vcpu_id)
        if kind == "libxc X86_PV_VCPU_EXTENDED":
            return octets[:header] + states.pv_extended(octets[header:])
        if kind == "libxc X86_PV_VCPU_XSAVE":
            vcpus, of = record.layer.vcpus, record.body
            context = b"" if vcpus is None or of is None else vcpus.context_of(of.vcpu_id)
            return octets[:header] + states.pv_xsave(octets[header:], context)
        if kind == "libxc HVM_CONTEXT":
            return states.hvm_context(octets)
        if kind == "libxc X86_CPUID_POLICY":
            return states.cpuid_policy(octets)
        if kind == "libxc SHARED_INFO":
            return b"\1" if octets.strip(b"\0") else None
        if kind in table.WHOLE:
            return octets[: states.end_of_fields(record)]
        if kind == "libxc X86_TSC_INFO":
            return states.tsc_info(octets)
        if kind == "libxl EMULATOR_XENSTORE_DATA":
            return self.xenstore(record)
        if kind == "libxl EMULATOR_CONTEXT":
            return emulator.context(record)
        if kind in _QEMU_SECTIONS:
            return emulator.state(octets, is_whole=len(octets) == record.length)
        if kind == "xapi XENOPS":
            return texts.sexp(octets)
        return None

    def xenstore(self, record: Record) -> bytes:
        begin = formats.EMULATOR_HEADER_SIZE
        kept = record.octets[:begin] + texts.xenstore(record.octets[begin:])
        strings = record.strings
        beyond = record.length - len(record.octets)
        if beyond > 0 and strings is not None:
            # Of what is not kept by the walk, how many strings there are is.
            ended = min(strings.count - record.octets[begin:].count(b"\0"), beyond)
            self.fill(record.body_offset + len(record.octets), beyond, ended, strings.last)
        return kept

    def fill(self, at: int, size: int, nuls: int, last: bytes) -> None:
        end = at + size - nuls
        for begin in range(at, end, _PIECE):
            self.put(begin, b"x" * min(_PIECE, end - begin))
        if last != b"\0" and nuls and size > nuls:
            self.put(at + size - 1, b"x")
            os.pwrite(self.descriptor, b"\0", end - 1)

    def configuration(self, item: Configuration) -> None:
        octets = item.octets
        if item.is_large and item.kind != "libvirt configuration":
            marks = _MARKLESS.sub(b"x", octets[_LEN_CONFIG:])
            self.put(item.offset, octets[:_LEN_CONFIG] + marks)
        elif item.kind == "xl configuration":
            self.put(item.offset, octets[:_LEN_CONFIG] + self.json(octets[_LEN_CONFIG:]))
        elif item.kind == "libvirt configuration":
            try:
                self.put(item.offset, texts.xml(octets, self.stand_ins))
            except texts.CannotError:
                self.put(item.offset, json_config.NEITHER.sub(b"x", octets))
        else:
            # A text configuration: only whether it looks like JSON is read.
            text = octets[_LEN_CONFIG:]
            begin = len(text) - len(text.lstrip())
            shown = bytearray(b"x" * len(text))
            if text[begin : begin + 1] in (b"{", b"["):
                shown[: begin + 1] = text[: begin + 1]
            self.put(item.offset, octets[:_LEN_CONFIG] + bytes(shown))

    def json(self, octets: bytes) -> bytes:
        try:
            return json_config.redact(octets, self.stand_ins)
        except json_config.CannotError:
            return json_config.NEITHER.sub(b"x", octets)


def _end_of(item: Item) -> int:
    if isinstance(item, Record):
        return item.end
    if isinstance(item, Header):
        return item.offset + len(item.octets)
    return item.offset + (item.length if isinstance(item, (Configuration, Rest)) else 0)


_MARKLESS = re.compile(rb"[^ \t\r\n\x00,\[{]")
"""All but blanks and the marks by which a configuration's values are counted."""
_START_INFO = b"xen-"
"""What the `magic` of a start_info begins with, public/xen.h."""
_LEN_CONFIG = formats.xl_optional_data(True).offset_of("config", bytes(8))


def profiles() -> Iterator[str]:
    """Give whose verdicts are compared."""
    for profile, xen in _ASKED:
        yield profile if xen is None else f"{profile} {xen}"
