"""The choice of rules and severities, and the file that holds the user's choices."""

from __future__ import annotations

import json
import os
import struct
import sys
from pathlib import Path

import pytest
import streams

import xenstream
from xenstream.cli import config
from xenstream.contents import hosts
from xenstream.judge.selection import Selection, codes_of, severities_of
from xenstream.rules import everything

STATIC_DATA_END, X86_CPUID_POLICY = 16, 17
DIRTY = streams.libxc(
    [
        streams.record(streams.HVM_CONTEXT, b"x", padding=b"\1" * 7),
        streams.record(streams.HVM_PARAMS, struct.pack("<IIQQ", 1, 0, 1, 2)),
    ]
)


def codes_with(selection: Selection, path: Path, profile: str = "spec") -> list[str]:
    path.write_bytes(DIRTY)
    return streams.codes(xenstream.verify(path, profile=profile, selection=selection))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["XS002"]),
        (Selection(ignore=("XS002",)), []),
        (Selection(ignore=("XS0",)), []),
        (Selection(select=("XS002",)), ["XS002"]),
        (Selection(select=("XS1",)), []),
        (Selection(select=("XS002",), ignore=("XS0",)), ["XS002"]),
        (Selection(select=("XS",), ignore=("XS002",)), []),
    ],
)
def test_rules_that_are_asked(selection: Selection, expected: list[str], tmp_path: Path) -> None:
    assert codes_with(selection, tmp_path / "stream") == expected


@pytest.mark.parametrize(
    ("severity", "verdict"), [("error", "invalid"), ("warning", "valid"), ("note", "valid")]
)
def test_another_severity(severity: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(DIRTY)
    report = xenstream.verify(path, selection=Selection(severities=(("XS002", severity),)))
    assert [finding.severity for finding in report.findings] == [severity]
    assert report.verdict == verdict


def test_a_version_that_is_ignored_is_not_asked_of_other_xens(tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(streams.libxc([streams.record(STATIC_DATA_END)]))
    restores = xenstream.verify(path, profile="restore").restores
    assert restores is not None
    assert not any(restores.values())
    lenient = Selection(select=("XS1",))
    restores = xenstream.verify(path, profile="restore", selection=lenient).restores
    assert restores is not None
    assert all(restores.values())


def test_codes_that_are_no_rules() -> None:
    known = everything()
    Selection(("XS0", "XS305"), ("XS9",), (("XS1", "note"),)).check(known)
    for wrong in ("XS999", "XT", "305", ""):
        with pytest.raises(ValueError, match="no such rule"):
            Selection(ignore=(wrong,)).check(known)


def test_codes_as_they_are_written() -> None:
    assert codes_of("xs305, XS0,") == ("XS305", "XS0")
    assert severities_of({"xs305": "note"}) == (("XS305", "note"),)
    with pytest.raises(ValueError, match="no such severity"):
        severities_of({"XS305": "fatal"})


def test_a_host_that_lacks_what_the_guest_was_shown(tmp_path: Path) -> None:
    def stream(features: int) -> bytes:
        leaves = struct.pack("<6I", 0, 2**32 - 1, 13, 0, 0, 0)
        leaves += struct.pack("<6I", 1, 2**32 - 1, 0, 0, features, 0)
        return streams.libxc(
            [
                streams.record(X86_CPUID_POLICY, leaves),
                streams.record(STATIC_DATA_END),
            ]
        )

    guest, host = tmp_path / "guest", tmp_path / "host"
    guest.write_bytes(stream(1 << 25 | 1 << 0))
    host.write_bytes(stream(1 << 0))
    policy = hosts.of_file(host)
    report = xenstream.verify(guest, profile="restore", host_policy=policy)
    found = [one for one in report.findings if one.code == "XS691"]
    assert [one.severity for one in found] == ["warning"]
    assert "AESNI" in found[0].message
    host_itself = xenstream.verify(host, profile="restore", host_policy=policy)
    assert "XS691" not in streams.codes(host_itself)


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "xenstream.toml").write_text('profile = "upstream"\n')
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert config.find(str(inner)).profile == "upstream"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    assert config.find(str(inner)).profile == "upstream"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.xenstream]\nignore = ["xs005"]\n')
    assert config.find(str(inner)) == config.Config(
        str(tmp_path / "a" / "pyproject.toml"), ignore=("xs005",)
    )


def test_how_far_up_is_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top, home, project = tmp_path, tmp_path / "home", tmp_path / "home" / "project"
    inner = project / "inner"
    inner.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "elsewhere"))
    for folder, above in ((top, "top"), (home, "home"), (project, "project")):
        (folder / "xenstream.toml").write_text(f'xen = "{above}"\n')
    assert config.find(str(inner)) == config.Config()  # neither in a repository nor at home
    assert config.find(str(project)).xen == "project"
    (project / "xenstream.toml").unlink()
    monkeypatch.setenv("HOME", str(home))
    assert config.find(str(inner)).xen == "home"
    assert config.find(str(top)).xen == "top"
    (project / ".git").write_text("gitdir: elsewhere\n")  # as a worktree has it
    assert config.find(str(inner)) == config.Config()
    (home / "xenstream.toml").unlink()
    (project / ".git").unlink()
    assert config.find(str(inner)) == config.Config()


