"""`make parsers`: tools/parsers.sh, for each language, with the compiler that is here."""

from __future__ import annotations

import lzma
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import TESTS, TOOLS
from test_spec import LANGUAGES, SPECS, node, pinned_jvm_compiler

import xenstream

HERE = TESTS / "conformance"
sys.path.insert(0, str(HERE))

import languages  # noqa: E402

__all__ = ["node", "pinned_jvm_compiler"]  # the fixtures

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


def need_tools_of(language: str) -> None:
    missing = languages.LANGUAGES[language].missing()
    if missing and language in os.environ.get("XENSTREAM_REQUIRE_LANGUAGES", "").split():
        pytest.fail(missing)
    if missing:
        pytest.skip(f"{language}: {missing}")


def path_of(folder: Path, commands: dict[str, str]) -> Path:
    """Make a folder for the path that has what a shell's script takes, and commands as scripts."""
    folder.mkdir()
    for tool in ("dirname", "rm", "sed", "sh"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    for name, script in commands.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


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


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give tools/ and spec/ elsewhere, where nothing has been fetched."""
    folder = tmp_path / "checkout"
    (folder / "tools").mkdir(parents=True)
    for name in ("parsers.sh", "jvm_compiler.sh", "jvm_compiler.xml"):
        shutil.copy(TOOLS / name, folder / "tools")
    (folder / "spec").symlink_to(TOOLS.parent / "spec")
    return folder


@pytest.mark.parametrize("language", ["java", "all"])
@pytest.mark.parametrize(
    ("here", "why"),
    [
        ({"node": ""}, "java is not here to run it"),
        ({"node": "", "java": ""}, "mvn is not here to fetch it"),
        (
            {"node": "", "java": "", "mvn": "echo '[ERROR] Cannot reach central'; exit 1"},
            "Maven cannot fetch it: Cannot reach central",
        ),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, dict) else "",
)
def test_a_package_takes_the_jvm_build(
    language: str, here: dict[str, str], why: str, checkout: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        ["sh", checkout / "tools" / "parsers.sh", language, tmp_path / "out", "org.example"],
        env={"PATH": str(path_of(tmp_path / "bin", here))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    told = f"{language}: PACKAGE takes the JVM build of the compiler: {why} (docs/parsers.md)\n"
    assert done.stderr == told
    assert not (tmp_path / "out").exists()
    assert not list(checkout.glob(".cache/*"))


@pytest.mark.usefixtures("node", "no_jvm_compiler", "pinned_jvm_compiler")
def test_a_packaged_java_class_reads_an_image(tmp_path: Path, images: Path) -> None:
    need_tools_of("java")
    sources = tmp_path / "src" / "main" / "java"
    done = parsers("java", sources, "org.example.xen")
    assert done.returncode == 0, done.stderr
    package = sources / "org" / "example" / "xen"
    assert len(list(package.iterdir())) == len(SPECS)
    (sources / "Records.java").write_text(
        EXAMPLES["Records.java"][1].replace("import", "import org.example.xen.*;\nimport", 1)
    )
    read = subprocess.run(
        [*java_program(tmp_path, "Records"), images / "good.img"],
        capture_output=True,
        text=True,
        check=False,
    )
    expected = [f"{name} {length}" for name, _, length in records_of(images / "good.img")]
    assert read.stdout.splitlines() == expected, read.stderr


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
    called = f"--target {language} --outdir {out} {option} org.example {specs}"
    assert done.stdout.splitlines()[0] == called
    assert done.returncode == 0


@pytest.mark.usefixtures("node")
def test_all_that_have_packages(jvm_compiler: Path, tmp_path: Path) -> None:
    done = parsers("all", tmp_path / "out", "xen", path=str(jvm_compiler))
    called = [line for line in done.stdout.splitlines() if line.startswith("--target")]
    told = [line.split()[1] for line in called]
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
    done = subprocess.run(
        ["sh", TOOLS / "parsers.sh", "lua", tmp_path / "out"],
        env={"PATH": str(path_of(tmp_path / "bin", {}))},
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


RUNTIMES = {
    "java": "io.kaitai:kaitai-struct-runtime 0.11 (Maven Central)",
    "javascript": "kaitai-struct 0.11 (npm)",
    "go": "github.com/kaitai-io/kaitai_struct_go_runtime v0.11.0 (a Go module)",
    "cpp_stl": "kaitai-io/kaitai_struct_cpp_stl_runtime 0.11 (a repository)",
}


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("language", [*RUNTIMES, "graphviz"])
def test_what_was_written_is_told(language: str, tmp_path: Path) -> None:
    out = tmp_path / "a b"
    lines = parsers(language, out).stdout.splitlines()
    files = [path for path in out.rglob("*") if path.is_file()]
    assert lines[0].startswith(f"{language}: {len(files)} files in {out}; begin with ")
    first = lines[0].partition("; begin with ")[2].partition(";")[0].split(" of ")
    assert (
        any(re.search(rf"\b{first[0]}\b", path.read_text("utf-8")) for path in files)
        or (out / first[0]) in files
    )
    assert ("; runtime: " + RUNTIMES.get(language, "none") in lines[0]) == (language in RUNTIMES)
    assert lines[1:] == ["docs/parsers.md has examples, and how to read a cut image"]


def test_the_runtimes_are_those_that_are_tested() -> None:
    tested = {
        "java": [
            "java/pom.xml",
            "<artifactId>kaitai-struct-runtime</artifactId>",
            "<version>0.11<",
        ],
        "go": ["go/go.mod", "github.com/kaitai-io/kaitai_struct_go_runtime v0.11.0"],
    }
    for path, *texts in tested.values():
        module = (HERE / path).read_text("utf-8")
        assert [text for text in texts if text not in module] == []
    assert '"kaitai-struct": "0.11.' in (TOOLS / "package.json").read_text("utf-8")


# --- docs/parsers.md ---

PAGE = (TOOLS.parent / "docs" / "parsers.md").read_text("utf-8")
EXAMPLES = {
    name: (language, text)
    for language, text, name in re.findall(r"(?ms)^```(\w+)\n(// ([\w.]+).*?)^```", PAGE)
}
"""By the file's name in the first line: the language and the text."""


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    octets = lzma.decompress((TOOLS.parent / "tests/fixtures/pv-save-p.img.xz").read_bytes())
    (folder / "good.img").write_bytes(octets)
    (folder / "cut.img").write_bytes(octets[:100_000])
    return folder


def java_program(folder: Path, name: str) -> list[str]:
    """Build what is in src/main/java, and give the command that runs it."""
    shutil.copy(HERE / "java" / "pom.xml", folder)
    languages.sh(folder, "mvn", "-q", "-B", "package")
    return ["java", "-cp", f"{folder}/target/classes:{folder}/target/dependency/*", name]


class Built:
    """The examples in their languages' own folders, each language's parsers made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, Path] = {}

    def _parsers(self, language: str) -> Path:
        if language not in self._made:
            package = "main" if language == "go" else ""
            languages.generate(language, self.folder / language, package)
            self._made[language] = self.folder / language
        return self._made[language]

    def command(self, name: str) -> list[str]:
        """Give the command that runs an example; skip where its language's tools are not here."""
        language, text = EXAMPLES[name]
        need_tools_of(language)
        folder = self.folder / name.replace(".", "-")
        sources = folder / {"javascript": "out", "java": "src/main/java", "go": "."}[language]
        shutil.copytree(self._parsers(language), sources)
        if language == "javascript":
            (folder / name).write_text(text)
            return ["node", str(folder / name)]
        (sources / name).write_text(text)
        if language == "java":
            return java_program(folder, Path(name).stem)
        languages.go_module(HERE / "go", folder)
        languages.sh(folder, "go", "build", "-o", "example", ".")
        return [str(folder / "example")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("examples"))


def test_every_language_has_both_examples() -> None:
    assert sorted(language for language, _ in EXAMPLES.values()) == [
        "go",
        "go",
        "java",
        "java",
        "javascript",
        "javascript",
    ]


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_does_what_it_says(name: str, built: Built, images: Path) -> None:
    command = built.command(name)
    expected = {image: records_of(images / image) for image in ("good.img", "cut.img")}
    assert len(expected["good.img"]) > len(expected["cut.img"]) > 5

    def run(image: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, str(images / image)],
            env={**os.environ, "NODE_PATH": str(TOOLS / "node_modules")},
            capture_output=True,
            text=True,
            check=False,
        )

    good, cut = run("good.img"), run("cut.img")
    assert good.returncode == 0, good.stderr
    of_go = EXAMPLES[name][0] == "go"

    def printed(records: list[tuple[str, int, int]]) -> list[str]:
        return [f"{kind if of_go else word} {length}" for word, kind, length in records]

    assert good.stdout.splitlines() == printed(expected["good.img"])
    if name.lower().startswith("cut"):
        *lines, last = cut.stdout.splitlines()
        assert lines == printed(expected["cut.img"])
        assert last.startswith("cut in the record at 51729")
        assert cut.returncode == 0
    else:
        assert cut.returncode != 0


def records_of(path: Path) -> list[tuple[str, int, int]]:
    """Give name, type and length of the records that are whole."""
    found = []
    with xenstream.open(path) as stream:
        for record in stream:
            if record.layer.path == "xl/libxl/libxc":
                found.append((record.name, record.type_id, record.length))
    return found
