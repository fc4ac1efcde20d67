"""Copies without secrets: the same verdicts, and nothing planted comes through."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import random
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import streams
import vector_builder
from places import FIXTURES, SHARED, STREAMS
from streams import PAGE
from test_memory import CHECKPOINT, libxl, pages
from xenstream_parsers.xen_pv_context import XenPvContext

import xenstream
from xenstream.contents import qemu
from xenstream.format.fields import Shape
from xenstream.redact import json_config, states, table, texts
from xenstream.redact import redact as module
from xenstream.redact.redact import DiffersError, Redacted, redact
from xenstream.redact.stand_ins import StandIns
from xenstream.walk.stream import NotAStreamError, Stream
from xenstream.walk.walker import Record

FEW = (
    ("spec", None),
    ("upstream", None),
    ("restore", "4.9"),
    ("restore", "4.17"),
    ("restore", "4.21"),
)
"""Enough of the verdicts for many streams."""


def redacted(octets: bytes, folder: Path, form: str = "auto") -> bytes:
    """Give the copy of a stream; it is not written where a verdict differs."""
    path, out = folder / "in", folder / "out"
    path.write_bytes(octets)
    out.unlink(missing_ok=True)
    with Stream.of(path, form, 0, None) as stream:
        done: Redacted = redact(stream, str(out))
    found = out.read_bytes()
    assert done.octets == len(found)
    assert done.packed_by is not None or len(found) == len(octets)
    return found


# --- The same verdicts ---


def test_a_configuration_too_large_to_be_read_stays_so(tmp_path: Path) -> None:
    for text in (b'{"c_info": {"name": "secret' + b"," * 40000 + b'"}}', b"[" * 40000 + b"secret"):
        out = redacted(streams.xl(config=text + b"\0"), tmp_path)
        assert b"secret" not in out
        assert "XS874" in streams.codes(xenstream.verify(tmp_path / "out"))


@pytest.mark.parametrize("vector", vector_builder.load(), ids=lambda vector: str(vector["name"]))
def test_a_vector_keeps_its_verdicts(
    vector: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ASKED", FEW)
    octets = vector_builder.build(vector)
    try:
        redacted(octets, tmp_path, str(vector.get("format", "auto")))
    except NotAStreamError:
        return  # the vector is about just that
    except OSError:
        is_readable = xenstream.verify(tmp_path / "in").verdict != "unreadable"
        if is_readable:
            raise


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.img.xz")), ids=lambda path: path.stem)
def test_a_fixture_keeps_its_verdicts(path: Path, tmp_path: Path) -> None:
    redacted(lzma.decompress(path.read_bytes()), tmp_path)


REFUSED = {"checkpoint-first"}
"""A stream that Xen's verifier takes apart in another way, and reads pages as records."""


def _shared() -> Iterator[Path]:
    for name in ("restore", "restore-4.14", "restore-4.20"):
        yield from sorted((SHARED / name).glob("**/*.img.xz"))
    yield from sorted((SHARED / "field").glob("*.xz"))


def test_streams_that_a_real_xen_was_given_keep_their_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ASKED", FEW)
    paths = list(_shared())
    if not paths:
        pytest.skip("shared/restore is not here: no streams that a real Xen was given")
    for path in paths:
        try:
            redacted(lzma.decompress(path.read_bytes()), tmp_path)
        except NotAStreamError:
            assert path.parent.name == "field"  # where there is all that is taken for a stream
        except DiffersError as error:
            if not path.name.startswith(tuple(REFUSED)):
                pytest.fail(f"{path.name}: {error}")


@pytest.mark.parametrize("name", ["pv-live-2vcpu", "hvm-vga-save-p", "pv-remus"])
def test_a_real_image_keeps_its_verdicts_and_loses_its_memory(name: str, tmp_path: Path) -> None:
    packed = STREAMS / f"{name}.img.xz"
    if not packed.is_file():
        pytest.skip("shared/streams is not here: no real images")
    octets = lzma.decompress(packed.read_bytes())
    out = redacted(octets, tmp_path)
    for secret in (b"Linux version", b"XENLABPG", b"console=", b"/boot", b"AuthenticAMD\0\0"):
        assert secret not in out
    assert b"Linux version" in octets


# --- Planted secrets ---

MARK = b"\xa5SECRET\x5a"


def _image(name: str) -> bytes:
    return lzma.decompress((FIXTURES / f"{name}.img.xz").read_bytes())


KEPT_KINDS = {
    *table.WHOLE,
    "libxc X86_CPUID_POLICY",
    "libxc PAGE_DATA",
    "libxl LIBXC_CONTEXT",
}


