"""Whole streams whose vcpus use features: judged by the policy in them and by a host's."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import guests
import pytest
import streams
from guests import LEAST

import xenstream
from xenstream.contents import hosts
from xenstream.contents.cpu_features import ALL_WORDS, names_of
from xenstream.restore import versions

CPUID, MSR, STATIC_DATA_END = 0x11, 0x12, 0x10
TSC_INFO, HVM_CONTEXT, HVM_PARAMS = 0x08, 0x09, 0x0A
SINCE_4_14 = [versions.name(one) for one in versions.VERSIONS if one >= (4, 14)]


def stream(
    features: frozenset[str] | None,
    state: dict[str, bytes],
    *,
    late: bytes = b"",
    **more: Any,
) -> bytes:
    """Give an HVM guest's libxc stream."""
    policy = []
    if features is not None:
        policy = [
            streams.record(CPUID, guests.cpuid(features, **more)),
            streams.record(MSR, guests.msr_policy()),
        ]
    return streams.libxc(
        (
            *policy,
            streams.record(STATIC_DATA_END),
            late,
            streams.record(streams.PAGE_DATA, streams.page_data((streams.XTAB | 5,))),
            streams.record(TSC_INFO, struct.pack("<IIQII", 0, 1, 0, 1, 0)),
            streams.record(HVM_CONTEXT, guests.context(**state)),
            streams.record(HVM_PARAMS, struct.pack("<IIQQ", 1, 0, 1, 0xFEFFF)),
        )
    )


def report(
    octets: bytes, xen: str | None = None, host: hosts.Host | None = None
) -> xenstream.Report:
    return xenstream.verify(io.BytesIO(octets), profile="restore", xen=xen, host_policy=host)


def refused(one: xenstream.Report) -> list[str]:
    return [finding.message for finding in one.findings if finding.code == "XS643"]


USES_SMAP = {"cpu": guests.cpu(cr4=("pae", "smap"))}


@pytest.mark.parametrize("xen", SINCE_4_14)
def test_a_guest_that_uses_what_its_policy_has_not(xen: str) -> None:
    without = report(stream(LEAST, USES_SMAP), xen)
    assert without.verdict == "invalid"
    assert refused(without) == [
        "CPU, instance 0: CR4 0x200020 has SMAP: it needs SMAP, which the CPU policy in the stream"
        " has not"
    ]
    assert without.restores is not None
    assert not any(without.restores.values())
    taken = report(stream(LEAST | {"SMAP"}, USES_SMAP), xen)
    assert refused(taken) == []
    assert taken.restores is not None
    assert [version for version, takes in taken.restores.items() if takes] == SINCE_4_14


def test_a_policy_after_the_static_data_is_unused() -> None:
    late = streams.record(CPUID, guests.cpuid(LEAST | {"SMAP"}))
    assert refused(report(stream(LEAST, USES_SMAP, late=late)))
    # Without a policy in time the domain has its default one, which the host decides.
    assert not refused(report(stream(None, USES_SMAP, late=late)))


def test_the_version_decides() -> None:
    octets = stream(LEAST | {"PKS"}, {"cpu": guests.cpu(cr4=("pae", "pks"))})
    one = report(octets)
    assert one.restores is not None
    takers = [version for version, takes in one.restores.items() if takes]
    assert takers == ["4.18", "4.19", "4.20", "4.21", "4.22"]
    assert "which Xen 4.17 lets no guest set" in refused(report(octets, "4.17"))[0]


def test_point_releases() -> None:
    """Bits of SPEC_CTRL came to older series in point releases."""
    octets = stream(LEAST | {"IBRSB", "BHI_CTRL"}, {"cpu_msr": guests.cpu_msr((0x48, 1 << 10))})
    taken = {"4.16.6": True, "4.17.3": False, "4.17.4": True, "4.18.1": False, "4.18.2": True}
    assert {xen: not refused(report(octets, xen)) for xen in taken} == taken
    # What another release of the series says is not what its last one says.
    one = report(octets, "4.17.3")
    assert one.restores is not None
    assert one.restores["4.17"]
    assert one.verdict == "invalid"
    assert one.xen == "4.17.3"


def host(tmp_path: Path, octets: bytes) -> hosts.Host:
    path = tmp_path / "host"
    path.write_bytes(octets)
    return hosts.of_file(path)


def featureset(features: frozenset[str]) -> str:
    values = (
        sum((name in features) << bit for bit, name in names_of(word).items()) for word in ALL_WORDS
    )
    return "-".join(f"{value:08x}" for value in values)


