"""A stream in one screen: what it is, who saved it, the domain, the layers, memory, devices."""

from __future__ import annotations

import textwrap

from xenstream.format import formats
from xenstream.memory.ranges import Ranges
from xenstream.memory.tables import LEVELS, RESERVED, WITHOUT_CONTENTS, XALLOC, runs
from xenstream.report.text import TextReport, escape
from xenstream.walk.walker import Configuration, Cut, Header, Record, Rest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.judge.judge import Report
    from xenstream.walk.walker import Item, Layer

_NARROWEST = 40
_LABEL = 12
_MOST_LAYERS = 12
_MOST_MODELS = 8
_MOST_SECTIONS = 64
_LONGEST = 200


class Overview:
    """Takes note of the items of a walk, and gives lines on them in the end.

    It reads no page and builds no tree, and keeps a bounded amount.
    """

    def __init__(self) -> None:
        self._layers: list[_Span] = []
        self._span: _Span | None = None
        self._kinds: dict[int, int] = {}
        self._sent = Ranges()
        self._resent = 0
        self._policy: dict[str, Record] = {}
        self._models: list[str] = []
        self._models_left_out = 0
        self._verify = False
        self._end = 0
        self._noted: list[str] = []

    def see(self, item: Item, position: int, end: int | None) -> None:  # noqa: ARG002
        """Take note of an item."""
        self._end = position
        if isinstance(item, Record):
            self._record(item)
        elif isinstance(item, (Header, Configuration)):
            self._enter(item.layer, item.offset)
        elif isinstance(item, Rest):
            self._noted.append(f"{item.length} octets after the last END")
        elif isinstance(item, Cut):
            self._noted.append(f"cut at 0x{item.offset:x}, within {item.within}")

    def _enter(self, layer: Layer, offset: int) -> _Span | None:
        for span in self._layers:
            if span.layer is layer:
                return span
        if len(self._layers) >= _MOST_LAYERS:
            return None
        span = _Span(layer, offset)
        self._layers.append(span)
        return span

    def _record(self, record: Record) -> None:
        span = self._span
        if span is None or span.layer is not record.layer:
            span = self._span = self._enter(record.layer, record.offset)
        if span is not None:
            span.records += 1
            span.last = record
        if record.census is not None:
            self._pages(record)
        elif record.name in _POLICIES:
            self._policy.setdefault(record.name, record)
        elif record.kind == "libxc VERIFY":
            self._verify = True
        elif record.kind == "libxl EMULATOR_CONTEXT":
            self._model(record)

    def _pages(self, record: Record) -> None:
        kinds, sent = self._kinds, self._sent
        for pfn, count, kind in runs(record.table, record.layer.little_endian):
            kinds[kind] = kinds.get(kind, 0) + count
            if kind not in WITHOUT_CONTENTS:
                if pfn < sent.end:
                    for begin, end in sent.overlapping(pfn, pfn + count):
                        self._resent += end - begin
                sent.add(pfn, pfn + count)

    def _model(self, record: Record) -> None:
        from xenstream.report.describe import describe

        if len(self._models) >= _MOST_MODELS:
            self._models_left_out += 1
            return
        self._models.append(describe(record) or "")

    # What is said in the end.

    def lines(self, report: Report, width: int, color: bool) -> Iterator[str]:
        """Give the lines, the verdict's last."""
        width = max(width, _NARROWEST)
        for label, said in self._said(report):
            yield from _wrapped(label, said, width)
        yield from self._tell_layers(width)
        yield from TextReport(color).lines(report)

    def _said(self, report: Report) -> Iterator[tuple[str, str]]:
        guest, domain = report.guest, report.domain
        if guest is not None:
            xen = f"Xen {guest.xen_version}" if guest.xen_version else "a converter"
            toolstack = {"xl": "xl", "libvirt": "libvirt", "xapi": "xapi"}.get(report.format or "")
            by = f"{xen}, through {toolstack}" if toolstack else xen
            yield "saved by", by
        cpu = self._cpu()
        if cpu:
            yield "processor", cpu
        if domain is not None:
            if domain.name:
                yield "domain", f'"{escape(domain.name[:_LONGEST])}"'
            if domain.uuid:
                yield "uuid", escape(domain.uuid[:_LONGEST])
        kind = [] if guest is None else [guest.type]
        if domain is not None and domain.type:
            kind.append(f"({domain.type})")
        vcpus = guest.vcpus if guest is not None else None
        if vcpus is not None:
            most = domain.vcpus if domain is not None else None
            kind.append(f"{vcpus} vcpu{'' if vcpus == 1 else 's'} with state")
            if most is not None and most != vcpus:
                kind.append(f"of {most}")
        if kind:
            yield "guest", " ".join(kind)
        yield from self._memory(report)
        if report.checkpoints:
            yield "checkpoints", f"{report.checkpoints} complete"
        for model in self._models:
            yield "device model", escape(model)
        if self._models_left_out:
            yield "", f"and {self._models_left_out} more"
        for noted in self._noted:
            yield "note", noted

    def _memory(self, report: Report) -> Iterator[tuple[str, str]]:
        parts = []
        guest = report.guest
        if guest is not None and guest.memory_kib is not None:
            parts.append(f"{_mib(guest.memory_kib * 1024)} configured")
        if report.pages:
            parts.append(f"{_mib(report.pages * formats.PAGE_SIZE)} of contents")
        about = "about " if self._sent.bridged else ""
        for name, count in (
            (f"{about}resent", self._resent),
            ("page tables", sum(self._kinds.get(kind, 0) for kind in LEVELS)),
            ("allocated without contents", self._kinds.get(XALLOC, 0)),
            ("of reserved types", sum(self._kinds.get(kind, 0) for kind in RESERVED)),
        ):
            if count:
                parts.append(f"{_mib(count * formats.PAGE_SIZE)} {name}")
        if self._verify:
            parts.append("all sent once more after VERIFY")
        if parts:
            yield "memory", ", ".join(parts)

    def _cpu(self) -> str:
        record = self._policy.get("X86_CPUID_POLICY")
        if record is None or record.body is None:
            return ""
        from xenstream.contents.cpu_names import describe

        return escape(describe(record))

    def _tell_layers(self, width: int) -> Iterator[str]:
        if not self._layers:
            return
        rows = [("layer", "offset", "octets", "records")]
        for span in self._layers:
            end = self._end_of(span)
            path = span.layer.path
            version = f" v{span.layer.version}" if span.layer.version else ""
            rows.append(
                (
                    f"{path}{version}",
                    f"0x{span.offset:x}",
                    str(end - span.offset),
                    str(span.records or "-"),
                )
            )
        sizes = [max(len(row[at]) for row in rows) for at in range(4)]
        for row in rows:
            said = f"{row[0]:<{sizes[0]}}"
            for cell, size in zip(row[1:], sizes[1:]):
                said += f"  {cell:>{size}}"
            yield said if len(said) <= width else f"{said[: width - 3]}..."

    def _end_of(self, span: _Span) -> int:
        """Give where a layer ends: where the last in it does."""
        within = [one.end for one in self._layers if one.layer.path.startswith(span.layer.path)]
        return max([span.end, *within]) or self._end


_POLICIES = ("X86_CPUID_POLICY", "X86_MSR_POLICY")


class _Span:
    """A layer: where it begins and ends, and its records."""

    def __init__(self, layer: Layer, offset: int) -> None:
        self.layer = layer
        self.offset = offset
        self.last: Record | None = None
        self.records = 0

    @property
    def end(self) -> int:
        """Where the last of its records ends."""
        return self.offset if self.last is None else self.last.end


def _mib(octets: int) -> str:
    if octets < 1 << 20:
        return f"{octets >> 10} KiB"
    mib = octets / (1 << 20)
    return f"{mib:.0f} MiB" if mib >= 10 or mib == int(mib) else f"{mib:.1f} MiB"


def _wrapped(label: str, said: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        said,
        width,
        initial_indent=f"{label:<{_LABEL}} ",
        subsequent_indent=" " * (_LABEL + 1),
        break_on_hyphens=False,
    ) or [label]
