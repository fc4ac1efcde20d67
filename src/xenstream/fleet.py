"""Many images, verified by the workers of a Dask cluster: reports in the order asked for.

What spreads the work, moves it when a worker dies and gathers the answers is Dask; this only asks
for a bounded number of images at a time, and judges what a dead worker means for its image.
"""

from __future__ import annotations

from contextlib import contextmanager

from xenstream.judge.judge import Judge, Options, verify
from xenstream.rules.profiles import DEFAULT_PROFILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from distributed import Client, Future

    from xenstream.judge.judge import Report

_AHEAD = 16
"""Images asked for at once, for each thread of a worker: enough that none waits for the next."""

_DEATHS = 2
"""Workers that may die of an image, in turn, before it is given up."""


def reports(readables: Iterable[str], client: Client, **options: Any) -> Iterator[Report]:
    """Give the report of each path or URL, in the order given, as soon as those before are there.

    `options` are those of `xenstream.verify`, but for what cannot be sent (observers). The paths
    are opened by the workers. An image that two workers died of is reported as unreadable, one
    that a worker died of is asked of another one.

    Raises:
        OSError: the cluster went away.

    """
    from collections import deque

    waiting: deque[tuple[str, Future[Report]]] = deque()
    left = iter(readables)
    try:
        while True:
            most = _AHEAD * max(1, _threads(client))
            while len(waiting) < most:
                readable = next(left, None)
                if readable is None:
                    break
                waiting.append((readable, _ask(client, readable, options)))
            if not waiting:
                return
            answered = _answered(client, [future for _, future in waiting])
            for report in answered:
                waiting.popleft()
                yield report
            if not answered:
                yield _answer(client, *waiting[0], options)
                waiting.popleft()
    finally:
        client.cancel([future for _, future in waiting], force=True)


@contextmanager
def cluster(address: str | None) -> Iterator[Client]:
    """Give a client of the scheduler at `address`, or of workers started on this machine.

    Raises:
        OSError: there is no scheduler, or Dask is not installed.

    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise OSError("--dask needs Dask: pip install 'xenstream[fleet]'") from None
    if address is not None:
        try:
            client = Client(address, set_as_default=False)
        except (OSError, ValueError) as error:
            raise OSError(f"no scheduler answers at {address}: {error}") from None
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
            threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=True
        ) as local,
        Client(local, set_as_default=False) as client,
    ):
        yield client


def _threads(client: Client) -> int:
    return sum(client.nthreads().values())


def _ask(client: Client, readable: str, options: dict[str, Any]) -> Future[Report]:
    return client.submit(_verify, readable, options, pure=False)


def _verify(readable: str, options: dict[str, Any]) -> Report:
    return verify(readable, **options)


def _answered(client: Client, futures: list[Future[Report]]) -> list[Report]:
    """Give the reports that are there of those at the front, in one exchange with the workers."""
    from itertools import takewhile

    there = list(takewhile(lambda future: future.status == "finished", futures))
    if len(there) < 2:
        return []
    found: list[Report] = client.gather(there, errors="skip")
    return found if len(found) == len(there) else []  # a worker died meanwhile: one by one


def _answer(
    client: Client, readable: str, future: Future[Report], options: dict[str, Any]
) -> Report:
    from distributed import KilledWorker

    for death in range(1, _DEATHS + 1):
        try:
            report: Report = future.result()
        except KilledWorker:
            if death < _DEATHS:
                future = _ask(client, readable, options)
        else:
            return report
    return _given_up(readable, options)


def _given_up(readable: str, options: dict[str, Any]) -> Report:
    profile = options.get("profile", DEFAULT_PROFILE)
    judge = Judge(Options(profile=profile), name=options.get("name") or readable)
    judge.fail("XS903", f"cannot be checked: {_DEATHS} workers died of it, one after the other")
    return judge.report()
