"""`xenstream volatility-path`: where Volatility finds its layer for saved guests."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "volatility-path",
        help="print where Volatility 3's layer for saved guests is",
        description='Print a folder: vol -p "$(xenstream volatility-path)" -f saved.img'
        " banners.Banners reads the guest's memory out of the stream.",
    )
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for: nothing more."""


def run(_: Asked) -> int:
    """Print the folder, and give the exit status."""
    from pathlib import Path

    folder = Path(__file__).parent.parent / "volatility"
    if not folder.is_dir():
        why = "there is no folder in the zipapp: unpack it, or install the package"
        print(f"xenstream volatility-path: {why}", file=sys.stderr)
        return COULD_NOT_CHECK
    print(folder)
    return 0
