"""The packages of the extras: without them their tests are skipped, but not on CI."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest


def need(*modules: str) -> Any:
    """Give the first of the modules, or skip the test, by name."""
    if os.environ.get("XENSTREAM_REQUIRE_EXTRAS"):
        found = [importlib.import_module(module) for module in modules]
    else:
        found = [pytest.importorskip(one, reason=f"no {one} here") for one in modules]
    return found[0]