@pytest.mark.parametrize("name", ["xenstream.toml", "pyproject.toml"])
@pytest.mark.parametrize("is_link", [False, True])
def test_a_strangers_file_is_not_read(
    name: str, is_link: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    path, inner = tmp_path / name, tmp_path / "inner"
    inner.mkdir()
    text = '[tool.xenstream]\nignore = ["XS"]\n' if "py" in name else 'ignore = ["XS"]\n'
    (tmp_path / "real" if is_link else path).write_text(text)
    if is_link:
        path.symlink_to("real")
    if os.geteuid():
        theirs = os.geteuid() + 1
        monkeypatch.setattr(os, "geteuid", lambda: theirs)
    else:
        os.chown(path, 65534, 65534, follow_symlinks=False)
    told: list[str] = []
    assert config.find(str(inner), told.append) == config.Config()
    assert told == [f"{path} is another user's: it was not read"]
    assert config.read(str(path)).ignore == ("XS",)  # who names it means it


@pytest.mark.parametrize("name", ["xenstream.toml", "pyproject.toml"])
@pytest.mark.parametrize("what", ["fifo", "device", "huge"])
def test_what_is_no_configuration(what: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if what == "fifo":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(8 << 30)
    with pytest.raises(config.ConfigError, match=r"no regular file|at most"):
        config.find(str(tmp_path))
    with pytest.raises(config.ConfigError, match=r"no regular file|at most"):
        config.read(str(path))


@pytest.mark.parametrize("key", ["baseline", "host-policy"])
def test_a_file_names_no_pipe(key: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "xenstream.toml").write_text(f'{key} = "fifo"\n')
    with pytest.raises(config.ConfigError, match=f"{key}: .*fifo is no regular file"):
        config.find(str(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "tool = 5\n# [tool.xenstream] is not here\n",
        "tool = [1]\n",
        "[tool]\nother = 5\n",
        "[tool.xenstreams]\nselect = 1\n",
        'description = """\n[tool.xenstream]\n"""\n',
        '[project]\ndescription = "reads [tool.xenstream]"\n',
    ],
)
def test_a_file_of_others_that_mentions_us(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert config.find(str(tmp_path)) == config.Config()


@pytest.mark.parametrize("text", ["tool = 5", "[tool]\nxenstream = 5"])
def test_a_file_that_is_named_and_has_no_table_of_ours(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(text)
    with pytest.raises(config.ConfigError, match="expected a table"):
        config.read(str(path))


def test_a_mention_needs_no_reader_of_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tomllib", None)
    monkeypatch.setitem(sys.modules, "tomli", None)
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\ndescription = "reads [tool.xenstream]"\n')
    assert config.find(str(tmp_path)) == config.Config()
    path.write_text("[tool.xenstream.severity]\nXS008 = 'error'\n")
    with pytest.raises(config.ConfigError, match="needs tomli"):
        config.find(str(tmp_path))


def test_all_keys(tmp_path: Path) -> None:
    path = tmp_path / "xenstream.toml"
    path.write_text(
        'format = "xl"\nprofile = "restore"\nxen = "4.17"\noutput = "json"\n'
        'select = ["XS0"]\nignore = ["XS005"]\nmax-findings = 20\nbaseline = "old.json"\n'
        'host-policy = "host.img"\n[severity]\nXS423 = "note"\n'
    )
    assert config.read(str(path)) == config.Config(
        str(path),
        "xl",
        "restore",
        "4.17",
        "json",
        ("XS0",),
        ("XS005",),
        {"XS423": "note"},
        20,
        str(tmp_path / "old.json"),
        str(tmp_path / "host.img"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "profile = 1",
        "select = 'XS0'",
        "select = [1]",
        "max-findings = -1",
        "max-findings = true",
        "severity = 'note'",
        "unknown = 1",
        "profile = ",
        "\0",
    ],
)
def test_what_has_no_meaning(text: str, tmp_path: Path) -> None:
    path = tmp_path / "xenstream.toml"
    path.write_text(text)
    with pytest.raises(config.ConfigError, match=r"xenstream\.toml"):
        config.find(str(tmp_path))


def test_without_any_file(tmp_path: Path) -> None:
    assert config.find(str(tmp_path)) == config.Config()


def run_in(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = streams.run(*arguments, cwd=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dirty").write_bytes(DIRTY)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((), 1, "XS002"),
        (("--ignore", "XS002"), 0, "valid libxc stream (1 finding ignored)\n"),
        (("--ignore", "xs0,xs5"), 0, "valid libxc stream (1 finding ignored)\n"),
        (("--ignore", "002"), 0, "valid libxc stream (1 finding ignored)\n"),
        (("--ignore", "padding"), 0, "valid libxc stream (1 finding ignored)\n"),
        (("--select", "XS1"), 0, "valid libxc stream (1 finding ignored)\n"),
        (("--severity", "XS002=warning"), 0, "warning XS002"),
        (("--severity", "XS002=note,warning"), 0, "valid libxc stream; "),
        (
            ("--profile", "restore", "--xen", "4.12"),
            1,
            "Xen says: Invalid Version: Expected 2, Got 3\n",
        ),
    ],
)
def test_options(arguments: tuple[str, ...], status: int, told: str, folder: Path) -> None:
    code, out, err = run_in(folder, *arguments, "dirty")
    assert (code, err) == (status, "")
    assert told in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--ignore", "XS999"),
        ("--severity", "fatal"),
        ("--severity", "XS002=fatal"),
        ("--xen", "4.17"),
        ("--profile", "restore", "--xen", "4.5"),
        ("--profile", "restore", "--xen", "new"),
        ("--host-policy", "dirty"),
        ("--profile", "restore", "--host-policy", "dirty"),
        ("--profile", "restore", "--host-policy", "missing"),
        ("--config", "missing.toml"),
    ],
)
def test_options_that_have_no_meaning(arguments: tuple[str, ...], folder: Path) -> None:
    code, out, err = run_in(folder, *arguments, "dirty")
    assert (code, out) == (2, "")
    assert err.startswith("xenstream verify: ")
    assert err.count("\n") == 1


def test_the_command_line_goes_before_the_file(folder: Path) -> None:
    (folder / "xenstream.toml").write_text('ignore = ["XS002"]\noutput = "json"\n')
    code, out, _ = run_in(folder, "dirty")
    assert (code, out[0]) == (0, "{")
    code, out, _ = run_in(folder, "-o", "text", "--ignore", "XS9", "dirty")
    assert code == 1
    assert "error XS002" in out
    code, out, _ = run_in(folder, "--config", "", "dirty")
    assert "error XS002" in out


def test_a_broken_file_is_a_usage_error(folder: Path) -> None:
    (folder / "xenstream.toml").write_text("profile = 'nobody'\n")
    code, out, err = run_in(folder, "dirty")
    assert (code, out) == (2, "")
    assert "no such profile: 'nobody'" in err


def test_a_line_on_each_xen(folder: Path) -> None:
    code, out, _ = run_in(folder, "--profile", "restore", "--xen", "all", "dirty")
    assert code == 1
    assert "dirty: Xen 4.6 would refuse it\n" in out
    assert out.endswith("dirty: Xen 4.22 would refuse it\n")


@pytest.mark.parametrize(
    ("xen", "asked", "note"),
    [
        ("4.23", "4.22", "4.23 is newer than this tool knows: judged as 4.22"),
        (
            "debian-11",
            "4.14",
            "Debian 11 is judged as Xen 4.14.6: its own patches are not known here",
        ),
        ("4.17.2", "4.17.2", None),
    ],
)
def test_what_stands_for_the_xen(xen: str, asked: str, note: str | None, folder: Path) -> None:
    code, out, err = run_in(folder, "--profile", "restore", "--xen", xen, "-o", "json", "dirty")
    assert code == 1
    assert err == ("" if note is None else f"xenstream verify: {note}\n")
    stream = json.loads(out)["streams"][0]
    assert (stream["xen"], stream["xen_note"]) == (asked, note)


@pytest.mark.parametrize("xen", ["8.2", "5.0", "windows-11"])
def test_what_is_no_xen(xen: str, folder: Path) -> None:
    code, out, err = run_in(folder, "--profile", "restore", "--xen", xen, "dirty")
    assert (code, out) == (2, "")
    assert "xcp-ng-8.3" in err


def test_a_host_policy_that_is_none(folder: Path) -> None:
    (folder / "cpuinfo").write_text("processor\t: 0\nflags\t\t: fpu vme\n")
    code, out, err = run_in(folder, "--profile", "restore", "--host-policy", "cpuinfo", "dirty")
    assert (code, out) == (2, "")
    assert "xen-cpuid -p" in err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pagetype", "no such rule: 'pagetype'; did you mean page-type?"),
        ("nonsense", "no such rule: 'nonsense'"),
    ],
)
def test_a_word_that_names_no_rule_is_said_as_it_stands(word: str, said: str) -> None:
    with pytest.raises(ValueError, match="no such rule") as raised:
        Selection(select=codes_of(word)).check(everything())
    assert str(raised.value) == said
