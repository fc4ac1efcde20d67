"""Compiles the parsers of the languages that have no driver: no registry has their runtime.

`declarations/` has what a language's own tool must know of the runtime. Nothing is linked or run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import languages

DECLARATIONS = languages.HERE / "declarations"
GOOD = re.compile(r"(?:^S|: s|\.pm s)yntax OK$|^No syntax errors detected in ")
"""What the tools say of a file that has no fault."""


def said(folder: Path, *command: str | Path) -> list[str]:
    """Run a tool; give the lines by which it complains, warnings too."""
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    found = [line.replace(f"{folder}/", "") for line in lines if not GOOD.search(line)]
    return found or [f"{command[0]} ended with {done.returncode}"] * bool(done.returncode)


def of(folder: Path, suffix: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{suffix}"))


def one_by_one(folder: Path, suffix: str, *command: str | Path) -> list[str]:
    return [line for name in of(folder, suffix) for line in said(folder, *command, name)]


def cpp(folder: Path, tool: str) -> list[str]:
    options = [
        "-std=c++17",
        "-fsyntax-only",
        "-Wall",
        "-Werror",
        "-I.",
        f"-I{DECLARATIONS / 'cpp'}",
    ]
    return said(folder, tool, *options, *of(folder, ".cpp"))


def csharp(folder: Path, tool: str) -> list[str]:
    options = ["-target:library", "-out:parsers.dll", "-warnaserror"]
    return said(folder, tool, *options, DECLARATIONS / "csharp" / "Kaitai.cs", *of(folder, ".cs"))


def lua(folder: Path, tool: str) -> list[str]:
    return one_by_one(folder, ".lua", tool, "-p")


def nim(folder: Path, tool: str) -> list[str]:
    together = folder / "every_spec.nim"
    together.unlink(missing_ok=True)
    text = "".join(f"import {Path(name).stem}\n" for name in of(folder, ".nim"))
    for name in of(folder, ".nim"):
        # What takes a type is generic to Nim, which looks at it only where it is called. Types that
        # have parameters are read by others here; no call of their own fromFile could be right.
        source = (folder / name).read_text("utf-8")
        for of_type in re.findall(
            r"(?m)^proc read\*\(_: typedesc\[(\w+)\].* parent: \w+\).* =$", source
        ):
            text += f'discard {of_type}.fromFile("")\n'
    together.write_text(text, "utf-8")
    # Two enums of a module may have the same name in them; Nim 2 needs no option for it.
    options = ["--experimental:overloadableEnums", "--hints:off", "--warnings:off"]
    runtime = f"--path:{DECLARATIONS / 'nim'}"
    return said(folder, tool, "check", *options, runtime, together.name)


def perl(folder: Path, tool: str) -> list[str]:
    return one_by_one(folder, ".pm", tool, "-wc", "-I.", f"-I{DECLARATIONS / 'perl'}")


def php(folder: Path, tool: str) -> list[str]:
    return one_by_one(folder, ".php", tool, "-n", "-l")


def ruby(folder: Path, tool: str) -> list[str]:
    return one_by_one(folder, ".rb", tool, "-wc")


class Result(NamedTuple):
    """How far a language's parsers compile."""

    level: str
    errors: list[str]
    missing: str = ""

    def told(self) -> str:
        if self.missing:
            return self.missing
        if self.errors:
            first = next((line for line in self.errors if "error" in line.lower()), self.errors[0])
            return f"does not compile: {first}"
        return f"compiled: {self.level}"


class Compiled(NamedTuple):
    """A language whose parsers are compiled and do not run."""

    name: str
    tools: tuple[str, ...]
    """The commands of which one is needed."""
    level: str
    """What its tool looks at."""
    complain: Callable[[Path, str], list[str]]
    takes: str = ""
    """A module of the language's own that a small installation lacks."""

    def tool(self) -> str:
        return next((tool for tool in self.tools if shutil.which(tool)), "")

    def missing(self) -> str:
        """Which tools are not here, in words; empty where all are."""
        absent = [] if self.tool() else [" or ".join(self.tools)]
        if not shutil.which("node"):
            absent.append("node")
        elif not (languages.ROOT / "tools" / "node_modules").is_dir():
            absent.append("tools/node_modules (npm ci in tools/)")
        if self.takes and self.tool() and said(Path(), self.tool(), f"-M{self.takes}", "-e1"):
            absent.append(f"{self.tool()}'s {self.takes}")
        return f"not here: {', '.join(absent)}" if absent else ""

    def check(self, folder: Path) -> list[str]:
        """Compile what is in the folder; give the lines by which the tool complains."""
        return self.complain(folder, self.tool())


TYPES = "syntax and types"
SYNTAX = "syntax"
COMPILED = {
    each.name: each
    for each in (
        Compiled("cpp_stl", ("g++",), TYPES, cpp),
        Compiled("csharp", ("mcs",), TYPES, csharp),
        Compiled("lua", ("luac5.4", "luac5.3", "luac"), SYNTAX, lua),
        Compiled("nim", ("nim",), TYPES, nim),
        Compiled("perl", ("perl",), SYNTAX, perl, takes="Encode"),
        Compiled("php", ("php",), SYNTAX, php),
        Compiled("ruby", ("ruby",), SYNTAX, ruby),
    )
}


def check(name: str) -> Result:
    """Generate a language's parsers, and compile them."""
    language = COMPILED[name]
    missing = language.missing()
    if missing:
        return Result(language.level, [], missing)
    folder = languages.CACHE / name
    try:
        languages.generate(name, folder)
    except languages.BuildError as error:
        return Result(language.level, [str(error)])
    return Result(language.level, language.check(folder))