@pytest.mark.parametrize("name", ["hvm-vga-save-p", "pv-live-2vcpu", "pvh-save-p2", "pv-remus"])
def test_planted_secrets_are_gone(name: str, tmp_path: Path) -> None:
    """Plant a mark all over each body: of one that is not kept whole, no octet of it is left."""
    octets = bytearray(_image(name))
    planted: list[tuple[int, int, str]] = []
    with xenstream.open(_written(tmp_path, bytes(octets))) as stream:
        for item in stream.items():
            if isinstance(item, Record) and item.kind not in KEPT_KINDS:
                planted.append((item.body_offset, item.length, item.kind))
    for begin, length, kind in planted:
        # Behind what frames the body, such as the id of a vcpu or a descriptor.
        skip = 8 if length > 8 else 0
        if kind == "libxc HVM_CONTEXT":
            _plant_states(octets, begin, length)
            continue
        if kind == "libxl EMULATOR_CONTEXT":
            # Behind the header of the first section: what is before it frames the state.
            skip += qemu.read(bytes(octets[begin + skip : begin + length])).walked_to
        if kind == "libxl EMULATOR_XENSTORE_DATA":
            _plant_strings(octets, begin + skip, begin + length)
            continue
        for at in range(begin + skip, begin + length - len(MARK), len(MARK)):
            octets[at : at + len(MARK)] = MARK
    try:
        out = redacted(bytes(octets), tmp_path)
    except DiffersError:
        pytest.fail("the verdict depends on what is not in the table")
    # Whole words of a vcpu's context are in the table: of what else it has, no mark is left.
    left = [at for at in range(len(out)) if out.startswith(MARK, at)]
    for begin, length, kind in planted:
        if kind == "libxc X86_PV_VCPU_BASIC":
            fields = states.pv_context(b"\1" * (length - 8), 8, 0)
            assert fields.count(1) < 300
            allowed = {begin + 8 + at for at, octet in enumerate(fields) if octet}
            left = [at for at in left if not allowed.issuperset(range(at, at + len(MARK)))]
        elif kind == "libxc X86_PV_VCPU_XSAVE":
            area = range(begin + 8, begin + 8 + 16), range(begin + 536, begin + 600)
            left = [at for at in left if not any(at in one for one in area)]
        elif kind == "libxc X86_PV_VCPU_EXTENDED":
            left = [at for at in left if not begin <= at < begin + 48]
    assert not left


def _written(folder: Path, octets: bytes) -> Path:
    path = folder / "marked"
    path.write_bytes(octets)
    return path


def _plant_strings(octets: bytearray, begin: int, end: int) -> None:
    """Plant marks in keys and values, but for the NULs and a leading slash."""
    for at in range(begin, end):
        if octets[at] and not (octets[at] == ord("/") and not octets[at - 1]):
            octets[at] = MARK[(at - begin) % len(MARK)]


def _plant_states(octets: bytearray, begin: int, length: int) -> None:
    """Plant marks in the states of an HVM_CONTEXT, behind each descriptor."""
    at = begin
    while at + 8 <= begin + length:
        code, _, size = struct.unpack_from("<HHI", octets, at)
        at += 8
        if code == 0:
            return
        if code not in (8, 9, 20):  # all of these is in the table, or what it frames itself by
            for place in range(at + 32, at + size - len(MARK), len(MARK)):
                is_header_of_xsave = code == 16 and place < at + 600
                is_count_of_mtrrs = code == 14 and place >= at + 216
                is_control = code == 2 and place >= at + 504
                is_timer = code in (10, 12)
                if not (is_header_of_xsave or is_count_of_mtrrs or is_control or is_timer):
                    octets[place : place + len(MARK)] = MARK
        at += size


