"""Verifies mutants of streams, and looks for what must not be: a fault, a hang, two verdicts.

python tools/fuzz.py [--seconds N] [--runs N] [--seed N] [--plain] [--large] [--corpus] [--out DIR]

Each mutant is verified as a file and as a pipe, whose reports must be the same, and now and then
written in every form. What is found is kept in DIR and told; the exit status is 1 then. With
atheris, where it is installed, mutants that reach something new are mutated further; those that
tests/fuzz holds are where it begins. Without, or with `--plain`, mutants are made of the test
vectors, of tests/fuzz, of tests/fuzz_streams.py and, with `--large`, one in 50 of PV guests and of
real images whose memory is zeros. All is done in one process, which verifies some thousand mutants
a second. `--corpus` makes none: it verifies once what mutants are made of, and each field of
tests/fuzz_streams.py turned over.
"""

from __future__ import annotations

import argparse
import fcntl
import gc
import hashlib
import io
import json
import lzma
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Callable, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "fuzz"
sys.path.insert(0, str(ROOT / "tests"))

FORMATS = ("auto", "xl", "libxl", "libxc", "libvirt", "xapi", "back-channel")
PROFILES = ("spec", "restore", "upstream")
HEAD = 2
"""Octets before a stream that say what it is verified as."""
RESTORE = b"\x10\xf1"
"""Such octets, for a restore on the newest Xen."""
HANGS = 120
"""Seconds after which a verification is one that hangs; at the lowest priority it may take some."""
_PIPE, _LARGE = 60_000, 1 << 20  # octets: what a pipe takes without a reader, and at most
_F_SETPIPE_SZ = 1031
_SMALL = 2048  # octets
_CHEAP = 0.005  # seconds of processor
_LARGE_EACH = 50  # mutants to one of a real image
_INTERESTING = (0, 1, 2, 4, 7, 8, 9, 15, 16, 255, 256, 511, 512, 1023, 1024, 4095, 4096, 1 << 16)
_WIDE = (1 << 20, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFF8, 0xFFFFFFFF)


class Found(Exception):
    """What must not be, and what it is alike by."""


class Choice(NamedTuple):
    """What a stream is verified as."""

    format: str
    profile: str
    xen: str | None
    back_channel: bool


@cache
def _xens() -> tuple[str, ...]:
    from xenstream.restore import versions  # atheris has not seen it yet

    return tuple(map(versions.name, versions.VERSIONS))


def choice(head: bytes) -> Choice:
    """Give what the octets before a stream say."""
    profile = PROFILES[head[1] % 3]
    number = (head[0] >> 4) + (head[1] >> 4)
    xen = _xens()[number % len(_xens())] if profile == "restore" else None
    return Choice(FORMATS[(head[0] & 7) % 7], profile, xen, bool(head[0] & 8))


def check(data: bytes, *, in_every_form: bool = False) -> int:
    """Verify what two octets of choice are before, and give how often it was verified.

    Raises:
        Found: something that must not be.

    """
    import xenstream

    chosen, octets = choice(data[:HEAD].ljust(HEAD, b"\0")), data[HEAD:]
    reports: list[Any] = []
    for open_ in (_file, _pipe if len(octets) <= _LARGE else _object):
        readable: Any = open_(octets)
        try:
            report = xenstream.verify(readable, name="stream", **chosen._asdict())
        except Exception as error:
            raise Found(_signature(error)) from error
        finally:
            if isinstance(readable, int):
                os.close(readable)
        reports.append(report)
    if any(map(_is_legacy, reports)):
        return len(reports)
    if any(one.code == _EARLY_END for one in reports[0].findings):
        keep = {"verdict": "", "restores": None, "first_error": None}
        reports = [report._replace(**keep) for report in reports]
    first, second = map(_comparable, reports)
    if first != second:
        fields = [name for name in first if first[name] != second[name]]
        raise Found(f"file and pipe differ: {fields}: {first['verdict']}, {second['verdict']}")
    if in_every_form:
        try:
            _render(reports[-1])
        except Exception as error:
            raise Found(f"in a report: {_signature(error)}") from error
    return len(reports)


