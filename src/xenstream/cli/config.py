"""The user's choices in a file: xenstream.toml, or [tool.xenstream] in pyproject.toml.

profile = "restore"
xen = "4.17"
ignore = ["XS005"]
max-findings = 20

[severity]
XS423 = "note"
"""

from __future__ import annotations

import os
import stat

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

_OWN = "xenstream.toml"
_SHARED = "pyproject.toml"
_MOST = 1 << 20  # octets


class ConfigError(ValueError):
    """A configuration that cannot be read, and why."""


class Config(NamedTuple):
    """What a file says; None is what it does not say."""

    path: str | None = None
    format: str | None = None
    profile: str | None = None
    xen: str | None = None
    output: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: dict[str, str] | None = None
    max_findings: int | None = None
    baseline: str | None = None
    """Relative to the file's folder."""
    host_policy: str | None = None
    """Relative to the file's folder."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("expected a string")
    return value


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError("expected a list of codes")
    return tuple(value)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("expected a number, 0 or more")
    return value


def _table(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError("expected a table of severities by code")
    return dict(value)


_KEYS: dict[str, Callable[[object], Any]] = {
    "format": _text,
    "profile": _text,
    "xen": _text,
    "output": _text,
    "select": _codes,
    "ignore": _codes,
    "severity": _table,
    "max-findings": _number,
    "baseline": _text,
    "host-policy": _text,
}


def find(folder: str | None = None, skipped: Callable[[str], None] | None = None) -> Config:
    """Read the nearest file of the user's or root's, in a folder or one above it.

    It begins with `folder`, or the current one. Above it is looked up to the root of the
    repository, the folder that has `.git`, or else to the home of the user, where the folder is
    in one of them, and else not at all. `skipped` is told of a file that is somebody else's.

    Raises:
        ConfigError: it cannot be read.

    """
    here = os.path.realpath(folder or os.curdir)
    last = _last_folder(here)
    while True:
        for name in (_OWN, _SHARED):
            path = os.path.join(here, name)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            if stat.S_ISDIR(found.st_mode):
                continue
            octets = _octets_of(path, found, skipped)
            if octets is None or (name == _SHARED and not _has_section(octets)):
                continue
            stated = _stated(path, octets)
            if stated is not None:
                return _config(path, stated)
        if here in (last, os.path.dirname(here)):
            return Config()
        here = os.path.dirname(here)


def read(path: str) -> Config:
    """Read a file, whoever it belongs to.

    Raises:
        ConfigError: it cannot be read, or says something that has no meaning.

    """
    octets = _octets_of(path)
    return _config(path, _stated(path, octets or b"") or {})


def _last_folder(here: str) -> str:
    """Give the last folder that is looked into."""
    above = here
    while True:
        if os.path.lexists(os.path.join(above, ".git")):
            return above
        if above == os.path.dirname(above):
            break
        above = os.path.dirname(above)
    home = os.path.realpath(os.path.expanduser("~"))
    return home if os.path.commonpath((here, home)) == home else here


def _octets_of(
    path: str,
    found: os.stat_result | None = None,
    skipped: Callable[[str], None] | None = None,
) -> bytes | None:
    """Read a regular file of a bounded size; None where it, or the link to it, is a stranger's.

    Whose it is does not matter where it was not `found` but named by the user.

    Raises:
        ConfigError: it cannot be read, or is something else.

    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            opened = os.fstat(descriptor)
            if found is not None and not {found.st_uid, opened.st_uid} <= {0, os.geteuid()}:
                if skipped is not None:
                    skipped(f"{path} is another user's: it was not read")
                return None
            if not stat.S_ISREG(opened.st_mode):
                raise ConfigError(f"{path}: it is no regular file")
            if opened.st_size > _MOST:
                raise ConfigError(f"{path}: {opened.st_size} octets, expected {_MOST} at most")
            return os.read(descriptor, _MOST)
        finally:
            os.close(descriptor)
    except OSError as error:
        if found is not None and isinstance(error, (PermissionError, FileNotFoundError)):
            return None  # a dangling link, or what the user may not read
        raise ConfigError(f"{path}: {error.strerror or error}") from None


def _stated(path: str, octets: bytes) -> dict[str, Any] | None:
    """Give what a file states, None where it is one of several tools' and has nothing of ours."""
    try:
        import tomllib
    except ImportError:  # before Python 3.11
        try:
            import tomli as tomllib
        except ImportError:
            raise ConfigError(f"{path}: needs tomli: pip install 'xenstream[config]'") from None
    try:
        stated: Any = tomllib.loads(octets.decode())
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if os.path.basename(path) != _SHARED:
        return stated  # type: ignore[no-any-return]
    for key in ("tool", "xenstream"):
        stated = stated.get(key)
        if stated is None:
            return None
        if not isinstance(stated, dict):
            raise ConfigError(f"{path}: {key}: expected a table")
    return stated  # type: ignore[no-any-return]


def _config(path: str, stated: dict[str, Any]) -> Config:
    """Give what is stated, read by its keys.

    Raises:
        ConfigError: something has no meaning.

    """
    values: dict[str, Any] = {}
    for key, value in stated.items():
        reader = _KEYS.get(key)
        if reader is None:
            raise ConfigError(f"{path}: no such key: {key!r}")
        try:
            values[key.replace("-", "_")] = reader(value)
        except ValueError as error:
            raise ConfigError(f"{path}: {key}: {error}") from None
    folder = os.path.dirname(path)
    for key in ("baseline", "host_policy"):
        if key in values:
            named = values[key] = os.path.join(folder, values[key])
            if os.path.exists(named) and not os.path.isfile(named):
                # Whoever names a pipe or a device on the command line means it.
                raise ConfigError(f"{path}: {key.replace('_', '-')}: {named} is no regular file")
    return Config(path, **values)


def _has_section(octets: bytes) -> bool:
    """Tell whether a line begins a table of ours. That the words are there means nothing."""
    lines = (line.translate(None, b" \t") for line in octets.splitlines() if b"xenstream" in line)
    return any(line.startswith((b"[tool.xenstream]", b"[tool.xenstream.")) for line in lines)