@pytest.mark.parametrize("seed", range(6))
def test_secrets_anywhere_outside_of_the_fields_of_the_table(seed: int, tmp_path: Path) -> None:
    """Put random octets where they may be, and find none in a copy but those of the table."""
    chance = random.Random(seed)
    secret = chance.randbytes(64)
    config = {
        "c_info": {
            "type": "hvm",
            "name": secret.hex()[:20],
            "uuid": "12345678-9abc-4def-8123-456789abcdef",
            "xsdata": {"vm-data/password": secret.hex()[20:40]},
        },
        "b_info": {
            "max_vcpus": 1,
            "max_memkb": 32768,
            "kernel": f"/boot/{secret.hex()[40:60]}",
            "cmdline": f"root=/dev/xvda password={secret.hex()[60:80]}",
            "type.hvm": {
                "vnc": {"passwd": secret.hex()[80:100], "listen": "10.20.30.40"},
                "ms_vm_genid": list(secret[:16]),
            },
            "key-of-a-newer-xen": {"token": secret.hex()[100:120]},
        },
        "nics": [{"mac": "00:16:3e:aa:bb:cc", "bridge": secret.hex()[:15]}],
    }
    body = streams.page_data([0, 1], pages=secret * (2 * PAGE // 64))
    inner = (
        streams.libxc_headers()
        + streams.record(streams.PAGE_DATA, body)
        + streams.record(0x80000077, secret * 3)
        + streams.record(11, secret * 3)
        + streams.record(streams.HVM_CONTEXT, secret)
        + streams.record(streams.END, padding=b"")
    )
    emulator = struct.pack("<II", 2, 0)
    libxl = (
        struct.pack(">QII", 0x4C6962786C466D74, 2, 0)
        + streams.record(1)
        + inner
        + streams.record(
            2, emulator + b"key/" + secret.hex().encode() + b"\0" + secret.hex().encode() + b"\0"
        )
        + streams.record(3, emulator + secret * 20)
        + streams.record(0)
    )
    image = streams.xl(libxl, json.dumps(config).encode() + b"\0") + secret * 5
    for octets in (image, image[: -len(secret) * 5], image[: len(image) // 2]):
        out = redacted(octets, tmp_path)
        for size in (8, 6):
            assert not any(
                secret[at : at + size] in out[200:] for at in range(8, len(secret) - size)
            )
        text = secret.hex().encode()
        assert not any(text[at : at + 8] in out for at in range(0, len(text) - 8, 4))
        assert b"10.20.30.40" not in out
        assert b"aa:bb:cc" not in out
        assert b"12345678-9abc" not in out
        assert b"vm-data" not in out
        assert b"newer-xen" not in out


def test_a_device_models_state_is_not_taken_for_another_layers_record(tmp_path: Path) -> None:
    """Where Xen's verifier goes on with libxc's records after a CHECKPOINT, and the stream ends."""
    state = streams.record(3, struct.pack("<II", 2, 0) + b"QEVM\0\0\0\3" + b"secret" * 400)
    stream = libxl(pages((0, 1)) + CHECKPOINT + state)
    for octets in (stream, stream[:-100]):
        assert b"secretsecret" in octets
        assert b"secret" not in redacted(octets, tmp_path)


SECRET = b"\xc1\x93\xa7hunter2\x88\x9b\xd7"
"""Of letters, and of what begins no name."""


def _states(code: int, body: bytes) -> bytes:
    return struct.pack("<HHI", code, 0, len(body)) + body + bytes(8)


def _inner(*records: bytes) -> bytes:
    return streams.libxc_headers() + b"".join(records)


def _with_emulator(state: bytes) -> bytes:
    body = struct.pack("<II", 2, 0) + b"QEVM\0\0\0\3" + state
    return libxl(streams.record(streams.END)) + streams.record(3, body) + streams.record(0)


_MSRS, _LINKS = 20, 9
_VGPU = struct.pack("<QQ", 0x0F10, 0)
LEAKS = {
    "a configuration that is cut": streams.xl(config=b'{"c_info": "' + SECRET + bytes(99))[:86],
    "libvirt's XML that is cut": b"libvirt-xml\n \0 \r"
    + struct.pack("<II", 2, 99)
    + bytes(40)
    + b"<domain><name>"
    + SECRET,
    "a vGPU's state": b"XenSavedDomv2-\n" + _VGPU + SECRET * 9,
    "a text in XML's declaration": b"libvirt-xml\n \0 \r"
    + struct.pack("<II", 2, 64)
    + bytes(40)
    + (b"<?xml version='1.0' of='" + SECRET + b"'?><domain/>").ljust(64),
    "qemu's machine": _with_emulator(b"\7" + struct.pack(">I", len(SECRET)) + SECRET),
    "the name of a section": _with_emulator(b"\4\0\0\0\1\x0d" + SECRET + bytes(9)),
    "the name of a section that is cut": _with_emulator(b"\4\0\0\0\1\x40" + SECRET),
    "PCI_LINK beyond its struct": _inner(
        streams.record(streams.HVM_CONTEXT, _states(_LINKS, bytes(8) + SECRET))
    ),
    "MSRs beyond their count": _inner(
        streams.record(streams.HVM_CONTEXT, _states(_MSRS, bytes(8) + SECRET * 4))
    ),
    "HVM_PARAMS beyond their count": _inner(streams.record(10, bytes(8) + SECRET * 4)),
    "X86_TSC_INFO's time": _inner(streams.record(8, bytes(8) + SECRET[:8] + bytes(8))),
    "X86_PV_INFO beyond its fields": _inner(streams.record(2, bytes(8) + SECRET)),
}
"""Streams, broken ones too, with a secret where no verdict looks."""


@pytest.mark.parametrize("where", LEAKS)
def test_a_secret_in_a_broken_stream_is_gone(where: str, tmp_path: Path) -> None:
    octets = LEAKS[where]
    assert SECRET[:8] in octets
    out = redacted(octets, tmp_path)
    assert not any(SECRET[at : at + 3] in out for at in range(len(SECRET) - 2)), out


def test_rdx_stays_of_vcpu_0_alone() -> None:
    begin, _ = Shape(XenPvContext.VcpuGuestContext64).spans(bytes(5168))["user_regs"]
    rdx = begin + Shape(XenPvContext.UserRegs64).begins(bytes(200))["rdx"]
    for vcpu_id, expected in ((0, b"\1" * 8), (1, bytes(8))):
        assert states.pv_context(b"\1" * 5168, 8, vcpu_id)[rdx : rdx + 8] == expected


# --- Texts ---


def test_a_configuration_keeps_what_verdicts_read() -> None:
    text = json.dumps(
        {
            "c_info": {
                "type": "pvh",
                "name": "alice's laptop",
                "uuid": "a" * 8 + "-bbbb-4ccc-8ddd-" + "e" * 12,
            },
            "b_info": {
                "max_vcpus": 4,
                "target_memkb": 1024,
                "tsc_mode": "native",
                "nested_hvm": "True",
            },
            "disks": [{"pdev_path": "/dev/vg/alice", "readwrite": 1, "backend": "phy"}],
            "nics": [{"mac": "00:16:3e:01:02:03"}, {"mac": "00:16:3e:01:02:03"}],
            "on_crash": "destroy",
            "other": [1.5, -20, True, None, "x"],
        },
        indent=4,
    ).encode()
    out = json_config.redact(text + b"\0", StandIns())
    assert len(out) == len(text) + 1
    found = json.loads(out[:-1])
    assert found["c_info"] == {
        "type": "pvh",
        "name": "x" * 14,
        "uuid": "00000000-0000-4000-8000-000000000001",
    }
    assert found["b_info"] == {
        "max_vcpus": 4,
        "target_memkb": 1024,
        "tsc_mode": "native",
        "nested_hvm": "True",
    }
    assert found["disks"] == [{"pdev_path": "x" * 13, "readwrite": 1, "backend": "phy"}]
    assert found["nics"][0] == found["nics"][1] == {"mac": "00:16:3e:00:00:02"}
    assert found["on_crash"] == "destroy"
    assert found["xxxxx"] == [1.1, -11, True, None, "x"]


def test_numbers_that_do_not_fit_do_not_fit() -> None:
    out = json_config.redact(b'{"b_info": {"ioports": [{"first": 99999999999}]}}', StandIns())
    assert out == b'{"b_info": {"ioports": [{"first": 99999999999}]}}'
    out = json_config.redact(b'{"b_info": {"ioports": [{"first": 12345}]}}', StandIns())
    assert out == b'{"b_info": {"ioports": [{"first": 11111}]}}'


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[1 2]", b'{"a" 1}', b'{"a": "\\q"}', b"nul", b"{" * 99]
)
def test_what_is_no_json_is_told(text: bytes) -> None:
    with pytest.raises(json_config.CannotError):
        json_config.redact(text, StandIns())


def test_xml_keeps_the_type_and_the_vcpus() -> None:
    text = (
        b"<?xml version='1.0'?>\n<!-- secret --><domain type='xen' id='3'><name>alice</name>"
        b"<uuid>aaaa</uuid><memory unit='KiB'>12345</memory><vcpu placement='static'>2</vcpu>"
        b"<os><type arch='x86_64' machine='xenfv'>hvm</type></os><metadata><a:b xmlns:a='h://s'>"
        b"<![CDATA[secret]]></a:b></metadata><devices><graphics passwd='secret'/></devices>"
        b"</domain>\0\0"
    )
    out = texts.xml(text, StandIns())
    assert len(out) == len(text)
    assert b"secret" not in out
    assert b"alice" not in out
    assert b"machine='xenfv'>hvm</type>" in out
    assert b">2</vcpu>" in out
    assert b"12345" not in out


def test_metadata_keeps_the_word_size() -> None:
    text = b'((vm (secret "a b")) (time 20261127T10:00:00Z) (word_size 64))'
    out = texts.sexp(text)
    assert len(out) == len(text)
    assert b"secret" not in out
    assert b"2026" not in out
    assert out.endswith(b"(word_size 64))")


# --- The command ---


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return streams.run_command("redact", *arguments, cwd=cwd, stdin=stdin)


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "in.img").write_bytes(streams.xl())
    done = run("in.img", "out.img", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"it is for verdicts: no guest runs of it" in done.stdout
    assert b"Lengths are those of the original" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"in.img", "out.img"}
    assert (tmp_path / "out.img").stat().st_mode & 0o777 == 0o600
    assert run("-q", "in.img", "out2.img", cwd=tmp_path).stdout == b""


def test_packed_and_piped_streams(tmp_path: Path) -> None:
    octets = streams.xl()
    (tmp_path / "in.gz").write_bytes(gzip.compress(octets))
    done = run("in.gz", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert b"not packed (gzip) any more" in done.stdout
    assert len((tmp_path / "out").read_bytes()) == len(octets)
    assert run("-", "out2", cwd=tmp_path, stdin=octets).returncode == 0
    assert (tmp_path / "out").read_bytes() == (tmp_path / "out2").read_bytes()


def test_a_copy_with_another_verdict_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "WHOLE", {})
    with pytest.raises(DiffersError, match="another verdict"):
        redacted(_image("pv-save-p"), tmp_path)
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "out.partial").exists()
    said: list[str] = []
    with pytest.raises(DiffersError), Stream.of(tmp_path / "in", "auto", 0, None) as stream:
        redact(stream, str(tmp_path / "out"), said.append)
    assert said == [f"{tmp_path}/out.partial stays, with {len(_image('pv-save-p'))} octets"]


@pytest.mark.parametrize(
    ("name", "out"), [("nowhere", "out"), ("text", "out"), ("in.img", "in.img")]
)
def test_what_cannot_be_redacted(name: str, out: str, tmp_path: Path) -> None:
    (tmp_path / "in.img").write_bytes(streams.xl())
    (tmp_path / "text").write_bytes(b"text " * 20)
    done = run(name, out, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(b"xenstream redact: ")
    assert (tmp_path / "in.img").read_bytes() == streams.xl()


def test_holes_stay_holes(tmp_path: Path) -> None:
    body = streams.page_data(range(512), pages=random.Random(1).randbytes(512 * PAGE))
    (tmp_path / "in").write_bytes(streams.libxc([streams.record(streams.PAGE_DATA, body)]))
    with Stream.of(tmp_path / "in", "auto", 0, None) as stream:
        redact(stream, str(tmp_path / "out"))
    assert (tmp_path / "out").stat().st_blocks * 512 < 16 * PAGE


def test_the_empty_cdrom_of_libxl_is_still_known(tmp_path: Path) -> None:
    """Libxl 4.19 knows it by its path, and refuses any other image of what is empty."""
    disk = {
        "pdev_path": "/var/run/xen/empty-cdrom.12",
        "vdev": "hdc",
        "format": "empty",
        "is_cdrom": 1,
    }
    image = lzma.decompress((FIXTURES / "xen4.20-hvm-save-p.img.xz").read_bytes())
    at = image.index(b"LibxlFmt")
    config = json.loads(image[image.index(b"{") : at].rstrip(b"\0"))
    octets = streams.xl(image[at:], json.dumps({**config, "disks": [disk]}).encode() + b"\0")
    copy = redacted(octets, tmp_path)
    assert b'"xxxxxxxxxxxx/empty-cdromxxx"' in copy

    def refused(octets: bytes) -> list[str]:
        (tmp_path / "one").write_bytes(octets)
        report = xenstream.verify(tmp_path / "one", profile="restore", xen="4.19")
        return [one.message for one in report.findings if "pdev_path" in one.message]

    assert refused(copy) == refused(octets) == []
    assert refused(octets.replace(b"empty-cdrom", b"other-cdrom")) == [
        "disks[0]: format is empty, and there is a pdev_path"
    ]


def test_a_copy_is_given_up_in_time(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "in")
    done = streams.run_command("redact", "--timeout", "0.2", "in", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"xenstream redact: in: it took more than 0.2 s: stopped there\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("redact", "in", "-"), ("memory", "in", "-o", "-")])
def test_a_file_has_a_name(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(streams.xl())
    done = streams.run_command(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert streams.run_command(*words[:-1], "./-", cwd=tmp_path).returncode == 0
    assert (tmp_path / "-").exists()
