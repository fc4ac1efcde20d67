"""What libxl and the hypervisor refuse to make a domain of, whatever the host.

Of a configuration that libxl has read (see libxl_config.py), in the order in which they look at
it; what came later in the domain's making is found last.

Sources: libxl__domain_config_setdefault, libxl__domain_build_info_setdefault and
libxl__domain_make in Xen's tools/libs/light/libxl_create.c, libxl__device_disk_setdefault in
libxl_disk.c, libxl__device_disk_set_backend and disk_try_backend in libxl_device.c,
LIBXL_DEFINE_UPDATE_DEVID in libxl_internal.h, libxl__build_pre and libxl__build_post in
libxl_dom.c, libxl__init_console_from_channel in libxl_console.c, libxl__device_usbctrl_setdefault
in libxl_usb.c, sched_credit2_domain_set in libxl_sched.c, apply_global_affinity_masks in
tools/xl/xl_vcpu.c, arch_sanitise_domain_config in xen/arch/x86/domain.c, grant_table_init in
xen/common/grant_table.c, evtchn_get_port in xen/common/event_channel.c; at the tags of 4.6 to
4.22.
"""

from __future__ import annotations

import re

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xenstream.restore.versions import Version

    Map = dict[str, Any]


class Refused(NamedTuple):
    """What is wrong with a configuration, and what Xen says of it."""

    message: str
    xen_says: str | None = None
    is_of_type: bool = False
    """Whether it is the type of the domain that is wrong or missing."""


_ALTP2M_SINCE = (4, 7)
_NESTED_CHECKED_SINCE = (4, 15)
"""Before, it was a parameter that libxl set without looking at the answer."""
_GRANTS_SINCE = (4, 13)
_AFFINITY_WORDS_SINCE = (4, 12)
_IMAGE_OF_EMPTY_SINCE = (4, 7)
_UNSET = "disabled"
_MOST_GRANT_VERSION = 2
_MOST_GRANT_BITS = 0xF
_MOST_WEIGHT = 65535
_DEFAULT = -1
_CAP_OF_VCPU = 100
_BY_WEIGHT = ("unknown", "credit", "credit2")
"""Schedulers that have a weight and a cap; the default is one of them."""
_HOSTS_SCHEDULER_SINCE = (4, 12)
"""From then on the host's scheduler gets the parameters, whatever the configuration names."""


def first_refused(config: Map, xen: Version) -> Refused | None:
    """Find the first that no Xen of this release makes a domain with; the types were looked at."""
    for check in _CHECKS:
        for refused in check(config, xen):
            return refused
    return None


def is_true(value: object) -> bool:
    """Tell whether a defbool is set."""
    return isinstance(value, str) and value.startswith("True")


def _section(config: Map, name: str) -> Map:
    section: Map = config.get(name, {})
    return section


def _vcpus(build: Map) -> int:
    return int(build.get("max_vcpus") or 1)


_DEPRECATED = {
    "hvm": ("apic", "timer_mode", "nested_hvm"),
    "pv": ("kernel", "bootloader", "bootloader_args", "cmdline", "ramdisk"),
}
"""Fields that moved out of the part of a type, and may be in one place only."""
_DEFAULTS: tuple[object, ...] = (None, "<default>", "unknown", [])


