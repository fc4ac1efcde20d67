"""One pass over a stream, in bounded memory: octets in, headers and records out, in order.

The walk frames; it judges nothing. It gives what it finds as items, each with its absolute offset
and its path through the containers, and says where a stream ends too early. It builds the
generated types one record at a time and never reads the contents of a page.
"""

from __future__ import annotations

import gc

from xenstream.format import formats
from xenstream.format.fields import Shape, WordStream
from xenstream.named import NamedTuple
from xenstream.walk.census import Alike, MemoryCensus, PfnCensus, StringCensus
from xenstream.walk.complete import all_lacking, checkpoints_before

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import Callable, Union

    from xenstream.format.fields import Fields, WrongMagic
    from xenstream.format.formats import RecordFormat
    from xenstream.octets.source import Source
    from xenstream.walk.vcpus import VcpuCensus

    Pages = Callable[["Record", Source, int], int]
    """Takes a PAGE_DATA record whose table is read, the source, which stands at its pages, and how
    many octets are left of the body; gives how many of these it read or passed over."""

    Beyond = Callable[[Union["Record", "Configuration"], bytes], object]
    """Takes what a body, but PAGE_DATA's, has beyond what is kept of it, a piece at a time."""

KEPT_BODY = 1 << 20
"""Octets of a body that are kept at most; what is beyond is counted and passed over."""

_LIKE = 0.5  # of the magic's octets

BEFORE_END = "the records, before END"
"""What a stream ends in where all its records are whole."""

CUT_AT_LIBXL_END = "cut at libxl END"
"""The kind of a cut between libxl's records, after its libxc stream has ended."""

LOOKED_AT = 512
"""Octets of what follows the last END that are looked at."""

MOST_ZEROS = 1 << 20
"""Zeros that are counted where a stream breaks off in them."""

_LEGACY_LOOKED_AT = 512
_TABLE_PIECE = 1 << 16
_RUN_PIECE = 1 << 16
_MOST_VALUES = 1 << 15  # of a configuration: real ones have a few hundred
_MOST_RUN = 1024  # 4 GiB of pages
_UPPER = 2  # octets of an entry: all that a census says of it is in them
_UPPER_IF_DEEP = 4  # and whether its pfn is one that Xen can map
_DEEP_TABLE = 1 << 20
_MEMORY_TABLE = 8 << 20
_MOST_CONTENTS = 4 << 20  # 1024 pages, as many as Xen sends at once
_MOST_FRAMES = (4 << 20) + 8  # a p2m of 1 TiB
_MOST_GARBAGE = 4 << 20
"""Octets of bodies between two runs of the collector."""


class Layer:
    """One format in the nest: its name, its path, and what its headers said."""

    def __init__(self, name: str, parent: Layer | None) -> None:
        self.parent = parent
        """The layer around it."""
        if parent is not None:
            parent.within = self
        self.within: Layer | None = None
        """The layer that was met in it last."""
        self.name = name
        """xl, libvirt, xapi, libxl, libxc or back-channel."""
        self.path: str = name if parent is None else f"{parent.path}/{name}"
        """The names of the layers from the outermost to this one."""
        self.little_endian = True
        """How the layer is read."""
        self.flag_fits = True
        """Whether the layer's endianness is the one that its header names."""
        self.version = 0
        """The version that its header names."""
        self.records = 0
        """Records begun so far."""
        self.guest_type: int | None = None
        """The type of the guest, by the domain header in this layer or in one within."""
        self.configuration: Configuration | None = None if parent is None else parent.configuration
        """The domain's configuration, where a layer around has one."""
        self.has_devices = False
        """Whether the guest was saved with the devices of a PC, so that it has a device model."""
        self.memory = MemoryCensus()
        """Of libxc: how much memory was sent."""
        self.emulator: Record | None = None
        """The device model's state that was met last: on restore it takes the place of others."""
        self.last_pfn: int | None = None
        """Of libxc: the highest pfn of a PV guest's p2m."""
        self.in_checkpoint = False
        """Of libxl: whether its records stand between libxc's CHECKPOINT and CHECKPOINT_END."""
        self.checkpoints = 0
        """Of libxl: checkpoints that are complete."""
        self.vcpus: VcpuCensus | None = None
        """Of libxc: the states of a PV guest's vcpus, where there are any."""
        self._checkpointed_at = 0
        """Of libxc: records up to its last CHECKPOINT, with it."""
        self._seen: dict[int, int] = {}

    @property
    def has_stream(self) -> bool:
        """Whether another layer was met within."""
        return self.within is not None

    @property
    def since_checkpoint(self) -> int:
        """Of libxc: records since its last CHECKPOINT, but END; 0 where it has had none."""
        if not self._checkpointed_at:
            return 0
        return self.records - self._checkpointed_at - self.seen(formats.END)

    def seen(self, type_id: int) -> int:
        """Tell how many records of a named type there were; PAGE_DATA is not counted."""
        return self._seen.get(type_id, 0)

    def count(self, record: Record) -> int:
        """Tell how many records of that type there were before, if the type has a name."""
        before = self._seen.get(record.type_id, 0)
        if record.type_id in record.framing.names:
            self._seen[record.type_id] = before + 1
        return before

    def pause(self) -> None:
        """Take note of libxc's CHECKPOINT, the record that was begun last."""
        self._checkpointed_at = self.records


