"""Parsers generated from spec/ by `make generate`: do not edit."""

_MODULES = frozenset((
    "colo_back_channel",
    "legacy_migration",
    "libvirt_save_image",
    "libxc_migration",
    "libxl_migration",
    "qemu_device_state",
    "x86_cpu_features",
    "x86_registers",
    "x86_xsave_area",
    "xapi_suspend_image",
    "xen_cpu_policy",
    "xen_hvm_context",
    "xen_hvm_states",
    "xen_pv_context",
    "xl_migration_wire",
    "xl_save_image",
    "names",
    "offsets",
    "sizes",
))


def __getattr__(name: str) -> object:
    """Import a module when it is first asked for, so that nobody pays for what he does not read."""
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return import_module(f"{__name__}.{name}")
