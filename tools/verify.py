"""Verifies what `make verify` names: FILE, FORMAT, PROFILE and XEN come from the environment.

Ends as `xenstream verify` does, and with 2 where FILE cannot be what was meant.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import samples


def fail(message: str) -> NoReturn:
    """Say why FILE is none, and leave with the status of what could not be checked."""
    print(message.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)
    sys.exit(2)


def enter_for(file: str) -> str:
    """Enter the folder that FILE is relative to, and give FILE as the command gets it."""
    if not file:
        fail("FILE is empty: make verify FILE=/path/to/image; without FILE, the samples")
    path = os.path.expanduser(file)  # some shells leave a ~ after FILE= as it is
    if path.startswith("~"):
        fail(f"FILE={file!r}: no such user; a file of that name is {f'./{file}'!r}")
    if path != "-" and not os.path.isabs(path):
        os.chdir(folder_of(path))
    return path


def folder_of(path: str) -> str:
    """Give the folder that a path is relative to.

    The user may stand elsewhere: `make -C` goes into the checkout, and PWD stays what it was. It
    does so, too, where a program calls make in a folder of its choice; so it is where the file is.
    """
    here, there = os.getcwd(), os.environ.get("XENSTREAM_PWD", "")
    folders = [here]
    if os.path.isdir(there) and not os.path.samefile(here, there):
        folders.insert(0, there)
    found = [each for each in folders if os.path.lexists(os.path.join(each, path))]
    if len(found) == 2:
        fail(f"FILE={path!r} is in {there!r} and in {here!r}: say which, with its whole path")
    if not found:
        fail(f"FILE={path!r}: no such file in {' or '.join(map(repr, folders))}")
    return found[0]


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
