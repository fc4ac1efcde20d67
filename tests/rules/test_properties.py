"""What holds of every mutation of a stream."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import streams
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vector_builder import build, load

import xenstream
from xenstream.walk.walker import Record

if TYPE_CHECKING:
    from pathlib import Path

_RESTORED = ("restore-hvm", "restore-pv", "checkpoints-three", "xapi-every-section")
GOOD = [streams.xl(), streams.libxl(), streams.libxc(), streams.libxc(order=">")]
GOOD += [build(vector) for vector in load() if vector["name"] in _RESTORED]
settings.register_profile(
    "mutations", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """Give a good stream with a few octets set, cut, doubled or put in."""
    octets = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(octets)))
        how = draw(st.sampled_from(["set", "set", "set", "cut", "insert", "double"]))
        if how == "set":
            octets[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif how == "cut":
            del octets[at : at + draw(st.sampled_from([1, 4, 8, 24, 1 << 20]))]
        elif how == "insert":
            octets[at:at] = draw(st.binary(max_size=24))
        else:
            octets[at:at] = octets[at : at + 24]
    return bytes(octets)


def _told(report: xenstream.Report) -> tuple[str, list[tuple[str, int]]]:
    found = [(one.code, one.offset) for one in report.findings if one.code not in _AFTER_END]
    is_good = all(one.severity != "error" or one.code in _AFTER_END for one in report.findings)
    return "valid" if is_good and report.verdict != "unreadable" else report.verdict, found


_AFTER_END = ("XS005", "XS009", "XS013", "XS016", "XS017")
"""Codes of what is told of a file only: on a pipe nobody knows what follows."""


@settings(settings.get_profile("mutations"), max_examples=400)
@given(octets=mutants(), profile=st.sampled_from(["spec", "upstream", "restore"]))
def test_the_way_in_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, octets: bytes, profile: str
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "mutant"
    in_file = streams.through_file(octets, path, profile=profile)
    told = _told(in_file)
    assert told == _told(streams.through_file(octets, path, profile=profile))
    assert told == _told(streams.through_pipe(octets, profile=profile))
    assert told == _told(xenstream.verify(io.BytesIO(octets), profile=profile))
    assert (in_file.verdict == "valid") == all(one.severity != "error" for one in in_file.findings)


@settings(settings.get_profile("mutations"), max_examples=400)
@given(octets=mutants(), profile=st.sampled_from(["spec", "restore"]))
def test_a_finding_lies_in_its_record(octets: bytes, profile: str) -> None:
    report = xenstream.verify(io.BytesIO(octets), profile=profile)
    extents: dict[tuple[str, int], tuple[int, int]] = {}
    if report.format is not None:
        with xenstream.open(io.BytesIO(octets)) as stream:
            for item in stream.items():
                if isinstance(item, Record):
                    extents.setdefault((item.layer.path, item.index), (item.offset, item.end))
    for finding in report.findings:
        assert 0 <= finding.offset <= len(octets)
        if finding.record is None:
            continue
        extent = extents.get((finding.record.path, finding.record.index))
        # With a second context, two records have one path and index.
        if extent is not None and octets.count(b"XENF") < 2:
            assert extent[0] <= finding.offset < extent[1]
