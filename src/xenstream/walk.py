"""One pass over a stream, in bounded memory: octets in, headers and records out, in order.

The walk frames; it judges nothing. It gives what it finds as items, each with its absolute offset
and its path through the containers, and says where a stream ends too early. It builds the
generated types one record at a time and never reads the contents of a page.
"""

from __future__ import annotations

from xenstream import formats
from xenstream.census import PfnCensus, StringCensus
from xenstream.fields import Shape, WordStream
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Callable, Union

    from xenstream.fields import Fields, WrongMagic
    from xenstream.formats import RecordFormat
    from xenstream.source import Source

KEPT_BODY = 1 << 20
"""Octets of a body that are kept at most; what is beyond is counted and passed over."""

_LIKE = 0.5  # of the magic's octets

BEFORE_END = "the records, before END"
"""What a stream ends in where all its records are whole."""

_TABLE_PIECE = 1 << 16


class Layer:
    """One format in the nest: its name, its path, and what its headers said."""

    def __init__(self, name: str, parent: Layer | None) -> None:
        self.name = name
        """xl, libxl or libxc."""
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

    def offset_of(self, field: str) -> int:
        """Give the absolute offset of a field."""
        return self.offset + self.shape.offset_of(field, self.octets)


class Record:
    """A record: its header, as much of its body as is kept, and counts over the rest."""

    octets = b""
    """The body, at most KEPT_BODY octets of it; of PAGE_DATA its header."""
    table = b""
    """Of PAGE_DATA: the table of pfns, where it has at most 8192 entries."""
    census: PfnCensus | None = None
    """Of PAGE_DATA: what its table says, where the body has room for it."""
    strings: StringCensus | None = None
    """Of EMULATOR_XENSTORE_DATA: what follows the emulator's header."""
    padding = b""
    _body: Fields = None

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
        if self._body is None:
            shape = self._body_shape()
            if shape is not None:
                try:
                    self._body = shape.build(self.octets)
                except EOFError:
                    return None
        return self._body

    @property
    def pfns(self) -> Fields:
        """The generated type of a PAGE_DATA record's table, with its `entries`."""
        return Shape(formats.PFN_TABLE, (self.layer.little_endian,)).build(self.table)

    def offset_of(self, field: str) -> int:
        """Give the absolute offset of a field of the record's header, or of the body's beginning.

        Raises:
            KeyError: there is no such field.

        """
        header = self._header_shape()
        candidates = [(self.offset, header, bytes(header.size()))]
        body = self._body_shape()
        if body is not None:
            candidates.append((self.body_offset, body, self.octets))
            inner = getattr(self.body, "header", None)
            if inner is not None:
                shape = Shape(type(inner), (), body.endianness)
                candidates.append((self.body_offset, shape, self.octets))
        for offset, shape, octets in candidates:
            begins = shape.begins(octets)
            if field in begins:
                return offset + begins[field]
        raise KeyError(field)

    def _header_shape(self) -> Shape:
        return Shape(self.framing.header, (), (self.layer.little_endian,))

    def _body_shape(self) -> Shape | None:
        kind = self.framing.bodies.get(self.type_id)
        return None if kind is None else Shape(kind, (), (self.layer.little_endian,))


class Configuration(NamedTuple):
    """xl's optional data, which holds the domain's configuration."""

    layer: Layer
    offset: int
    length: int
    octets: bytes
    """At most KEPT_BODY of them."""
    kind: str = "xl configuration"

    def text(self) -> bytes | None:
        """Give the configuration without its NUL, None where there is none, or no whole one."""
        try:
            data = formats.xl_optional_data(self.layer.little_endian).build(self.octets)
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
    kind: str = "cut"


class Rest(NamedTuple):
    """Octets after the last END."""

    layer: Layer
    offset: int
    length: int
    kind: str = "rest"


if TYPE_CHECKING:
    Item = Union[Header, Record, Configuration, Cut, Rest]


def walk(source: Source, form: str, *, heed_endianness: bool = True) -> Iterator[Item]:
    """Give the items of a stream of format `form` (xl, libxl, libxc), in order.

    Where `heed_endianness` is false, everything is read as little-endian whatever a header says,
    as Xen's verifier does on x86.

    Raises:
        OSError: the source cannot be read.

    """
    return _Walker(source, heed_endianness).stream(form)


class _StoppedError(Exception):
    """Nothing more can be framed."""

    def __init__(self, cut: Cut | None = None) -> None:
        super().__init__()
        self.cut = cut


