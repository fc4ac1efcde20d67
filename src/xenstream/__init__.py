"""Verifies and explains saved and migrating Xen domains.

`verify` judges a stream and gives a `Report`; `open` gives its headers and records one by one, and
the guest's memory.
"""

from xenstream._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.guest import Guest
    from xenstream.judge.judge import Finding, Place, Report, verify
    from xenstream.memory.memory import AbsentError, Memory
    from xenstream.memory.stream import Stream, open
    from xenstream.tree.items import tree_of
    from xenstream.walk.stream import NotAStreamError

__all__ = [
    "AbsentError",
    "Finding",
    "Guest",
    "Memory",
    "NotAStreamError",
    "Place",
    "Report",
    "Stream",
    "__version__",
    "open",
    "tree_of",
    "verify",
]

_HOMES = {
    "AbsentError": "memory.memory",
    "Finding": "judge.judge",
    "Guest": "contents.guest",
    "Memory": "memory.memory",
    "NotAStreamError": "walk.stream",
    "Place": "judge.judge",
    "Report": "judge.judge",
    "Stream": "memory.stream",
    "open": "memory.stream",
    "tree_of": "tree.items",
    "verify": "judge.judge",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, so that a start costs what it uses."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'xenstream' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"xenstream.{home}"), name)
    globals()[name] = value
    return value
