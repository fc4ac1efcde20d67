"""`make` as a stranger runs it: any folder, any file's name, any Python.

The set-up itself is run with a Python whose virtual environments take no network: `FAKE` stands for
the toolchain, not for what is tested. CI runs the whole of it for real.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streams
from places import ROOT

NEEDED = ("Makefile", "pyproject.toml", "requirements", "tools", "src", "tests/fixtures")
REQUIREMENTS = ROOT / "requirements"

# A Python that makes an environment of itself, notes what pip is asked for, and is what it says.
FAKE = """#!/bin/sh
real={real}
case "$*" in
  "-E -S -c "*) [ -z "{who}" ] || {{ printf %s "{who}"; exit; }} ;;
  "-c import ensurepip, venv") exit {venv} ;;
  "-m venv "*)
    mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo "$0" >>"$3/venvs"
    printf '#!/bin/sh\\nexec "%s" -m xenstream "$@"\\n' "$real" >"$3/bin/xenstream"
    chmod +x "$3/bin/xenstream"
    exit ;;
  "-m pip "*) echo "$*" >>"$(dirname "$0")/../asked"; {pip} ;;
  "-m compileall "*) exit ;;
esac
exec "$real" "$@"
"""

OTHER = "3.13.9 CPython of /other, 1"
NO_NETWORK = (
    "echo 'WARNING: Retrying (Retry(total=4)) after NewConnectionError';"
    " echo 'ERROR: No matching distribution found for kaitaistruct'; exit 1"
)

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not here")


def python(path: Path, who: str = "", venv: int = 0, pip: str = "exit 0") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    real = shlex.quote(sys.executable)
    path.write_text(FAKE.format(real=real, who=who, venv=venv, pip=pip))
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a checkout that is set up, in a folder whose name is not plain."""
    folder = tmp_path_factory.mktemp("make") / "a b" / "ü"
    lay(folder)
    done = make("verify", cwd=folder, PYTHON=str(python(folder.parent / "python3")))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return lay(tmp_path / "a b" / "ü")


def lay(folder: Path) -> Path:
    ignored = shutil.ignore_patterns("node_modules", "__pycache__")
    for name in NEEDED:
        source, copy = ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=ignored)
        else:
            shutil.copy(source, copy)
    return folder


