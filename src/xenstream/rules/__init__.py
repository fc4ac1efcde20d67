"""The rules: one small function each, entered in RULES with its code and its severities."""

from xenstream.rules import (  # noqa: F401 - each enters its rules
    configuration,
    endings,
    framing,
    headers,
    hvm,
    libxl,
    page_data,
    pv,
    qemu,
    records,
    wrappers,
    xl,
)
from xenstream.rules.registry import (
    ERROR,
    NOTE,
    RULES,
    WARNING,
    Fault,
    Rule,
    checks_of,
)

__all__ = ["ERROR", "NOTE", "RULES", "WARNING", "Fault", "Rule", "checks_of", "everything"]


def everything() -> dict[str, Rule]:
    """Give all rules, those of profile restore alone too, which are not imported at every start."""
    from xenstream.rules import (  # noqa: F401 - each enters its rules
        restore,
        restore_configuration,
        restore_hangs,
        restore_libxl,
        restore_wrappers,
    )

    return RULES
