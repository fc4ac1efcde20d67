"""The configuration as each release of libxl reads it: the two JSON libraries, and its types."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import streams
import vector_builder

import xenstream
from xenstream.contents.json_text import JsonError, Number, by_jsonc, by_yajl
from xenstream.restore import libxl_config
from xenstream.restore.libxl_keys import unknown_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

# What YAJL 2.1 and json-c 0.17 really say of each text.
SAID = [
    (b"", "parse error: premature EOF", "unexpected end of data"),
    (b'{"a": [1, 2.5, -3e4, "x\\n\\u00e9"]}', None, None),
    (b'{"a": 1,}', "parse error: invalid object key (must be a string)", None),
    (b"[1, 2,]", "parse error: unallowed token at this point in JSON text", None),
    (b"{'a': 1}", "lexical error: invalid char in json text.", None),
    (
        b'{"a": 1 /* b */}',
        "lexical error: probable comment found in input text, comments are not enabled.",
        None,
    ),
    (b'{"a": 1} {"b": 2}', None, None),
    (
        b'{"a" 1}',
        "parse error: object key and value must be separated by a colon (':')",
        "object property name separator ':' expected",
    ),
    (
        b'{"a": 1 "b": 2}',
        "parse error: after key and value, inside map, I expect ',' or '}'",
        "object value separator ',' expected",
    ),
    (
        b"[1 2]",
        "parse error: after array element, I expect ',' or ']'",
        "array value separator ',' expected",
    ),
    (b'["\x01"]', "lexical error: invalid character inside string.", None),
    (b'["\xe9"]', "lexical error: invalid bytes in UTF8 string.", None),
    (
        b'["\\x"]',
        "lexical error: inside a string, '\\' occurs before a character which it may not.",
        "invalid string sequence",
    ),
    (
        b'["\\u12x4"]',
        "lexical error: invalid (non-hex) character occurs after '\\u' inside string.",
        "invalid string sequence",
    ),
    (
        b"[-]",
        "lexical error: malformed number, a digit is required after the minus sign.",
        "number expected",
    ),
    (b"[tru]", "lexical error: invalid string in json text.", "boolean expected"),
    (b"[NaN]", "lexical error: invalid char in json text.", None),
    (b"[TRUE]", "lexical error: invalid char in json text.", None),
    (b"[" * 32 + b"]" * 32, None, None),
    (b"[" * 33 + b"]" * 33, None, "nesting too deep"),
    (b"null", None, "success"),
    (b"\0" + b"x", "parse error: premature EOF", "unexpected end of data"),
]


@pytest.mark.parametrize(("text", "yajl", "jsonc"), SAID, ids=[repr(one[0])[:40] for one in SAID])
def test_as_the_libraries_say(text: bytes, yajl: str | None, jsonc: str | None) -> None:
    for reader, said in ((by_yajl, yajl), (by_jsonc, jsonc)):
        if said is None:
            reader(text)
        else:
            with pytest.raises(JsonError) as caught:
                reader(text)
            assert str(caught.value) == said


def test_which_of_two_equal_keys_counts() -> None:
    text = b'{"a": 1, "a": 2}'
    assert by_yajl(text) == {"a": 1}
    assert by_jsonc(text) == {"a": 2}


def test_numbers_as_libxl_takes_them() -> None:
    assert by_yajl(b"[1, 1.5, 1e5, -9223372036854775808]") == [1, 1.5, 1, -(1 << 63)]
    (large,) = by_yajl(b"[99999999999999999999]")  # type: ignore[misc]
    assert isinstance(large, Number)


def test_what_follows_the_value() -> None:
    with pytest.raises(JsonError, match="trailing garbage"):
        by_yajl(b"{} x", allows_rest=False)
    assert libxl_config.read(b"{} x", (4, 11)).problem is not None
    assert libxl_config.read(b"{} x", (4, 12)).problem is None


def config(**build: Any) -> bytes:
    of_kind = build.pop("kind", "pvh")
    return json.dumps(
        {
            "c_info": {"type": of_kind, "name": "vm"},
            "b_info": {"max_vcpus": 1, "max_memkb": 65536, f"type.{of_kind}": {}, **build},
            "disks": [{"vdev": "xvda", "pdev_path": "/dev/vg/root", "readwrite": 1}],
        }
    ).encode()


def test_keys_after_a_value_that_is_not_known_are_lost() -> None:
    reading = libxl_config.read(config(sched_params={"weight": 1 << 33}), (4, 17))
    assert reading.ended is not None
    assert reading.ended.path == "b_info.sched_params.weight"
    assert reading.ended.lost == ("b_info.type.pvh", "disks")
    refused = libxl_config.refusal(reading, (4, 17))
    assert refused is not None
    assert "disks" in refused.message
    assert "disks" not in reading.config


def test_a_value_of_another_json_type_counts_as_missing() -> None:
    reading = libxl_config.read(config(max_vcpus="2"), (4, 17))
    assert reading.ended is None
    assert "max_vcpus" not in reading.config["b_info"]


def test_a_word_is_known_by_release() -> None:
    for version, known in (((4, 9), False), ((4, 10), True)):
        reading = libxl_config.read(config(), version)
        assert (libxl_config.refusal(reading, version) is None) == known


def test_every_release_takes_what_every_release_knows() -> None:
    for minor in range(6, 23):
        reading = libxl_config.read(config(kind="pv"), (4, minor))
        assert libxl_config.refusal(reading, (4, minor)) is None, minor


def changed(changes: dict[str, Any], kind: str) -> bytes:
    """Give the configuration of a domain with some keys, named by their path, set otherwise."""
    value = json.loads(config(kind=kind))
    for path, new in changes.items():
        *keys, last = path.split("/")
        within = value
        for key in keys:
            within = within.setdefault(key, {})
        within[last] = new
    return json.dumps(value).encode()


def of_hvm(**values: Any) -> dict[str, Any]:
    """Give the changes of an HVM domain's own keys."""
    return {f"b_info/type.hvm/{key}": value for key, value in values.items()}