class Header:
    """A header, whole."""

    def __init__(self, kind: str, layer: Layer, offset: int, octets: bytes, shape: Shape) -> None:
        self.kind = kind
        """What the rules call it."""
        self.layer = layer
        self.offset = offset
        self.octets = octets
        self.shape = shape
        self.fields: Fields
        """The generated type."""
        self.wrong_magic: list[WrongMagic]
        self.fields, self.wrong_magic = shape.build_header(octets)
        self.is_foreign = bool(self.wrong_magic) and shape.likeness(octets) < _LIKE
        """Whether it has so little of its magic that it is something else."""
        if self.is_foreign:
            self.kind = f"no {kind}"

    def shapes(self) -> Iterator[tuple[int, Shape, bytes]]:
        """Give where the fields stand: the absolute offset, the type and the octets."""
        yield self.offset, self.shape, self.octets


class Record:
    """A record: its header, as much of its body as is kept, and counts over the rest."""

    octets = b""
    """The body, at most KEPT_BODY octets of it; of PAGE_DATA its header. A walk that is deep keeps
    more of X86_PV_P2M_FRAMES."""
    table = b""
    """Of PAGE_DATA: the table of pfns, where it has at most 8192 entries."""
    census: PfnCensus | None = None
    """Of PAGE_DATA: what its table says, where the body has room for it."""
    strings: StringCensus | None = None
    """Of EMULATOR_XENSTORE_DATA: what follows the emulator's header."""
    contents = b""
    """Of PAGE_DATA: the pages, in a deep walk of a PV guest's stream, where they are few."""
    padding = b""
    alike = 0
    """Where the type is unknown: records of the same type and length that follow at once. They are
    passed over, and no items of their own."""
    nth = 0
    """How many of its type came before it in its layer; not counted of PAGE_DATA."""
    _body: Fields = None
    _is_too_short = False

    def __init__(self, layer: Layer, framing: RecordFormat, offset: int, header: Fields) -> None:
        self.layer = layer
        self.framing = framing
        """How the layer frames and names its records."""
        self.offset = offset
        self.header = header
        """The generated type of the record's header."""
        self.type_id: int = header.type_id
        self.length: int = header.len_body
        """Octets in the body by the header, the padding not counted."""
        self.index = layer.records
        """Counted from 0 within the layer."""
        layer.records += 1
        self.kind = framing.kinds.get(self.type_id) or framing.kind_of_unknown(header.is_optional)
        """What the rules call it."""

    @property
    def name(self) -> str:
        """Xen's name of the record's type, or the type's number where it has none."""
        return self.framing.name(self.type_id)

    @property
    def body_offset(self) -> int:
        """The absolute offset of the body."""
        return self.offset + self._header_shape().size()

    @property
    def end(self) -> int:
        """The absolute offset of what follows the record, by its header."""
        return self.body_offset + self.length + int(self.header.len_padding)

    @property
    def body(self) -> Fields:
        """The generated type of the body, None where it has none or is too short for it.

        Of PAGE_DATA it is the header of the body; `pfns` is the table.
        """
        if self._body is None and not self._is_too_short:
            shape = self._body_shape()
            if shape is not None:
                try:
                    self._body = shape.build(self.octets)
                except EOFError:
                    self._is_too_short = True
        return self._body

    def without_parsed(self) -> Record:
        """Give the same, without what was made of the body: that is made where it is asked for."""
        same = Record.__new__(Record)
        same.__dict__.update(self.__dict__, _body=None)
        return same

    def at(self, offset: int, index: int) -> Record:
        """Give the same at another place, without its table."""
        same = Record.__new__(Record)
        same.__dict__.update(self.__dict__, offset=offset, index=index, table=b"")
        return same

    def without_body(self) -> Record:
        """Give the same without its body: where it stood is what is kept of it."""
        same = self.without_parsed()
        same.octets = b""
        return same

    @property
    def pfns(self) -> Fields:
        """The generated type of a PAGE_DATA record's table, with its `entries`."""
        return Shape(formats.PFN_TABLE, (self.layer.little_endian,)).build(self.table)

    def shapes(self) -> Iterator[tuple[int, Shape, bytes]]:
        """Give where the fields stand: the absolute offset, the type and the octets.

        They are the record's header, its body, and the header in the body, where it has one.
        """
        header = self._header_shape()
        yield self.offset, header, bytes(header.size())
        body = self._body_shape()
        if body is not None:
            yield self.body_offset, body, self.octets
            inner = getattr(self.body, "header", None)
            if inner is not None:
                yield self.body_offset, Shape(type(inner), (), body.endianness), self.octets

    def _header_shape(self) -> Shape:
        return self.framing.header_shape(self.layer.little_endian)

    def _body_shape(self) -> Shape | None:
        return self.framing.body_shape(self.type_id, self.layer.little_endian)


