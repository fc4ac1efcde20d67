"""What a domain's configuration says: xl's JSON and libvirt's XML, both hostile."""

from __future__ import annotations

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.walk.walker import Configuration


class DomainConfig(NamedTuple):
    """The domain as its configuration has it; None is what it does not say."""

    name: str | None = None
    uuid: str | None = None
    type: str | None = None
    """pv, pvh or hvm."""
    vcpus: int | None = None
    """The most that it can have."""
    memory_kib: int | None = None
    """Memory that it is to have, in KiB."""
    problem: str | None = None
    """Why it cannot be read."""
    has_hap: bool | None = None
    """Whether it may have hardware-assisted paging."""
    has_nested_virt: bool | None = None
    """Whether it may itself have guests by hardware."""
    online_vcpus: int | None = None
    """The vcpus that it was to have online when it was saved."""


def domain_of(configuration: Configuration, *, by_json_c: bool = False) -> DomainConfig:
    """Give what the configuration around a stream says of the domain; it is read once.

    `by_json_c` is how newer releases of libxl read JSON: of two equal keys the last one counts.
    """
    found = configuration.parsed
    if found is None:
        found = configuration.parsed = {}
    assert isinstance(found, dict)
    domain = found.get(by_json_c)
    if not isinstance(domain, DomainConfig):
        if configuration.kind == "libvirt configuration":
            domain = of_xml(configuration.text())
        elif configuration.kind == "xl configuration":
            domain = of_json(configuration.text(), by_json_c=by_json_c)
        else:
            domain = DomainConfig()
        found[by_json_c] = domain
    return domain


_DEEPEST = 64
_LONGEST = 1 << 10  # characters of a value
_LARGEST = 1 << 63
_TYPES = ("pv", "pvh", "hvm")


def of_json(text: bytes | None, *, by_json_c: bool = False) -> DomainConfig:
    """Read a libxl domain configuration, as libxl_domain_config_to_json writes it.

    Where one of libxl's two libraries refuses it, the other one is asked. None stands for one
    that is not whole, and no octets for none at all.
    """
    if not text:
        return _nothing(text)
    from xenstream.contents.json_text import JsonError, by_jsonc, by_yajl

    problem = None
    first, second = (by_jsonc, by_yajl) if by_json_c else (by_yajl, by_jsonc)
    try:
        found = first(text)
    except JsonError as error:
        problem = f"it is no JSON: {error}"
        try:
            found = second(text)
        except JsonError:
            return DomainConfig(problem=problem)
    if not isinstance(found, dict):
        return DomainConfig(problem="it is JSON, but no object")
    create, build = _object(found, "c_info"), _object(found, "b_info")
    kind = create.get("type")
    kind = kind.lower() if isinstance(kind, str) else None
    return DomainConfig(
        _text(create.get("name")),
        _text(create.get("uuid")),
        kind if kind in _TYPES else None,
        _count(build.get("max_vcpus")),
        _count(build.get("target_memkb", build.get("max_memkb"))),
        problem,
        _boolean(create.get("hap")),
        _boolean(build.get("nested_hvm", _object(build, "type.hvm").get("nested_hvm"))),
        _online(build.get("avail_vcpus")),
    )


def _online(value: object) -> int | None:
    """Count the vcpus of a bitmap, which is a list of numbers."""
    if not isinstance(value, list):
        return None
    return len({one for one in value if type(one) is int})


def _boolean(value: Any) -> bool | None:
    """Read a boolean that has a default, as libxl__defbool_parse_json does; None is the default."""
    if not isinstance(value, str) or not value.startswith(("True", "False")):
        return None
    return value.startswith("True")


def of_xml(text: bytes | None) -> DomainConfig:
    """Read a libvirt domain definition; None and no octets as above."""
    if not text:
        return _nothing(text)
    from xml.parsers import expat

    found = _Elements()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.data
    parser.StartDoctypeDeclHandler = found.refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return DomainConfig(problem=f"it is no XML: {error}")
    return found.domain()


class _Elements:
    """The few elements of a domain definition that matter."""

    # libvirt scales by these names; without one it is KiB.
    _UNITS = {
        "b": 1,
        "bytes": 1,
        "kb": 10**3,
        "k": 1 << 10,
        "kib": 1 << 10,
        "mb": 10**6,
        "m": 1 << 20,
        "mib": 1 << 20,
        "gb": 10**9,
        "g": 1 << 30,
        "gib": 1 << 30,
        "tb": 10**12,
        "t": 1 << 40,
        "tib": 1 << 40,
    }
    _WANTED = ("", "name", "uuid", "vcpu", "memory", "os/type")

    def __init__(self) -> None:
        self._path: list[str] = []
        self._inside = 0
        """Levels within the definition; what wraps it (domstatus, say) is left out."""
        self._values: dict[str, str] = {}
        self._attributes: dict[str, dict[str, str]] = {}
        self._open: str | None = None
        """The wanted element whose text comes next, the first of its name."""

    def refuse(self, *_: object) -> None:
        """Take no document type: entities that grow are defined in one."""
        raise ValueError("it has a document type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._inside and name != "domain":
            return
        self._inside += 1
        if self._inside > _DEEPEST:
            raise ValueError("it is nested too deeply")
        self._path.append(name)
        where = "/".join(self._path[1:])
        is_wanted = where in self._WANTED and where not in self._attributes
        self._open = where if is_wanted else None
        if is_wanted:
            self._attributes[where] = attributes

    def end(self, _: str) -> None:
        if self._inside:
            self._inside -= 1
            self._path.pop()
            self._open = None

    def data(self, text: str) -> None:
        if self._open is not None:
            value = self._values.get(self._open, "")
            self._values[self._open] = value + text[: _LONGEST - len(value)]

    def domain(self) -> DomainConfig:
        if "" not in self._attributes:
            return DomainConfig(problem="it is XML, but defines no domain")
        values = {name: value.strip() for name, value in self._values.items()}
        return DomainConfig(
            values.get("name") or None,
            values.get("uuid") or None,
            self._type(values.get("os/type", "")),
            _count(_number(values.get("vcpu"))),
            self._memory(values.get("memory")),
            online_vcpus=_count(_number(self._attributes.get("vcpu", {}).get("current"))),
        )

    def _type(self, os_type: str) -> str | None:
        machine = self._attributes.get("os/type", {}).get("machine", "")
        if machine == "xenpvh" or os_type == "xenpvh":
            return "pvh"
        return {"hvm": "hvm", "linux": "pv", "xen": "pv"}.get(os_type)

    def _memory(self, value: str | None) -> int | None:
        number = _number(value)
        unit = self._UNITS.get(self._attributes.get("memory", {}).get("unit", "KiB").lower())
        return None if number is None or unit is None else -(-number * unit >> 10)


def _nothing(text: bytes | None) -> DomainConfig:
    problem = "it is cut short, or too large" if text is None else None
    return DomainConfig(problem=problem)


def _object(found: dict[str, Any], name: str) -> dict[str, Any]:
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value[:_LONGEST] if isinstance(value, str) else None


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < _LARGEST else None


def _number(value: str | None) -> int | None:
    is_number = value is not None and len(value) < 20 and value.isascii() and value.isdigit()
    return int(value) if is_number and value is not None else None