def _deprecated(config: Map, _: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    of_type = build.get(build["type"], {})
    for name in _DEPRECATED.get(build["type"], ()):
        if build.get(name) not in _DEFAULTS and of_type.get(name) not in _DEFAULTS:
            message = f"b_info.{name} stands in b_info.type.{build['type']} as well"
            yield Refused(message, "Unable to copy deprecated fields")


NO_TRADITIONAL_SINCE = (4, 21)


def model_of(build: Map, xen: Version) -> str:
    """Give the device model of an HVM domain, by default too."""
    model: str = build.get("device_model_version", "unknown")
    if model != "unknown":
        return model
    is_old = is_true(build.get("device_model_stubdomain")) and xen < NO_TRADITIONAL_SINCE
    return "qemu_xen_traditional" if is_old else "qemu_xen"


def _device_model(config: Map, xen: Version) -> Iterator[Refused]:
    """Find a model that libxl looks for where there is none: it has no path, or an empty one."""
    build = _section(config, "b_info")
    if build.get("device_model_version", "unknown") != "unknown":
        return
    is_hvm, key = build["type"] == "hvm", None
    if is_true(build.get("device_model_stubdomain")):
        key = "device_model_stubdomain"
    elif build.get("device_model") == "" and is_hvm:
        key = "device_model"
    if key is None or is_hvm != (xen >= NO_TRADITIONAL_SINCE):
        return
    says = "unknown device model version" if is_hvm else "qemu-xen access error: Bad address"
    yield Refused(f"b_info.{key} without device_model_version, of which no model comes", says)


def _is_on_demand(build: Map) -> bool:
    """Tell whether memory is populated on demand: what is not told counts as the most."""
    if build["type"] == "pv" or "target_memkb" not in build:
        return False
    return "max_memkb" not in build or build["target_memkb"] < build["max_memkb"]


def _populated_on_demand(config: Map, _: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    if build.get("vnuma_nodes") and _is_on_demand(build):
        says = "Cannot enable PoD and vNUMA at the same time"
        yield Refused("b_info.vnuma_nodes, and target_memkb is below max_memkb", says)


def _altp2m(config: Map, xen: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    if build["type"] == "pv":
        return
    of_type = build.get(build["type"], {})
    if not is_true(of_type.get("altp2m")) and build.get("altp2m", _UNSET) == _UNSET:
        return
    if is_true(build.get("nested_hvm")) or is_true(of_type.get("nested_hvm")):
        says = "nestedhvm and altp2mhvm cannot be used together"
        yield Refused("altp2m beside nested_hvm", says)
    if xen >= _ALTP2M_SINCE and _is_on_demand(build):
        says = "Cannot enable PoD and ALTP2M at the same time"
        yield Refused("altp2m, and target_memkb is below max_memkb", says)


def _made(config: Map, xen: Version) -> Iterator[Refused]:
    """Find what the hypervisor refuses when libxl asks for the domain."""
    build, says = _section(config, "b_info"), "domain creation fail: Invalid argument"
    if build["type"] != "pv" and xen >= _NESTED_CHECKED_SINCE:
        has_no_hap = str(_section(config, "c_info").get("hap")).startswith("False")
        if has_no_hap and is_true(build.get("nested_hvm")):
            yield Refused("b_info.nested_hvm without c_info.hap", says)
    version = build.get("max_grant_version", _DEFAULT)
    if version != _DEFAULT and not 0 < version <= _MOST_GRANT_VERSION:
        is_known = 0 <= version <= _MOST_GRANT_BITS
        words = says if is_known else f"max grant version {version} out of range"
        yield Refused(f"b_info.max_grant_version is {version}, Xen has 1 and 2", words)
    if xen >= _GRANTS_SINCE and build.get("max_grant_frames") == 0:
        yield Refused("b_info.max_grant_frames is 0, expected 1 at least", says)


_MOST_OF_NAME = 4096 - len("/local/domain/1/name") - 1
"""What xenstore takes in one request, without the shortest path of a name."""


def _name(config: Map, _: Version) -> Iterator[Refused]:
    octets = len(str(_section(config, "c_info").get("name") or "").encode("utf-8", "replace"))
    if octets > _MOST_OF_NAME:
        yield Refused(f"c_info.name has {octets} octets, xenstore takes {_MOST_OF_NAME} at most")


def _disks(config: Map, xen: Version) -> Iterator[Refused]:
    is_hvm = _section(config, "b_info")["type"] == "hvm"
    numbers: dict[int, int] = {}
    for number, disk in enumerate(config.get("disks") or ()):
        yield from _disk(disk, f"disks[{number}]", xen, is_hvm=is_hvm)
        found = _number_of_disk(disk.get("vdev") or "")
        if found is None:
            continue
        if found in numbers:
            message = f"disks[{number}] has the number of disks[{numbers[found]}], 0x{found:x}"
            yield Refused(message, "device already exists in xenstore")
        numbers[found] = number


def _disk(disk: Map, message: str, xen: Version, *, is_hvm: bool) -> Iterator[Refused]:
    name, path = disk.get("vdev"), disk.get("pdev_path")
    shown = f"Disk vdev={'(null)' if name is None else name}"
    if not _is_virtio(disk) and disk.get("transport", "unknown") != "unknown":
        says = "Transport is only supported for specification virtio"
        yield Refused(f"{message}: transport without virtio", says)
    backend = disk.get("backend", "unknown")
    if is_hvm and disk.get("is_cdrom"):
        has_phy = xen >= _CDROM_ON_PHY_SINCE
        if backend not in ("unknown", "qdisk", *(("phy",) if has_phy else ())):
            what = "Qdisk or Phy" if has_phy else "Qdisk"
            says = f"Backend for CD devices on HVM guests must be {what}"
            yield Refused(f"{message}: backend {backend} of a CD-ROM", says)
        backend = "phy" if backend == "phy" else "qdisk"
    if disk.get("format") == "empty":
        if not disk.get("is_cdrom"):
            says = f"{shown} is empty but not cdrom"
            yield Refused(f"{message}: format is empty, and is_cdrom is not set", says)
        elif path and xen >= _IMAGE_OF_EMPTY_SINCE and not _is_of_stubdomain(path, xen):
            says = f"{shown} is empty but an image has been provided: {path}"
            yield Refused(f"{message}: format is empty, and there is a pdev_path", says)
    elif not path and _is_looked_at(disk):
        says = f"{shown} failed to stat: {'(null)' if path is None else path}"
        yield Refused(f"{message} has no pdev_path, and is not empty", says)
    if not any(_may_serve(one, disk, xen) for one in _BACKENDS if backend in ("unknown", one)):
        says = f"no suitable backend for disk {'(null)' if name is None else name}"
        yield Refused(f"{message}: no backend has its format, script and specification", says)
    if name is None:
        yield Refused(f"{message} has no vdev, and xl dies of it")
    elif _number_of_disk(name) is None:
        says = f"Invalid or unsupported virtual disk identifier {name}"
        yield Refused(f"{message}: vdev {name[:_MOST_SHOWN]!r} is none of a disk", says)


_BACKENDS = ("phy", "qdisk", "tap", "standalone")
"""In the order in which libxl tries them, where the configuration names none."""
_EMPTY_ON_PHY_UNTIL, _CDROM_ON_PHY_SINCE = (4, 7), (4, 19)
NO_BLKTAP_SINCE, _BLKTAP_AGAIN = (4, 13), (4, 19)


def _is_virtio(disk: Map) -> bool:
    return bool(disk.get("specification") == "virtio")


def _may_serve(backend: str, disk: Map, xen: Version) -> bool:
    """Tell whether some host's backend takes a disk: disk_try_backend()."""
    kind = disk.get("format", "unknown")
    is_colo, has_script = is_true(disk.get("colo_enable")), disk.get("script") is not None
    if _is_virtio(disk) != (backend == "standalone"):
        return False
    if backend == "qdisk":
        return not has_script
    if is_colo:
        return False
    if backend == "phy":
        is_empty = kind == "empty" and (xen < _EMPTY_ON_PHY_UNTIL or xen >= _CDROM_ON_PHY_SINCE)
        return kind == "raw" or is_empty
    if backend == "tap":
        if xen < NO_BLKTAP_SINCE:
            return kind in ("raw", "vhd") and not has_script and not disk.get("is_cdrom")
        return kind in ("raw", "vhd") and xen >= _BLKTAP_AGAIN
    return kind == "raw" and not has_script


_MOST_SHOWN = 64
_DISKS = (
    (r"xvd([a-z]*)(\d*)", 1 << 20, 255),
    (r"hd([a-z]*)(\d*)", 4, 63),
    (r"sd([a-z]*)(\d*)", 16, 15),
)
"""How disks are named: letters for the disk, a number for its partition, and the most of both."""
_NUMBER = r"\s*[+-]?(?:0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)"
_MOST_NUMBER = (1 << 31) - 1


def _number_of_disk(name: str) -> int | None:
    """Give the number that libxl makes of a disk's name: libxl__device_disk_dev_number()."""
    if re.fullmatch(rf"(?:{_NUMBER})?", name, re.ASCII):
        number = _c_number(name)
        return number if 0 <= number <= _MOST_NUMBER else None
    found = _named_disk(name)
    return None if found is None else _number_of(*found)


def index_of_disk(name: str) -> int | None:
    """Give which of its kind a disk is, 0 for the first; None where its name does not tell."""
    found = _named_disk(name)
    return None if found is None else found[1]


def _named_disk(name: str) -> tuple[int, int, int] | None:
    """Give kind, disk and partition of a name that is no number."""
    found = re.fullmatch(rf"d({_NUMBER})p({_NUMBER})", name, re.ASCII)
    if found is not None:
        _, most_disks, most = _DISKS[0]
        disk, partition = _c_number(found[1]), _c_number(found[2])
        is_one = 0 <= disk < most_disks and 0 <= partition <= most
        return (0, disk, partition) if is_one else None
    for kind, (pattern, disks, most_partition) in enumerate(_DISKS):
        found = re.fullmatch(pattern, name, re.ASCII)
        if found is None or found[2].startswith("0"):
            continue
        index = -1
        for letter in found[1][:_MOST_SHOWN]:
            index = (index + 1) * 26 + ord(letter) - ord("a")
        partition = int(found[2][:_MOST_SHOWN] or 0)
        if index < disks and partition <= most_partition:
            return kind, index, partition
    return None


def _c_number(text: str) -> int:
    """Read a number as strtoul() does with any base."""
    text = text.strip()[:_MOST_SHOWN]
    is_octal = re.fullmatch(r"[+-]?0[0-7]+", text) is not None
    return int(text or "0", 8 if is_octal else 16 if "x" in text.lower() else 10)


def _number_of(kind: int, disk: int, partition: int) -> int:
    """Give the number of a device: the major one of Linux, or bit 28 for a long one."""
    if kind == 0 and not (disk < 16 and partition < 16):
        return 1 << 28 | disk << 8 | partition
    if kind == 1:
        return (3 if disk < 2 else 22) << 8 | (disk & 1) << 6 | partition
    return (202 if kind == 0 else 8) << 8 | disk << 4 | partition


EMPTY_CDROM = "/empty-cdrom"
_EMPTY_CDROM_SINCE = (4, 19)


def _is_of_stubdomain(path: str, xen: Version) -> bool:
    """Tell whether a path is the one that libxl itself gives an empty CD-ROM."""
    return xen >= _EMPTY_CDROM_SINCE and EMPTY_CDROM in path


def _is_looked_at(disk: Map) -> bool:
    """Tell whether libxl looks at a disk's file itself."""
    is_elsewhere = disk.get("backend_domid") or disk.get("backend_domname") is not None
    is_plain = disk.get("backend", "unknown") in ("unknown", "phy", "standalone")
    return is_plain and not is_elsewhere and disk.get("script") is None


def _affinity(config: Map, xen: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    vcpus = _vcpus(build)
    for number, of_vcpu in enumerate(build.get("vcpu_hard_affinity") or ()):
        if not of_vcpu:
            says = "vcpu hard affinity map is empty"
            if xen < _AFFINITY_WORDS_SINCE:
                says = f"setting affinity failed on vcpu `{number}'"
            yield Refused(f"b_info.vcpu_hard_affinity[{number}] names no processor", says)
    for name in ("vcpu_hard_affinity", "vcpu_soft_affinity"):
        maps = build.get(name) or ()
        if len(maps) > vcpus:
            says = f"setting affinity failed on vcpu `{vcpus}'"
            yield Refused(f"b_info.{name} is of {len(maps)} vcpus, the domain has {vcpus}", says)


def _scheduled(config: Map, xen: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    params = build.get("sched_params") or {}
    if xen < _HOSTS_SCHEDULER_SINCE and params.get("sched", "unknown") not in _BY_WEIGHT:
        return
    weight, cap = params.get("weight", _DEFAULT), params.get("cap", _DEFAULT)
    if weight != _DEFAULT and not 0 < weight <= _MOST_WEIGHT:
        says = "Cpu weight out of range, valid values are within range from 1 to 65535"
        yield Refused(f"b_info.sched_params.weight is {weight}", says)
    most = _CAP_OF_VCPU * _vcpus(build)
    if cap != _DEFAULT and not 0 <= cap <= most:
        valid = f"valid range is from 0 to {most} for specified number of vcpus"
        says = f"Cpu cap out of range, {valid}"
        yield Refused(f"b_info.sched_params.cap is {cap}", says)


def _channels(config: Map, _: Version) -> Iterator[Refused]:
    for number, channel in enumerate(config.get("channels") or ()):
        devid = channel.get("devid", _DEFAULT)
        what = f"channel {number + 1 if devid == _DEFAULT else devid}"
        message = f"channels[{number}]"
        if channel.get("name") is None:
            yield Refused(f"{message} has no name", f"{what} has no name")
        connection = channel.get("connection", "unknown")
        if connection == "unknown":
            says = f"{what} has no defined connection; to where should it be connected?"
            yield Refused(f"{message} has no connection", says)
        elif connection == "socket" and channel.get("socket", {}).get("path") is None:
            yield Refused(f"{message} is a socket without a path", f"{what} has no path")


_USB_SINCE = (4, 9)
_USB_OF_MODEL = {1: (0, 2), 2: (0, 6), 3: range(16)}
"""Of a controller of qemu's: the numbers of ports that it may have, by the version of USB."""
_USB_PORTS, _USB_VERSIONS = range(32), range(3)


def _usb_controllers(config: Map, xen: Version) -> Iterator[Refused]:
    kind = _section(config, "b_info")["type"]
    for number, controller in enumerate(config.get("usbctrls") or ()):
        if xen < _USB_SINCE:
            return
        of_type = controller.get("type", "auto")
        version, ports = controller.get("version", 0), controller.get("ports", 0)
        message = f"usbctrls[{number}] of USB {version} with {ports} ports"
        if of_type == "devicemodel" or (of_type == "auto" and kind == "hvm"):
            if ports not in _USB_OF_MODEL.get(version or 2, ()):
                yield Refused(f"{message} is none that qemu has")
        elif version not in _USB_VERSIONS:
            says = "USB version for paravirtualized devices must be 1 or 2"
            yield Refused(f"{message}, expected version 1 or 2", says)
        elif ports not in _USB_PORTS:
            says = "Number of ports for USB controller is limited to 31"
            yield Refused(f"{message}, expected 31 at most", says)


_PORTS_OF_TOOLSTACK = 2
"""Of xenstore and of the console; port 0 is none."""


def _event_channels(config: Map, _: Version) -> Iterator[Refused]:
    build = _section(config, "b_info")
    needed = _PORTS_OF_TOOLSTACK
    if build["type"] == "hvm":
        needed += _vcpus(build) + 1  # qemu's: of each vcpu, and of the buffered requests
    channels = build.get("event_channels", 0)
    if 0 < channels < needed:
        yield Refused(f"b_info.event_channels is {channels}, expected {needed} at least")


_NICS = "nics"


def _network_cards(config: Map, _: Version) -> Iterator[Refused]:
    kind = _section(config, "b_info")["type"]
    for number, card in enumerate(config.get(_NICS) or ()):
        if kind != "hvm" and card.get("nictype") == "vif_ioemu":
            words = f"{_NICS}[{number}].nictype is vif_ioemu, and the domain has no device model"
            yield Refused(words, "with an emulated interface")


_DEVIDS_SINCE = {
    "vkbs": (4, 19),
    "vtpms": (4, 10),
    "usbctrls": (4, 10),
    "vdispls": (4, 10),
    "vsnds": (4, 12),
}
"""Devices of which libxl refuses a number below 0 that is not the default."""
_ONCE = (_NICS, "vtpms", "usbctrls", "vdispls", "vsnds")
"""Devices of which it refuses two of one number."""
NUMBERED = (*_ONCE, "vkbs")
"""Devices whose number is looked at."""


def _devids(config: Map, xen: Version) -> Iterator[Refused]:
    for kind in NUMBERED:
        found: set[int] = set()
        last = most = _DEFAULT
        defaults = 0
        for number, device in enumerate(config.get(kind) or ()):
            devid, message = device.get("devid", _DEFAULT), f"{kind}[{number}].devid is"
            since = _DEVIDS_SINCE.get(kind)
            if devid < _DEFAULT and since is not None and xen >= since:
                yield Refused(f"{message} {devid}, expected 0 at least")
            if kind == _NICS and devid < 0:
                # libxl counts these from 0, whatever numbers the others have.
                devid, defaults = defaults, defaults + 1
            elif devid == _DEFAULT:
                if last < most:
                    break  # It is the order of xenstore's that decides.
                devid = last + 1
            if devid in found and kind in _ONCE:
                words = "device already exists in xenstore"
                yield Refused(f"{message} {devid}, as another's", words)
            found.add(devid)
            last, most = devid, max(most, devid)


_CHECKS = (
    _deprecated,
    _device_model,
    _populated_on_demand,
    _altp2m,
    _made,
    _name,
    _disks,
    _network_cards,
    _affinity,
    _scheduled,
    _channels,
    _event_channels,
    _usb_controllers,
    _devids,
)
"""In the order of the domain's making."""
