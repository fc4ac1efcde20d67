"""Xen's own verify-stream-v2 as a peer: fetched from Debian, driven in one process.

As a script it is the driver: `upstream_verifier.py FOLDER` takes lines "FORMAT PATH" and answers
each with the exit status of verify-stream-v2. Nothing of Xen's is kept in the repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import TracebackType

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "xen-utils"
UNPACKED = FOLDER / "unpacked"
SCRIPT = Path("bin/verify-stream-v2")
LIBRARY = Path("lib/python")
"""Both in the folder that `fetch` returns."""

PACKAGE = re.compile(r"xen-utils-4\.(\d+)", re.ASCII)
PREFERRED = 17
"""The release that the figures and the examples are of; another one's verifier is as good."""


class UnavailableError(Exception):
    """The package cannot be had."""


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{' '.join(command)}: {error}") from error
    if done.returncode:
        raise UnavailableError(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
    return done.stdout


def choose(packages: list[str]) -> str | None:
    """Return the one to take of the packages that there are: 4.17's, or else the newest."""
    releases = [int(found[1]) for name in packages if (found := PACKAGE.fullmatch(name))]
    if not releases:
        return None
    return f"xen-utils-4.{PREFERRED if PREFERRED in releases else max(releases)}"


def _download() -> None:
    package = choose(_run("apt-cache", "pkgnames", "xen-utils-4.").split())
    if package is None and os.geteuid() == 0:
        # A fresh machine has no lists of packages yet.
        _run("apt-get", "update")
        package = choose(_run("apt-cache", "pkgnames", "xen-utils-4.").split())
    if package is None:
        raise UnavailableError("apt knows no package xen-utils-4.*")
    try:
        _run("apt-get", "download", package)
    except UnavailableError:
        if os.geteuid() != 0:
            raise
        _run("apt-get", "update")  # the lists are of an older version of it
        _run("apt-get", "download", package)


def _unpacked() -> Path | None:
    found = sorted(UNPACKED.glob(f"usr/lib/xen-4.*/{SCRIPT}"))
    return found[0].parent.parent if found else None


def fetch() -> Path:
    """Return Xen's own folder in the unpacked package, and get it the first time.

    Raises:
        UnavailableError: it cannot be had.

    """
    here = _unpacked()
    if here:
        return here
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(f"{FOLDER}: {error.strerror}") from error
    if not list(FOLDER.glob("*.deb")):
        _download()
    # Unpacked beside, and moved when whole: an interrupted run leaves nothing half done.
    partial = FOLDER / f"partial-{os.getpid()}"
    package = next(FOLDER.glob("*.deb"))
    try:
        _run("dpkg", "-x", str(package), str(partial))
        shutil.rmtree(UNPACKED, ignore_errors=True)
        partial.rename(UNPACKED)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    here = _unpacked()
    if not here:
        raise UnavailableError(f"{package.name} has no {SCRIPT}")
    return here


class Peer:
    """The driver in a process of its own; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def verdict(self, path: Path, form: str) -> str:
        """Return "valid" or "invalid". A "Script Error" of the peer's is a refusal too."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{form} {path}\n")
        self._process.stdin.flush()
        status = self._process.stdout.readline().strip()
        if status not in ("0", "1", "2"):
            raise RuntimeError(f"the peer answers {status!r} to {form} {path}")
        return "valid" if status == "0" else "invalid"

    def __enter__(self) -> Peer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate(timeout=300)


def _drive(folder: Path) -> None:
    sys.path.insert(0, str(folder / LIBRARY))
    loader = SourceFileLoader("verify_stream_v2", str(folder / SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    script = module_from_spec(spec)
    loader.exec_module(script)
    script.__dict__["quiet"] = True
    for line in sys.stdin:
        form, path = line.rstrip("\n").split(" ", 1)
        # Unbuffered, as the script itself opens its input.
        with open(path, "rb", 0) as script.__dict__["fin"]:
            print(script.read_stream(form), flush=True)


if __name__ == "__main__":
    _drive(Path(sys.argv[1]))