def _file(octets: bytes) -> int:
    descriptor = os.memfd_create("stream")
    os.write(descriptor, octets)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _pipe(octets: bytes) -> int:
    reading, writing = os.pipe()
    if len(octets) > _PIPE:
        fcntl.fcntl(writing, _F_SETPIPE_SZ, _LARGE)
    os.write(writing, octets)
    os.close(writing)
    return reading


def _object(octets: bytes) -> io.BytesIO:
    return io.BytesIO(octets)


_PAST_END = ("XS005", "XS009", "XS013")
"""What is told of octets after the end, which are not looked at in a pipe."""
_ZEROS = "XS015"
"""Its message counts what follows, too."""
_EARLY_END = "XS013"
"""An error that makes the verdict another one."""
_LEGACY = "XS904"
"""What is told of a header that is none: of a file by what follows it, too."""


def _comparable(report: Any) -> dict[str, Any]:
    told: dict[str, Any] = report._asdict()
    told["findings"] = [_known(one) for one in report.findings if one.code not in _PAST_END]
    told["first_error"] = None if report.first_error is None else _known(report.first_error)
    told["omitted"] = {
        code: count for code, count in report.omitted.items() if code not in _PAST_END
    }
    return told


def _is_legacy(report: Any) -> bool:
    return any(one.code == _LEGACY for one in report.findings)


def _known(finding: Any) -> Any:
    return finding._replace(message="", length=0) if finding.code == _ZEROS else finding


def _render(report: Any) -> None:
    """Write a report in every form, and read the documents again."""
    from xml.dom import minidom

    from xenstream.report import github, junit, sarif
    from xenstream.report import json as in_json
    from xenstream.report.form import Told
    from xenstream.report.text import TextReport

    for form in (in_json, sarif):
        json.loads("".join(form.render([Told(report)], report.profile)))
    minidom.parseString("".join(junit.render([Told(report)], report.profile)))
    for line in "".join(github.render([Told(report)], report.profile)).splitlines():
        if not line.startswith("::"):
            raise ValueError("a line that is no annotation")
    if not all(line.isprintable() for line in TextReport(False, 10).lines(report)):
        raise ValueError("a line that is not printable")


def _signature(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(where.filename).name}, {where.name}: {error}"[:200]


# Mutants


def seeds() -> list[bytes]:
    """Give what mutants are made of, each with what it is verified as."""
    import fuzz_streams
    import streams
    import vector_builder

    made = [path.read_bytes() for path in sorted(CORPUS.glob("*.bin"))]
    made += [bytes(HEAD) + octets for octets in streams.SMALL.values()]
    for vector in vector_builder.load():
        octets = vector_builder.build(vector)
        form = FORMATS.index(vector.get("format", "auto"))
        made += [bytes((form, profile)) + octets for profile in (0, 0xF1)]
    for stream in (*fuzz_streams.hvm(), *fuzz_streams.policies()):
        made.append(RESTORE + stream)
    return [data for data in made if len(data) <= _SMALL]


def images() -> list[bytes]:
    """Give what is large: PV guests, and real images, but for the one of 40 MiB."""
    import fuzz_streams
    import vector_builder

    paths = sorted((ROOT / "tests" / "fixtures").glob("*.xz"))
    made = [RESTORE + lzma.decompress(path.read_bytes()) for path in paths]
    made += [RESTORE + stream for stream in fuzz_streams.pv()]
    made += [RESTORE + vector_builder.build(vector) for vector in vector_builder.load()]
    return [data for data in made if _SMALL < len(data) <= _LARGE]


def corpus() -> Iterator[bytes]:
    """Give what mutants are made of, each once, and fields that are turned over."""
    import fuzz_streams

    yield from seeds()
    yield from images()
    for made in (fuzz_streams.hvm, fuzz_streams.policies, fuzz_streams.pv):
        for stream in fuzz_streams.turned(made()):
            yield RESTORE + stream
    for stream in fuzz_streams.configurations():
        yield RESTORE + stream


