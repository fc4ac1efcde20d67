"""What libxl refuses when it writes the command line of a domain's device model.

That is the last of the domain's making: the stream has been restored by then.

Sources: libxl__build_device_model_args_new, libxl__build_device_model_args_old, dm_spice_options
and libxl__spawn_stub_dm in Xen's tools/libs/light/libxl_dm.c, libxl__device_disk_find_local_path
in libxl_disk.c, the defaults of libxl__domain_build_info_setdefault in libxl_create.c, and
libxl__qemu_soundhw in libxl_types_internal.idl; at the tags of 4.6 to 4.22.
"""

from __future__ import annotations

from xenstream.restore.libxl_create import (
    NO_BLKTAP_SINCE,
    Refused,
    index_of_disk,
    is_true,
    model_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xenstream.restore.versions import Version

    Map = dict[str, Any]

_UPSTREAM, _OLD = "qemu_xen", "qemu_xen_traditional"
_LINUX_STUBDOMAIN_SINCE = (4, 14)
_WRITABLE_ALL_UNTIL = (4, 7)
_IDE_DISKS, _AHCI_DISKS = 4, 6
_GFX_SINCE, _SOUND_SINCE = (4, 7), (4, 17)
SOUND_CARDS = ("ac97", "adlib", "cs4231a", "es1370", "gus", "hda", "sb16")
"""What libxl takes for a sound card, in letters of any case."""
_USB_VERSIONS, _MOST_REDIRECTED = (1, 2, 3), 4
_USB_OF_REDIRECTED = 2
_OF_QEMU = ("qcow", "qcow2", "vhd", "qed")
"""Formats, but for raw, that qemu is given by name."""


def device_model_refused(config: Map, xen: Version) -> Refused | None:
    """Find the first that no device model of this release is started with."""
    return next(_refused(config, xen), None)


def redirected(hvm: Map) -> int:
    """Give how many devices of USB SPICE redirects: none without SPICE, unless below 0."""
    spice: Map = hvm.get("spice", {})
    number = int(spice.get("usbredirection", 0))
    return number if is_true(spice.get("enable")) else min(number, 0)


def _refused(config: Map, xen: Version) -> Iterator[Refused]:
    build: Map = config["b_info"]
    if build["type"] != "hvm":
        for framebuffer in (config.get("vfbs") or ())[:1]:
            yield from _vnc(framebuffer.get("vnc", {}), "vfbs[0]")
        return
    hvm: Map = build.get("hvm", {})
    model, in_stubdomain = model_of(build, xen), is_true(build.get("device_model_stubdomain"))
    if model not in (_UPSTREAM, _OLD):
        return
    if model == _UPSTREAM and in_stubdomain and xen < _LINUX_STUBDOMAIN_SINCE:
        yield Refused("b_info.device_model_version is qemu_xen beside device_model_stubdomain")
    yield from _vnc(hvm.get("vnc", {}), "b_info.type.hvm")
    if model == _OLD:
        yield from _traditional(build)
    yield from _pairs(hvm)
    if model == _UPSTREAM:
        if not in_stubdomain:
            yield from _spice(hvm.get("spice", {}))
        yield from _usb(hvm)
        yield from _cards(config, hvm, xen)
        for number, disk in enumerate(config.get("disks") or ()):
            yield from _disk(disk, number, hvm, xen, in_stubdomain=in_stubdomain)


def _vnc(vnc: Map, where: str) -> Iterator[Refused]:
    if str(vnc.get("enable")).startswith("False"):
        return
    if ":" in (vnc.get("listen") or "") and vnc.get("display", 0):
        says = "vncdisplay set, vnclisten contains display"
        yield Refused(f"{where}.vnc.display is {vnc['display']}, and vnc.listen has one", says)


def _traditional(build: Map) -> Iterator[Refused]:
    if build.get("kernel") is not None:
        says = "HVM direct kernel boot is not supported by qemu-xen-traditional"
        yield Refused("b_info.kernel, which qemu-xen-traditional does not boot", says)
    if is_true(build.get("dm_restrict")):
        says = "dm_restrict not supported by qemu-xen-traditional"
        yield Refused("b_info.dm_restrict, which qemu-xen-traditional does not have", says)


def _pairs(hvm: Map) -> Iterator[Refused]:
    for one in ("serial", "usbdevice"):
        if hvm.get(one) is not None and hvm.get(f"{one}_list"):
            message = f"b_info.type.hvm.{one} beside {one}_list"
            yield Refused(message, f"Both {one} and {one}_list set")


def _spice(spice: Map) -> Iterator[Refused]:
    if not is_true(spice.get("enable")):
        return
    where, password = "b_info.type.hvm.spice", spice.get("passwd")
    if not spice.get("port") and not spice.get("tls_port"):
        says = "at least one of the spiceport or tls_port must be provided"
        yield Refused(f"{where} has neither port nor tls_port", says)
    if not is_true(spice.get("disable_ticketing")) and not password:
        says = "spice password can't be empty"
        if password is None:
            says = "spice ticketing is enabled but missing password"
        yield Refused(f"{where} has no passwd, and disable_ticketing is not set", says)


def _usb(hvm: Map) -> Iterator[Refused]:
    """Find a controller that qemu does not have; one beside `usb` was refused before."""
    number = redirected(hvm)
    version = hvm.get("usbversion") or (_USB_OF_REDIRECTED if number > 0 else 0)
    if not version:
        return
    if version not in _USB_VERSIONS:
        says = "usbversion parameter is invalid, must be between 1 and 3"
        yield Refused(f"b_info.type.hvm.usbversion is {version}, expected 1, 2 or 3", says)
    if not 0 <= number <= _MOST_REDIRECTED:
        says = "usbredirection parameter is invalid, it must be between 1 and 4"
        message = f"b_info.type.hvm.spice.usbredirection is {number}"
        yield Refused(f"{message}, expected {_MOST_REDIRECTED} at most", says)


def _cards(config: Map, hvm: Map, xen: Version) -> Iterator[Refused]:
    sound = hvm.get("soundhw")
    if sound is not None and xen >= _SOUND_SINCE and sound.lower() not in SOUND_CARDS:
        says = f"Unknown soundhw option '{sound}'"
        yield Refused(f"b_info.type.hvm.soundhw is {sound[:64]!r}, a card that libxl lacks", says)
    is_unknown = hvm.get("gfx_passthru_kind", "default") == "default"
    has_device = bool(config.get("pcidevs"))  # the host's own may tell the kind
    if xen >= _GFX_SINCE and is_true(hvm.get("gfx_passthru")) and is_unknown and not has_device:
        says = "unable to detect required gfx_passthru_kind"
        yield Refused("b_info.type.hvm.gfx_passthru without its kind or a pcidev", says)


def _disk(
    disk: Map, number: int, hvm: Map, xen: Version, *, in_stubdomain: bool
) -> Iterator[Refused]:
    name = disk.get("vdev") or ""
    index = index_of_disk(name)
    if disk.get("is_cdrom") or disk.get("readwrite") or index is None:
        return
    if xen < _WRITABLE_ALL_UNTIL:
        says = "qemu-xen doesn't support read-only disk drivers"
        yield Refused(f"disks[{number}] is no CD-ROM, and readwrite is not set", says)
        return
    if name.startswith("sd") or not (in_stubdomain or _has_path(disk, xen)):
        return
    bus = "AHCI" if hvm.get("hdtype") == "ahci" and index < _AHCI_DISKS else "IDE"
    if bus == "AHCI" or index < _IDE_DISKS:
        says = f"qemu-xen doesn't support read-only {bus} disk drivers"
        yield Refused(f"disks[{number}] is a disk of {bus}, and readwrite is not set", says)


def _has_path(disk: Map, xen: Version) -> bool:
    """Tell whether qemu is surely given a disk: another one it goes without."""
    if disk.get("backend_domname") is not None or disk.get("pdev_path") is None:
        return False
    backend, kind = disk.get("backend", "unknown"), disk.get("format", "unknown")
    if disk.get("script") is not None or (backend == "tap" and xen < NO_BLKTAP_SINCE):
        return False  # whose path the host makes
    return kind == "raw" or (backend in ("unknown", "qdisk") and kind in _OF_QEMU)
