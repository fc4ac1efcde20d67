"""Rules on what xl makes of the configuration in an image. XS813, XS815 and XS816."""

from __future__ import annotations

from xenstream.rules.registry import WARNING, Fault, restore_rule
from xenstream.walk.field import at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.restore.libxl_config import Reading
    from xenstream.restore.versions import Version
    from xenstream.rules.context import Context
    from xenstream.walk.walker import Configuration

_CREATE = "libxl__domain_config_setdefault in tools/libs/light/libxl_create.c"
CHANGES_AT: tuple[Version, ...] = tuple((4, minor) for minor in range(7, 23))
"""From where on another answer may hold: every release has types of its own."""
_FROM_JSON = "libxl__object_from_json in tools/libs/light/libxl_json.c"


def _reading(configuration: Configuration, xen: Version) -> Reading | None:
    """Give the configuration as a Xen has it, None where there is none to read."""
    text = configuration.text()
    if text is None or not configuration.length:
        return None
    from xenstream.restore import libxl_config  # json and more: only where there is one

    reading = libxl_config.read(text, xen)
    return None if reading.problem is not None else reading


def _refused(configuration: Configuration, xen: Version, *, of_type: bool) -> Iterator[Fault]:
    reading = _reading(configuration, xen)
    if reading is None:
        return
    from xenstream.restore import libxl_config

    refused = libxl_config.refusal(reading, xen)
    if refused is not None and refused.is_of_type == of_type:
        field = at(configuration, length=configuration.length)
        yield Fault(refused.message, field, refused.xen_says)


@restore_rule(
    "XS813",
    "restore-domain-type",
    "the configuration tells the type of the domain, and only one",
    "xl configuration",
    _CREATE,
    changes_at=CHANGES_AT,
    since="4.6",
    why="libxl has no default for the type of a domain. It stands twice: in c_info.type, and"
    ' as the map b_info.type.pv, .pvh or .hvm. xl stops with "Unknown guest type" where the'
    " map is missing, and aborts where the two differ.",
    cause="JSON of another tool, a type that is misspelt, or a value before it that libxl does"
    " not know: then it drops all keys after that value.",
    remedy='Put "type": "hvm", "pvh" or "pv" into c_info and the map of the same name into'
    " b_info, or give a configuration: `xl restore CONFIG IMAGE`.",
)
def restore_domain_type(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Find a configuration of no domain that libxl could make."""
    return _refused(configuration, context.xen, of_type=True)


@restore_rule(
    "XS815",
    "restore-configuration",
    "libxl makes a domain of the configuration",
    "xl configuration",
    _CREATE,
    changes_at=CHANGES_AT,
    since="4.6",
    why="libxl reads the configuration by the types of its own release: a value of another"
    " JSON type counts as missing, and the first one that it cannot convert ends the reading,"
    " so that all keys after it keep their defaults. It then refuses what no domain can be"
    " made of.",
    cause="A configuration of another release, or one that was edited.",
    remedy="Correct the key that the finding names, or give a configuration: `xl restore"
    " CONFIG IMAGE`.",
)
def restore_configuration(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Find a configuration that libxl refuses, read as that release reads it."""
    return _refused(configuration, context.xen, of_type=False)


@restore_rule(
    "XS816",
    "restore-configuration-lost",
    "libxl converts every value of the configuration",
    "xl configuration",
    _FROM_JSON,
    severity=WARNING,
    changes_at=CHANGES_AT,
    since="4.6",
    why="The first value that libxl cannot convert ends the reading, and xl goes on with what"
    " it has: disks and network cards after it are not there in the restored domain, without"
    " a word.",
    cause="A word that only a newer release knows, or a slip.",
    remedy="Correct the value, or give a configuration: `xl restore CONFIG IMAGE`.",
)
def restore_configuration_lost(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Tell of a value that costs the keys after it, where a domain comes of the rest."""
    reading = _reading(configuration, context.xen)
    if reading is None or reading.ended is None:
        return
    from xenstream.restore import libxl_config

    if libxl_config.refusal(reading, context.xen) is None:
        field = at(configuration, length=configuration.length)
        yield Fault(libxl_config.lost(reading.ended), field)