CDROM = {"vdev": "hdc", "format": "empty", "is_cdrom": 1}
RAW = {"vdev": "xvda", "pdev_path": "/dev/vg/root", "format": "raw"}
OTHERS = [{**RAW, "vdev": one} for one in ("hda", "hdb", "hdc", "sda")]
LONG = [{**RAW, "vdev": "xvdq"}, {**RAW, "vdev": "268439552"}]
COLO = {"colo_enable": "True"}
WRITABLE = {**RAW, "readwrite": 1}
AHCI = {"b_info/type.hvm/hdtype": "ahci"}
TRADITIONAL = {"b_info/device_model_version": "qemu_xen_traditional"}
LINUX = {"b_info/device_model_version": "qemu_xen", "b_info/device_model_stubdomain": "True"}
SPICE = {"enable": "True", "port": 6000}
OPEN = {**SPICE, "disable_ticketing": "True"}
DISPLAYED = {"listen": "10.0.0.1:1", "display": 2}
SMALL_VIDEO = {"b_info/video_memkb": 4096}
QCOW = {**RAW, "format": "qcow2"}
STUBDOMAIN = {"b_info/device_model_stubdomain": "True"}
CHANNEL = {"name": "a", "connection.pty": {}}
NODE = {"memkb": 65536, "vcpus": [0], "pnode": 0, "distances": [10]}
SMALL = {"b_info/target_memkb": 1024}
NESTED = {"b_info/nested_hvm": "True"}
ALTP2M = {"b_info/altp2m": "mixed"}
DOMAINS: list[tuple[str, dict[str, Any], str | None, int]] = [
    ("pv", {"b_info/sched_params": {"weight": 0}}, "Cpu weight out of range", 6),
    ("pv", {"b_info/sched_params": {"weight": 1}}, None, 6),
    ("pv", {"b_info/sched_params": {"weight": 65535, "cap": 100}}, None, 6),
    ("pv", {"b_info/sched_params": {"weight": 65536}}, "Cpu weight out of range", 6),
    ("pv", {"b_info/sched_params": {"weight": -1, "cap": -1}}, None, 6),
    ("pv", {"b_info/sched_params": {"cap": 101}}, "from 0 to 100", 6),
    ("pv", {"b_info/sched_params": {"cap": 101}, "b_info/max_vcpus": 2}, None, 6),
    ("pv", {"b_info/sched_params": {"sched": "rtds", "weight": 0}}, "Cpu weight", 12),
    ("pvh", {"b_info/vcpu_hard_affinity": [[]]}, "vcpu hard affinity map is empty", 12),
    ("pvh", {"b_info/vcpu_soft_affinity": [[]]}, None, 10),
    ("pvh", {"b_info/vcpu_hard_affinity": [[0], [1]]}, "failed on vcpu `1'", 10),
    ("pvh", {"b_info/vcpu_soft_affinity": [[0], [1]]}, "failed on vcpu `1'", 10),
    ("pvh", {"b_info/vcpu_hard_affinity": [[0], [1]], "b_info/max_vcpus": 2}, None, 10),
    ("pvh", {"b_info/max_grant_version": 0}, "domain creation fail", 16),
    ("pvh", {"b_info/max_grant_version": 1}, None, 16),
    ("pvh", {"b_info/max_grant_version": 3}, "domain creation fail", 16),
    ("pvh", {"b_info/max_grant_version": 16}, "max grant version 16 out of range", 16),
    ("pvh", {"b_info/max_grant_frames": 0}, "domain creation fail", 13),
    ("pvh", {**NESTED, "c_info/hap": "False"}, "domain creation fail", 15),
    ("pvh", NESTED, None, 10),
    ("pvh", {**NESTED, **ALTP2M}, "nestedhvm and altp2mhvm", 10),
    ("pvh", {**SMALL, **ALTP2M}, "Cannot enable PoD and ALTP2M", 10),
    ("pvh", ALTP2M, None, 10),
    ("pvh", {**SMALL, "b_info/vnuma_nodes": [NODE]}, "Cannot enable PoD and vNUMA", 10),
    ("pvh", {"b_info/vnuma_nodes": [NODE]}, None, 10),
    ("pvh", {"b_info/shadow_memkb": 1 << 54}, "shadow_memkb value 18014398509481984kB", 17),
    ("pvh", {"b_info/shadow_memkb": (1 << 54) - 1}, None, 17),
    ("hvm", {**NESTED, "b_info/type.hvm": {"nested_hvm": "True"}}, "deprecated fields", 11),
    ("pv", {"b_info/kernel": "/k", "b_info/type.pv": {"kernel": "/k"}}, "deprecated fields", 10),
    ("hvm", {"disks": [CDROM]}, None, 6),
    ("hvm", {"disks": [{**CDROM, "is_cdrom": 0}]}, "vdev=hdc is empty but not cdrom", 6),
    ("hvm", {"disks": [{**CDROM, "pdev_path": "/x.iso"}]}, "image has been provided: /x", 7),
    ("hvm", {"disks": [{"vdev": "xvda"}]}, "vdev=xvda failed to stat: (null)", 6),
    ("pv", {"disks": [{"vdev": "xvda", "backend": "qdisk"}]}, None, 6),
    ("pv", {"disks": [{**RAW, "pdev_path": None, "script": "block"}]}, None, 6),
    ("pv", {"disks": [{"vdev": "xvda", "backend_domid": 5}]}, None, 6),
    ("hvm", {"disks": [{**CDROM, "vdev": "hde"}]}, "virtual disk identifier hde", 6),
    ("hvm", {"disks": [{**CDROM, "vdev": "xvdaaa12"}, {**CDROM, "vdev": "51712"}]}, None, 6),
    ("pv", {"channels": [{**CHANNEL}]}, None, 6),
    ("pv", {"channels": [CHANNEL, {"connection.pty": {}}]}, "channel 2 has no name", 6),
    ("pv", {"channels": [{"name": "a", "devid": 7}]}, "channel 7 has no defined connection", 6),
    ("pv", {"channels": [{"name": "a", "connection.socket": {}}]}, "channel 1 has no path", 6),
    ("pv", {"channels": [{"name": "a", "connection.socket": {"path": "/x"}}]}, None, 6),
    ("pv", {"usbctrls": [{"version": 2, "ports": 31}]}, None, 9),
    ("pv", {"usbctrls": [{"version": 3}]}, "must be 1 or 2", 9),
    ("pv", {"usbctrls": [{"ports": 32}]}, "limited to 31", 9),
    ("hvm", {"usbctrls": [{"version": 3, "ports": 15}, {"ports": 6}]}, None, 9),
    ("hvm", {"usbctrls": [{"ports": 8}]}, "", 9),
    ("hvm", {"disks": [{**CDROM, "vdev": "sda16"}]}, "virtual disk identifier sda16", 6),
]


