"""Verifies and explains saved and migrating Xen domains.

`verify` judges a stream and gives a `Report`; `open` gives its headers and records one by one.
"""

from xenstream._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.guest import Guest
    from xenstream.judge.judge import Finding, Place, Report, verify
    from xenstream.walk.stream import NotAStreamError, Stream, open

__all__ = [
    "Finding",
    "Guest",
    "NotAStreamError",
    "Place",
    "Report",
    "Stream",
    "__version__",
    "open",
    "verify",
]

_HOMES = {
    "Finding": "judge.judge",
    "Guest": "contents.guest",
    "NotAStreamError": "walk.stream",
    "Place": "judge.judge",
    "Report": "judge.judge",
    "Stream": "walk.stream",
    "open": "walk.stream",
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