class PageRun(NamedTuple):
    """PAGE_DATA records that follow a record at once, and differ from it in their pfns only.

    A file of an HVM guest is made of long runs of them.
    """

    layer: Layer
    offset: int
    """Where the first of them begins."""
    like: Record
    """The record before them, an item of its own."""
    number: int
    """How many they are."""
    kind: str = "page run"

    def records(self) -> Iterator[Record]:
        """Give each of them, without its table."""
        like = self.like
        stride = like.end - like.offset
        for number in range(self.number):
            yield like.at(self.offset + number * stride, like.index + 1 + number)


class Configuration:
    """The domain's configuration: xl's optional data, or libvirt's XML."""

    def __init__(self, kind: str, layer: Layer, offset: int, length: int, octets: bytes) -> None:
        self.kind: str = kind
        """`xl configuration`, `xl text configuration` or `libvirt configuration`."""
        self.layer = layer
        self.offset = offset
        self.length = length
        self.octets = octets
        """At most KEPT_BODY of them."""
        self.parsed: object = None
        """What `contents.configuration` has made of it, kept here."""
        self._text: bytes | None = None
        self._has_text = False

    @property
    def is_large(self) -> bool:
        """Tell whether it is more than is read, in octets or in values of JSON."""
        if self.kind == "libvirt configuration" or self.length > KEPT_BODY:
            return self.length > KEPT_BODY
        return sum(map(self.octets.count, (b",", b"[", b"{"))) > _MOST_VALUES

    def text(self) -> bytes | None:
        """Give the configuration without its NUL, None where it is not whole, or too large."""
        if not self._has_text:  # many rules ask, and each for many a Xen
            self._text, self._has_text = self._find_text(), True
        return self._text

    def _find_text(self) -> bytes | None:
        if self.is_large:
            return None
        if self.kind == "libvirt configuration":
            return self.octets.rstrip(b"\0")
        if not self.octets:
            return b""
        try:
            data = formats.xl_optional_data(self.layer.little_endian).build(self.octets)
            if not data.len_config:
                return b""
            config: bytes = data.config.data
        except (EOFError, AttributeError):
            return None
        return config.rstrip(b"\0")


class Cut(NamedTuple):
    """The end of a stream that ends too early: nothing can be framed any more."""

    layer: Layer
    offset: int
    """Where the octets end."""
    within: str
    """What they end in."""
    needed: int
    """Octets that it takes."""
    had: int
    """Octets of it that are there."""
    record: Record | None = None
    checkpoints: int = 0
    """Checkpoints that are complete before it."""
    kind: str = "cut"
    """`cut after checkpoint` where one is complete: Xen goes on from the last of them."""
    is_header: bool = False
    """Whether what is not whole is a header."""


class Rest(NamedTuple):
    """Octets after the last END."""

    layer: Layer
    offset: int
    length: int
    octets: bytes = b""
    """The first LOOKED_AT of them."""
    lacking: tuple[str, ...] = ()
    """The records without which the stream before them is not whole, as `walk.complete` tells."""
    zeros: int = 0
    """Zeros that it begins with, MOST_ZEROS are counted, where something is lacking or the END is
    one that no saver writes."""
    checkpoints: int = 0
    """How many checkpoints there were, where END comes right after one: no saver writes such."""
    kind: str = "rest"


class Zeros(NamedTuple):
    """Zeros where the next section of a xapi image should begin: its END has a type."""

    layer: Layer
    offset: int
    length: int | None
    """Octets up to the end, None where that is not known."""
    zeros: int
    """Zeros that they begin with, MOST_ZEROS are counted."""
    kind: str = "zeros"


class Banner(NamedTuple):
    """A text of xl's migration protocol before the stream."""

    layer: Layer
    offset: int
    length: int
    kind: str = "banner"


class Unchecked(NamedTuple):
    """Octets that nobody here can read: the stream could not be checked from there on."""

    layer: Layer
    offset: int
    looks_like: str
    """What they are, and what to do about it."""
    kind: str
    """`legacy stream` or `no length`."""


class Packing(NamedTuple):
    """What the stream was unpacked from, once it is read."""

    layer: Layer
    offset: int
    """How far it was unpacked."""
    method: str
    is_cut: bool
    """Whether the packed octets end early."""
    has_more: bool
    """Whether something else follows them."""
    kind: str = "packing"


if TYPE_CHECKING:
    Item = Union[
        Header, Record, PageRun, Configuration, Cut, Rest, Banner, Unchecked, Packing, Zeros
    ]


def walk(
    source: Source,
    form: str,
    *,
    as_verifier: bool = False,
    deep: bool = False,
    fold: bool = True,
    runs: bool = False,
    pages: Pages | None = None,
    beyond: Beyond | None = None,
) -> Generator[Item, None, bool]:
    """Give the items of a stream of format `form` (one of FORMATS but auto), in order.

    At the end it returns whether the stream was walked to its END.

    With `as_verifier` it is read as Xen's verify-stream-v2 reads it on x86: all little-endian
    whatever a header says, a libxc stream up to its END whatever it hands over to, and a legacy
    stream as any other. With `deep`, larger tables are kept, and a PV guest's pages. With `fold`,
    a run of alike unknown records is one item, which comes after the last of them. With `runs`, so
    are PAGE_DATA records of a file that differ from the one before them in their pfns only; in a
    deep walk an HVM guest's without pages. Where `pages` is given it is called at each PAGE_DATA
    record's pages, which are passed over otherwise, and so is what a body has beyond KEPT_BODY
    where no `beyond` is given.

    Raises:
        OSError: the source cannot be read.

    """
    runs = runs and pages is None and source.end is not None
    return _Walker(source, as_verifier, deep, fold, runs, pages, beyond).stream(form)


