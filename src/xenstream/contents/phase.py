"""In which phase of a save a stream breaks off, and what that means for the guest.

A sender writes static data, then the memory (in a live migration again and again, while the guest
runs), then suspends the guest and writes what changed last, its state, and the device model's.

Sources: save() in xg_sr_save.c in Xen's tools/libs/guest, and libxl_stream_write.c.
"""

from __future__ import annotations

from xenstream.format import formats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Layer, Record

_KIB_PER_PAGE = formats.PAGE_SIZE >> 10
_OF_MEMORY = (formats.PAGE_DATA, formats.VERIFY, formats.CHECKPOINT)
_STATE = frozenset(formats.LIBXC.names) - {*formats.STATIC_DATA, *_OF_MEMORY, formats.END}


def phase_of(layer: Layer, record: Record | None, memory_kib: int | None) -> str | None:
    """Say in which phase a stream ends in `layer`, perhaps within `record`; None before its guest.

    `memory_kib` is the guest's memory by its configuration, where that is known.
    """
    if layer.guest_type is None:
        return None
    if layer.name != "libxc":
        if layer.within is None or not _has_state(_innermost(layer)):
            return None
        return "in the device model's state; memory and state of the guest, suspended, are whole"
    cut_type = None if record is None else record.type_id
    if _has_state(layer) or cut_type in _STATE:
        sent = layer.memory.sent - layer.memory.again
        memory = f"after all of its memory ({sent} pfns)"
        return f"in the state of the guest, which was suspended, {memory}"
    if not layer.memory.records and cut_type not in _OF_MEMORY:
        return "in the static data, before any memory; the guest was not suspended for it"
    return f"in the memory, {_memory(layer, memory_kib)}"


def _innermost(layer: Layer) -> Layer:
    while layer.within is not None:
        layer = layer.within
    return layer


def _has_state(layer: Layer) -> bool:
    return any(map(layer.seen, _STATE))


def _memory(layer: Layer, memory_kib: int | None) -> str:
    memory = layer.memory
    sent = memory.sent - memory.again
    total = ""
    if layer.last_pfn is not None:
        total = f" of {layer.last_pfn + 1}"
    elif memory_kib and sent <= memory_kib // _KIB_PER_PAGE:  # more where holes are named, too
        total = f" of about {memory_kib // _KIB_PER_PAGE}"
    if memory.again:
        return (
            f"{sent}{total} pfns sent and {memory.again} sent again, while the guest ran:"
            " it was never suspended, as far as the stream tells"
        )
    return (
        f"{sent}{total} pfns sent, none again:"
        " a live migration had not suspended the guest yet, xl save suspends it first"
    )
