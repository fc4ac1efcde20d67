"""What libxl and the hypervisor refuse to make a domain of, whatever the host.

Of a configuration that libxl has read (see libxl_config.py), in the order in which they look at
it; what came later in the domain's making is found last.

Sources: libxl__domain_config_setdefault and libxl__domain_make in Xen's
tools/libs/light/libxl_create.c, libxl__device_disk_set_backend in libxl_device.c,
libxl__build_pre and libxl__build_post in libxl_dom.c, libxl__init_console_from_channel in
libxl_console.c, libxl__device_usbctrl_setdefault in libxl_usb.c, sched_credit2_domain_set in
libxl_sched.c,
apply_global_affinity_masks in tools/xl/xl_vcpu.c, arch_sanitise_domain_config in
xen/arch/x86/domain.c, grant_table_init in xen/common/grant_table.c; at the tags of 4.6 to 4.22.
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


def _disks(config: Map, xen: Version) -> Iterator[Refused]:
    for number, disk in enumerate(config.get("disks") or ()):
        name, path = disk.get("vdev"), disk.get("pdev_path")
        shown = f"Disk vdev={'(null)' if name is None else name}"
        message = f"disks[{number}]"
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
        if name is None:
            yield Refused(f"{message} has no vdev, and xl dies of it")
        elif not _is_name_of_disk(name):
            says = f"Invalid or unsupported virtual disk identifier {name}"
            yield Refused(f"{message}: vdev {name[:_MOST_SHOWN]!r} is none of a disk", says)


_MOST_SHOWN = 64
_DISKS = (
    (r"xvd([a-z]*)(\d*)", 1 << 20, 255),
    (r"hd([a-z]*)(\d*)", 4, 63),
    (r"sd([a-z]*)(\d*)", 16, 15),
)
"""How disks are named: letters for the disk, a number for its partition, and the most of both."""
_NUMBER = r"\s*[+-]?(?:0[xX][0-9A-Fa-f]+|\d+)"


def _is_name_of_disk(name: str) -> bool:
    """Tell whether libxl can make a number of a disk's name: libxl__device_disk_dev_number()."""
    if re.fullmatch(rf"(?:{_NUMBER})?|d{_NUMBER}p{_NUMBER}", name, re.ASCII):
        return True  # The bounds of these are far beyond any that are used.
    for pattern, disks, most_partition in _DISKS:
        found = re.fullmatch(pattern, name, re.ASCII)
        if found is None or found[2].startswith("0"):
            continue
        index = -1
        for letter in found[1][:_MOST_SHOWN]:
            index = (index + 1) * 26 + ord(letter) - ord("a")
        if index < disks and int(found[2][:_MOST_SHOWN] or 0) <= most_partition:
            return True
    return False


EMPTY_CDROM = "/empty-cdrom"
_EMPTY_CDROM_SINCE = (4, 19)


def _is_of_stubdomain(path: str, xen: Version) -> bool:
    """Tell whether a path is the one that libxl itself gives an empty CD-ROM."""
    return xen >= _EMPTY_CDROM_SINCE and EMPTY_CDROM in path


def _is_looked_at(disk: Map) -> bool:
    """Tell whether libxl looks at a disk's file itself."""
    is_elsewhere = disk.get("backend_domid") or disk.get("backend_domname") is not None
    is_plain = disk.get("backend", "unknown") in ("unknown", "phy")
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


_CHECKS = (
    _deprecated,
    _populated_on_demand,
    _altp2m,
    _made,
    _disks,
    _affinity,
    _scheduled,
    _channels,
    _usb_controllers,
)
"""In the order of the domain's making."""
