"""Where the tests find things: the checkout, what is committed for them, and the shared folder."""

from __future__ import annotations

import os
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
FIXTURES = TESTS / "fixtures"
GOLDEN = TESTS / "golden"
TOOLS = ROOT / "tools"

SHARED = Path(os.environ.get("XENSTREAM_SHARED", ROOT.parent / "shared"))
"""It stands beside the checkout, unless the environment names another."""
STREAMS = SHARED / "streams"
