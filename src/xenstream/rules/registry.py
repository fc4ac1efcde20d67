"""What a rule is, and the table of all of them."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Callable, Optional

    from xenstream.walk.walker import Record

SPEC = "https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html"
LIBXL_SPEC = "https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html"
VERIFIER = "verify-stream-v2 in Xen's tools/python/scripts"
COLO = "docs/README.colo in Xen, and libxl_colo_save.c"
LIBVIRT = "libxlSavefileHeader in libvirt's src/libxl/libxl_conf.h"
MIGRATION = "xl_migrate.c in Xen's tools/xl"
XAPI = "xenopsd's suspend_image.ml"
XL = "struct save_file_header in Xen's tools/xl/xl.h"

ERROR, WARNING, NOTE = "error", "warning", "note"
"""Severities, the worst first. Only an error makes a stream invalid."""


class Fault(NamedTuple):
    """What a check found."""

    message: str
    offset: int
    """The absolute offset of the octets at fault."""
    says: str | None = None
    """What Xen says of it on restore, in its own words."""
    record: Record | None = None
    """The record that they are in, where that is not the item looked at."""


if TYPE_CHECKING:
    Check = Callable[[Any], Optional[Fault]]
    """A check sees an item of the walk, and gives what is wrong with it or None."""


class Rule(NamedTuple):
    """One thing that a good stream keeps to."""

    code: str
    """Stable, never used again for another rule."""
    name: str
    title: str
    severities: Mapping[str, str]
    """The severity by profile; a profile that is not there does not check it."""
    reference: str
    items: tuple[str, ...]
    """The kinds of items that it looks at."""
    check: Check
    direction: str | None = None
    """`forward` or `back` for a rule that holds in streams of one direction only."""
    varies: bool = False
    """Whether its answer hangs on the Xen that is to restore the stream."""


RULES: dict[str, Rule] = {}
"""All rules by code."""

LIBXC_RECORDS = (*formats.LIBXC.kinds.values(), "libxc optional", "libxc unknown")
LIBXL_RECORDS = (*formats.LIBXL.kinds.values(), "libxl optional", "libxl unknown")
BACK_CHANNEL_RECORDS = (
    "back-channel CHECKPOINT_STATE",
    "back-channel CHECKPOINT_DIRTY_PFN_LIST",
    "back-channel optional",
    "back-channel unknown",
)
EVERY_RECORD = (*LIBXC_RECORDS, *LIBXL_RECORDS, *BACK_CHANNEL_RECORDS)


_AS_UPSTREAM = "as upstream"
_MILDLY = "mildly"


def rule(
    code: str,
    name: str,
    title: str,
    items: str | Iterable[str],
    reference: str,
    *,
    spec: str | None = ERROR,
    upstream: str | None = ERROR,
    stand_in: str | None = _AS_UPSTREAM,
    restore: str | None = _MILDLY,
    direction: str | None = None,
    varies: bool = False,
) -> Callable[[Check], Check]:
    """Enter the check that follows as a rule, with its severity in each profile.

    The severity of `stand_in` is upstream's, unless the rule is about a fault of the verifier.
    That of `restore` is a warning where the specification's is an error, unless Xen's restore
    refuses it too.
    """

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"{code} is there already")
        as_meant = upstream if stand_in is _AS_UPSTREAM else stand_in
        mildly = WARNING if spec == ERROR else spec
        severities = {
            "spec": spec,
            "upstream": upstream,
            "stand-in": as_meant,
            "restore": mildly if restore is _MILDLY else restore,
        }
        RULES[code] = Rule(
            code,
            name,
            title,
            {profile: severity for profile, severity in severities.items() if severity},
            reference,
            (items,) if isinstance(items, str) else tuple(items),
            check,
            direction,
            varies,
        )
        return check

    return enter


def restore_rule(
    code: str,
    name: str,
    title: str,
    items: str | Iterable[str],
    reference: str,
    *,
    severity: str = ERROR,
    direction: str | None = None,
    varies: bool = False,
) -> Callable[[Check], Check]:
    """Enter the check that follows as a rule of profile restore alone."""
    return rule(
        code,
        name,
        title,
        items,
        reference,
        spec=None,
        upstream=None,
        restore=severity,
        direction=direction,
        varies=varies,
    )


def checks_of(
    profile: str, *, back_channel: bool = False
) -> dict[str, tuple[tuple[Check, Rule], ...]]:
    """Give the checks of a profile by the kind of item that they look at, in order of code."""
    other_way = "forward" if back_channel else "back"
    checks: dict[str, list[tuple[Check, Rule]]] = {}
    for _, entry in sorted(RULES.items()):
        if profile in entry.severities and entry.direction != other_way:
            for item in entry.items:
                checks.setdefault(item, []).append((entry.check, entry))
    return {item: tuple(entries) for item, entries in checks.items()}
