"""What libxl makes of the configuration in an xl image, by release, and what it then refuses.

libxl walks the fields of its own types, in their order, and asks the JSON for each: a key that it
does not know is passed over, a value of another JSON type counts as missing, and the first value
that it cannot convert ends the whole walk. `xl` does not look at the result of that, so all keys
after such a value keep their defaults, and what becomes of the domain depends on which they are.

The types of each release are data, made from libxl_types.idl by tools/libxl_types.py.

Sources: libxl_json.c, gentypes.py and libxl_create.c in Xen's tools/libs/light, libxl_cpuid.c
there, and create_domain in tools/xl/xl_vmcontrol.c.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from xenstream.contents.configuration import domain_of
from xenstream.contents.json_text import JsonError, Number, by_jsonc, by_yajl
from xenstream.named import NamedTuple
from xenstream.restore.libxl_create import (
    NO_TRADITIONAL_SINCE,
    Refused,
    first_refused,
    is_true,
    model_of,
)
from xenstream.restore.libxl_dm import device_model_refused, redirected
from xenstream.restore.libxl_keys import histories
from xenstream.restore.versions import JSON_C_SINCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Union

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.json_text import Json
    from xenstream.restore.versions import Version
    from xenstream.walk.walker import Configuration

    Kind = Union[str, dict[str, Any]]
    """A type by its name, or what it is made of."""
    Map = dict[str, Any]

_REST_FROM = (4, 12)
"""From here on YAJL is told to allow what follows the value."""
_WORDS_FROM = (4, 8)
_CPUID_MAP_FROM = (4, 14)
_INVALID = "invalid"
_MOST_NAMED = 12


class Ended(NamedTuple):
    """A value that libxl cannot convert, and what is lost after it."""

    path: str
    """The keys that lead to it, as in `b_info.tsc_mode`."""
    value: Json
    expected: str
    lost: tuple[str, ...]
    """The keys after it that the text has and that keep their defaults."""


class Reading(NamedTuple):
    """The configuration as a release of libxl has it in the end."""

    config: Map
    """By key; of a keyed union, under the name of its variable, the variant's name."""
    problem: str | None = None
    """What the JSON library says, where it refuses the text."""
    ended: Ended | None = None
    aborted: str | None = None
    """The union that has two variants: xl dies of it."""


def domain_on(configuration: Configuration, xen: Version) -> DomainConfig:
    """Give what a configuration says of the domain, as the libxl of a Xen reads it."""
    domain = domain_of(configuration)
    if configuration.kind != "xl configuration":
        return domain
    newer = domain_of(configuration, by_json_c=True)
    return newer if newer != domain and xen >= JSON_C_SINCE else domain


def library(xen: Version) -> str:
    """Give the JSON library that a Xen reads configurations by."""
    return "json-c" if xen >= JSON_C_SINCE else "YAJL"


@lru_cache(maxsize=32)
def read(text: bytes, xen: Version) -> Reading:
    """Give the configuration as the libxl of a Xen reads it; `text` may hold more after a NUL."""
    try:
        if xen >= JSON_C_SINCE:
            value = by_jsonc(text)
        else:
            value = by_yajl(text, allows_rest=xen >= _REST_FROM)
    except JsonError as error:
        library = "json-c parse" if xen >= JSON_C_SINCE else "yajl"
        return Reading({}, problem=f"{library} error: {error}")
    reader = _Reader(xen)
    config: Map = {}
    try:
        reader.struct(_types(xen)["domain_config"]["struct"], value, config, "")
    except _EndedError as end:
        return Reading(config, ended=Ended(end.path, end.value, end.expected, tuple(reader.lost)))
    except _AbortError as abort:
        return Reading(config, aborted=str(abort))
    return Reading(config)


@cache
def _types(xen: Version) -> Map:
    """Give the types of a release by name."""
    return {
        name: definition
        for name, history in histories().items()
        for first, last, definition in history
        if first <= xen[1] <= last
    }


class _EndedError(Exception):
    def __init__(self, path: str, value: Json, expected: str) -> None:
        super().__init__()
        self.path, self.value, self.expected = path, value, expected


class _AbortError(Exception):
    pass


# The JSON types that libxl asks for; an Aggregate's is a map.
_STRING, _INTEGER, _LIST, _MAP, _ANY = (str,), (int,), (list,), (dict,), ()
_ASKED_FOR: dict[str, tuple[type, ...]] = {
    "string": (str, type(None)),
    "bool": (bool,),
    "defbool": _STRING,
    "uuid": _STRING,
    "mac": _STRING,
    "bitmap": _LIST,
    "string_list": _LIST,
    "hwcap": _LIST,
    "key_value_list": _MAP,
    "cpuid_policy_list": _ANY,
    "ms_vm_genid": _ANY,
}
_RANGES = {
    "int": (-(1 << 31), (1 << 31) - 1),
    "uint8": (0, (1 << 8) - 1),
    "uint16": (0, (1 << 16) - 1),
    "uint32": (0, (1 << 32) - 1),
    "uint64": (0, (1 << 63) - 1),
    "memory": (0, (1 << 63) - 1),
}
_DEFBOOLS = ("<default>", "True", "False")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_MAC = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}(:.*)?", re.DOTALL)


