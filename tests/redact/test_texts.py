"""Stand-ins for texts, and what stays of XML, xapi's metadata and xenstore's keys."""

from __future__ import annotations

import pytest

from xenstream.redact import texts
from xenstream.redact.stand_ins import StandIns, number

UUID = b"12345678-9abc-4def-8123-456789abcdef"


def test_what_was_alike_is_alike() -> None:
    stand_ins = StandIns()
    first = stand_ins.text(UUID)
    assert first == b"00000000-0000-4000-8000-000000000001"
    assert stand_ins.text(b"00:16:3e:aa:bb:cc") == b"00:16:3e:00:00:02"
    assert stand_ins.text(UUID.upper()) == first
    assert stand_ins.text(UUID[:-1] + b"0") == b"00000000-0000-4000-8000-000000000003"
    for count in range(300):
        last = stand_ins.text(b"00:16:3e:00:%02x:%02x" % (0xF0 + count // 256, count % 256))
    assert last == b"00:16:3e:00:01:2f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b"", b""),
        (b"secret", b"xxxxxx"),
        (b"a b\tc\x1f", b"xxx\tx\x1f"),  # control characters are what YAJL refuses
        (b"\xc3\xa9t\xc3\xa9", b"xxxxx"),
        (b"ab\xff\xfe", b"xx\xff\xff"),
        (b"ab\xc3", b"xx\xff"),
        (UUID + b"0", b"x" * 37),
        (b"00:16:3e:aa:bb", b"x" * 14),
    ],
)
def test_a_text_is_as_long_and_as_broken(text: bytes, shown: bytes) -> None:
    assert StandIns().text(text) == shown


@pytest.mark.parametrize(
    ("digits", "fits", "shown"),
    [
        (b"0", True, b"0"),
        (b"000", True, b"000"),
        (b"123", True, b"111"),
        (b"123", False, b"999"),
        (b"-1.5e10", True, b"-1.1e11"),
    ],
)
def test_a_number_is_as_long_and_zero_stays_zero(digits: bytes, fits: bool, shown: bytes) -> None:
    assert number(digits, fits=fits) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b"<domain/>", b"<domain/>"),
        (b"<secret/>", b"<xxxxxx/>"),
        (b"<a b='c' d='e'/>", b"<x x='x' b='x'/>"),  # no two attributes of one name
        (b'<a b="c&amp;"/>', b'<x x="xxxxxx"/>'),
        (b"<!-- secret -->", b"<!--xxxxxxxx-->"),
        (b"<!--secret-->", b"<!--xxxxxx-->"),
        (b"<?secret?>", b"<?xxxxxx?>"),
        (b"<domain><!--a--><vcpu>12</vcpu></domain>", b"<domain><!--x--><vcpu>12</vcpu></domain>"),
        (b"<![CDATA[secret]]>", b"<![CDATA[xxxxxx]]>"),
        (b"<?php secret?>", b"<?xxxxxxxxxx?>"),
        (b"<?xml version='1.0' encoding='UTF-8'?>", b"<?xml version='1.0' encoding='UTF-8'?>"),
        (b"<?xml secret?>", b"<?xml xxxxxx?>"),
        (b"<memory unit='KiB'>99</memory>", b"<memory unit='KiB'>xx</memory>"),
        (b"<memory unit='secret'/>", b"<memory xxxx='xxxxxx'/>"),
        (b"<name unit='KiB'/>", b"<name xxxx='xxx'/>"),
        (b"<vcpu>2</vcpu>", b"<vcpu>x</vcpu>"),  # of no domain
        (b"<domain><vcpu>12</vcpu></domain>", b"<domain><vcpu>12</vcpu></domain>"),
        (b"<domain><vcpu>two</vcpu></domain>", b"<domain><vcpu>xxx</vcpu></domain>"),
        (b"<domain><vcpu/>9</domain>", b"<domain><vcpu/>x</domain>"),
        (
            b"<domain><os><type>hvm</type></os></domain>",
            b"<domain><os><type>hvm</type></os></domain>",
        ),
        (
            b"<domain><os><type>abc</type></os></domain>",
            b"<domain><os><type>xxx</type></os></domain>",
        ),
        (b"<domain>\n a b\xe9\n</domain>\0", b"<domain>\n \xff xx\n</domain>\0"),
    ],
)
def test_xml(text: bytes, shown: bytes) -> None:
    assert texts.xml(text, StandIns()) == shown


def test_what_is_no_xml_is_told() -> None:
    with pytest.raises(texts.CannotError, match="octet 8 "):
        texts.xml(b"<domain><<", StandIns())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b"((time 1)(word_size 64))", b"((time x)(word_size 64))"),
        (b"((word_size 32))", b"((word_size 32))"),
        (b"((word_size 16))", b"((word_size 11))"),
        (b"((word_size abc))", b"((word_size xxx))"),
        (b"(time 1)", b"(xxxx x)"),  # in no pair
        (b"(((time 1)))", b"(((xxxx x)))"),
        (b"((vm_str time))", b"((vm_str xxxx))"),
        (b'((a "b\\"c d") ; secret\n)', b'((x "xxxxxx") ;xxxxxxx\n)'),
        (b'("secret', b"(xxxxxxx"),
        (b"(\xff\xfe)", b"(\xffx)"),
    ],
)
def test_metadata(text: bytes, shown: bytes) -> None:
    assert texts.sexp(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b"", b""),
        (b"a/b\0c\0", b"xxx\0x\0"),
        (b"/a\0\0b", b"/x\0\0x"),
        (b"\xff/\0", b"xx\0"),
    ],
)
def test_xenstores_keys(text: bytes, shown: bytes) -> None:
    assert texts.xenstore(text) == shown
