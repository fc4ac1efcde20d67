"""Verifies what `make verify` names: FILE, FORMAT, PROFILE and XEN come from the environment.

Ends as `xenstream verify` does, and with 2 where FILE cannot be what was meant.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import samples


def stands() -> str:
    """Return the folder that the user stands in: `make -C` left it, and tells so by its flags."""
    flags = os.environ.get("MAKEFLAGS", "").split(" -- ")[0].split()
    left = "--no-print-directory" in flags or "w" in "".join(flags[:1]).split("-")[0]
    there = os.environ.get("XENSTREAM_PWD", "")
    return there if left and os.path.isdir(there) else os.getcwd()


def fail(message: str) -> NoReturn:
    """Say why FILE is none, and leave with the status of what could not be checked."""
    print(message.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)
    sys.exit(2)


def enter_for(file: str) -> str:
    """Enter the folder that FILE is relative to, and give its path there."""
    if not file:
        fail("FILE is empty: make verify FILE=/path/to/image; without FILE, the samples")
    path = os.path.expanduser(file)  # some shells leave a ~ after FILE= as it is
    if path.startswith("~"):
        fail(f"FILE={file!r}: no such user; a file of that name is {f'./{file}'!r}")
    if path != "-":
        os.chdir(stands())
        if not os.path.lexists(path) and os.access(Path(path).parent, os.X_OK):
            fail(f"FILE={path!r}: no such file in {os.getcwd()!r}")
    return path


def main() -> NoReturn:
    """Verify FILE, or the samples where there is none."""
    how = ["--config", "", "--format", os.environ["FORMAT"], "--profile", os.environ["PROFILE"]]
    if os.environ.get("XEN"):
        how += ["--xen", os.environ["XEN"]]
    venv = Path(os.environ["VENV"]).absolute()
    file = os.environ.get("FILE")
    if file is None:
        samples.unpack(venv / "samples")
        os.chdir(venv / "samples")
        files = sorted(path.name for path in Path().glob("*.img"))
    else:
        files = [enter_for(file)]
    command = venv / "bin" / "xenstream"
    os.execv(command, [str(command), "verify", *how, "--", *files])


if __name__ == "__main__":
    main()