@pytest.mark.parametrize(
    ("kind", "changes", "says", "since"), DOMAINS, ids=[str(one)[:60] for one in DOMAINS]
)
def test_what_no_host_makes_a_domain_of(
    kind: str, changes: dict[str, Any], says: str | None, since: int
) -> None:
    for minor in range(since, 23):
        version = (4, minor)
        refused = libxl_config.refusal(libxl_config.read(changed(changes, kind), version), version)
        if says is None:
            assert refused is None, (minor, refused)
        else:
            assert refused is not None, minor
            assert says in (refused.xen_says or ""), minor


ALWAYS = range(6, 23)
REFUSED_BY: list[tuple[str, dict[str, Any], str, Sequence[int], Sequence[int]]] = [
    # what, the words, the releases that refuse it, and those that are asked
    ("pv", {"disks": [RAW, RAW]}, "device already exists", ALWAYS, ALWAYS),
    ("pv", {"disks": [RAW, {**RAW, "vdev": "51712"}]}, "device already exists", ALWAYS, ALWAYS),
    ("pv", {"disks": [RAW, {**RAW, "vdev": "0xca00"}]}, "device already exists", ALWAYS, ALWAYS),
    ("pv", {"disks": [RAW, {**RAW, "vdev": "d0p0"}]}, "device already exists", ALWAYS, ALWAYS),
    ("pv", {"disks": [RAW, {**RAW, "vdev": "0145000"}]}, "device already exists", ALWAYS, ALWAYS),
    ("pv", {"disks": [RAW, {**RAW, "vdev": "xvda1"}]}, "", (), ALWAYS),
    ("pv", {"disks": OTHERS}, "", (), ALWAYS),
    ("pv", {"disks": LONG}, "already", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "vdev": "-1"}]}, "disk identifier -1", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "vdev": "2147483647"}]}, "", (), ALWAYS),
    ("pv", {"disks": [{**RAW, "vdev": "2147483648"}]}, "disk identifier 2147", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "vdev": "d1048576p0"}]}, "disk identifier d1", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "vdev": "d0p256"}]}, "disk identifier d0", ALWAYS, ALWAYS),
    ("pv", {"disks": [QCOW]}, "", (), ALWAYS),
    ("pv", {"disks": [{**QCOW, "backend": "phy"}]}, "no suitable backend", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**QCOW, "backend": "tap"}]}, "no suitable backend", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "backend": "tap"}]}, "no suitable", range(13, 19), ALWAYS),
    ("pv", {"disks": [{**RAW, "backend": "tap", "script": "x"}]}, "no s", range(6, 19), ALWAYS),
    ("pv", {"disks": [{**RAW, "backend": "phy", **COLO}]}, "no s", ALWAYS[1:], ALWAYS),
    ("pv", {"disks": [{**QCOW, "script": "x"}]}, "no suitable backend", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**RAW, "backend": "qdisk", "script": "x"}]}, "no suit", ALWAYS, ALWAYS),
    ("pv", {"disks": [{**CDROM, "backend": "phy"}]}, "no suitable", range(7, 19), ALWAYS),
    ("pv", {"disks": [{**RAW, "backend": "standalone"}]}, "no suit", range(17, 23), range(17, 23)),
    ("pv", {"disks": [{**RAW, "specification": "virtio"}]}, "", (), range(17, 23)),
    ("pv", {"disks": [{**QCOW, "specification": "virtio"}]}, "no s", range(17, 23), range(17, 23)),
    ("pv", {"disks": [{**RAW, "transport": "mmio"}]}, "only supported", range(17, 23), ALWAYS),
    ("hvm", {"disks": [{**CDROM, "backend": "phy"}]}, "must be Qdisk", range(6, 19), ALWAYS),
    ("hvm", {"disks": [{**CDROM, "backend": "tap"}]}, "must be Qdisk", ALWAYS, ALWAYS),
    ("hvm", {"disks": [{**CDROM, "backend": "qdisk"}]}, "", (), ALWAYS),
    ("pv", STUBDOMAIN, "qemu-xen access error", range(6, 21), ALWAYS),
    ("hvm", STUBDOMAIN, "unknown device model version", range(21, 23), ALWAYS),
    ("hvm", {"b_info/device_model": ""}, "unknown device model", range(21, 23), ALWAYS),
    ("pv", {"b_info/device_model": ""}, "", (), ALWAYS),
    ("pv", {"c_info/name": "x" * 4075}, "", (), ALWAYS),
    ("pv", {"c_info/name": "x" * 4076}, "", ALWAYS, ALWAYS),
    ("pv", {"b_info/event_channels": 1}, "", ALWAYS, ALWAYS),
    ("pv", {"b_info/event_channels": 2}, "", (), ALWAYS),
    ("hvm", {"b_info/event_channels": 3}, "", ALWAYS, ALWAYS),
    ("hvm", {"b_info/event_channels": 4}, "", (), ALWAYS),
    ("hvm", {"b_info/event_channels": 4, "b_info/max_vcpus": 2}, "", ALWAYS, ALWAYS),
    ("hvm", {"b_info/event_channels": 0}, "", (), ALWAYS),
    ("pv", {"vkbs": [{"devid": -2}]}, "", range(19, 23), ALWAYS),
    ("pv", {"vtpms": [{"devid": -2}]}, "", range(10, 23), ALWAYS),
    ("pv", {"vdispls": [{"devid": -1}, {"devid": -2}]}, "", range(10, 23), ALWAYS),
    ("pv", {"vsnds": [{"devid": -3}]}, "", range(12, 23), ALWAYS),
    ("pv", {"usbctrls": [{"devid": -2}]}, "", range(10, 23), ALWAYS),
    ("pv", {"nics": [{"devid": -2}]}, "", (), ALWAYS),
    ("pv", {"nics": [{"devid": 2}, {"devid": 3}, {}, {}]}, "", (), ALWAYS),
    ("pv", {"nics": [{"devid": 0}, {}]}, "already exists", ALWAYS, ALWAYS),
    ("pv", {"nics": [{}, {"devid": 0}]}, "already exists", ALWAYS, ALWAYS),
    ("pv", {"vtpms": [{}, {"devid": 0}]}, "already exists", ALWAYS, ALWAYS),
    ("pv", {"vtpms": [{"devid": 0}, {}, {}]}, "", (), ALWAYS),
    ("pv", {"vtpms": [{"devid": 1}, {"devid": 0}, {}]}, "", (), ALWAYS),
    # What an element that ends the reading leaves: those before it, itself so far, and zeros.
    ("pv", {"disks": [{**RAW, "format": "vmdk"}]}, "", (), ALWAYS),
    ("pv", {"disks": [{**RAW, "format": "vmdk"}, CDROM]}, "unable to convert", ALWAYS, ALWAYS),
    ("pv", {"disks": [CDROM, {**RAW, "readwrite": "x"}]}, "", (), ALWAYS),
    ("pv", {"disks": [{**RAW, "backend_domid": -1}]}, "unable to convert", ALWAYS, ALWAYS),
    ("pv", {"nics": [{"mac": "zz"}]}, "", (), ALWAYS),
    ("pv", {"nics": [{"mac": "zz"}, {"devid": 1}]}, "unable to convert", ALWAYS, ALWAYS),
    ("pv", {"nics": [{"devid": 1}, {"mac": "zz"}]}, "", (), ALWAYS),
    ("pv", {"channels": [CHANNEL, {"backend_domid": -1}]}, "unable", ALWAYS, ALWAYS),
    ("hvm", {"nics": [{"devid": 1}, {"devid": 1}]}, "already exists", ALWAYS, ALWAYS),
    ("pv", {"vtpms": [{"devid": 0}, {"devid": 0}]}, "already exists", ALWAYS, ALWAYS),
    ("pv", {"usbctrls": [{"devid": 0}, {"devid": 0}]}, "already", range(7, 23), ALWAYS),
    ("pv", {"vkbs": [{"devid": 0}, {"devid": 0}]}, "", (), ALWAYS),
    ("pv", {"nics": [{"nictype": "vif_ioemu"}]}, "emulated interface", ALWAYS, ALWAYS),
    ("pvh", {"nics": [{"nictype": "vif_ioemu"}]}, "emulated", range(10, 23), range(10, 23)),
    ("hvm", {"nics": [{"nictype": "vif_ioemu"}]}, "", (), ALWAYS),
    ("pv", {"nics": [{"nictype": "vif"}]}, "", (), ALWAYS),
    # The command line of the device model.
    ("hvm", {"disks": [RAW]}, "support read-only", ALWAYS, ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "d3p1"}]}, "read-only IDE", ALWAYS[1:], ALWAYS[1:]),
    ("hvm", {"disks": [WRITABLE]}, "", (), ALWAYS),
    ("pv", {"disks": [RAW]}, "", (), ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "51712"}]}, "", (), ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "sda"}]}, "read-only disk drivers", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "xvde"}]}, "read-only disk drivers", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "xvdg"}], **AHCI}, "read-only disk", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "xvdf"}], **AHCI}, "support read-only", ALWAYS, ALWAYS),
    ("hvm", {"disks": [{**RAW, "vdev": "hda"}], **AHCI}, "only AHCI", ALWAYS[1:], ALWAYS[1:]),
    ("hvm", {"disks": [QCOW]}, "read-only IDE", ALWAYS[1:], ALWAYS[1:]),
    ("hvm", {"disks": [{**QCOW, "format": "unknown"}]}, "read-only disk", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "backend_domname": "a"}]}, "read-only disk", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "script": "x"}]}, "read-only disk", (6,), ALWAYS),
    ("hvm", {"disks": [{**RAW, "backend": "tap"}]}, "", ALWAYS, (6, *range(13, 23))),
    ("hvm", {"disks": [{**RAW, "backend": "tap"}]}, "", (), range(7, 13)),
    ("hvm", {"disks": [{**RAW, "script": "x"}], **LINUX}, "IDE", range(14, 23), range(14, 23)),
    ("hvm", {"disks": [RAW], **TRADITIONAL}, "", range(21, 23), ALWAYS),
    ("hvm", LINUX, "", range(6, 14), ALWAYS),
    ("hvm", of_hvm(serial="pty"), "", (), ALWAYS),
    ("hvm", of_hvm(serial="pty", serial_list=[]), "", (), ALWAYS),
    ("hvm", of_hvm(serial="", serial_list=["pty"]), "Both serial and", ALWAYS, ALWAYS),
    ("hvm", of_hvm(usbdevice="tablet", usbdevice_list=["mouse"]), "Both usbdevice", ALWAYS, ALWAYS),
    ("hvm", of_hvm(usbdevice=None, usbdevice_list=["mouse"]), "", (), ALWAYS),
    ("hvm", {**of_hvm(serial="", serial_list=["a"]), **TRADITIONAL}, "", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={"enable": "True"}), "spiceport or tls_port", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={"enable": "False"}), "", (), ALWAYS),
    ("hvm", of_hvm(spice=SPICE), "missing password", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={**SPICE, "passwd": ""}), "can't be empty", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={**SPICE, "passwd": "a"}), "", (), ALWAYS),
    ("hvm", of_hvm(spice=OPEN), "", (), ALWAYS),
    ("hvm", {**of_hvm(spice=SPICE), **LINUX}, "", (), range(14, 23)),
    ("hvm", {**of_hvm(spice=SPICE), **TRADITIONAL}, "", (), range(6, 21)),
    ("hvm", of_hvm(usbversion=9), "must be between 1 and 3", ALWAYS, ALWAYS),
    ("hvm", of_hvm(usbversion=3), "", (), ALWAYS),
    ("hvm", {**of_hvm(usbversion=9), **TRADITIONAL}, "", (), range(6, 21)),
    ("hvm", of_hvm(spice={**OPEN, "usbredirection": 5}), "between 1 and 4", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={**OPEN, "usbredirection": 4}), "", (), ALWAYS),
    ("hvm", of_hvm(spice={"usbredirection": 5}), "", (), ALWAYS),
    ("hvm", of_hvm(spice={"usbredirection": -1}), "", (), ALWAYS),
    ("hvm", of_hvm(spice={"usbredirection": -1}, usbversion=1), "1 and 4", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={"usbredirection": -1}, usb="True"), "cannot be", ALWAYS, ALWAYS),
    ("hvm", of_hvm(spice={"usbredirection": 1}, usb="True"), "", (), ALWAYS),
    ("hvm", of_hvm(usbversion=1, usbdevice=""), "cannot be enabled", ALWAYS, ALWAYS),
    ("hvm", of_hvm(soundhw="foo"), "Unknown soundhw option 'foo'", range(17, 23), ALWAYS),
    ("hvm", of_hvm(soundhw="HDA"), "", (), ALWAYS),
    ("hvm", of_hvm(vnc=DISPLAYED), "vncdisplay set", ALWAYS, ALWAYS),
    ("hvm", of_hvm(vnc={**DISPLAYED, "display": 0}), "", (), ALWAYS),
    ("hvm", of_hvm(vnc={**DISPLAYED, "listen": "::1"}), "vncdisplay set", ALWAYS, ALWAYS),
    ("hvm", of_hvm(vnc={**DISPLAYED, "listen": "0.0.0.0"}), "", (), ALWAYS),
    ("hvm", of_hvm(vnc={**DISPLAYED, "enable": "False"}), "", (), ALWAYS),
    ("hvm", {**of_hvm(vnc=DISPLAYED), **TRADITIONAL}, "", ALWAYS, ALWAYS),
    ("pv", {"vfbs": [{"vnc": DISPLAYED}]}, "vncdisplay set", ALWAYS, ALWAYS),
    ("pv", {"vfbs": [{}, {"vnc": DISPLAYED}]}, "", (), ALWAYS),
    ("pvh", {"vfbs": [{"vnc": DISPLAYED}]}, "vncdisplay", range(10, 23), range(10, 23)),
    ("hvm", of_hvm(gfx_passthru="True"), "unable to detect", range(7, 23), ALWAYS),
    ("hvm", of_hvm(gfx_passthru="True", gfx_passthru_kind="igd"), "", (), ALWAYS),
    ("hvm", {**of_hvm(gfx_passthru="True"), "pcidevs": [{"bus": 1}]}, "", (), ALWAYS),
    ("hvm", {"b_info/kernel": "/k", **TRADITIONAL}, "", ALWAYS, ALWAYS),
    ("hvm", {"b_info/kernel": "/k"}, "", (), ALWAYS),
    ("hvm", {"b_info/dm_restrict": "True", **TRADITIONAL}, "", range(10, 23), ALWAYS),
    ("hvm", {**of_hvm(vga={"kind": "qxl"}), **TRADITIONAL}, "", ALWAYS, ALWAYS),
    ("hvm", {**of_hvm(vga={"kind": "std"}), **TRADITIONAL, **SMALL_VIDEO}, "", ALWAYS, ALWAYS),
    ("hvm", {**of_hvm(vga={"kind": "cirrus"}), **TRADITIONAL, **SMALL_VIDEO}, "", (), range(6, 21)),
]


