"""Images spread over the workers of a real cluster on this machine."""

from __future__ import annotations

import lzma
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from extras import need
from places import FIXTURES

import xenstream
from xenstream import fleet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Client

need("distributed")

IMAGES = 2000

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give many images, good and bad ones, most of them links to a few."""
    folder = tmp_path_factory.mktemp("images")
    kinds = []
    for packed in sorted(FIXTURES.glob("pv*.img.xz")):
        octets = lzma.decompress(packed.read_bytes())
        for name, content in ((packed.stem, octets), (f"cut-{packed.stem}", octets[:-20000])):
            (folder / name).write_bytes(content)
            kinds.append(folder / name)
    paths = []
    for number in range(IMAGES):
        path = folder / f"{number}.img"
        path.symlink_to(kinds[number % len(kinds)])
        paths.append(str(path))
    return paths


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with fleet.cluster(None) as client:
        yield client


def test_options(client: Client, images: list[str]) -> None:
    few = images[:6]
    options = {"profile": "restore", "xen": "4.17"}
    of_one = [xenstream.verify(path, **options) for path in few]  # type: ignore[arg-type]
    assert list(fleet.reports(few, client, **options)) == of_one


def test_a_worker_is_killed(client: Client, images: list[str]) -> None:
    """Its images are verified elsewhere: the reports are those of one process, in its order."""
    found = []
    for report in fleet.reports(images, client):
        found.append(report)
        if len(found) == 100:
            os.kill(client.submit(os.getpid, pure=False).result(), signal.SIGKILL)
    assert found == [xenstream.verify(path) for path in images]


def test_an_image_that_kills(
    client: Client, images: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, and the others have their reports."""
    deadly = str(tmp_path / "deadly.img")
    monkeypatch.setattr(fleet, "_verify", _verify_or_die)
    asked = [*images[:20], deadly, *images[20:40]]
    found = list(fleet.reports(asked, client))
    assert [report.path for report in found] == asked
    assert found[20].verdict == "unreadable"
    assert "workers died of it" in found[20].findings[0].message
    assert [report.verdict for report in found[:20]] == [
        xenstream.verify(path).verdict for path in images[:20]
    ]


def _verify_or_die(readables: list[str], options: dict[str, object]) -> list[xenstream.Report]:
    if any(readable.endswith("deadly.img") for readable in readables):
        os.kill(os.getpid(), signal.SIGKILL)
    return [xenstream.verify(one, **options) for one in readables]  # type: ignore[arg-type]


def test_it_is_left_early(client: Client, images: list[str]) -> None:
    reports = fleet.reports(images, client)
    next(reports)
    reports.close()  # type: ignore[attr-defined]
    assert len(list(fleet.reports(images[:3], client))) == 3


def test_no_scheduler() -> None:
    import dask

    soon = dask.config.set({"distributed.comm.timeouts.connect": "0.2s"})
    with (
        soon,
        pytest.raises(OSError, match="no scheduler answers"),
        fleet.cluster("tcp://127.0.0.1:9"),
    ):
        pass


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xenstream", "verify", *arguments], capture_output=True, text=True
    )


def test_the_document_is_the_same(images: list[str]) -> None:
    """Word for word, and with the same exit status, as of one process."""
    for output in ("json", "text"):
        here = _command("-o", output, *images[:40])
        there = _command("-o", output, "--dask", *images[:40])
        assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
        assert there.stderr == here.stderr
        assert there.returncode == 1


def test_a_scheduler_elsewhere(client: Client, images: list[str]) -> None:
    done = _command("--dask", client.scheduler.address, images[0])
    assert (done.returncode, "valid xl image" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--dask",), "--dask takes FILEs"),
        (("--dask", "-v", "a.img"), "--dask takes FILEs"),
        (("--dask", "127.0.0.1:9", "a.img"), "no scheduler answers at 127.0.0.1:9"),
    ],
)
def test_what_it_cannot(
    arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "0.2s")
    done = _command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_interrupt_leaves_nothing_behind(images: list[str]) -> None:
    """Ctrl-C ends the command, and the workers with it."""
    command = subprocess.Popen(
        [sys.executable, "-m", "xenstream", "verify", "--dask", *images],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert command.stdout is not None
    command.stdout.readline()
    group = command.pid
    command.send_signal(signal.SIGINT)
    _, said = command.communicate(timeout=300)
    assert "interrupted" in said
    assert "Traceback" not in said
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("a worker is left behind")
