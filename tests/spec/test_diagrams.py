"""The diagrams of docs/format: each text stays within its box, whatever font it is drawn in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from places import ROOT

BOX = re.compile(r'<polygon [^>]*points="([^"]*)"')
TEXT = re.compile(r'<text text-anchor="(\w+)" x="([-\d.]+)" y="([-\d.]+)"([^>]*)>([^<]*)<')
WIDTH = re.compile(r'textLength="([\d.]+)" lengthAdjust="spacingAndGlyphs"')


def boxes(drawing: str) -> list[tuple[float, float, float, float]]:
    """Give left, top, right and bottom of each rectangle."""
    found = []
    for points in BOX.findall(drawing):
        corners = [tuple(map(float, one.split(","))) for one in points.split()]
        if len(corners) == 5:  # the first once more
            across, down = zip(*corners)
            found.append((min(across), min(down), max(across), max(down)))
    return found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "format").glob("*.svg")), ids=lambda path: path.stem
)
def test_texts_stay_within_their_boxes(path: Path) -> None:
    drawing = path.read_text("utf-8")
    there = boxes(drawing)
    texts = TEXT.findall(drawing)
    assert texts
    for anchor, x, y, more, text in texts:
        width = WIDTH.search(more)
        assert width is not None, text
        begin = float(x) - (float(width[1]) / 2 if anchor == "middle" else 0)
        around = [
            box
            for box in there
            if box[0] <= float(x) <= box[2] and box[1] <= float(y) - 4 <= box[3]
        ]
        left, _, right, _ = min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
        assert left <= begin, text
        assert begin + float(width[1]) <= right, text
