"""`make parsers`: tools/parsers.sh, for each language, with the compiler that is here."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from test_spec import LANGUAGES, SPECS, TOOLS, node

__all__ = ["node"]  # the fixture

JVM_COMPILER = "kaitai-struct-compiler"


def parsers(*words: str | Path, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", TOOLS / "parsers.sh", *words],
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def no_jvm_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which(JVM_COMPILER)
    if found:
        folders = os.environ["PATH"].split(":")
        gone = [each for each in folders if each != str(Path(found).parent)]
        monkeypatch.setenv("PATH", ":".join(gone))


@pytest.fixture
def jvm_compiler(tmp_path: Path) -> Path:
    """Give a folder for the path whose compiler prints how it is called."""
    compiler = tmp_path / "bin" / JVM_COMPILER
    compiler.parent.mkdir()
    compiler.write_text('#!/bin/sh\necho "$@"\n')
    compiler.chmod(0o755)
    return compiler.parent


@pytest.mark.usefixtures("node")
def test_all_languages(tmp_path: Path) -> None:
    done = parsers("all", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    made = {folder.name: list(folder.iterdir()) for folder in (tmp_path / "out").iterdir()}
    assert sorted(made) == sorted(LANGUAGES)
    assert all(len(files) >= len(SPECS) for files in made.values())


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(("given", "package"), [("", "xen"), ("xen_parsers", "xen_parsers")])
def test_go_has_a_package(given: str, package: str, jvm_compiler: Path, tmp_path: Path) -> None:
    """By the npm build, also where the JVM build is here: both write the same."""
    out = tmp_path / "out"
    done = parsers("go", out, given, path=str(jvm_compiler))
    assert done.returncode == 0, done.stderr
    assert sorted(out.iterdir()) == [out / f"{path.stem}.go" for path in SPECS]
    assert all(made.read_text().startswith(f"package {package}\n\n//") for made in out.iterdir())


@pytest.mark.usefixtures("node")
def test_a_name_that_go_does_not_take(tmp_path: Path) -> None:
    done = parsers("go", tmp_path / "out", "org.example")
    assert done.returncode == 1
    assert done.stderr == "org.example: no name of a Go package\n"


@pytest.mark.usefixtures("node", "no_jvm_compiler")
@pytest.mark.parametrize("language", ["java", "all"])
def test_a_package_takes_the_jvm_build(language: str, tmp_path: Path) -> None:
    done = parsers(language, tmp_path / "out", "org.example")
    assert done.returncode == 1
    told = f"{language}: PACKAGE takes the JVM build of the compiler, {JVM_COMPILER}, 0.11 or newer"
    assert done.stderr == f"{told}\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("language", "option"),
    [("java", "--java-package"), ("python", "--python-package"), ("csharp", "--dotnet-namespace")],
)
def test_the_jvm_build_is_told_the_package(
    language: str, option: str, jvm_compiler: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = parsers(language, out, "org.example", path=str(jvm_compiler))
    specs = " ".join(f"spec/{path.name}" for path in SPECS)
    assert done.stdout == f"--target {language} --outdir {out} {option} org.example {specs}\n"
    assert done.returncode == 0


@pytest.mark.usefixtures("node")
def test_all_that_have_packages(jvm_compiler: Path, tmp_path: Path) -> None:
    done = parsers("all", tmp_path / "out", "xen", path=str(jvm_compiler))
    told = [line.split()[1] for line in done.stdout.splitlines()]
    assert told == "cpp_stl csharp java php python".split()  # noqa: SIM905
    left_out = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert sorted([*told, *left_out]) == sorted(LANGUAGES)


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("language", ["ruby", "nim"])
def test_a_language_without_packages(language: str, jvm_compiler: Path, tmp_path: Path) -> None:
    """Nim's option names the runtime, not the parsers."""
    done = parsers(language, tmp_path / "out", "xen", path=str(jvm_compiler))
    assert done.returncode == 1
    assert done.stderr == f"{language}: PACKAGE is not for it\n"


@pytest.mark.usefixtures("node")
def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = parsers("lua", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert done.stderr.endswith(": no folder for the parsers\n")


def test_without_node(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("dirname", "sh"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    done = subprocess.run(
        ["sh", TOOLS / "parsers.sh", "lua", tmp_path / "out"],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "node is not here: the compiler needs it\n"


@pytest.mark.parametrize("words", [(), ("java",), ("", "out"), ("cobol", "out"), ("go java", "o")])
def test_usage(words: tuple[str, ...]) -> None:
    done = parsers(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: make parsers LANGUAGE=language|all OUT=folder")
    assert f"languages: {' '.join(sorted(LANGUAGES))}\n" in done.stderr
