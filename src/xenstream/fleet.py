"""Many images, verified by the workers of a Dask cluster: reports in the order asked for.

What spreads the work, moves it when a worker dies and gathers the answers is Dask; this only asks
for a bounded number of images at a time, and judges what a dead worker means for its image.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress

from xenstream.judge.judge import Judge, Options, verify
from xenstream.rules.profiles import DEFAULT_PROFILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from distributed import Client, Future

    from xenstream.judge.judge import Report

_AHEAD = 4
"""Tasks asked for at once, for each thread of a worker: enough that none waits for the next."""

_MOST_IMAGES = 8
"""Images in a task: asking costs as much as a small image takes."""

_DEATHS = 2
"""Workers that may die of an image, in turn, before it is given up."""


class NoClusterError(OSError):
    """There is no cluster to ask."""


def reports(readables: Iterable[str], client: Client, **options: Any) -> Iterator[Report]:
    """Give the report of each path or URL, in the order given, as soon as those before are there.

    `options` are those of `xenstream.verify`, but for what cannot be sent (observers). The paths
    are opened by the workers. An image that two workers died of is reported as unreadable, one
    that a worker died of is asked of another one.

    Raises:
        OSError: the cluster went away.

    """
    from collections import deque
    from itertools import islice

    waiting: deque[tuple[list[str], Future[list[Report]]]] = deque()
    left = iter(readables)
    size = most = 1
    try:
        while True:
            if len(waiting) <= most // 2:
                most = _AHEAD * max(1, sum(client.nthreads().values()))
                while len(waiting) < most:
                    some = list(islice(left, size))
                    if not some:
                        break
                    waiting.append((some, _ask(client, some, options)))
                size = min(2 * size, _MOST_IMAGES)  # few images are spread one by one
            if not waiting:
                return
            yield from _answers(client, *waiting[0], options)
            waiting.popleft()
    finally:
        client.cancel([future for _, future in waiting], force=True)


@contextmanager
def cluster(address: str | None) -> Iterator[Client]:
    """Give a client of the scheduler at `address`, or of workers started on this machine.

    Raises:
        NoClusterError: there is no scheduler, or Dask is not installed.

    """
    os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")  # of the workers here, too
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise NoClusterError("--dask needs Dask: pip install 'xenstream[fleet]'") from None
    if address is not None:
        try:
            client = Client(address, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoClusterError(f"no scheduler answers at {address}: {error}") from None
        with client:
            yield client
        return
    settings = {
        # A death is told at once, and blames no image but the one that was at work.
        "distributed.scheduler.allowed-failures": 0,
        "distributed.scheduler.worker-saturation": 1.0,
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        yield client


def _ask(client: Client, readables: list[str], options: dict[str, Any]) -> Future[list[Report]]:
    return client.submit(_verify, readables, options, pure=False)


def _verify(readables: list[str], options: dict[str, Any]) -> list[Report]:
    return [verify(readable, **options) for readable in readables]


def _answers(
    client: Client, readables: list[str], future: Future[list[Report]], options: dict[str, Any]
) -> list[Report]:
    from distributed import KilledWorker

    try:
        reports: list[Report] = future.result()
    except KilledWorker:
        if len(readables) > 1:  # one of them it was
            return [report for one in readables for report in _alone(client, one, options)]
        return _alone(client, readables[0], options, _DEATHS - 1)
    return reports


def _alone(
    client: Client, readable: str, options: dict[str, Any], times: int = _DEATHS
) -> list[Report]:
    """Ask for one image, as often as workers may die of it."""
    from distributed import KilledWorker

    for _ in range(times):
        with suppress(KilledWorker):
            reports: list[Report] = _ask(client, [readable], options).result()
            return reports
    profile = options.get("profile", DEFAULT_PROFILE)
    judge = Judge(Options(profile=profile), name=readable)
    judge.fail("XS903", f"cannot be checked: {_DEATHS} workers died of it, one after the other")
    return [judge.report()]