def _is(value: Json, kinds: tuple[type, ...]) -> bool:
    if not kinds:
        return True
    if isinstance(value, bool) and bool not in kinds:
        return False
    return isinstance(value, kinds) and not isinstance(value, Number)


class _Reader:
    def __init__(self, xen: Version) -> None:
        self.xen = xen
        self.types = _types(xen)
        self.lost: list[str] = []

    def struct(self, fields: list[list[Any]], value: Json, into: Map, path: str) -> None:
        if not isinstance(value, dict) or not value:
            return  # nothing is found in what is no map
        for number, (name, kind) in enumerate(fields):
            try:
                if isinstance(kind, dict) and "union" in kind:
                    self.union(kind, value, into, path)
                elif name in value and self.is_asked_for(kind, value[name]):
                    self.field(kind, value[name], into, name, path)
            except _EndedError:
                self.note(fields[number + 1 :], value, path)
                raise

    def note(self, fields: list[list[Any]], value: dict[str, Json], path: str) -> None:
        """Remember which of the fields the text has a value for."""
        for name, kind in fields:
            keys = [name]
            if isinstance(kind, dict) and "union" in kind:
                keys = [f"{kind['union']}.{variant}" for variant in kind["of"]]
            self.lost += [path + key for key in keys if key in value]

    def union(self, kind: Map, value: dict[str, Json], into: Map, path: str) -> None:
        for variant, within in kind["of"].items():
            key = f"{kind['union']}.{variant}"
            if not isinstance(value.get(key), dict):
                continue
            if into.get(kind["union"], _INVALID) not in (_INVALID, "unknown"):
                raise _AbortError(path + key)
            into[kind["union"]] = variant
            into[variant] = {}
            if within is not None:
                fields = self.definition(within).get("struct", [])
                self.struct(fields, value[key], into[variant], f"{path}{key}.")

    def definition(self, kind: Kind) -> Map:
        if isinstance(kind, dict):
            return kind
        found: Map = self.types.get(kind, {})
        return found

    def is_asked_for(self, kind: Kind, value: Json) -> bool:
        definition = self.definition(kind)
        if "struct" in definition:
            return isinstance(value, dict)
        if "array" in definition:
            return isinstance(value, list)
        if "enum" in definition:
            return _is(value, _STRING)
        return _is(value, _ASKED_FOR.get(str(kind), _INTEGER))

    def field(self, kind: Kind, value: Json, into: Map, name: str, path: str) -> None:
        definition = self.definition(kind)
        if "struct" in definition:
            into[name] = {}  # what was read of it stays, should it end within
            self.struct(definition["struct"], value, into[name], f"{path}{name}.")
        elif "array" in definition:
            into[name] = []
            self.array(definition["array"], value, into[name], f"{path}{name}")
        else:
            into[name] = self.value(kind, value, f"{path}{name}")

    def array(self, kind: Kind, value: Json, into: list[Any], path: str) -> None:
        """Read the elements: after one that ends the reading come as many as there were, zeros."""
        assert isinstance(value, list)
        fields = self.definition(kind).get("struct")
        try:
            for at, one in enumerate(value):
                if fields is None:
                    into.append(self.value(kind, one, f"{path}[{at}]"))
                else:
                    into.append({})
                    self.struct(fields, one, into[at], f"{path}[{at}].")
        except _EndedError:
            zeros = {"devid": 0} if ["devid", "int"] in (fields or ()) else {}
            into += ([] if fields is None else dict(zeros) for _ in range(len(value) - len(into)))
            raise

    def value(self, kind: Kind, value: Json, path: str) -> Any:
        definition = self.definition(kind)
        if "struct" in definition:
            inner: Map = {}
            self.struct(definition["struct"], value, inner, f"{path}.")
            return inner
        if "array" in definition:
            elements: list[Any] = []
            self.array(definition["array"], value, elements, path)
            return elements
        if "enum" in definition:
            names = definition["enum"]
            if not isinstance(value, str) or value.lower() not in names:
                raise _EndedError(path, value, f"one of {', '.join(names)}")
            return value.lower()
        self.check(str(kind), value, path)
        return value

    def check(self, kind: str, value: Json, path: str) -> None:
        """Refuse a value that the type's own function cannot convert."""
        expected = None
        if kind in _RANGES:
            low, high = _RANGES[kind]
            if not isinstance(value, int) or not low <= value <= high:
                expected = f"a number from {low} to {high}"
        elif kind == "defbool":
            if not str(value).startswith(_DEFBOOLS):
                expected = "True, False or <default>"
        elif kind == "uuid":
            if _UUID.fullmatch(str(value)) is None:
                expected = "a uuid"
        elif kind == "mac":
            if _MAC.fullmatch(str(value)) is None:
                expected = "the address of a network card"
        elif kind in ("bitmap", "string_list", "hwcap", "ms_vm_genid"):
            wanted = _STRING if kind == "string_list" else _INTEGER
            if not isinstance(value, list) or not set(map(type, value)) <= set(wanted):
                expected = f"a list of {'strings' if wanted is _STRING else 'numbers'}"
        elif kind == "key_value_list":
            assert isinstance(value, dict)
            if not all(_is(one, (str, type(None))) for one in value.values()):
                expected = "a map of strings"
        elif kind == "cpuid_policy_list" and not self.is_cpuid(value):
            expected = "a list of maps"
        if expected is not None:
            raise _EndedError(path, value, expected)

    def is_cpuid(self, value: Json) -> bool:
        leaves, msrs = value, None
        if isinstance(value, dict) and self.xen >= _CPUID_MAP_FROM:
            leaves, msrs = value.get("cpuid"), value.get("msr")
            if not isinstance(msrs, list):
                return False
            for msr in msrs:
                if not isinstance(msr, dict) or not _is(msr.get("index"), _INTEGER):
                    return False
                policy = msr.get("policy")
                if not isinstance(policy, str) or len(policy) != _POLICY_BITS:
                    return False
        return isinstance(leaves, list) and all(isinstance(leaf, dict) for leaf in leaves)


