"""Verifies and explains saved and migrating Xen domains.

`verify` judges a stream and gives a `Report`; `open` gives its headers and records one by one.
"""

from xenstream._version import __version__
from xenstream.guest import Guest
from xenstream.stream import open  # noqa: A004 - the verb of the standard library's readers
from xenstream.verify import Finding, Place, Report, verify

__all__ = ["Finding", "Guest", "Place", "Report", "__version__", "open", "verify"]
