"""A file that was split: what is said of its first part."""

from __future__ import annotations

from pathlib import Path

import pytest
import streams


@pytest.mark.parametrize(
    ("first", "second", "pattern"),
    [
        ("image.aa", "image.ab", "image.??"),
        ("xaaa", "xaab", "x???"),
        ("image.001", "image.002", "image.???"),
        ("image.img.00", "image.img.01", "image.img.??"),
        ("image.part1", "image.part2", "image.part?"),
    ],
)
def test_the_first_of_several_parts(first: str, second: str, pattern: str, tmp_path: Path) -> None:
    octets = streams.xl()
    (tmp_path / first).write_bytes(octets[:100])
    run = streams.run(first, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, b"")
    (tmp_path / second).write_bytes(octets[100:])
    run = streams.run(first, cwd=tmp_path)
    assert run.returncode == 1
    assert run.stderr.decode() == (
        f"xenstream verify: {first} is followed by another part: join them, as in"
        f" `cat {pattern} | xenstream verify`\n"
    )
    assert streams.run("-q", first, cwd=tmp_path).stderr == b""
    # Joined as it says, it is whole.
    parts = b"".join(path.read_bytes() for path in sorted(tmp_path.glob(pattern)))
    assert streams.run(stdin=parts).returncode == 0


@pytest.mark.parametrize("name", ["image", "image.a", "image.ab", "image.2", "image.1234567", "1"])
def test_what_is_no_first_part(name: str, tmp_path: Path) -> None:
    for other in ("image.ab", "image.b", "image.ac", "image.3", "2", "imageb"):
        (tmp_path / other).write_bytes(b"")
    (tmp_path / name).write_bytes(streams.xl()[:100])
    said = streams.run(name, cwd=tmp_path).stderr
    assert (said == b"") == (name != "1")