_POLICY_BITS = 64


# What is refused of the result


def refusal(reading: Reading, xen: Version) -> Refused | None:
    """Give why no domain comes of a configuration, None where one does."""
    if reading.problem is not None:
        return Refused(f"{library(xen)} cannot read the configuration", reading.problem)
    if reading.aborted is not None:
        union = (
            "libxl_domain_build_info_init_type: Assertion `p->type == LIBXL_DOMAIN_TYPE_INVALID'"
        )
        is_type = reading.aborted.startswith("b_info.type.")
        says = f"{union} failed" if is_type else None
        return Refused(f"{reading.aborted} is the second of its kind: xl aborts", says)
    for check in (_type, _names, _build, _memory, first_refused, device_model_refused):
        refused = check(reading.config, xen)
        if refused is not None:
            return _since(refused, reading.ended)._replace(is_of_type=check is _type)
    return None


def _since(refused: Refused, ended: Ended | None) -> Refused:
    """Say what a default stands for, where the text has a value that was lost."""
    if ended is None:
        return refused
    says = "unable to convert libxl__json_object to libxl_domain_config."
    return Refused(f"{lost(ended)}: {refused.message}", says)


def lost(ended: Ended) -> str:
    """Say which value libxl could not convert, and which keys that costs."""
    shown = (
        json.dumps(ended.value)[:64] if isinstance(ended.value, (str, int, float)) else "a value"
    )
    said = f"{ended.path} is {shown}, expected {ended.expected}"
    if not ended.lost:
        return said
    named = ", ".join(ended.lost[:_MOST_NAMED])
    more = len(ended.lost) - _MOST_NAMED
    return f"{said}; lost after it: {named}{f' and {more} more' if more > 0 else ''}"


def _section(config: Map, name: str) -> Map:
    section: Map = config.get(name, {})
    return section


def _type(config: Map, xen: Version) -> Refused | None:
    created = _section(config, "c_info").get("type", _INVALID)
    built = _section(config, "b_info").get("type", _INVALID)
    if built == _INVALID:
        says = "Unknown guest type" if xen >= _WORDS_FROM else "invalid domain type"
        return Refused("the configuration has no map b_info.type.pv, .pvh or .hvm", says)
    if created == _INVALID:
        return Refused("c_info.type names no type of domain, and xl aborts")
    if created != built:
        says = "libxl_defbool_val: Assertion `!libxl_defbool_is_default(db)' failed."
        return Refused(
            f"c_info.type is {created}, b_info has the map type.{built}, and xl aborts",
            says if created == "hvm" else None,
        )
    return None


def _names(config: Map, xen: Version) -> Refused | None:
    if _section(config, "c_info").get("name") is None:
        says = "New domain name not specified" if xen >= (4, 9) else None
        return Refused("c_info.name is missing", says)
    return None