def test_a_host_that_lacks_what_the_guest_uses(tmp_path: Path) -> None:
    shown = LEAST | {"SMAP", "SMEP"}
    octets = stream(shown, USES_SMAP)
    image = host(tmp_path, stream(LEAST | {"SMAP"}, {}))
    one = report(octets, host=image)
    assert one.verdict == "valid"
    assert [f.message for f in one.findings if f.code == "XS691"] == [
        "the host lacks CPU features that the guest has: SMEP"
    ]
    image = host(tmp_path, stream(LEAST | {"SMEP"}, {}))
    one = report(octets, host=image)
    assert one.verdict == "invalid"
    assert refused(one) == [
        "CPU, instance 0: CR4 0x200020 has SMAP: it needs SMAP, which the host has not"
    ]
    assert one.restores is not None
    assert not any(one.restores.values())


@pytest.mark.parametrize("kind", ["digits", "xe", "xl info", "xen-cpuid"])
def test_what_a_hosts_tools_print(kind: str, tmp_path: Path) -> None:
    def text(features: frozenset[str]) -> str:
        digits = featureset(features)
        if kind == "digits":
            return f"{digits}\n"
        if kind == "xe":
            return f"    cpu_count: 8\n      vendor: AuthenticAMD\n    features: {digits}\n"
        if kind == "xl info":
            caps = ":".join(digits.split("-")[:8])
            return f"host : lab\nhw_caps                : {caps}\nfree_memory : 17\n"
        lines = [
            f"  {leaf:08x}:{subleaf:08x} -> {':'.join(f'{one:08x}' for one in entry)}"
            for (leaf, subleaf), entry in guests.leaves(features).items()
            if any(entry)
        ]
        head = f"HVM Max policy: {len(lines)} leaves, 2 MSRs\n CPUID:\n  leaf     subleaf  -> eax\n"
        return head + "\n".join(lines) + "\n MSRs:\n  index    -> value\n"

    octets = stream(LEAST | {"SMAP"}, USES_SMAP)
    has, lacks = (host(tmp_path, text(features).encode()) for features in (LEAST | {"SMAP"}, LEAST))
    assert not refused(report(octets, host=has))
    assert refused(report(octets, host=lacks))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("processor\t: 0\nflags\t\t: fpu vme de smap\n", "/proc/cpuinfo"),
        ("nothing of this\n", "text that tells no CPU policy"),
    ],
)
def test_text_that_is_no_policy(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="xen-cpuid -p") as caught:
        host(tmp_path, text.encode())
    assert words in str(caught.value)


HIGHEST = [
    # the guest's policy, the host's, the releases that refuse it
    ({"highest": 0xD}, {"highest": 7}, ((4, 14, 6), (4, 18, 3), (4, 19, 0))),
    ({}, {"extended": 0x8000001F}, ((4, 14, 6), (4, 17, 7), (4, 18, 3))),
    ({}, {"subleaf": 0}, ((4, 15, 7), (4, 16, 7), (4, 17, 4), (4, 18, 2))),
]


@pytest.mark.parametrize(("guest", "of_host", "refusing"), HIGHEST)
def test_highest_leaves(
    guest: dict[str, Any],
    of_host: dict[str, Any],
    refusing: tuple[versions.Version, ...],
    tmp_path: Path,
) -> None:
    state = {"cpu": guests.cpu()}
    octets = stream(LEAST, state, **guest)
    lower = host(tmp_path, stream(LEAST, {}, **of_host))
    for xen in (*refusing, (4, 18, 6), (4, 19, 6), (4, 20, 4), (4, 22, 0), (4, 14, 6)):
        one = report(octets, ".".join(map(str, xen)), lower)
        told = [f for f in one.findings if f.code == "XS661"]
        assert bool(told) == (xen in refusing), xen
        assert not told or told[0].xen_says is not None


def test_another_vendor(tmp_path: Path) -> None:
    octets = stream(LEAST, {"cpu": guests.cpu()})
    intel = host(tmp_path, stream(LEAST, {}, vendor=guests.INTEL))
    amd = host(tmp_path, stream(LEAST, {}))
    for xen in ("4.17", "4.21", "4.22"):
        told = [f.code for f in report(octets, xen, intel).findings if f.code == "XS661"]
        assert told == (["XS661"] if xen == "4.22" else [])
        assert not [f for f in report(octets, xen, amd).findings if f.code == "XS661"]
