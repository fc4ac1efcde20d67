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

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

_OWN = "xenstream.toml"
_SHARED = "pyproject.toml"
_SECTION = b"[tool.xenstream"


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
    return tuple(one.upper() for one in value)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("expected a number, 0 or more")
    return value


def _table(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ValueError("expected a table of severities by code")
    return {code.upper(): severity for code, severity in value.items()}


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


def find(folder: str | None = None) -> Config:
    """Read the file of the nearest folder that has one, from `folder` or the current one upwards.

    Raises:
        ConfigError: it cannot be read.

    """
    here = os.path.abspath(folder or os.curdir)
    while True:
        for name in (_OWN, _SHARED):
            path = os.path.join(here, name)
            if os.path.isfile(path) and (name == _OWN or _has_section(path)):
                return read(path)
        above = os.path.dirname(here)
        if above == here:
            return Config()
        here = above


def read(path: str) -> Config:
    """Read a file.

    Raises:
        ConfigError: it cannot be read, or says something that has no meaning.

    """
    stated = _load(path)
    if os.path.basename(path) == _SHARED:
        stated = stated.get("tool", {}).get("xenstream", {})
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
            values[key] = os.path.join(folder, values[key])
    return Config(path, **values)


def _has_section(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _SECTION in file.read()
    except OSError:
        return False


def _load(path: str) -> dict[str, Any]:
    try:
        import tomllib
    except ImportError:  # before Python 3.11
        try:
            import tomli as tomllib
        except ImportError:
            raise ConfigError(f"{path}: needs tomli: pip install 'xenstream[config]'") from None
    try:
        with open(path, "rb") as file:
            stated: dict[str, Any] = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}") from None
    return stated