def make(*words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run make as from a shell that stands in `cwd`: this may itself be a child of make."""
    said = re.findall(
        r"[A-Z]+", re.findall(r"(?m)^SAID = (.*)$", (ROOT / "Makefile").read_text())[0]
    )
    away = {*said, "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES"}
    kept = {name: value for name, value in os.environ.items() if name not in away}
    return subprocess.run(
        ["make", *words],
        cwd=cwd,
        env={**kept, "LC_ALL": "C.UTF-8", "PWD": str(cwd), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


# --- make verify ---


def test_the_samples(whole: Path) -> None:
    done = make("verify", cwd=whole)
    assert done.returncode == 0, done.stderr
    assert "hvm-save-p2.img: valid xl image" in done.stdout
    assert "invalid" not in done.stdout


NAMES = [
    'q"x',
    "it's",
    "x`touch pwned`y",
    "$(touch pwned)",
    "$(shell touch pwned)",
    "${shell touch pwned}",
    "a$b",
    "a$$b",
    "-rf",
    "--help",
    "two\nlines",
    "; touch pwned",
    "a#b%c:d=e\\f*",
    "in the end ",
    "雪",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["a word", "the environment"])
def test_a_name_is_handed_on_as_it_is(name: str, how: str, whole: Path) -> None:
    (whole / name).write_bytes(streams.xl())
    if how == "a word":
        done = make("verify", f"FILE={name}", cwd=whole)
    else:
        done = make("verify", cwd=whole, FILE=name)
    assert done.returncode == 0, done.stderr
    assert ": valid xl image" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert not list(whole.rglob("pwned"))


@pytest.mark.parametrize("word", ["PROFILE", "FORMAT", "XEN"])
def test_no_word_is_a_command(word: str, whole: Path) -> None:
    (whole / "good").write_bytes(streams.xl())
    done = make("verify", "FILE=good", f"{word}=$(shell touch pwned)`touch pwned`", cwd=whole)
    assert done.returncode == 2
    assert "Error 2" in done.stderr
    assert not list(whole.rglob("pwned"))


def test_an_empty_file_is_no_file(whole: Path) -> None:
    for done in (make("verify", "FILE=", cwd=whole), make("verify", cwd=whole, FILE="")):
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith("FILE is empty: make verify FILE=/path/to/image")
        assert "Error 2" in done.stderr


@pytest.mark.parametrize("word", ["file=x.img", "format=xl", "profile=restore", "venv=x"])
def test_words_are_in_capitals(word: str, whole: Path) -> None:
    done = make("verify", word, cwd=whole)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"{word.partition('=')[0]}= is not known: it is written in capitals" in done.stderr


def test_a_bad_stream_and_no_stream(whole: Path) -> None:
    (whole / "bad").write_bytes(streams.xl()[:-9])
    done = make("verify", "FILE=bad", cwd=whole)
    assert "Error 1" in done.stderr
    assert any(one.startswith("bad: invalid xl image") for one in done.stdout.splitlines())
    done = make("verify", "FILE=gone.img", cwd=whole)
    assert done.stderr.startswith(f"FILE='gone.img': no such file in {str(whole)!r}\n")
    assert "Error 2" in done.stderr


@pytest.mark.parametrize("flags", [(), ("--no-print-directory",), ("-j2",)])
def test_relative_to_where_the_user_stands(
    flags: tuple[str, ...], whole: Path, tmp_path: Path
) -> None:
    (tmp_path / "here.img").write_bytes(streams.xl())
    done = make("-C", str(whole), *flags, "verify", "FILE=here.img", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "here.img: valid xl image" in done.stdout
    done = make("-C", str(whole), *flags, "verify", "FILE=gone.img", cwd=tmp_path)
    assert f"no such file in {str(tmp_path)!r} or {str(whole)!r}\n" in done.stderr


def test_which_of_two_is_asked(whole: Path, tmp_path: Path) -> None:
    for folder in (whole, tmp_path):
        (folder / "both.img").write_bytes(streams.xl())
    done = make("-C", str(whole), "verify", "FILE=both.img", cwd=tmp_path)
    assert done.returncode == 2
    assert f"FILE='both.img' is in {str(tmp_path)!r} and in {str(whole)!r}: " in done.stderr
    (tmp_path / "link").symlink_to(whole)
    done = make("verify", "FILE=both.img", cwd=whole, PWD=str(tmp_path / "link"))
    assert done.returncode == 0, done.stderr


def test_what_is_written_goes_where_the_user_stands(whole: Path, tmp_path: Path) -> None:
    for name in ("made.pyz", str(tmp_path / "other folder" / "made.pyz")):
        (tmp_path / "other folder").mkdir(exist_ok=True)
        done = make("-C", str(whole), "zipapp", f"OUT={name}", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).exists()
    assert not (whole / "made.pyz").exists()


def test_a_program_that_calls_make_leaves_a_stale_pwd(whole: Path, tmp_path: Path) -> None:
    (whole / "w.img").write_bytes(streams.xl())
    for pwd in (str(tmp_path), "/no/such/folder", ""):
        done = make("verify", "FILE=w.img", cwd=whole, PWD=pwd)
        assert done.returncode == 0, done.stderr


def test_a_tilde_that_the_shell_left(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "x.img").write_bytes(streams.xl())
    done = make("verify", "FILE=~/x.img", cwd=whole, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{tmp_path}/x.img: valid xl image")
    done = make("verify", "FILE=~no-such-user/x", cwd=whole)
    assert done.stderr.startswith("FILE='~no-such-user/x': no such user; a file of that name is")


# --- Set-up ---


def failed(done: subprocess.CompletedProcess[str]) -> str:
    """Give the line that tells what failed; it is no verdict's status."""
    assert done.returncode == 2
    assert done.stdout == ""
    *told, last = done.stderr.splitlines()
    assert re.fullmatch(r"make: \*\*\* \[Makefile:\d+: for-\w+\] Error 3", last)
    assert len(told) <= 2
    assert all(line.startswith("setting up ") or "anew" in line for line in told[:-1])
    return told[-1]


def asked(venv: Path) -> list[str]:
    path = venv / "asked"
    return path.read_text().splitlines() if path.exists() else []


def test_set_up_says_what_it_does_once(checkout: Path) -> None:
    fake = str(python(checkout / "python3"))
    first = make("verify", cwd=checkout, PYTHON=fake)
    assert first.returncode == 0
    version = ".".join(map(str, sys.version_info[:3]))
    assert first.stderr == (
        f"setting up .venv with Python {version}, once: this takes up to a minute\n"
    )
    words = [line.split("--quiet ")[1] for line in asked(checkout / ".venv")]
    assert words == [
        "--require-hashes -r requirements/runtime.txt",
        "--no-deps --no-build-isolation --editable .",
    ]
    second = make("verify", cwd=checkout, PYTHON=fake)
    assert (second.returncode, second.stderr) == (0, "")
    assert make("verify", cwd=checkout).stderr == ""
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("\n")
    third = make("verify", cwd=checkout)
    assert third.stderr == "bringing .venv up to date\n"
    assert len((checkout / ".venv" / "venvs").read_text().splitlines()) == 1


def test_no_python(checkout: Path) -> None:
    told = failed(make("verify", "PYTHON=no-such-python", cwd=checkout))
    assert told.startswith("no-such-python is not here: install python3 and python3-venv, or ")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("who", ["3.8.18 CPython of /old, 0", "2.7.18 CPython of /old, 0"])
def test_an_old_python(who: str, checkout: Path) -> None:
    fake = python(checkout / "old", who)
    told = failed(make("test", f"PYTHON={fake}", cwd=checkout))
    assert told == f"{fake} is Python {who.split()[0]}: 3.9 or newer is needed: make PYTHON=..."


def test_no_venv(checkout: Path) -> None:
    fake = python(checkout / "bare", OTHER, venv=1)
    told = failed(make("verify", f"PYTHON={fake}", cwd=checkout))
    assert told.startswith(f"{fake} makes no virtual environments: install python3-venv (")
    assert "apt install python3-venv, or python3.13-venv" in told


def test_no_network_and_then_one(checkout: Path) -> None:
    away = python(checkout / "away", pip=NO_NETWORK)
    told = failed(make("verify", f"PYTHON={away}", cwd=checkout))
    assert "no package index can be reached, and this takes one (all of it: .venv/set-up" in told
    python(checkout / "away")
    done = make("verify", f"PYTHON={away}", cwd=checkout)
    assert done.returncode == 0
    assert done.stderr.startswith(".venv is made anew: it was not finished\nsetting up .venv with ")


def test_what_pip_says_is_a_line(checkout: Path) -> None:
    noise = "seq 99; echo 'ERROR: the disk is full'; seq 99; exit 1"
    fake = python(checkout / "full", pip=noise)
    assert "failed: ERROR: the disk is full (all" in failed(
        make("verify", f"PYTHON={fake}", cwd=checkout)
    )


def test_another_python_is_obeyed(checkout: Path) -> None:
    first = python(checkout / "first", "3.9.18 CPython of /first, 1")
    other = python(checkout / "other", OTHER)
    assert make("verify", f"PYTHON={first}", cwd=checkout).returncode == 0
    done = make("verify", f"PYTHON={other}", cwd=checkout)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        ".venv is made anew: it is of Python 3.9.18 CPython of /first",
        "setting up .venv with Python 3.13.9, once: this takes up to a minute",
    ]
    assert make("verify", cwd=checkout).stderr == ""  # no PYTHON: what is there is right


