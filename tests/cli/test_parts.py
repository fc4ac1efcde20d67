"""A file that was split: what is said of its first part."""

from __future__ import annotations

import subprocess
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
        ("a b'c.aa", "a b'c.ab", "'a b'\"'\"'c.'??"),
        ("$(x) ?.0", "$(x) ?.1", "'$(x) ?.'?"),
        ("001", "002", "???"),
        ("./-n.aa", "./-n.ab", "./-n.??"),
    ],
)
def test_the_first_of_several_parts(first: str, second: str, pattern: str, tmp_path: Path) -> None:
    octets = streams.xl()
    (tmp_path / "aother").write_bytes(octets)  # no part, whatever a shell makes of the name
    (tmp_path / first).write_bytes(octets[:100])
    run = streams.run(first, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, b"")
    (tmp_path / second).write_bytes(octets[100:])
    run = streams.run(first, cwd=tmp_path)
    assert run.returncode == 1
    assert run.stderr.decode() == (
        f"xenstream verify: {first} is followed by another part: join them, as in"
        f" `cat {pattern} | xenstream verify -`\n"
    )
    assert streams.run("-q", first, cwd=tmp_path).stderr == b""
    # Joined as it says, by a shell, it is whole.
    line = run.stderr.decode().partition("`cat ")[2].partition(" |")[0]
    joined = subprocess.run(["sh", "-c", f"cat {line}"], capture_output=True, cwd=tmp_path)
    assert joined.stdout == octets


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", "-o", "json"),
        ("show", "--record", "domain_header"),
        ("stats",),
        ("memory", "-o", "out"),
        ("memory", "--pages", "5"),
    ],
)
def test_each_command_says_it(words: tuple[str, ...], tmp_path: Path) -> None:
    page = streams.record(streams.PAGE_DATA, streams.page_data([5, 7]))
    whole = streams.whole([page])
    for name, octets in (("whole", whole), ("image.aa", whole[:5000]), ("image.ab", whole[5000:])):
        (tmp_path / name).write_bytes(octets)
    said = streams.run_command(*words, "image.aa", cwd=tmp_path).stderr.decode()
    assert (
        f"xenstream {words[0]}: image.aa is followed by another part: join them, as in"
        f" `cat image.?? | xenstream {words[0]} -`"
    ) in said.splitlines()


@pytest.mark.parametrize("name", ["image", "image.a", "image.ab", "image.2", "image.1234567", "1"])
def test_what_is_no_first_part(name: str, tmp_path: Path) -> None:
    for other in ("image.ab", "image.b", "image.ac", "image.3", "2", "imageb"):
        (tmp_path / other).write_bytes(b"")
    (tmp_path / name).write_bytes(streams.xl()[:100])
    said = streams.run(name, cwd=tmp_path).stderr
    assert (said == b"") == (name != "1")