@pytest.mark.parametrize(
    ("kind", "changes", "says", "by", "asked"),
    REFUSED_BY,
    ids=[str(one)[:70] for one in REFUSED_BY],
)
def test_which_releases_make_no_domain_of_it(
    kind: str, changes: dict[str, Any], says: str, by: Sequence[int], asked: Sequence[int]
) -> None:
    for minor in asked:
        version = (4, minor)
        refused = libxl_config.refusal(libxl_config.read(changed(changes, kind), version), version)
        assert (refused is not None) == (minor in by), (minor, refused)
        assert refused is None or says in (refused.xen_says or ""), (minor, refused)


def test_a_disk_without_a_name_ends_xl() -> None:
    disk = {"format": "empty", "is_cdrom": 1}
    reading = libxl_config.read(changed({"disks": [disk]}, "hvm"), (4, 17))
    refused = libxl_config.refusal(reading, (4, 17))
    assert refused is not None
    assert refused.message == "disks[0] has no vdev, and xl dies of it"


@pytest.mark.parametrize(("values", "verdict"), [(30_000, "valid"), (33_000, "unreadable")])
def test_a_configuration_of_many_values_is_not_read(values: int, verdict: str) -> None:
    vector = next(one for one in vector_builder.load() if one["name"] == "restore-pv")
    image = deepcopy(vector["stream"])
    config = json.loads(image[0]["xl"]["config"])
    config["unknown"] = [0] * values
    image[0]["xl"]["config"] = json.dumps(config)
    octets = io.BytesIO(vector_builder.build({"stream": image}))
    report = xenstream.verify(octets, profile="restore")
    assert report.verdict == verdict
    assert ("XS874" in [one.code for one in report.findings]) == (verdict != "valid")


