"""What libxenguest knows at each point of the restore of a libxc stream.

Sources: tools/libs/guest/xg_sr_restore.c, xg_sr_restore_x86_pv.c and xg_sr_restore_x86_hvm.c.
"""

from __future__ import annotations

from contextlib import suppress

from xenstream.format import formats
from xenstream.restore.budget import RECORD, Budget
from xenstream.restore.cpu_policy import GuestKind
from xenstream.restore.frames import Frames
from xenstream.restore.hvm_params import Params
from xenstream.restore.pages import PAGE_SIZE, PFN_MASK, TABLE_TYPES, Ascent, Pages, words_of
from xenstream.restore.policy import LONGEST_POLICY
from xenstream.restore.starts import Starts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator
    from typing import Callable

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.policies import Policy
    from xenstream.restore.starts import StartInfo
    from xenstream.restore.versions import Version
    from xenstream.walk.walker import Layer, Record

EXTENDED = "libxc X86_PV_VCPU_EXTENDED"
XSAVE = "libxc X86_PV_VCPU_XSAVE"
MSRS = "libxc X86_PV_VCPU_MSRS"
_HEADER_SIZE = formats.PAGE_DATA_HEADER_SIZE


class Restoring:
    """The state, which `see` moves on by a record that was accepted."""

    def __init__(self, layer: Layer, budget: Budget | None = None) -> None:
        """Begin with the stream whose image header was read; `budget` is what may be kept of it."""
        self.layer = layer
        self._budget = Budget() if budget is None else budget
        self.seen_static_data_end = False
        self.pv_info: Record | None = None
        self.width = 8
        """Octets of a PV guest's word: the host's until X86_PV_INFO tells."""
        self.levels = 4
        self.max_pfn = 0
        self.p2m_frames = Frames(self._budget)
        self.pages = Pages(self._budget)
        """Of a PV guest."""
        self._ascent = Ascent()
        self._starts = Starts()
        self.basics: dict[int, Record] = {}
        """The last X86_PV_VCPU_BASIC with contents of each vcpu."""
        self.others: dict[str, dict[int, Record]] = {kind: {} for kind in (EXTENDED, XSAVE, MSRS)}
        """By their kind: the last record with contents of each vcpu."""
        self.cpuid: Record | None = None
        self.msrs: Record | None = None
        self.applied_policy: Policy | None = None
        """The CPU policy that came before the end of the static data: what came later is unused."""
        self.hvm_context: Record | None = None
        self.hvm_params = Params()
        self.shared_info: Record | None = None
        self.has_unread_pages = False
        """Whether some record, or some of its pages or frames, could not be looked into."""

    def domain_on(self, xen: Version) -> DomainConfig | None:
        """Give what the configuration around the stream says to a Xen."""
        configuration = self.layer.configuration
        if configuration is None:
            return None
        from xenstream.restore.libxl_config import domain_on  # only where there is one

        return domain_on(configuration, xen)

    def vcpus_on(self, xen: Version) -> int | None:
        """Give how many vcpus the domain is made with, by default 1; None if nothing tells."""
        domain = self.domain_on(xen)
        if domain is None or domain.type is None:
            return None
        return domain.vcpus or 1

    @property
    def is_pv(self) -> bool:
        """Whether the stream is of a PV guest."""
        return self.layer.guest_type == formats.PV

    def guest_on(self, xen: Version) -> GuestKind:
        """Give what of the domain bears on the CPU policy that it can have."""
        kind = GuestKind(is_hvm=not self.is_pv, is_32bit=self.width == 4)
        domain, configuration = self.domain_on(xen), self.layer.configuration
        if domain is None or domain.type is None or configuration is None:
            return kind
        # What xl's configuration does not ask for, libxl leaves out; libvirt has it elsewhere.
        nested = False if configuration.kind == "xl configuration" else None
        if domain.has_nested_virt is not None:
            nested = domain.has_nested_virt
        return kind._replace(has_hap=domain.has_hap, has_nested_virt=nested)

    def is_pvh_on(self, xen: Version) -> bool:
        """Tell whether the domain is made without the devices of a PC."""
        domain = self.domain_on(xen)
        return domain is not None and domain.type == "pvh"

    @property
    def frames_per_page(self) -> int:
        """How many entries of the p2m a page holds."""
        return PAGE_SIZE // self.width

    def least_populated(self) -> int:
        """Count the pages that are known to have memory: there may be more."""
        return self.pages.count_populated() if self.is_pv else self._ascent.pages

    def may_have_missed(self, pfn: int) -> bool:
        """Tell whether a page of which nothing is known may be in a record that was not kept."""
        return self.has_unread_pages and not self.pages.is_populated(pfn)

    def infers_static_data_end(self) -> bool:
        """Tell whether the record at hand stands for STATIC_DATA_END, as in version 2."""
        return self.layer.version < 3 and not self.seen_static_data_end

    def see(self, record: Record) -> None:
        """Take a record into account, after it was judged."""
        take = _TAKES.get(record.kind)
        if take is not None:
            take(self, record)

    def _static_data_end(self, _: Record) -> None:
        if self.seen_static_data_end:
            return
        self.seen_static_data_end = True
        octets = [b"" if one is None else one.octets for one in (self.cpuid, self.msrs)]
        if any(octets) and max(map(len, octets)) <= LONGEST_POLICY:
            from xenstream.contents.policies import of_bodies  # only where there is a policy

            with suppress(ValueError):  # it was told at the record
                self.applied_policy = of_bodies(*octets)

    def _page_data(self, record: Record) -> None:
        if self.infers_static_data_end():
            self._static_data_end(record)
        if record.census is None:
            return
        if not self.is_pv:
            self._ascent.see(record.table, record.census.with_contents)
            return
        if not record.table:
            self.has_unread_pages = True
            return
        self.pages.describe(words_of(record.table), self.max_pfn)
        self.has_unread_pages |= self.pages.is_full
        if record.census.with_contents and not record.contents:
            self.has_unread_pages = True
        for index, pfn, kind in contents_of(record):
            page = record.contents[index * PAGE_SIZE : (index + 1) * PAGE_SIZE]
            if kind & 7 in TABLE_TYPES:
                for _, frame in present_entries(page):
                    if frame <= self.max_pfn:
                        self.pages.populate(frame)
            elif kind == 0:
                self._starts.see(pfn, page, self.width)

    def start_info(self, pfn: int) -> StartInfo | None:
        """Give what a page names that a vcpu calls the start_info, None if it was not kept."""
        found = self._starts.get(pfn)
        return found if found is not None and (any(found) or not self.has_unread_pages) else None

    def _pv_info(self, record: Record) -> None:
        if self.pv_info is None and record.length >= formats.X86_PV_INFO_SIZE:
            self.pv_info = record
            width, levels = record.body.guest_width, record.body.num_pt_levels
            if (width, levels) in ((4, 3), (8, 4)):
                self.width, self.levels = width, levels

    def _p2m_frames(self, record: Record) -> None:
        if self.infers_static_data_end():
            self._static_data_end(record)
        body = record.body
        if body is None or body.start_pfn > body.end_pfn:
            return
        per_page = self.frames_per_page
        count = body.end_pfn // per_page - body.start_pfn // per_page + 1
        if record.length != _P2M_HEADER_SIZE + 8 * count:
            return  # it was told, and Xen has stopped
        self.max_pfn = max(self.max_pfn, body.end_pfn)
        self.has_unread_pages |= len(record.octets) < record.length
        first = body.start_pfn // self.frames_per_page
        pfns = words_of(record.octets[_P2M_HEADER_SIZE:])
        self.has_unread_pages |= not self.p2m_frames.add(record, first, pfns, _P2M_HEADER_SIZE)

    def _basic(self, record: Record) -> None:
        self._vcpu(self.basics, record)

    def _other(self, record: Record) -> None:
        self._vcpu(self.others[record.kind], record)

    def _vcpu(self, records: dict[int, Record], record: Record) -> None:
        """Keep a vcpu's state in the place of an earlier one, as far as there is room."""
        if record.length <= formats.VCPU_HEADER_SIZE:
            return
        vcpu_id: int = record.body.vcpu_id
        before = records.pop(vcpu_id, None)
        if before is not None:
            self._budget.give(RECORD + len(before.octets))
        if self._budget.take(RECORD + len(record.octets)):
            records[vcpu_id] = record.without_parsed()
        else:
            self.has_unread_pages = True

    # Of each of these there is one, of 1 MiB at most.

    def _cpuid(self, record: Record) -> None:
        self.cpuid = record

    def _msrs(self, record: Record) -> None:
        self.msrs = record

    def _hvm_params(self, record: Record) -> None:
        if not self.is_pv:
            self.hvm_params.take(record, is_pvh_on=self.is_pvh_on)

    def _hvm_context(self, record: Record) -> None:
        self.hvm_context = record

    def _shared_info(self, record: Record) -> None:
        self.shared_info = record


