"""What Xen refuses in a record, in our words and in its own."""

from __future__ import annotations

from xenstream.named import NamedTuple


class Refusal(NamedTuple):
    """Something that Xen refuses in a record: what every model of Xen gives."""

    message: str
    """What is wrong, and what was expected."""
    offset: int
    """Octets from the start of what the model was given, such as a record's body."""
    xen_says: str = ""
    """What Xen's toolstack writes, but for its `xc: error: `; empty where it has no words."""
    length: int = 0
    """Octets of the field at fault; 0 where it is none."""
    path: str | None = None
    """The field's name in the spec, where it has one."""
    errno: int = 0
    """What Xen's hypercall gives, where words are made of that."""


EPERM, ENOENT, ESRCH, EIO, ENXIO, E2BIG, EEXIST, ENODEV, EINVAL = 1, 2, 3, 5, 6, 7, 17, 19, 22
EDOM, ERANGE, ENODATA, EOVERFLOW, EOPNOTSUPP = 33, 34, 61, 75, 95
_NAMES = {
    EPERM: "Operation not permitted",
    ENOENT: "No such file or directory",
    ESRCH: "No such process",
    EIO: "Input/output error",
    ENXIO: "No such device or address",
    E2BIG: "Argument list too long",
    EEXIST: "File exists",
    ENODEV: "No such device",
    EINVAL: "Invalid argument",
    EDOM: "Numerical argument out of domain",
    ERANGE: "Numerical result out of range",
    ENODATA: "No data available",
    EOVERFLOW: "Value too large for defined data type",
    EOPNOTSUPP: "Operation not supported",
}


def with_errno(words: str, errno: int) -> str:
    """Give Xen's words as its toolstack logs them after a failed hypercall."""
    return f"{words} ({errno} = {_NAMES[errno]})"