def cheap(made_of: list[bytes]) -> list[bytes]:
    """Give those that are verified at once: bombs would take all of the time."""
    chosen = []
    for data in made_of:
        began = time.thread_time()
        check(data)
        if time.thread_time() - began < _CHEAP:
            chosen.append(data)
    return chosen


def mutant(random_: random.Random, data: bytes) -> bytes:
    """Give a stream with a few things changed, most of them in its records."""
    octets = bytearray(data)
    for _ in range(random_.choice((1, 1, 1, 2, 3))):
        kind = random_.random()
        places = _records(octets)
        if kind < 0.35 or not places:
            _change(random_, octets)
            continue
        at, size = random_.choice(places)
        if kind < 0.45:
            del octets[at : at + size]
        elif kind < 0.52:
            octets[at:at] = octets[at : at + size] * random_.choice((1, 1, 2, 5))
        elif kind < 0.60:
            other, length = random_.choice(places)
            octets[at:at] = octets[other : other + length]
        elif kind < 0.68:
            struct.pack_into("<I", octets, at, _number(random_))
        elif kind < 0.76:
            length = random_.choice((_number(random_), size - 8 + random_.randrange(-9, 10)))
            struct.pack_into("<I", octets, at + 4, length & 0xFFFFFFFF)
        else:
            place = at + 8 + 4 * random_.randrange(max(1, (size - 8) // 4))
            if place + 4 <= len(octets):
                struct.pack_into("<I", octets, place, _number(random_))
    if random_.random() < 0.1:
        octets[:HEAD] = random_.randbytes(HEAD)
    return bytes(octets)


def _change(random_: random.Random, octets: bytearray) -> None:
    """Change an octet, take some away or put some in, anywhere."""
    at = random_.randrange(HEAD, max(HEAD + 1, len(octets)))
    kind = random_.random()
    if kind < 0.5 and at < len(octets):
        octets[at] = random_.choice((octets[at] ^ 1 << random_.randrange(8), 0, 255, 128))
    elif kind < 0.65:
        del octets[at:]
    elif kind < 0.8:
        del octets[at : at + random_.choice((1, 4, 8, 16))]
    else:
        octets[at:at] = random_.randbytes(random_.choice((1, 4, 8, 16)))


def _number(random_: random.Random) -> int:
    return random_.choice(
        (
            random_.randrange(20),
            random_.choice(_INTERESTING),
            random_.choice(_WIDE),
            0x80000000 | random_.randrange(20),
            random_.randrange(1 << 32),
        )
    )


def _records(octets: bytearray) -> list[tuple[int, int]]:
    """Give where plausible records begin, after the first header that is found, and their sizes."""
    for magic, size in ((b"\xff" * 8 + b"XENF", 40), (b"LibxlFmt", 16)):
        at = octets.find(magic)
        if at >= 0:
            places: list[tuple[int, int]] = []
            at += size
            while at + 8 <= len(octets) and len(places) < 200:
                length = 8 + (int.from_bytes(octets[at + 4 : at + 8], "little") + 7 & ~7)
                if at + length > len(octets):
                    break
                places.append((at, length))
                at += length
            return places
    return []


# Runs


class Hunt:
    """Counts what is verified, and keeps what is found, one of each kind."""

    def __init__(self, out: Path) -> None:
        """Take the folder for what is found."""
        self.out = out
        self.runs = 0
        self.verifications = 0
        self.found: dict[str, int] = {}
        self.slowest = 0.0
        self._began = self._told = time.monotonic()

    def see(self, data: bytes) -> None:
        """Verify a mutant."""
        self.runs += 1
        signal.alarm(HANGS)
        began = time.thread_time()
        try:
            self.verifications += check(data, in_every_form=self.runs % 50 == 0)
        except Found as found:
            self._keep(str(found), data)
        finally:
            signal.alarm(0)
        self.slowest = max(self.slowest, time.thread_time() - began)
        if time.monotonic() - self._told > 60:
            self.tell()

    def tell(self) -> None:
        """Say how far it is."""
        self._told = time.monotonic()
        print(
            f"{self.runs} mutants, {self.verifications} verifications in"
            f" {self._told - self._began:.0f} s, the slowest {self.slowest:.2f} s of processor;"
            f" {sum(self.found.values())} found, of {len(self.found)} kinds",
            flush=True,
        )

    def _keep(self, what: str, data: bytes) -> None:
        self.found[what] = self.found.get(what, 0) + 1
        if self.found[what] == 1:
            self.out.mkdir(parents=True, exist_ok=True)
            path = self.out / f"found-{hashlib.sha256(data).hexdigest()[:12]}.bin"
            path.write_bytes(data)
            print(f"FOUND {what!r}: {path}", flush=True)


def _hangs(*_: object) -> None:
    raise TimeoutError(f"hangs for {HANGS} s")


def _plain(hunt: Hunt, options: argparse.Namespace) -> None:
    random_ = random.Random(options.seed)
    small = seeds()
    check(small[0])  # what is imported when it is used counts for none of them
    small = cheap(small)
    large = images() if options.large else small
    end = time.monotonic() + options.seconds
    while time.monotonic() < end and hunt.runs < options.runs:
        made_of = small if hunt.runs % _LARGE_EACH else large
        hunt.see(mutant(random_, random_.choice(made_of)))


def _corpus(hunt: Hunt) -> None:
    for data in corpus():
        hunt.see(data)


def _guided(hunt: Hunt, options: argparse.Namespace, atheris: Any) -> None:
    with atheris.instrument_imports(include=["xenstream", "xenstream_parsers"]):
        import xenstream
        from xenstream.contents import configuration, qemu, xenops  # noqa: F401
        from xenstream.judge import judge, restorer  # noqa: F401
        from xenstream.octets import packed  # noqa: F401
        from xenstream.restore import hvm_context, policy, pv, state, vcpu  # noqa: F401

        xenstream.verify(io.BytesIO(b""), profile="restore")
    folder = options.out / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for data in seeds() + (images() if options.large else []):
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    random_ = random.Random(options.seed)

    def change(data: bytes, most: int, seed: int) -> bytes:
        random_.seed(seed)
        if len(data) < 60 or random_.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return mutant(random_, data)[:most]

    def stop() -> None:
        hunt.tell()
        os._exit(1 if hunt.found else 0)

    end = time.monotonic() + options.seconds

    def see(data: bytes) -> None:
        hunt.see(data)
        if hunt.runs >= options.runs or time.monotonic() > end:
            stop()

    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            "-max_len=40000",
            "-verbosity=0",
            "-print_final_stats=0",
        ],
        see,
        custom_mutator=change,
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz, and give 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="(default: %(default)s)")
    parser.add_argument("--runs", type=int, default=1 << 62, help="mutants at most")
    parser.add_argument("--seed", type=int, default=1, help="of what is random")
    parser.add_argument("--plain", action="store_true", help="without atheris")
    parser.add_argument("--large", action="store_true", help="mutants of real images, too")
    parser.add_argument("--corpus", action="store_true", help="no mutants: the corpus, once")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "fuzz", metavar="DIR")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _hangs)
    gc.set_threshold(20_000)  # what a verification leaves behind is little
    hunt = Hunt(options.out)
    run: Callable[[], None] = lambda: _plain(hunt, options)  # noqa: E731
    if options.corpus:
        run = lambda: _corpus(hunt)  # noqa: E731
    elif not options.plain:
        try:
            import atheris

            run = lambda: _guided(hunt, options, atheris)  # noqa: E731
        except ImportError:
            print("fuzz: atheris is not here: mutants are made without its guidance", flush=True)
    run()
    hunt.tell()
    return 1 if hunt.found else 0


if __name__ == "__main__":
    sys.exit(main())
