"""What one expects of any command line: hints, completions, a manual, a file without a command."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streams
from places import ROOT

from xenstream.cli.completion import FORMS
from xenstream.cli.examples import EXAMPLES
from xenstream.cli.parser import COMMANDS, parser


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xenstream", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=streams.environment(),
        check=False,
    )


def test_a_file_alone_is_shown(tmp_path: Path) -> None:
    (tmp_path / "good.img").write_bytes(streams.xl())
    alone = run("good.img", cwd=tmp_path)
    assert alone.returncode == 0
    assert alone.stdout == run("show", "good.img", cwd=tmp_path).stdout
    assert run("good.img", "--record", "xl_header", cwd=tmp_path).stdout.startswith("xl header")
    (tmp_path / "show").write_bytes(b"a file whose name is a command's")
    assert "give a FILE" in run("show", cwd=tmp_path).stderr or run("show", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("shwo", "x"), "xenstream: did you mean show?"),
        (("verfy", "x"), "xenstream: did you mean verify?"),
        (("zzz",), f"xenstream: the commands are {', '.join(COMMANDS)}"),
        (("show", "--recrod", "x", "y"), "xenstream show: did you mean --record?"),
        (("verify", "--profil=spec", "--oputput", "y"), "xenstream verify: did you mean --output?"),
        (("diff", "--no-memroy", "a", "b"), "xenstream diff: did you mean --no-memory?"),
        (("list", "--sort"), "xenstream list: `xenstream list --help` lists what there is"),
    ],
)
def test_hints(arguments: tuple[str, ...], hint: str) -> None:
    told = run(*arguments)
    assert told.returncode == 2
    assert told.stderr.splitlines()[-1] == hint


@pytest.mark.parametrize("command", ["xenstream", *COMMANDS])
def test_help_ends_with_two_examples(command: str) -> None:
    told = run(*([] if command == "xenstream" else [command]), "--help")
    lines = told.stdout.splitlines()
    assert lines[-3] == "examples:"
    assert [line.strip() for line in lines[-2:]] == list(EXAMPLES[command])


def test_examples_are_taken() -> None:
    """The parser takes each example, as far as it is xenstream's own words."""
    import shlex

    for command in COMMANDS:
        for example in EXAMPLES[command]:
            words = shlex.split(example.rpartition("| xenstream")[2] or example)
            words = words[: words.index("|")] if "|" in words else words
            words = words[: words.index(">")] if ">" in words else words
            words = [word for word in words if not word.startswith(">")]
            words = words[1:] if words[0] == "xenstream" else words
            if "--help" not in words:
                parser().parse_args(words)


def test_each_command_alone_has_the_same_parser() -> None:
    whole = parser()
    for command in COMMANDS:
        alone = parser(command)
        assert list(alone.commands) == [command]
        assert alone.commands[command].format_help() == whole.commands[command].format_help()


NAMES = {
    "bash": "xenstream.bash",
    "zsh": "_xenstream",
    "fish": "xenstream.fish",
    "man": "xenstream.1",
}


@pytest.mark.parametrize("form", FORMS)
def test_share_has_what_is_printed(form: str) -> None:
    assert run("completion", form).stdout == (ROOT / "share" / NAMES[form]).read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_every_command_and_option_is_there(form: str) -> None:
    text = FORMS[form]().replace("\\-", "-")
    for name, command in parser().commands.items():
        assert re.search(rf"\b{name}\b", text)
        for option in command._option_string_actions:
            plain = option if form != "fish" else option.lstrip("-")
            assert plain in text, (name, option)


SCRIPT = str(ROOT / "share" / "xenstream.bash")


def completed(*words: str, cwd: Path) -> list[str]:
    script = (
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _xenstream;'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, SCRIPT, *words], capture_output=True, text=True, cwd=cwd, check=True
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash(tmp_path: Path) -> None:
    (tmp_path / "a file.img").write_bytes(b"")
    assert completed("xenstream", "ver", cwd=tmp_path) == ["verify"]
    assert completed("xenstream", "show", "--rec", cwd=tmp_path) == ["--record"]
    assert completed("xenstream", "show", "-o", "js", cwd=tmp_path) == ["json", "jsonl"]
    assert completed("xenstream", "show", "a", cwd=tmp_path) == ["a file.img"]
    assert completed("xenstream", "completion", "", cwd=tmp_path) == ["bash", "zsh", "fish", "man"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_shell_takes_it(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    subprocess.run([shell, "-n", ROOT / "share" / NAMES[shell]], check=True)


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_man_is_well_formed() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", ROOT / "share" / "xenstream.1"],
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""


def test_zsh_reads_each_option_to_its_end() -> None:
    """Its words are in quotes in which a backslash is one: it keeps a bracket from being the last.

    What zsh does not take it says when it completes, and not when it reads the script.
    """
    text = (ROOT / "share" / NAMES["zsh"]).read_text("utf-8")
    lines = re.findall(r"^ +'\*(-.*)' \\$", text, re.MULTILINE)
    assert len(lines) == sum(
        len(command._option_string_actions) for command in parser().commands.values()
    )
    for line in lines:
        said = re.fullmatch(r"(-[a-zA-Z-]+)\[((?:\\.|[^\]\\])*)\](.*)", line)
        assert said is not None, line
        assert not said[3] or re.fullmatch(r":(?:\\.|[^:\\])*:(_files|\(.*\))", said[3]), line
