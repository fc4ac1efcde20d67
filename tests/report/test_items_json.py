"""Items as JSON: what is made of the item before is what would be made anew."""

from __future__ import annotations

import io
import json
import lzma
import os
import struct
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import streams
import vector_builder
from places import FIXTURES, ROOT

import xenstream
from xenstream.octets.again import Again
from xenstream.report.items_json import VERSION, ItemTexts, of_item, of_report
from xenstream.tree.items import tree_of
from xenstream.tree.paths import ItemNames
from xenstream.walk.walker import Record

if TYPE_CHECKING:
    from pathlib import Path


def page_data(pfns: list[int], reserved: int = 0, more: bytes = b"", order: str = "<") -> bytes:
    body = struct.pack(f"{order}II{len(pfns)}Q", len(pfns), reserved, *pfns)
    return streams.record(1, body + bytes(4096 * len(pfns)) + more, order)


def images() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for order in "<>":
        records = [
            page_data([5, 6], order=order),
            page_data([7, 8], order=order),
            page_data([7 | 1 << 60, 8], order=order),
            page_data([9], order=order),
            page_data([1, 2], 3, order=order),
            page_data([1, 2], 3, order=order),
            page_data([1, 2], 3, b"more", order=order),
            streams.record(1, struct.pack(f"{order}II", 0, 0), order),
            streams.record(1, struct.pack(f"{order}II", 0, 0), order),
            streams.record(1, struct.pack(f"{order}II", 7, 0), order),
            page_data([5, 6], order=order),
        ]
        made[f"records{order}"] = streams.libxc(records, order)
    made["cut"] = made["records<"][:-5000]
    for path in sorted(FIXTURES.glob("*.img.xz")):
        made[path.name] = lzma.decompress(path.read_bytes())
    return made


IMAGES = images()


@pytest.mark.parametrize("name", IMAGES)
def test_an_item_is_the_same_whatever_came_before(name: str, tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(IMAGES[name])
    texts, names = ItemTexts(Again(str(tmp_path / "image"))), ItemNames()
    pages = 0
    with xenstream.open(io.BytesIO(IMAGES[name])) as stream:
        for item in stream.items():
            pages += isinstance(item, Record) and item.census is not None
            tree = tree_of(item, with_table=False)
            anew = of_item(item, None if tree is None else names.name(item, tree), tree)
            assert json.loads(texts.text(item)) == anew
    assert pages or name.startswith("pv-live-FAILED")


SCHEMA = json.loads((ROOT / "docs" / "show.schema.json").read_text("utf-8"))
ITEM = jsonschema.Draft202012Validator({"$ref": "#/$defs/item", "$defs": SCHEMA["$defs"]})
WHOLE = jsonschema.Draft202012Validator({**SCHEMA, "$defs": {**SCHEMA["$defs"], "item": {}}})
VECTORS = {one["name"]: one for one in vector_builder.load()}


def follow_the_schema(octets: bytes, form: str = "auto") -> None:
    """See that all items of a stream, and what is said after them, are as the schema has them."""
    items, report = told(octets, form)
    for item in items:
        ITEM.validate(item)
    WHOLE.validate(
        {"version": VERSION, "streams": [{"path": "x", "items": items, **of_report(report)}]}
    )


def told(octets: bytes, form: str = "auto") -> tuple[list[object], xenstream.Report]:
    texts = ItemTexts(Again("/dev/null"))
    items: list[object] = []
    report = xenstream.verify(
        io.BytesIO(octets),
        format=form,
        observer=lambda item, *_: items.append(json.loads(texts.text(item))),
    )
    return items, report


@pytest.mark.parametrize("name", streams.SMALL)
def test_every_truncation_follows_the_schema(name: str) -> None:
    octets = streams.SMALL[name]
    for size in range(len(octets)):
        if size % max(1, len(octets) // 40) == 0:
            follow_the_schema(octets[:size])
        else:
            told(octets[:size])


def test_truncations_of_a_real_image_follow_the_schema() -> None:
    octets = IMAGES["hvm-vga-save-p.img.xz"]
    for size in range(40, len(octets), len(octets) // 12):
        follow_the_schema(octets[:size])


@pytest.mark.parametrize("name", sorted(VECTORS)[::20])
def test_vectors_follow_the_schema(name: str) -> None:
    vector: dict[str, Any] = VECTORS[name]
    follow_the_schema(vector_builder.build(vector), vector["format"])


@pytest.mark.parametrize(
    "words",
    [
        ("show", "-o", "json"),
        ("show", "-o", "jsonl"),
        ("show", "-o", "json", "--path", "domain_header/*"),
        ("list", "-o", "json", "."),
        ("stats", "-o", "json"),
        ("diff", "-o", "json", "good"),
        ("verify", "-o", "json"),
    ],
)
def test_no_document_has_half_a_character(words: tuple[str, ...], tmp_path: Path) -> None:
    """Neither of a path that is no UTF-8 nor of a name in the stream: other readers refuse it."""
    path = tmp_path / os.fsdecode(b"n\xff\xfe.img")
    config = b'{"c_info": {"name": "a\\ud800b", "type": "hvm"}, "b_info": {}}\0'
    path.write_bytes(streams.xl(config=config))
    (tmp_path / "good").write_bytes(streams.xl())
    named = () if words[0] == "list" else (path.name,)
    text = streams.run_command(*words, *named, cwd=tmp_path).stdout.decode()
    assert text
    if words[0] != "diff":
        assert b"n\xff\xfe.img".hex() in text
    for document in text.splitlines() if "jsonl" in words else (text,):
        json.dumps(json.loads(document), ensure_ascii=False).encode()