class _StoppedError(Exception):
    """Nothing more can be framed; the items say why, where nothing has said it."""

    def __init__(self, *items: Item) -> None:
        super().__init__()
        self.items = items


class _Walker:
    def __init__(
        self,
        source: Source,
        as_verifier: bool,
        deep: bool,
        fold: bool,
        runs: bool,
        pages: Pages | None,
        beyond: Beyond | None,
    ) -> None:
        self.source = source
        self.as_verifier = as_verifier
        self.deep = deep
        self.fold = fold
        self.runs = runs
        self.pages = pages
        self.beyond = beyond
        self.kept_table = _DEEP_TABLE if deep else _TABLE_PIECE
        if pages is not None:
            self.kept_table = _MEMORY_TABLE
        self.checkpointed: Layer | None = None
        """The libxl layer that had a checkpoint last."""
        self.kept = 0
        """Octets of bodies since the collector last ran."""
        # Headers repeat from record to record: the same octets give the same object.
        self.header_octets = self.page_data_octets = b""
        """Of the record, and of the PAGE_DATA body, that was read last."""
        self.header_layer: Layer | None = None
        self.page_data_layer: Layer | None = None
        self.header_fields: Fields = None
        self.page_data_header: Fields = None

    def stream(self, form: str) -> Generator[Item, None, bool]:
        layer = Layer(form, None)
        readers: dict[str, Callable[[Layer], Iterator[Item]]] = {
            "xl": self.xl,
            "libxl": self.libxl,
            "libxc": self.libxc,
            "libvirt": self.libvirt,
            "xapi": self.xapi,
            "back-channel": self.back_channel,
        }
        try:
            yield from readers[form](layer)
            is_whole = yield from self.rest(layer)
        except _StoppedError as stopped:
            yield from stopped.items
            is_whole = False
        source = self.source
        if source.packed_by is not None:
            at = source.position
            yield Packing(layer, at, source.packed_by, source.is_cut, source.has_more)
        return is_whole

    def rest(self, layer: Layer) -> Generator[Item, None, bool]:
        """Give what follows the last END; more of it where that END came too early.

        It returns whether the END is one: not where it came too early, and something follows.
        """
        lacking, checkpoints = all_lacking(layer), checkpoints_before(layer)
        is_odd = bool(lacking or checkpoints)
        length, octets = self.source.rest(MOST_ZEROS if is_odd else LOOKED_AT)
        if length:
            zeros = _zeros_in(octets) if is_odd else 0
            if checkpoints and 0 < zeros < min(length, MOST_ZEROS):  # a hole in the next one
                lacking = (formats.LIBXC.name(formats.CHECKPOINT),)
            at = self.source.position
            yield Rest(layer, at, length, octets[:LOOKED_AT], lacking, zeros, checkpoints)
        return not (lacking and length)

    # The formats, each from its first header to its END.

    def xl(self, layer: Layer) -> Iterator[Item]:
        if not self.as_verifier:
            yield from self.banner(layer)
        preamble = self.header("xl preamble", layer, formats.XL_PREAMBLE)
        if not self.as_verifier:
            layer.little_endian = preamble.fields.is_le
        yield preamble
        self.stop_unless_magic(preamble)
        header = self.header("xl header", layer, formats.xl_fields(layer.little_endian))
        yield header
        within = "the optional data of the xl header"
        length = header.fields.len_optional_data
        # Without that flag it is the text of an xl.cfg.
        kind = "xl configuration" if header.fields.has_json_config else "xl text configuration"
        yield self.configuration(kind, layer, length, within)
        if header.fields.has_stream_v2:
            yield from self.libxl(Layer("libxl", layer))
        else:
            yield from self.libxc(Layer("libxc", layer), expects_legacy=True)

    def banner(self, layer: Layer) -> Iterator[Item]:
        """Pass over what a receiver says before the sender begins, in a capture of both."""
        first = formats.RECEIVER_BANNER[:1]
        if self.source.peek(1) == first:
            length = len(formats.RECEIVER_BANNER)
            if self.source.peek(length) == formats.RECEIVER_BANNER:
                yield Banner(layer, self.source.position, self.source.skip(length))

    def libvirt(self, layer: Layer) -> Iterator[Item]:
        from xenstream.format import wrappers

        header = self.header("libvirt header", layer, wrappers.LIBVIRT_HEADER)
        layer.version = header.fields.version
        yield header
        self.stop_unless_magic(header)
        length = header.fields.len_xml
        yield self.configuration("libvirt configuration", layer, length, "libvirt's XML")
        size = formats.LIBXL_HEADER.size()
        is_libxl = formats.LIBXL_HEADER.likeness(self.source.peek(size).ljust(size, b"\0")) > _LIKE
        if layer.version == wrappers.LIBVIRT_LEGACY and not is_libxl:
            self.stop_unchecked(layer, "a legacy stream, by the version of libvirt's header")
        yield from self.libxl(Layer("libxl", layer))

    def xapi(self, layer: Layer) -> Iterator[Item]:
        from xenstream.format import wrappers

        signature = self.header("xapi signature", layer, wrappers.XAPI_SIGNATURE)
        yield signature
        self.stop_unless_magic(signature)
        if not signature.fields.has_sections:
            yield from self.libxc(Layer("libxc", layer), expects_legacy=True)
            return
        framing = wrappers.XAPI
        while True:
            self.stop_at_zeros(layer, framing.header_size)
            section = self.record(layer, framing)
            kind = section.type_id
            if kind == wrappers.XAPI_LIBXC_LEGACY:
                self.stop_unchecked(layer, "a legacy stream, by its section's type", section)
            if section.header.is_stream or kind == wrappers.XAPI_END:
                yield section
            else:
                self.body(section)
                yield section
            if kind == wrappers.XAPI_LIBXC:
                yield from self.libxc(Layer("libxc", layer))
            elif kind == wrappers.XAPI_LIBXL:
                yield from self.libxl(Layer("libxl", layer))
            elif kind == wrappers.XAPI_DEMU and not section.length:
                self.stop_unless_section(layer)
            elif kind == wrappers.XAPI_END:
                return

    def stop_at_zeros(self, layer: Layer, size: int) -> None:
        """Stop where zeros stand in the place of a section's header: nothing can be read there."""
        octets = self.source.peek(size)
        if len(octets) < size or octets.strip(b"\0"):
            return
        octets = self.source.awaited(size)
        if octets.strip(b"\0"):
            return
        length, octets = self.source.rest(MOST_ZEROS)
        at = self.source.position
        zeros = max(size, _zeros_in(octets))
        raise _StoppedError(Zeros(layer, at, length or None, zeros))

    def stop_unless_section(self, layer: Layer) -> None:
        """Stop where a vGPU's state, whose length stands nowhere, follows its section's header."""
        from xenstream.format import wrappers

        framing = wrappers.XAPI
        octets = self.source.peek(framing.header_size)
        if len(octets) == framing.header_size:
            header = framing.header_shape(True).build(octets)
            if header.type_id not in framing.names:
                message = "the state of a vGPU has no length in the stream"
                unchecked = Unchecked(layer, self.source.position, message, "no length")
                raise _StoppedError(unchecked)

    def back_channel(self, layer: Layer) -> Iterator[Item]:
        from xenstream.format import wrappers

        yield from self.banner(layer)
        while self.source.peek(1):
            record = self.record(layer, wrappers.BACK_CHANNEL)
            self.body(record)
            yield record

    def libxl(self, layer: Layer) -> Iterator[Item]:
        header = self.header("libxl header", layer, formats.LIBXL_HEADER)
        self.take_endianness(header, formats.LIBXL.header, formats.LIBXL.names.__contains__)
        yield header
        self.stop_unless_magic(header)
        framing = formats.LIBXL
        libxc: Layer | None = None
        while True:
            record = self.record(layer, framing)
            kind = record.type_id
            if kind == formats.XENSTORE_DATA:
                self.xenstore_data(record)
            else:
                self.body(record)
            yield record
            if kind == formats.LIBXC_CONTEXT:
                libxc = Layer("libxc", layer)
                yield from self.libxc(libxc)
            elif kind == formats.CHECKPOINT_END and libxc is not None and layer.in_checkpoint:
                layer.in_checkpoint = False
                layer.checkpoints += 1
                yield from self.colo_turn(layer)
                yield from self.libxc_records(libxc)
            elif kind == formats.END:
                self.checkpointed = None
                return

    def colo_turn(self, layer: Layer) -> Iterator[Item]:
        """Give the CHECKPOINT_STATE that a COLO primary sends before libxc's records go on.

        Its type is libxc's for the extended state of a vcpu, which never comes first.
        """
        framing = formats.LIBXL
        octets = self.source.peek(framing.header_size)
        if len(octets) == framing.header_size:
            header = framing.header_shape(layer.little_endian).build(octets)
            if header.type_id == formats.CHECKPOINT_STATE:
                record = self.record(layer, framing)
                self.body(record)
                yield record

    def libxc(self, layer: Layer, *, expects_legacy: bool = False) -> Iterator[Item]:
        offset = self.source.position
        header = self.header("image header", layer, formats.IMAGE_HEADER)
        if header.is_foreign and not self.as_verifier:
            from xenstream.format import legacy

            octets = header.octets + self.source.ahead(_LEGACY_LOOKED_AT)
            container = "libxc" if layer.parent is None else layer.parent.name
            told = legacy.recognise(octets, expected=expects_legacy, container=container)
            if told is not None:
                raise _StoppedError(Unchecked(layer, offset, told, "legacy stream"))
        self.take_endianness(header, formats.DOMAIN_HEADER, formats.names_domain_type)
        yield header
        self.stop_unless_magic(header)
        domain = self.header("domain header", layer, formats.domain_header(layer.little_endian))
        around: Layer | None = layer
        while around is not None:
            around.guest_type = domain.fields.type_id
            around = around.parent
        yield domain
        yield from self.libxc_records(layer)

    def libxc_records(self, layer: Layer) -> Iterator[Item]:
        """Give libxc's records up to END, or up to where it hands the wire back to libxl."""
        framing = formats.LIBXC
        libxl = layer.parent
        hands_over = libxl is not None and libxl.name == "libxl" and not self.as_verifier
        while True:
            record = self.record(layer, framing)
            if record.type_id == formats.PAGE_DATA:
                self.page_data(record)
            else:
                self.body(record)
            yield record
            if record.type_id == formats.PAGE_DATA:
                if self.runs and self.pages is None:
                    offset = self.source.position
                    count = self.pass_alike(record) if self.may_run(record) else 0
                    if count:
                        yield PageRun(layer, offset, record, count)
                elif not self.deep:
                    yield from self.pages_alike(record)
                continue
            if record.type_id == formats.END:
                return
            if record.type_id == formats.CHECKPOINT and hands_over and libxl is not None:
                libxl.in_checkpoint = True
                self.checkpointed = libxl
                return

    # Headers

    def header(self, kind: str, layer: Layer, shape: Shape) -> Header:
        offset, size = self.source.position, shape.size()
        octets = self.source.read(size)
        if len(octets) < size:
            within = "the xl header" if kind == "xl preamble" else f"the {kind}"
            self.stop_cut(layer, within, size, len(octets), is_header=True)
        return Header(kind, layer, offset, octets, shape)

    def stop_unless_magic(self, header: Header) -> None:
        """Stop where a header has hardly anything of its magic: what follows is no stream."""
        if header.is_foreign:
            raise _StoppedError

    def stop_cut(
        self,
        layer: Layer,
        within: str,
        needed: int,
        had: int,
        record: Record | None = None,
        *,
        is_end: bool = False,
        is_header: bool = False,
    ) -> None:
        """Stop where the octets end too early, perhaps in what would be libxl's END."""
        checkpoints = 0 if self.checkpointed is None else self.checkpointed.checkpoints
        kind = "cut after checkpoint" if checkpoints else "cut"
        at = self.source.position
        if is_end and layer.has_stream and not checkpoints:
            kind = CUT_AT_LIBXL_END
        cut = Cut(layer, at, within, needed, had, record, checkpoints, kind, is_header)
        raise _StoppedError(cut)

    def stop_unchecked(self, layer: Layer, what: str, section: Record | None = None) -> None:
        """Stop before a legacy stream that the layers around it tell of."""
        from xenstream.format import legacy

        message = f"{what}: {legacy.advice(None, None)}"
        items = () if section is None else (section,)
        unchecked = Unchecked(layer, self.source.position, message, "legacy stream")
        raise _StoppedError(*items, unchecked)

    def take_endianness(self, header: Header, kind: type, named: Callable[[int], bool]) -> None:
        """Find how the layer is to be read: as its flag says, unless only the other way fits.

        What follows the header has a type in its first field: `kind` is it, `named` tells which
        of its types have a name.
        """
        layer = header.layer
        layer.version = header.fields.version
        if self.as_verifier:
            return
        layer.little_endian = flag = header.fields.is_le
        as_flag, otherwise = (Shape(kind, (), (endian,)) for endian in (flag, not flag))
        octets = self.source.peek(as_flag.size())
        if len(octets) < as_flag.size() or named(as_flag.build(octets).type_id):
            return
        if named(otherwise.build(octets).type_id):
            layer.little_endian = not flag
            layer.flag_fits = False

    def configuration(self, kind: str, layer: Layer, length: int, within: str) -> Configuration:
        offset = self.source.position
        octets = self.source.read(min(length, KEPT_BODY))
        configuration = Configuration(kind, layer, offset, length, octets)
        had = len(octets)
        had += self.hand_over(configuration, length - had)
        had += self.source.skip(length - had)
        if had < length:
            self.stop_cut(layer, within, length, had)
        layer.configuration = configuration
        return configuration

    # Records

    def record(self, layer: Layer, framing: RecordFormat) -> Record:
        source = self.source
        offset = source.position
        size = framing.header_size
        if not self.believes_zeros(layer):
            source.awaited(size)
        octets = source.read(size)
        if len(octets) < size:
            what = "a section" if layer.name == "xapi" else "a record"
            within = f"{what}'s header" if octets else BEFORE_END
            # What is not there is zero to libxl: an END that is cut is one.
            is_end = not octets.strip(b"\0") and framing is formats.LIBXL
            self.stop_cut(layer, within, size, len(octets), is_end=is_end, is_header=True)
        if octets != self.header_octets or layer is not self.header_layer:
            if framing.is_switched:
                header = framing.header(WordStream(octets), None, None, layer.little_endian)
            else:
                header = framing.header(WordStream(octets))
            self.header_octets, self.header_layer, self.header_fields = octets, layer, header
        return Record(layer, framing, offset, self.header_fields)

    def believes_zeros(self, layer: Layer) -> bool:
        """Tell whether an END may come here: in a file that is still written, zeros may wait."""
        if not self.source.may_grow:
            return True
        return not (all_lacking(layer) or checkpoints_before(layer))

    def body(self, record: Record) -> None:
        """Keep a body, as far as bodies are kept, and pass over the rest of the record."""
        length = record.length
        record.octets = octets = self.source.read(min(length, self.most_of(record)))
        record.nth = record.layer.count(record)
        self.kept += len(octets)
        if self.kept > _MOST_GARBAGE:
            # A generated body and its fields point at each other: only the collector frees them.
            self.kept = 0
            gc.collect()
        had = len(octets)
        self.finish(record, had + self.hand_over(record, length - had))
        if record.type_id not in record.framing.names:
            if self.fold:
                self.run(record)
        elif record.framing is formats.LIBXC:
            self.note(record)
        elif record.kind in formats.EMULATOR_STATES:
            record.layer.emulator = record

    def most_of(self, record: Record) -> int:
        """Give how much of a body is kept: more of what names a large guest's frames."""
        is_p2m = self.deep and record.kind == "libxc X86_PV_P2M_FRAMES"
        return _MOST_FRAMES if is_p2m else KEPT_BODY

    def note(self, record: Record) -> None:
        """Note in the layers what a record says of the guest as a whole."""
        layer = record.layer
        if record.type_id == formats.HVM_CONTEXT and not record.nth:
            from xenstream.format import hvm_save  # only where there is one

            has_devices = hvm_save.has_devices(record.octets)
            around: Layer | None = layer
            while around is not None:
                around.has_devices = has_devices
                around = around.parent
        elif record.type_id == formats.CHECKPOINT:
            layer.pause()
        elif record.type_id in formats.VCPU_STATES:
            if layer.vcpus is None:
                from xenstream.walk.vcpus import VcpuCensus  # a PV guest's stream alone has any

                layer.vcpus = VcpuCensus()
            layer.vcpus.add(record)
        elif (
            record.type_id == formats.X86_PV_P2M_FRAMES
            and record.octets
            and record.body is not None
        ):
            layer.last_pfn = max(layer.last_pfn or 0, record.body.end_pfn)

    def run(self, record: Record) -> None:
        """Pass over records of an unknown type that have the same header as the one before."""
        source, framing = self.source, record.framing
        size = framing.header_size
        stride = size + record.length + int(record.header.len_padding)
        header = bytes(self.header_octets)
        while source.peek(size) == header:
            piece = source.ahead(_RUN_PIECE) if stride <= _RUN_PIECE else b""
            count = _alike(piece, header, stride)
            if count:
                source.skip(count * stride)
                record.alike += count
                continue
            had = source.skip(stride)
            if had < stride:
                try:
                    self.stop_cut(record.layer, "the body", record.length, had - size)
                except _StoppedError as stopped:
                    raise _StoppedError(record, *stopped.items) from None
            record.alike += 1
        record.layer.records += record.alike

    def page_data(self, record: Record) -> None:
        """Keep the header of a PAGE_DATA body, count its table, and pass over its pages."""
        source = self.source
        length = record.length
        record.octets = octets = source.read(min(length, formats.PAGE_DATA_HEADER_SIZE))
        had = len(octets)
        if had == formats.PAGE_DATA_HEADER_SIZE:
            little_endian = record.layer.little_endian
            if octets != self.page_data_octets or record.layer is not self.page_data_layer:
                words = WordStream(octets)
                header = formats.PAGE_DATA_HEADER(words, None, None, little_endian)
                self.page_data_octets, self.page_data_layer = octets, record.layer
                self.page_data_header = header
            record._body = self.page_data_header
            len_table = self.page_data_header.len_pfns
            if len_table <= length - had:
                record.census = census = PfnCensus()
                if len_table <= self.kept_table:
                    record.table = table = source.read(len_table)
                    census.add(table, little_endian)
                    record.layer.memory.add(table, little_endian)
                    had += len(table)
                else:
                    for piece in self.pieces(len_table):
                        census.add(piece, little_endian)
                        record.layer.memory.add(piece, little_endian)
                        had += len(piece)
                source.allow(2 * formats.PAGE_SIZE * census.with_contents)
                if self.deep and record.layer.guest_type == formats.PV:
                    had += self.contents(record, had)
                if self.pages is not None:
                    had += self.pages(record, source, length - had)
        self.finish(record, had)

    def may_run(self, record: Record) -> bool:
        """Tell whether PAGE_DATA records like one may be told as one: a deep walk needs pages."""
        census = record.census
        if not record.table or census is None or census.reserved or census.unknown:
            return False
        is_hvm = record.layer.guest_type == formats.HVM
        return not self.deep or (is_hvm and not census.with_contents)

    def alike(self, record: Record) -> Alike:
        """Give what others have in common with a PAGE_DATA record that was read just now."""
        upper = _UPPER_IF_DEEP if self.deep else _UPPER
        beginning = self.header_octets + self.page_data_octets
        return Alike(beginning, record.table, record.layer.little_endian, upper)

    def pass_alike(self, record: Record) -> int:
        """Pass over PAGE_DATA records that differ from the one before in their pfns only.

        Give how many there are, up to _MOST_RUN and to one that the octets may end in.
        """
        source, layer = self.source, record.layer
        if source.end is None or record.header.len_padding:
            return 0
        memory, little_endian = layer.memory, layer.little_endian
        alike, stride = self.alike(record), record.end - record.offset
        size, at = alike.size, alike.size - len(record.table)
        most = min(_MOST_RUN, (source.end - source.position) // stride)
        count = 0
        if stride == size:  # they have no pages, and lie side by side: many are compared at once
            step = -(-_RUN_PIECE // size)
            while count + step <= most:
                octets = source.peek(step * size)
                if not alike.all_fit(octets, step):
                    break
                for begin in range(0, step * size, size):
                    memory.add(octets, little_endian, begin + at, begin + size)
                source.skip(step * size)
                count += step
        while count < most:
            octets = source.peek(size)
            if not alike.fits(octets):
                break
            memory.add(octets, little_endian, at)
            source.skip(stride)
            count += 1
        layer.records += count
        return count

    def pages_alike(self, like: Record) -> Iterator[Record]:
        """Give the PAGE_DATA records that follow one and differ from it in their pfns only.

        Nothing has to be made of their headers.
        """
        source, layer, census, pages = self.source, like.layer, like.census, self.pages
        if source.end is None or census is None or not like.table or like.header.len_padding:
            return
        alike, stride = self.alike(like), like.end - like.offset
        size, at = alike.size, alike.size - len(like.table)
        while source.end - source.position >= stride:
            octets = source.peek(size)
            if not alike.fits(octets):
                return
            record = like.at(source.position, layer.records)
            record.table = table = octets[at:]
            layer.records += 1
            layer.memory.add(table, layer.little_endian)
            source.skip(size)
            source.allow(2 * formats.PAGE_SIZE * census.with_contents)
            had = size - len(self.header_octets)
            if pages is not None:
                had += pages(record, source, like.length - had)
            self.finish(record, had)
            yield record

    def contents(self, record: Record, had: int) -> int:
        """Keep the pages of a PAGE_DATA record, if they are few and as many as they should be."""
        expected = 0 if record.census is None else record.census.with_contents * formats.PAGE_SIZE
        if not record.table or record.length - had != expected or expected > _MOST_CONTENTS:
            return 0
        octets = self.source.read(expected)
        if len(octets) == expected:
            record.contents = octets
        return len(octets)

    def xenstore_data(self, record: Record) -> None:
        """Keep the beginning of a device model's xenstore keys, and count their strings."""
        length = record.length
        record.octets = octets = self.source.read(min(length, KEPT_BODY))
        record.nth = record.layer.count(record)
        had = len(octets)
        record.strings = strings = StringCensus()
        strings.add(octets[formats.EMULATOR_HEADER_SIZE :])
        for piece in self.pieces(length - had):
            strings.add(piece)
            had += len(piece)
            if self.beyond is not None:
                self.beyond(record, piece)
        self.finish(record, had)

    def hand_over(self, of: Record | Configuration, left: int) -> int:
        """Hand on what a body has beyond what is kept, if it is wanted; give how much it was."""
        had = 0
        if left and self.beyond is not None:
            for piece in self.pieces(left):
                self.beyond(of, piece)
                had += len(piece)
        return had

    def pieces(self, size: int) -> Iterator[bytes]:
        """Give the next `size` octets in pieces of a bounded size, fewer at the end."""
        while size:
            piece = self.source.read(min(size, _TABLE_PIECE))
            if not piece:
                return
            yield piece
            size -= len(piece)

    def finish(self, record: Record, had: int) -> None:
        """Pass over what is left of a body of which `had` octets are read, and its padding."""
        source = self.source
        length = record.length
        if had < length:
            had += source.skip(length - had)
            if had < length:
                is_end = record.framing is formats.LIBXL and record.type_id == formats.END
                self.stop_cut(record.layer, "the record's body", length, had, record, is_end=is_end)
        len_padding = record.header.len_padding
        if len_padding:
            record.padding = padding = source.read(len_padding)
            if len(padding) < len_padding:
                had, is_end = len(padding), record.framing is formats.LIBXL
                self.stop_cut(
                    record.layer, "the record's padding", len_padding, had, record, is_end=is_end
                )


def _zeros_in(octets: bytes) -> int:
    """Give how many zeros some octets begin with."""
    return len(octets) - len(octets.lstrip(b"\0"))


def _alike(octets: bytes, header: bytes, stride: int) -> int:
    """Give how many whole records in a run of octets have the same header."""
    count = len(octets) // stride
    for at, octet in enumerate(header):
        column = octets[at : count * stride : stride]
        count = min(count, len(column) - len(column.lstrip(bytes([octet]))))
    return count