def test_a_python_that_went_away(checkout: Path) -> None:
    fake = python(checkout / "python3")
    bin_first = {"PATH": f"{checkout}:{os.environ['PATH']}"}
    assert make("verify", cwd=checkout, **bin_first).returncode == 0
    python(checkout / ".venv" / "bin" / "python", OTHER)  # as when the system's was upgraded
    done = make("verify", cwd=checkout, **bin_first)
    assert done.returncode == 0
    assert done.stderr.startswith(".venv is made anew: its Python is gone\n")
    fake.unlink()


def test_a_checkout_that_moved(checkout: Path) -> None:
    fake = python(checkout.parent / "python3")
    assert make("verify", f"PYTHON={fake}", cwd=checkout).returncode == 0
    moved = checkout.rename(checkout.parent / "moved")
    done = make("verify", f"PYTHON={fake}", cwd=moved)
    assert done.returncode == 0
    assert f"it was made for {checkout}" in done.stderr


def test_a_venv_elsewhere(checkout: Path, tmp_path: Path) -> None:
    fake, venv = python(checkout / "python3"), tmp_path / "c d" / "venv"
    done = make("verify", f"PYTHON={fake}", f"VENV={venv}", cwd=checkout)
    assert done.returncode == 0, done.stderr
    assert not (checkout / ".venv").exists()
    assert (venv / "samples").is_dir()
    assert make("clean", f"VENV={venv}", cwd=checkout).returncode == 0
    assert not venv.exists()


