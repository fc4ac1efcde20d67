"""What a layer must still bring before its END is believed.

A run of zeros reads as END, in libxc, in libxl and in no other format: type 0, length 0. So an END
alone does not tell that a stream is whole. Every Xen since 4.6 writes these records, and the guest
cannot go on without them.

Sources: xg_sr_save_x86_hvm.c and xg_sr_save_x86_pv.c in Xen's tools/libs/guest, and
libxl_stream_write.c in tools/libs/light.
"""

from __future__ import annotations

from xenstream.format import formats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.walk.walker import Layer

_OF_GUEST = {
    formats.HVM: (formats.HVM_CONTEXT, formats.HVM_PARAMS),
    formats.PV: (formats.X86_PV_VCPU_BASIC, formats.SHARED_INFO),
}


def lacking(layer: Layer) -> tuple[str, ...]:
    """Give the names of the records that a layer has not had, and without which it is not whole.

    Of libxl and xapi it is the device model's state, where the guest was saved with the devices of
    a PC; what the libxc stream in them lacks is asked of that.
    """
    if layer.name == "libxc":
        wanted = _OF_GUEST.get(layer.guest_type or 0, ())
        return tuple(formats.LIBXC.name(one) for one in wanted if not layer.seen(one))
    if layer.name == "libxl" and layer.within is None:
        return (formats.LIBXL.name(formats.LIBXC_CONTEXT),)
    if layer.name == "libxl" and layer.has_devices and not layer.seen(formats.EMULATOR_CONTEXT):
        return (formats.LIBXL.name(formats.EMULATOR_CONTEXT),)
    if layer.name == "xapi" and layer.has_devices:
        from xenstream.format import wrappers

        if not any(map(layer.seen, wrappers.XAPI_EMULATORS)):
            return ("QEMU_TRAD",)
    return ()


def unwritten(layer: Layer) -> tuple[str, ...]:
    """Give the names of what every saver writes after what a layer has had.

    A guest can do without it, or a restore: so a stream that stops there is short, and not broken.
    A checkpointed stream has no END at all: its saver goes on until it dies.
    """
    if layer.name == "libxc" and not lacking(layer):
        libxl = layer.parent
        if libxl is not None and libxl.in_checkpoint:
            return (formats.LIBXL.name(formats.CHECKPOINT_END),)
        if layer.since_checkpoint:
            return (formats.LIBXC.name(formats.CHECKPOINT),)
        if layer.vcpus is not None:
            return layer.vcpus.lacking()
    return ()


def all_lacking(layer: Layer) -> tuple[str, ...]:
    """Give what a layer and those in it lack, or what was to come there, the innermost first."""
    layers = list(_within(layer))
    return tuple(name for one in reversed(layers) for name in (*lacking(one), *unwritten(one)))


def checkpoints_before(layer: Layer) -> int:
    """Tell how many checkpoints there were where END comes right after one; 0 if it does not."""
    *_, innermost = _within(layer)
    is_paused = innermost.parent is not None and innermost.parent.in_checkpoint
    return 0 if innermost.since_checkpoint or is_paused else innermost.seen(formats.CHECKPOINT)


def _within(layer: Layer) -> Iterator[Layer]:
    one: Layer | None = layer
    while one is not None:
        yield one
        one = one.within