_MIB = 1024
_VIDEO = {
    "std": (16, "videoram must be at least 16 MB for STDVGA on QEMU_XEN"),
    "qxl": (128, "128 Mib videoram is the minimum for qxl default"),
    "cirrus": (8, "videoram must be at least 8 MB for CIRRUS on QEMU_XEN"),
}
_VIDEO_OF_TRADITIONAL = {
    "std": (8, "videoram must be at least 8 MB for STDVGA on QEMU_XEN_TRADITIONAL"),
}
_MODELS = ("qemu_xen", "qemu_xen_traditional")
_MOST_VCPUS = 128
_BITS = 8


def _build(config: Map, xen: Version) -> Refused | None:
    build = _section(config, "b_info")
    kind = build["type"]
    if kind == "hvm":
        refused = _hvm(build, xen)
        if refused is not None:
            return refused
    last = max(build.get("avail_vcpus") or [0])
    if xen >= (4, 7) and last // _BITS >= _MOST_VCPUS:
        says = "avail_vcpus bitmap contains too many VCPUS"
        return Refused(f"b_info.avail_vcpus names vcpu {last}", says)
    if build.get("max_vcpus", 1) < 0:
        return Refused(f"b_info.max_vcpus is {build['max_vcpus']}")
    if kind == "pv" and build.get("vnuma_nodes"):
        return Refused("b_info.vnuma_nodes of a PV domain", "PV vNUMA is not yet supported")
    devices = [name for name in ("pcidevs", "dtdevs") if config.get(name)]
    if _section(config, "c_info").get("passthrough") == "disabled" and devices and xen >= (4, 13):
        says = "passthrough disabled but devices are specified"
        return Refused(f"c_info.passthrough is disabled, and there are {devices[0]}", says)
    if build.get("tsc_mode") == "native_paravirt" and xen >= (4, 15):
        says = "TSC Mode native_paravirt (a.k.a PVRDTSCP) has been removed"
        return Refused("b_info.tsc_mode is native_paravirt", says)
    return None


def _hvm(build: Map, xen: Version) -> Refused | None:
    hvm = build.get("hvm", {})
    model, bios = model_of(build, xen), hvm.get("bios", "unknown")
    if model == "qemu_xen_traditional":
        if xen >= NO_TRADITIONAL_SINCE:
            says = "unknown device model version" if bios == "unknown" else None
            return Refused(
                "b_info.device_model_version is qemu_xen_traditional, gone from 4.21", says
            )
        if bios not in ("unknown", "rombios"):
            says = "qemu-xen-traditional requires bios=rombios." if xen >= (4, 7) else None
            return Refused(f"bios is {bios}, qemu-xen-traditional takes rombios only", says)
    elif model == "qemu_xen" and bios == "rombios":
        says = "qemu-xen does not support bios=rombios." if xen >= (4, 7) else None
        return Refused("bios is rombios, which qemu-xen does not have", says)
    if build.get("kernel") is None and (build.get("ramdisk") or build.get("cmdline")) is not None:
        says = "direct boot parameters specified but kernel missing"
        return Refused("b_info has a ramdisk or a cmdline and no kernel", says)
    vga = hvm.get("vga", {}).get("kind", "unknown")
    least, says = _VIDEO.get("cirrus" if vga == "unknown" else vga, (0, ""))
    video = build.get("video_memkb")
    if model == "qemu_xen_traditional":
        least, says = _VIDEO_OF_TRADITIONAL.get(vga, (0, ""))
        if vga == "qxl":
            says = "qemu upstream required for qxl vga"
            return Refused("vga.kind is qxl, which qemu-xen-traditional does not have", says)
    if model in _MODELS and video is not None and video < least * _MIB:
        message = f"b_info.video_memkb is {video}, {vga} takes {least * _MIB}"
        return Refused(message.replace("unknown", "cirrus"), says)
    has_device = hvm.get("usbdevice") is not None or hvm.get("usbdevice_list")
    if (hvm.get("usbversion") or redirected(hvm)) and (is_true(hvm.get("usb")) or has_device):
        says = "usbversion and/or usbredirection cannot be enabled with usb and/or usbdevice"
        return Refused("usbversion or usbredirection beside usb or usbdevice", says)
    return None


_ALL_ONES = (1 << 64) - 1


def _memory(config: Map, xen: Version) -> Refused | None:
    """Find a domain whose shadow memory comes out absurd, as without any size of its memory."""
    build = _section(config, "b_info")
    if build["type"] == "pv" or xen < (4, 17):
        return None
    pages = 256 * (build.get("max_vcpus") or 1) + build.get("max_memkb", _ALL_ONES) // 1024
    shadow = build.get("shadow_memkb", 4 * pages & _ALL_ONES)
    if shadow << 10 <= _ALL_ONES:
        return None
    says = f"shadow_memkb value {shadow}kB too large"
    if "shadow_memkb" in build:
        return Refused(f"b_info.shadow_memkb is {shadow}", says)
    known = f"is {build['max_memkb']}" if "max_memkb" in build else "is missing"
    return Refused(f"b_info.max_memkb {known}", says)
