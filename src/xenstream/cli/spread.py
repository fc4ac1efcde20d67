"""`xenstream verify --dask`: many images over the workers of a cluster."""

from __future__ import annotations

import sys
import time

from xenstream.cli import COULD_NOT_CHECK, verify
from xenstream.cli.terminal import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from distributed import Client

    from xenstream.cli.verify import Account, Input, Reports

_PERIOD = 0.2


def run(files: list[Input], options: argparse.Namespace, account: Account) -> int:
    """Verify the files where the workers are, and give the exit status."""
    from xenstream import fleet
    from xenstream.report.text import escape

    if options.fd or options.verbose or any(file.readable == 0 for file in files):
        return _cannot("--dask takes FILEs that the workers open, and no -v")
    try:
        with fleet.cluster(options.dask or None) as client:
            return verify.write(_reports(files, options, client), options, account)
    except fleet.NoClusterError as error:
        return _cannot(escape(str(error)))


def _cannot(why: str) -> int:
    print(f"xenstream verify: {why}", file=sys.stderr)
    return COULD_NOT_CHECK


def _reports(files: list[Input], options: argparse.Namespace, client: Client) -> Reports:
    from xenstream import fleet

    asked = verify.how(files[0], options)
    del asked["name"]
    found = zip(files, fleet.reports([str(file.readable) for file in files], client, **asked))
    reports = (
        (report._replace(path=file.name), verify.hexdump_of(file, options))
        for file, report in found
    )
    return _counted(reports, len(files), options.quiet)


def _counted(reports: Reports, count: int, quiet: bool) -> Reports:
    """Tell on a terminal how far it is, how fast, and how long it still takes."""
    if quiet or not sys.stderr.isatty() or is_plain():
        yield from reports
        return
    begun = shown = time.monotonic()
    for done, report in enumerate(reports, 1):
        yield report
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
