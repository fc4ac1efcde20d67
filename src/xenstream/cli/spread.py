"""`xenstream verify --dask`: many images over the workers of a cluster."""

from __future__ import annotations

import sys
import time

from xenstream.cli import COULD_NOT_CHECK, verify
from xenstream.cli.terminal import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Client

    from xenstream.cli.verify import Account, Verifying
    from xenstream.report.form import Told

_PERIOD = 0.2


def run(wanted: Verifying, scheduler: str, account: Account) -> int:
    """Verify the files where the workers are, and give the exit status."""
    from xenstream import fleet
    from xenstream.report.text import escape

    if wanted.verbose or any(isinstance(file.readable, int) for file in wanted.files):
        return _cannot("--dask takes FILEs that the workers open, and no -v")
    try:
        with fleet.cluster(scheduler or None) as client:
            return verify.write(_told(wanted, client), wanted, account)
    except fleet.NoClusterError as error:
        return _cannot(escape(str(error)))


def _cannot(why: str) -> int:
    print(f"xenstream verify: {why}", file=sys.stderr)
    return COULD_NOT_CHECK


def _told(wanted: Verifying, client: Client) -> Iterator[Told]:
    from xenstream import fleet
    from xenstream.report.form import Told

    names = [str(file.readable) for file in wanted.files]
    found = zip(wanted.files, fleet.reports(names, client, **verify.how(wanted)))
    told = (
        Told(report._replace(path=file.name), 0, verify.hexdump_of(file, wanted))
        for file, report in found
    )
    return _counted(told, len(names), wanted.quiet)


def _counted(told: Iterator[Told], count: int, quiet: bool) -> Iterator[Told]:
    """Tell on a terminal how far it is, how fast, and how long it still takes."""
    if quiet or not sys.stderr.isatty() or is_plain():
        yield from told
        return
    begun = shown = time.monotonic()
    for done, one in enumerate(told, 1):
        yield one
        now = time.monotonic()
        if now - shown >= _PERIOD:
            shown = now
            rate = done / (now - begun)
            left = (count - done) / rate
            sys.stderr.write(
                f"\r{done}/{count} images, {rate:.0f} a second, {left:.0f} s left\033[K"
            )
            sys.stderr.flush()
    sys.stderr.write("\r\033[K")
    sys.stderr.flush()