def test_somebody_elses_folder_is_left_alone(checkout: Path, tmp_path: Path) -> None:
    fake = python(checkout / "python3")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "file").touch()
    told = failed(make("verify", f"PYTHON={fake}", f"VENV={tmp_path}/theirs", cwd=checkout))
    assert "/theirs is there, and make did not set it up: remove it, or name another" in told
    make("clean", f"VENV={tmp_path}/theirs", cwd=checkout)
    assert (tmp_path / "theirs" / "file").exists()
    told = failed(make("verify", f"PYTHON={fake}", "VENV=~/venv", cwd=checkout))
    assert told == "VENV=~/venv: the shell left the ~ as it is: write $HOME"


def test_a_checkout_that_cannot_be_written(checkout: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    fake = python(tmp_path / "python3")
    for folder in (checkout, *filter(Path.is_dir, checkout.rglob("*"))):
        folder.chmod(0o555)
    try:
        told = failed(make("verify", f"PYTHON={fake}", cwd=checkout))
        assert told == ".venv cannot be written: name another folder: make VENV=..."
        venv = tmp_path / "venv"
        done = make("verify", f"PYTHON={fake}", f"VENV={venv}", cwd=checkout)
        assert done.returncode == 0, done.stderr
        assert [line.rpartition(" ")[2] for line in asked(venv)] == [
            "requirements/runtime.txt",
            ".",
        ]
        assert "--editable" not in asked(venv)[1]
    finally:
        for folder in (checkout, *filter(Path.is_dir, checkout.rglob("*"))):
            folder.chmod(0o755)


# --- What is installed is pinned ---


@pytest.mark.parametrize("name", [path.stem for path in REQUIREMENTS.glob("*.in")])
def test_requirements_have_hashes(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text().replace("\\\n", "")
    pins = [line for line in text.splitlines() if not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line)] == []


def test_a_version_is_pinned_once() -> None:
    pins: dict[str, set[str]] = {}
    together = [REQUIREMENTS / f"{name}.txt" for name in ("runtime", "test", "lint")]
    for path in [*together, ROOT / "pyproject.toml"]:
        for name, version in re.findall(
            r"(?m)^(?:requires = \[\")?([\w.-]+)==([\w.]+)", path.read_text()
        ):
            pins.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}
    assert pins["hatchling"]
    assert re.search(r'requires = \["hatchling==[\d.]+"\]', (ROOT / "pyproject.toml").read_text())
