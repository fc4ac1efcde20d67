"""What a stream says of its guest."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Configuration, Header, Record

_MOST_VCPUS = 1 << 13  # XEN_LEGACY_MAX_VCPUS is far below; a hostile stream names more


class Guest(NamedTuple):
    """The guest, as far as its stream tells."""

    type: str
    """x86 PV or x86 HVM (PVH guests too), or the number of another type."""
    xen_version: str | None
    """The Xen that saved it, as in 4.17; None in a stream converted from a legacy one."""
    vcpus: int | None
    """vcpus that the stream has state for, None where it has none."""
    memory_kib: int | None
    """The memory that xl's configuration gives it, in KiB; None without one."""


class GuestWatch:
    """Gathers what the items of a walk say of the guest."""

    def __init__(self) -> None:
        self._type: str | None = None
        self._xen_version: str | None = None
        self._vcpu_ids: set[int] = set()
        self._memory_kib: int | None = None
        self._notices = {
            "domain header": self._domain_header,
            "xl configuration": self._configuration,
            "libvirt configuration": self._configuration,
            "libxc X86_PV_VCPU_BASIC": self._vcpu_basic,
            "libxc HVM_CONTEXT": self._hvm_context,
        }

    def see(self, item: AnyItem) -> None:
        """Take note of an item."""
        notice = self._notices.get(item.kind)
        if notice is not None:
            notice(item)

    def guest(self) -> Guest | None:
        """Give what was seen, None if no domain header was."""
        if self._type is None:
            return None
        return Guest(self._type, self._xen_version, len(self._vcpu_ids) or None, self._memory_kib)

    def _domain_header(self, item: Any) -> None:
        header: Header = item
        fields = header.fields
        self._type = formats.domain_type_name(fields.type_id)
        if fields.xen_major:
            self._xen_version = f"{fields.xen_major}.{fields.xen_minor}"

    def _configuration(self, item: Any) -> None:
        configuration: Configuration = item
        from xenstream.contents.configuration import domain_of  # only where there is one

        self._memory_kib = domain_of(configuration).memory_kib

    def _vcpu_basic(self, item: Any) -> None:
        record: Record = item
        if record.body is not None:
            self._add(record.body.vcpu_id)

    def _hvm_context(self, item: Any) -> None:
        record: Record = item
        del self._notices[record.kind]  # one is enough, and a hostile stream may hold many
        from xenstream.format import hvm_save  # only where there is one

        for vcpu_id in hvm_save.vcpus(record.octets):
            self._add(vcpu_id)

    def _add(self, vcpu_id: int) -> None:
        if len(self._vcpu_ids) < _MOST_VCPUS:
            self._vcpu_ids.add(vcpu_id)