_P2M_HEADER_SIZE = 8

_TAKES: dict[str, Callable[[Restoring, Record], None]] = {
    "libxc STATIC_DATA_END": Restoring._static_data_end,
    "libxc PAGE_DATA": Restoring._page_data,
    "libxc X86_PV_INFO": Restoring._pv_info,
    "libxc X86_PV_P2M_FRAMES": Restoring._p2m_frames,
    "libxc X86_PV_VCPU_BASIC": Restoring._basic,
    "libxc X86_PV_VCPU_EXTENDED": Restoring._other,
    "libxc X86_PV_VCPU_XSAVE": Restoring._other,
    "libxc X86_PV_VCPU_MSRS": Restoring._other,
    "libxc X86_CPUID_POLICY": Restoring._cpuid,
    "libxc X86_MSR_POLICY": Restoring._msrs,
    "libxc HVM_PARAMS": Restoring._hvm_params,
    "libxc HVM_CONTEXT": Restoring._hvm_context,
    "libxc SHARED_INFO": Restoring._shared_info,
}


def contents_of(record: Record) -> Iterator[tuple[int, int, int]]:
    """Give the index among the pages, the pfn and the type of each page that was kept."""
    if not record.contents:
        return
    index = 0
    for word in words_of(record.table):
        kind = word >> 60
        if kind not in (0xD, 0xE, 0xF):
            yield index, word & PFN_MASK, kind
            index += 1


def present_entries(page: bytes) -> Iterator[tuple[int, int]]:
    """Give the index and the frame of each entry of a page table that is present."""
    words: array[int] = words_of(page)
    for index, word in enumerate(words):
        if word & 1:
            yield index, word >> 12 & (1 << 40) - 1
