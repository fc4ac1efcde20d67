"""How much memory a guest may have: what libxl lets its domain have, and what was sent."""

from __future__ import annotations

import io
import lzma
import re
from pathlib import Path

import pytest
from places import FIXTURES, STREAMS

import xenstream

IMAGES = [
    (FIXTURES / "hvm-save-p2-full.img.xz", 8187),
    (STREAMS / "pv-save-p.img.xz", 6144),
    (STREAMS / "pv-live-2vcpu.img.xz", 6144),
    (STREAMS / "pvh-live-debug.img.xz", 6096),
]
"""Images, and the pages of each."""
SLACK = 1024  # KiB, beyond what the configuration says


def codes(image: Path, target: int) -> set[str]:
    octets = lzma.decompress(image.read_bytes())
    found = re.search(rb'"target_memkb": *(\d+)', octets[:4096])
    assert found is not None
    begin, end = found.span(1)
    octets = octets[:begin] + str(target).encode().rjust(end - begin) + octets[end:]
    report = xenstream.verify(io.BytesIO(octets), profile="restore", xen="4.17")
    return {finding.code for finding in report.findings if finding.severity == "error"}


@pytest.mark.parametrize(("image", "pages"), IMAGES, ids=[one.name for one, _ in IMAGES])
def test_the_limit(image: Path, pages: int) -> None:
    if not image.exists():
        pytest.skip("shared/streams is not here")
    assert codes(image, 4 * pages - SLACK) == set()
    assert codes(image, 4 * (pages - 1) - SLACK) == {"XS626"}