def test_keys_that_no_release_knows() -> None:
    known = {"disks": [WRITABLE], "c_info/xsdata": {"any": "key"}, "b_info/type.hvm/spice": OPEN}
    assert unknown_keys(json.loads(changed(known, "hvm"))) == []
    slips = {
        "eisks": [{"nothing": 1}],
        "disks": [{**WRITABLE, "seadwrite": 1}],
        "b_info/type.hvm/spice": {"port ": 1},
        "b_info/type.none": {},
    }
    assert sorted(unknown_keys(json.loads(changed(slips, "hvm")))) == [
        "b_info.type.hvm.spice.port ",
        "b_info.type.none",
        "disks.seadwrite",
        "eisks",
    ]
    assert unknown_keys(["eisks"]) == []
    assert len(unknown_keys({str(number): None for number in range(5000)})) == 4096


def test_keys_are_shown_with_care() -> None:
    value = json.loads(changed({}, "pvh"))
    value.update({f"\x1b[{number}m" + "x" * 99: 1 for number in range(20)})
    image = streams.xl(config=json.dumps(value).encode() + b"\0")
    report = xenstream.verify(io.BytesIO(image), profile="restore")
    found = [one for one in report.findings if one.code == "XS875"]
    assert len(found) == 1
    assert "\x1b" not in found[0].message
    assert " and 8 more: no release has those keys" in found[0].message
    assert len(found[0].message) < 1200
