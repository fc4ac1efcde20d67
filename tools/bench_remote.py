"""Measures images that are elsewhere: 64 GiB over HTTP with a latency, and many images with Dask.

python tools/bench_remote.py [--latency MILLISECONDS]

The server is another process of this machine, and takes its share of the cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import bench_streams

ROOT = Path(__file__).resolve().parent.parent
STREAMS = ROOT / ".cache" / "bench"
IMAGES = 2000


def serve(path: str, latency: float) -> None:
    """Serve ranges of a file, each after `latency` seconds; /given tells requests and octets."""
    from aiohttp import web

    given = [0, 0]
    size = os.path.getsize(path)
    descriptor = os.open(path, os.O_RDONLY)

    async def get(request: Any) -> Any:
        if request.path == "/given":
            return web.Response(text=f"{given[0]} {given[1]}")
        asked = request.http_range
        first, beyond = asked.start or 0, min(asked.stop or size, size)
        await asyncio.sleep(latency)
        octets = os.pread(descriptor, beyond - first, first)
        given[0] += 1
        given[1] += len(octets)
        headers = {"Content-Range": f"bytes {first}-{beyond - 1}/{size}", "ETag": '"one"'}
        return web.Response(status=206, body=octets, headers=headers)

    async def run() -> None:
        application = web.Application()
        application.router.add_get("/{path:.*}", get)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.Event().wait()

    asyncio.run(run())


def over_http(latency: float) -> str:
    """Verify 64 GiB over HTTP, and give a row."""
    stream = bench_streams.sparse(STREAMS, 64)
    command = [sys.executable, __file__, "--serve", str(stream.path), "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", "xenstream", "verify", f"{url}/image"], check=True)
        seconds = time.monotonic() - begun
        requests, octets = map(int, urllib.request.urlopen(f"{url}/given").read().split())
        server.kill()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"64 GiB over HTTP, {latency:g} ms a request: {seconds:.1f} s (aim 30), {requests} requests"
        f","
        f" {octets / stream.size:.3%} of the octets (aim 0.5 %), CPU with the server's"
        f" {used.ru_utime + used.ru_stime:.1f} s"
    )


def with_dask() -> str:
    """Verify many small images in one process and with workers, and give a row."""
    folder = STREAMS / "images"
    folder.mkdir(parents=True, exist_ok=True)
    source = bench_streams.sparse(STREAMS, 4).path
    paths = [str(folder / f"{number}.img") for number in range(IMAGES)]
    for path in paths:
        if not os.path.lexists(path):
            os.symlink(source, path)
    took = []
    for more in ([], ["--dask"]):
        begun = time.monotonic()
        command = [sys.executable, "-m", "xenstream", "verify", *more, *paths]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        took.append(time.monotonic() - begun)
    return (
        f"{IMAGES} images of 4 GiB (sparse, cached): {took[0]:.1f} s in one process,"
        f" {took[1]:.1f} s with a local cluster of {os.cpu_count()} workers, its start included"
    )


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=5)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.latency / 1000)
    STREAMS.mkdir(parents=True, exist_ok=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(over_http(options.latency))
    print(with_dask())


if __name__ == "__main__":
    main()
