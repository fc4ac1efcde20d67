"""Whose judgement is asked for, by which rules: from the command line, or from the user's file."""

from __future__ import annotations

from xenstream.format.names import FORMATS
from xenstream.named import NamedTuple
from xenstream.rules.profiles import DEFAULT_PROFILE, PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from xenstream.cli.config import Config
    from xenstream.cli.verify import Asked
    from xenstream.contents.hosts import Host
    from xenstream.judge.selection import Selection

ALL = "all"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options, all without a default: the file may have one."""
    parser.add_argument("--format", choices=FORMATS, help="what the streams are (default: auto)")
    profiles = "; ".join(f"{profile.name}: {profile.about}" for profile in PROFILES.values())
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        help=f"which reader to judge by (default: {DEFAULT_PROFILE}). {profiles}",
    )
    parser.add_argument(
        "--xen",
        metavar="VERSION",
        help="with --profile restore: the Xen that is to restore it, such as 4.17 or 4.17.2, or a"
        " product such as debian-12 (default: the newest); all for a line on each",
    )
    parser.add_argument(
        "--host-policy",
        metavar="FILE",
        help="with --profile restore: what the target host has: an image that was saved there, or"
        " what `xen-cpuid -p`, `xe host-cpu-info` or `xl info` prints there",
    )
    parser.add_argument(
        "--select",
        metavar="CODE,...",
        help="check only these rules, and those that mean damage; XS3 selects all XS3xx",
    )
    parser.add_argument(
        "--ignore", metavar="CODE,...", help="leave out what these rules find, and count it"
    )
    parser.add_argument(
        "--severity",
        metavar="LEVEL|CODE=LEVEL,...",
        help="the least severity to report (error, warning, note), or CODE=LEVEL for one rule",
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="the user's choices (default: xenstream.toml, or [tool.xenstream] in pyproject.toml,"
        " of this folder or one above it, up to the repository's root or home); an empty name"
        " for none",
    )


class Judging(NamedTuple):
    """What was chosen."""

    format: str
    profile: str
    xen: str | None
    xen_note: str | None
    """What stands for the Xen that is asked about, if it is not that itself."""
    every_xen: bool
    """Whether a line on each Xen is asked for."""
    host_policy: Host | None
    selection: Selection | None
    least: str | None
    """The mildest severity that is told."""
    config: Config


def judging(asked: Asked) -> Judging:
    """Give what was chosen.

    Raises:
        ValueError: something has no meaning.

    """
    config = _config(asked.config)
    profile = asked.profile or config.profile or DEFAULT_PROFILE
    form = asked.format or config.format or "auto"
    for value, known, what in ((profile, PROFILES, "profile"), (form, FORMATS, "format")):
        if value not in known:
            raise ValueError(f"{config.path}: no such {what}: {value!r}")
    xen = asked.xen or config.xen
    host_policy = asked.host_policy or config.host_policy
    if profile != "restore":
        for option, stated in (("--xen", asked.xen), ("--host-policy", asked.host_policy)):
            if stated is not None:
                raise ValueError(f"{option} needs --profile restore")
        xen = host_policy = None
    note = None
    if xen is not None and xen != ALL:
        from xenstream.restore import versions

        note = versions.asked(xen).note
    selection, least = _selection(asked, config)
    return Judging(
        form,
        profile,
        None if xen == ALL else xen,
        note,
        xen == ALL,
        None if host_policy is None else _policy(host_policy),
        selection,
        least,
        config,
    )


def _config(path: str | None) -> Config:
    import os

    from xenstream.cli import config

    if path == "":
        return config.Config()
    if path is not None:
        return config.read(os.path.abspath(path))
    return config.find(skipped=_tell)


def _tell(message: str) -> None:
    import sys

    from xenstream.report.text import escape

    print(f"xenstream: {escape(message)}", file=sys.stderr)


def _policy(path: str) -> Host:
    from xenstream.contents.hosts import of_file

    try:
        return of_file(path)
    except OSError as error:
        raise ValueError(f"--host-policy {path}: {error.strerror or error}") from None
    except ValueError as error:
        raise ValueError(f"--host-policy {path}: {error}") from None


def _selection(asked: Asked, config: Config) -> tuple[Selection | None, str | None]:
    stated = (asked.select, asked.ignore, asked.severity)
    if not any(stated) and not (config.select or config.ignore or config.severity):
        return None, None
    from xenstream.judge.selection import SEVERITIES, Selection, codes_of, severities_of
    from xenstream.rules import everything

    severities, least = dict(config.severity or {}), None
    for one in (asked.severity or "").split(","):
        code, equals, severity = one.strip().partition("=")
        if equals:
            severities[code.strip()] = severity.strip()
        elif code in SEVERITIES:
            least = code
        elif code:
            raise ValueError(f"--severity: no such severity: {code!r}")
    selection = Selection(
        codes_of(asked.select or ",".join(config.select or ())),
        codes_of(asked.ignore or ",".join(config.ignore or ())),
        severities_of(severities),
    )
    selection.check(everything())
    return selection, least
