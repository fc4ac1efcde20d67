"""libvirt's XML, xapi's metadata and xenstore's keys, with stand-ins."""

from __future__ import annotations

import re

from xenstream.redact.stand_ins import number as other_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.redact.stand_ins import StandIns

_NAME = rb"[^\s<>/=\"'&;!?][^\s<>/=\"'&;]*"
_TAG = re.compile(
    rb"<(?P<close>/?)(?P<name>"
    + _NAME
    + rb")(?P<attributes>(?:\s+"
    + _NAME
    + rb"\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)(?P<end>\s*/?)>"
)
_ATTRIBUTE = re.compile(rb"(\s+)(" + _NAME + rb")(\s*=\s*)(?:(\")([^\"<]*)\"|(')([^'<]*)')")
_OTHER = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARATION = re.compile(
    rb"<\?xml version=[\"']1\.[01][\"'](?: encoding=[\"'](?:utf|UTF)-8[\"'])?\s?\?>"
)
_TEXT = re.compile(rb"[^<]+")

_ELEMENTS = frozenset((b"domain", b"name", b"uuid", b"vcpu", b"memory", b"os", b"type"))
_VALUES: dict[tuple[bytes, ...], frozenset[bytes]] = {
    (b"domain", b"os", b"type"): frozenset((b"hvm", b"linux", b"xen", b"xenpvh")),
}
_MACHINES = frozenset((b"xenfv", b"xenpv", b"xenpvh"))
_UNITS = frozenset((b"b", b"bytes", b"KB", b"k", b"KiB", b"MB", b"M", b"MiB", b"GB", b"G", b"GiB"))


class CannotError(ValueError):
    """The text is no XML that can be taken apart."""


def xml(text: bytes, stand_ins: StandIns) -> bytes:
    """Give a domain definition of which nothing stays but the domain's type and vcpus.

    Raises:
        CannotError: it is no XML that can be taken apart.

    """
    body = text.rstrip(b"\0")
    out: list[bytes] = []
    path: list[bytes] = []
    at = 0
    while at < len(body):
        tag = _TAG.match(body, at)
        other = None if tag is not None else _OTHER.match(body, at)
        if tag is not None:
            out.append(_tag(tag, path, stand_ins))
            at = tag.end()
        elif other is not None:
            out.append(_other(other[0]))
            at = other.end()
        else:
            found = _TEXT.match(body, at)
            if found is None:
                raise CannotError(f"octet {at} begins nothing that XML has")
            out.append(_text(found[0], tuple(path)))
            at = found.end()
    return b"".join(out) + text[len(body) :]


def _tag(tag: re.Match[bytes], path: list[bytes], stand_ins: StandIns) -> bytes:
    name = tag["name"]
    shown = name if name in _ELEMENTS else _as_name(name, 0)
    if tag["close"]:
        if path:
            path.pop()
        return b"</" + shown + tag["end"] + b">"
    path.append(name)
    where = tuple(path)
    attributes = b"".join(
        _attribute(attribute, number, where, stand_ins)
        for number, attribute in enumerate(_ATTRIBUTE.finditer(tag["attributes"]))
    )
    if tag["end"].endswith(b"/"):
        path.pop()
    return b"<" + shown + attributes + tag["end"] + b">"


def _attribute(
    attribute: re.Match[bytes], number: int, path: tuple[bytes, ...], stand_ins: StandIns
) -> bytes:
    space, name, equals = attribute[1], attribute[2], attribute[3]
    quote = attribute[4] or attribute[6]
    value = attribute[5] if attribute[4] else attribute[7]
    kept = _MACHINES if name == b"machine" else _UNITS if name == b"unit" else frozenset()
    is_kept = value in kept and path[-1] in (b"type", b"memory")
    if name == b"current" and path[-2:] == (b"domain", b"vcpu"):
        is_kept = value.isdigit()
    shown = value if is_kept else stand_ins.text(value) if b"&" not in value else b"x" * len(value)
    named = name if is_kept else _as_name(name, number)
    return space + named + equals + quote + shown + quote


def _as_name(name: bytes, number: int) -> bytes:
    """Give a name that another attribute of the tag has not, as far as its length allows."""
    letters = b"abcdefghijklmnopqrstuvwyz"
    out = bytearray(b"x" * len(name))
    at = 0
    while number and at < len(out):
        number, which = divmod(number, len(letters))
        out[at] = letters[which]
        at += 1
    return bytes(out)


def _other(octets: bytes) -> bytes:
    if octets.startswith(b"<!--"):
        return b"<!--" + b"x" * (len(octets) - 7) + b"-->"
    if octets.startswith(b"<!["):
        return b"<![CDATA[" + b"x" * (len(octets) - 12) + b"]]>"
    if _DECLARATION.fullmatch(octets):
        return octets
    begin = b"<?xml " if octets.startswith(b"<?xml ") else b"<?"
    return begin + b"x" * (len(octets) - len(begin) - 2) + b"?>"


def _text(text: bytes, path: tuple[bytes, ...]) -> bytes:
    stripped = text.strip()
    if path[-2:] == (b"domain", b"vcpu") and stripped.isdigit():
        return text
    if path[-3:] in _VALUES and stripped in _VALUES[path[-3:]]:
        return text
    return _as_broken(text, re.sub(rb"\S", b"x", text))


def _as_broken(text: bytes, shown: bytes) -> bytes:
    """Give a stand-in that is no UTF-8 either where the text is none."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return shown.replace(b"x", b"\xff", 1)
    return shown


_SEXP = re.compile(
    rb'([()\s]+)|(;[^\n]*)|("[^"\\]*(?:\\.[^"\\]*)*"|(?:[^\s()";\\]|\\.)+)', re.DOTALL
)
_FIELDS = frozenset((b"time", b"word_size", b"vm_str", b"xs_subtree"))
_NUMBER = re.compile(rb"-?[0-9][0-9_]*")


def sexp(octets: bytes) -> bytes:
    """Give xenopsd's metadata, of which the names of its fields stay, and the word size."""
    out: list[bytes] = []
    at, depth, last = 0, 0, b""
    while at < len(octets):
        match = _SEXP.match(octets, at)
        if match is None:
            out.append(b"x" * (len(octets) - at))
            break
        brackets, remark, atom = match.groups()
        if brackets is not None:
            out.append(brackets)
            depth += brackets.count(b"(") - brackets.count(b")")
            last = last if not brackets.strip() else b""
        elif remark is not None:
            out.append(b";" + b"x" * (len(remark) - 1))
        elif atom in _FIELDS and depth == _IN_PAIR and not last:
            out.append(atom)
            last = atom
        elif last == b"word_size" and _NUMBER.fullmatch(atom):
            out.append(atom if atom in (b"32", b"64") else other_number(atom))
        elif atom.startswith(b'"'):
            out.append(b'"' + b"x" * (len(atom) - 2) + b'"')
        else:
            out.append(_as_broken(atom, b"x" * len(atom)))
        at = match.end()
    return b"".join(out)


_IN_PAIR = 2  # brackets that are open


def xenstore(octets: bytes) -> bytes:
    """Give keys and values of which nothing stays but how long they are, and a leading slash."""
    shown = []
    for string in octets.split(b"\0"):
        first = string[:1] if string[:1] == b"/" else string[:1] and b"x"
        shown.append(first + b"x" * (len(string) - 1) if string else b"")
    return b"\0".join(shown)
