"""Rules on what xl makes of the configuration in an image. XS813, XS815 and XS816."""

from __future__ import annotations

from xenstream.restore import libxl_config
from xenstream.rules.registry import WARNING, Fault, restore_rule
from xenstream.walk.field import at
from xenstream.walk.walker import KEPT_BODY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.restore.libxl_config import Reading
    from xenstream.restore.versions import Version
    from xenstream.rules.context import Context
    from xenstream.walk.walker import Configuration

_CREATE = "libxl__domain_config_setdefault in tools/libs/light/libxl_create.c"
_FROM_JSON = "libxl__object_from_json in tools/libs/light/libxl_json.c"


def _reading(configuration: Configuration, xen: Version) -> Reading | None:
    """Give the configuration as a Xen has it, None where there is none to read."""
    text = configuration.text()
    if text is None or not 0 < configuration.length <= KEPT_BODY:
        return None
    reading = libxl_config.read(text, xen)
    return None if reading.problem is not None else reading


def _refused(configuration: Configuration, xen: Version, *, of_type: bool) -> Iterator[Fault]:
    reading = _reading(configuration, xen)
    refused = None if reading is None else libxl_config.refusal(reading, xen)
    if refused is not None and refused.is_of_type == of_type:
        field = at(configuration, length=configuration.length)
        yield Fault(refused.message, field, refused.xen_says)


@restore_rule(
    "XS813",
    "restore-domain-type",
    "the configuration tells the type of the domain, and only one",
    "xl configuration",
    _CREATE,
    changes_at=libxl_config.CHANGES_AT,
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
    changes_at=libxl_config.CHANGES_AT,
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
)
def restore_configuration_lost(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Tell of a value that costs the keys after it, where a domain comes of the rest."""
    reading = _reading(configuration, context.xen)
    if reading is None or reading.ended is None:
        return
    if libxl_config.refusal(reading, context.xen) is None:
        field = at(configuration, length=configuration.length)
        yield Fault(libxl_config.lost(reading.ended), field)