class _Walker:
    def __init__(self, source: Source, heed_endianness: bool) -> None:
        self.source = source
        self.heed_endianness = heed_endianness

    def stream(self, form: str) -> Iterator[Item]:
        layer = Layer(form, None)
        try:
            yield from {"xl": self.xl, "libxl": self.libxl, "libxc": self.libxc}[form](layer)
        except _StoppedError as stopped:
            if stopped.cut is not None:
                yield stopped.cut
            return
        source = self.source
        if source.end is not None and source.position < source.end:
            yield Rest(layer, source.position, source.end - source.position)

    # The formats, each from its first header to its END.

    def xl(self, layer: Layer) -> Iterator[Item]:
        preamble = self.header("xl preamble", layer, formats.XL_PREAMBLE)
        if self.heed_endianness:
            layer.little_endian = preamble.fields.is_le
        yield preamble
        self.stop_unless_magic(preamble)
        header = self.header("xl header", layer, formats.xl_fields(layer.little_endian))
        yield header
        yield self.configuration(layer, header.fields.len_optional_data)
        if header.fields.has_stream_v2:
            yield from self.libxl(Layer("libxl", layer))
        else:
            yield from self.libxc(Layer("libxc", layer))

    def libxl(self, layer: Layer) -> Iterator[Item]:
        header = self.header("libxl header", layer, formats.LIBXL_HEADER)
        self.take_endianness(header, formats.LIBXL.header, formats.LIBXL.names.__contains__)
        yield header
        self.stop_unless_magic(header)
        framing = formats.LIBXL
        while True:
            record = self.record(layer, framing)
            if record.type_id == formats.XENSTORE_DATA:
                self.xenstore_data(record)
            else:
                self.body(record)
            yield record
            if record.type_id == formats.LIBXC_CONTEXT:
                yield from self.libxc(Layer("libxc", layer))
            elif record.type_id == formats.END:
                return

    def libxc(self, layer: Layer) -> Iterator[Item]:
        header = self.header("image header", layer, formats.IMAGE_HEADER)
        self.take_endianness(header, formats.DOMAIN_HEADER, formats.names_domain_type)
        yield header
        self.stop_unless_magic(header)
        yield self.header("domain header", layer, formats.domain_header(layer.little_endian))
        framing = formats.LIBXC
        while True:
            record = self.record(layer, framing)
            if record.type_id == formats.PAGE_DATA:
                self.page_data(record)
            else:
                self.body(record)
            yield record
            if record.type_id == formats.END:
                return

    # Headers

    def header(self, kind: str, layer: Layer, shape: Shape) -> Header:
        offset, size = self.source.position, shape.size()
        octets = self.source.read(size)
        if len(octets) < size:
            within = "the xl header" if kind == "xl preamble" else f"the {kind}"
            raise _StoppedError(Cut(layer, self.source.position, within, size, len(octets)))
        return Header(kind, layer, offset, octets, shape)

    def stop_unless_magic(self, header: Header) -> None:
        """Stop where a header has hardly anything of its magic: what follows is no stream."""
        if header.is_foreign:
            raise _StoppedError

    def take_endianness(self, header: Header, kind: type, named: Callable[[int], bool]) -> None:
        """Find how the layer is to be read: as its flag says, unless only the other way fits.

        What follows the header has a type in its first field: `kind` is it, `named` tells which
        of its types have a name.
        """
        layer = header.layer
        layer.version = header.fields.version
        if not self.heed_endianness:
            return
        layer.little_endian = flag = header.fields.is_le
        following = {endian: Shape(kind, (), (endian,)) for endian in (True, False)}
        size = following[flag].size()
        octets = self.source.peek(size)
        if len(octets) < size:
            return
        fits = {endian: named(shape.build(octets).type_id) for endian, shape in following.items()}
        if not fits[flag] and fits[not flag]:
            layer.little_endian = not flag
            layer.flag_fits = False

    def configuration(self, layer: Layer, length: int) -> Configuration:
        offset = self.source.position
        octets = self.source.read(min(length, KEPT_BODY))
        had = len(octets) + self.source.skip(length - len(octets))
        if had < length:
            within = "the optional data of the xl header"
            raise _StoppedError(Cut(layer, self.source.position, within, length, had))
        return Configuration(layer, offset, length, octets)

    # Records

    def record(self, layer: Layer, framing: RecordFormat) -> Record:
        source = self.source
        offset = source.position
        octets = source.read(formats.RECORD_HEADER_SIZE)
        if len(octets) < formats.RECORD_HEADER_SIZE:
            within = "a record's header" if octets else BEFORE_END
            cut = Cut(layer, source.position, within, formats.RECORD_HEADER_SIZE, len(octets))
            raise _StoppedError(cut)
        header = framing.header(WordStream(octets), None, None, layer.little_endian)
        return Record(layer, framing, offset, header)

    def body(self, record: Record) -> None:
        """Keep a body, as far as bodies are kept, and pass over the rest of the record."""
        length = record.length
        record.octets = octets = self.source.read(min(length, KEPT_BODY))
        self.finish(record, len(octets))

    def page_data(self, record: Record) -> None:
        """Keep the header of a PAGE_DATA body, count its table, and pass over its pages."""
        source = self.source
        length = record.length
        record.octets = octets = source.read(min(length, formats.PAGE_DATA_HEADER_SIZE))
        had = len(octets)
        if had == formats.PAGE_DATA_HEADER_SIZE:
            little_endian = record.layer.little_endian
            words = WordStream(octets)
            record._body = header = formats.PAGE_DATA_HEADER(words, None, None, little_endian)
            len_table = header.len_pfns
            if len_table <= length - had:
                record.census = census = PfnCensus()
                if len_table <= _TABLE_PIECE:
                    record.table = table = source.read(len_table)
                    census.add(table, little_endian)
                    had += len(table)
                else:
                    for piece in self.pieces(len_table):
                        census.add(piece, little_endian)
                        had += len(piece)
        self.finish(record, had)

    def xenstore_data(self, record: Record) -> None:
        """Keep the beginning of a device model's xenstore keys, and count their strings."""
        length = record.length
        record.octets = octets = self.source.read(min(length, KEPT_BODY))
        had = len(octets)
        record.strings = strings = StringCensus()
        strings.add(octets[formats.EMULATOR_HEADER_SIZE :])
        for piece in self.pieces(length - had):
            strings.add(piece)
            had += len(piece)
        self.finish(record, had)

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
                cut = Cut(record.layer, source.position, "the body", length, had, record)
                raise _StoppedError(cut)
        len_padding = record.header.len_padding
        if len_padding:
            record.padding = padding = source.read(len_padding)
            if len(padding) < len_padding:
                had = len(padding)
                cut = Cut(record.layer, source.position, "the padding", len_padding, had, record)
                raise _StoppedError(cut)
