"""How each language's driver is built and called: by its own build tool, with its own runtime."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import leaves

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = ROOT / ".cache" / "conformance"
COMPILER = ROOT / "tools" / "compile.mjs"

Command = tuple[list[str], dict[str, str]]
"""A command and what it needs in its environment."""


class BuildError(Exception):
    """The driver could not be built; the message is the first that the tool said."""


def sh(folder: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = (done.stderr + done.stdout).strip().splitlines()
        raise BuildError(f"{command[0]}: {' / '.join(lines[:5])}")
    return done.stdout


def version(*command: str) -> tuple[int, ...]:
    """Return the version that a tool says it is of; nothing where it says none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ()
    found = re.search(r"\d+(?:\.\d+)*", done.stdout)
    return tuple(map(int, found.group().split("."))) if found else ()


def too_old(tool: str, least: tuple[int, ...], ask: str) -> str:
    """Tell that a tool is older than what builds the driver; empty where it is not."""
    its = version(tool, ask)
    said, needed = (".".join(map(str, each)) for each in (its, least))
    too = f"{tool} {said} is too old" if its else f"{tool} tells no version"
    return "" if its >= least else f"{too}, {needed} or newer is needed"


def generate(language: str, out: Path, package: str = "") -> None:
    """Make the parsers from spec/, into a folder that has nothing else of them."""
    shutil.rmtree(out, ignore_errors=True)
    sh(ROOT, "sh", "tools/parsers.sh", language, out, package)


def copy(language: str, folder: Path) -> None:
    shutil.copytree(HERE / language, folder, dirs_exist_ok=True)


def python(folder: Path) -> Command:
    del folder
    return [sys.executable, str(HERE / "python" / "driver.py")], {
        "PYTHONPATH": str(ROOT / "generated")
    }


def javascript(folder: Path) -> Command:
    generate("javascript", folder / "generated")
    copy("javascript", folder)
    (folder / "leaves.json").write_text(leaves.plan(), "utf-8")
    modules = str(ROOT / "tools" / "node_modules")
    return ["node", str(folder / "driver.cjs")], {"NODE_PATH": modules}


def java(folder: Path) -> Command:
    sources = folder / "src" / "main" / "java"
    generate("java", sources)
    copy("java", folder)
    (sources / "Leaves.java").write_text(leaves.java(), "utf-8")
    sh(folder, "mvn", "-q", "-B", "package")
    jars = f"{folder}/target/classes:{folder}/target/dependency/*"
    return ["java", "-cp", jars, "Driver"], {}


def go_module(source: Path, folder: Path) -> None:
    """Copy a go.mod and its sums."""
    shutil.copy(source / "go.sum", folder)
    module = (source / "go.mod").read_text("utf-8")
    if version("go", "version") < (1, 21):
        # It knows no version of three numbers; newer ones want what the runtime asks for.
        module = re.sub(r"(?m)^go .*", "go 1.18", module)
    (folder / "go.mod").write_text(module, "utf-8")


def go(folder: Path) -> Command:
    generate("go", folder, package="main")
    copy("go", folder)
    (folder / "leaves.go").write_text(leaves.go(), "utf-8")
    go_module(HERE / "go", folder)
    sh(folder, "go", "build", "-o", "driver", ".")
    # The runtime allocates what a count asks for before it looks: with a limit, 32 GiB end the
    # process on every machine, and not only where there is less memory.
    return ["sh", "-c", f"ulimit -v 16000000; exec '{folder}/driver'"], {}


def rust(folder: Path) -> Command:
    copy("rust", folder)
    together = folder / "all_specs.ksy"
    together.write_text(sh(ROOT, "node", "tools/bundle.mjs", together.stem), "utf-8")
    sh(ROOT, "node", COMPILER, "rust", folder / "src", together)
    (folder / "src" / "leaves.rs").write_text(leaves.rust(), "utf-8")
    sh(folder, "cargo", "build", "--quiet", "--release")
    return [str(folder / "target" / "release" / "conformance-driver")], {}


class Language(NamedTuple):
    """A language with a driver."""

    name: str
    tools: tuple[str, ...]
    """The commands that it takes."""
    build: Callable[[Path], Command]

    oldest: tuple[str, tuple[int, ...], str] | None = None
    """A tool, its oldest version that builds the driver, and the word that it tells it by."""

    def missing(self) -> str:
        """Which tools are not here or too old, in words; empty where all are good."""
        absent = [tool for tool in self.tools if not shutil.which(tool)]
        if self.tools and not absent and not (ROOT / "tools" / "node_modules").is_dir():
            absent = ["tools/node_modules (npm ci in tools/)"]
        if absent:
            return f"not here: {', '.join(absent)}"
        return too_old(*self.oldest) if self.oldest else ""


LANGUAGES = {
    each.name: each
    for each in (
        Language("python", (), python),
        Language("javascript", ("node",), javascript),
        Language("java", ("node", "java", "javac", "mvn"), java, ("java", (17,), "--version")),
        Language("go", ("node", "go"), go, ("go", (1, 18), "version")),
        # Of that version are the lock file, and what the crates ask for.
        Language("rust", ("node", "cargo"), rust, ("cargo", (1, 78), "--version")),
    )
}
