"""What a rule is, and the table of all of them."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.named import NamedTuple
from xenstream.walk.walker import CUT_AT_LIBXL_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Callable, Optional, TypeVar

    from xenstream.restore.versions import Version
    from xenstream.rules.context import Context
    from xenstream.walk.field import Field

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
    field: Field
    """The octets at fault, and the header or the record that they are in."""
    says: str | None = None
    """What Xen says of it on restore, in its own words."""
    code: str | None = None
    """The rule's, where the check is that of several rules."""


if TYPE_CHECKING:
    Check = Callable[[Any, Context], Iterable[Fault]]
    """A check sees an item of its kinds, and the context, and gives all that is wrong with it.

    It is a generator; one that is run for every record gives a tuple or a list, which costs less.
    """
    Says = Callable[[Any, Context], Optional[str]]
    """Gives what Xen says of an item on restore, None where that is not known."""
    C = TypeVar("C", bound=Check)


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
    changes_at: tuple[Version, ...] = ()
    """The Xens from which on another answer may hold than before, the oldest first."""
    says: Says | None = None
    """What Xen says on restore of a fault that brings no words of its own."""
    needs_body: bool = True
    """Whether it looks at more than the header of a record."""
    is_damage: bool = False
    """Whether the stream is cut, is none, or was not checked: nobody may choose to ignore that."""
    not_checked: bool = False
    """Whether what it finds was not checked, and may be good."""
    since: str = "any"
    """The first Xen in which the thing exists or the rule holds, or "any"."""
    why: str = ""
    """Why it matters: what a reader makes of it. In a few sentences, as the next two."""
    cause: str = ""
    """What usually causes it."""
    remedy: str = ""
    """What to do."""


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
KINDS = frozenset(
    (
        *EVERY_RECORD,
        *("xl preamble", "no xl preamble", "xl header"),
        *("libvirt header", "no libvirt header", "xapi signature", "no xapi signature"),
        *("libxl header", "no libxl header", "image header", "no image header", "domain header"),
        *("xl configuration", "xl text configuration", "libvirt configuration"),
        *("xapi XENOPS", "xapi LIBXC", "xapi LIBXL", "xapi LIBXC_LEGACY", "xapi QEMU_TRAD"),
        *("xapi QEMU_XEN", "xapi DEMU", "xapi VARSTORED", "xapi SWTPM", "xapi SWTPM0"),
        *("xapi END", "xapi unknown"),
        *("cut", "cut after checkpoint", CUT_AT_LIBXL_END, "rest", "zeros", "banner", "packing"),
        *("legacy stream", "no length", "not a stream", "other format"),
    )
)
"""The kinds of items that a walk gives; a rule on any other is refused when it is entered."""


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
    changes_at: tuple[Version, ...] = (),
    says: Says | None = None,
    needs_body: bool = True,
    is_damage: bool = False,
    not_checked: bool = False,
    since: str = "any",
    why: str,
    cause: str,
    remedy: str,
) -> Callable[[C], C]:
    """Enter the check that follows as a rule, with its severity in each profile and its story.

    The severity of `stand_in` is upstream's, unless the rule is about a fault of the verifier.
    That of `restore` is a warning where the specification's is an error, unless Xen's restore
    refuses it too.
    """
    kinds = (items,) if isinstance(items, str) else tuple(items)

    def enter(check: C) -> C:
        if code in RULES:
            raise ValueError(f"{code} is there already")
        if not KINDS.issuperset(kinds):
            raise ValueError(f"{code} is on items that there are not: {set(kinds) - KINDS}")
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
            kinds,
            check,
            direction,
            changes_at,
            says,
            needs_body,
            is_damage,
            not_checked,
            since,
            why,
            cause,
            remedy,
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
    changes_at: tuple[Version, ...] = (),
    says: Says | None = None,
    needs_body: bool = True,
    not_checked: bool = False,
    since: str = "any",
    why: str,
    cause: str,
    remedy: str,
) -> Callable[[C], C]:
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
        changes_at=changes_at,
        says=says,
        needs_body=needs_body,
        since=since,
        why=why,
        cause=cause,
        remedy=remedy,
        is_damage=not_checked,
        not_checked=not_checked,
    )


if TYPE_CHECKING:
    Checks = dict[str, tuple[tuple[Check, tuple[Rule, ...]], ...]]
    """By the kind of item: the checks to run, each with the rules that it is the check of."""


def checks_of(
    profile: str,
    *,
    back_channel: bool = False,
    wants: Callable[[Rule], bool] | None = None,
) -> Checks:
    """Give the checks of a profile by the kind of item that they look at, in order of code.

    With `wants` those of the rules that it holds for.
    """
    other_way = "forward" if back_channel else "back"
    checks: dict[str, dict[Check, list[Rule]]] = {}
    for _, entry in sorted(RULES.items()):
        if profile not in entry.severities or entry.direction == other_way:
            continue
        if wants is None or wants(entry):
            for item in entry.items:
                checks.setdefault(item, {}).setdefault(entry.check, []).append(entry)
    return {
        item: tuple((check, tuple(entered)) for check, entered in of_kind.items())
        for item, of_kind in checks.items()
    }
