"""What stays of a device model's state."""

from __future__ import annotations

import pytest

from xenstream.redact import emulator

HEADER = b"QEVM\0\0\0\3"


def section(name: bytes, number: int = 1, version: int = 2) -> bytes:
    """Give the header of a section."""
    head = b"\4" + number.to_bytes(4, "big") + bytes([len(name)]) + name
    return head + bytes(4) + version.to_bytes(4, "big")


def machine(name: bytes) -> bytes:
    return b"\7" + len(name).to_bytes(4, "big") + name


TIMER, PM = section(b"timer"), section(b"0000:00:01.3/piix4_pm", 2, 3)
PM_SHOWN = PM + bytes(4) + b"\1" + bytes(332)
"""Where it is on the bus stays, and that its vendor is not zero."""


def marked(size: int) -> bytes:
    """Give octets which are not zeros for as long as would tell of lost ones."""
    return ((b"\xff" + bytes(15)) * (size // 16 + 1))[:size]


SECRET = bytes(range(0x81, 0x99))
"""As long as the body of a timer is."""
LONG = b"s" * 336
STATES = {
    "nothing": (b"", b""),
    "a header that is cut": (HEADER[:5], HEADER[:5]),
    "a header alone": (HEADER, HEADER),
    "what begins no section": (HEADER + b"\x55secret", HEADER + b"\x55" + bytes(5) + b"\xff"),
    "an octet that begins no section": (HEADER + b"\x55", HEADER + b"\x55"),
    "an end at once": (HEADER + b"\0secret", HEADER + b"\0\xff" + bytes(5)),
    "a section and the end": (HEADER + TIMER + SECRET + b"\0", HEADER + TIMER + bytes(25)),
    "octets after the end": (
        HEADER + TIMER + SECRET + b"\0sec",
        HEADER + TIMER + bytes(25) + b"\xff\0\0",
    ),
    "no end": (HEADER + TIMER + SECRET + b"\x77sx", HEADER + TIMER + bytes(24) + b"\xff\0\xff"),
    "a body that is cut": (HEADER + TIMER + SECRET[:9], HEADER + TIMER + bytes(8) + b"\xff"),
    "a header after it that is cut": (
        HEADER + TIMER + SECRET + b"\4\0\0\0\2\x09sec",
        HEADER + TIMER + bytes(24) + b"\4\0\0\0\2\x09xxx",
    ),
    "a device of another name": (
        HEADER + section(b"acme") + SECRET + b"\0",
        HEADER + section(b"xxxx") + marked(25),
    ),
    "two sections": (
        HEADER + TIMER + SECRET + PM + LONG + b"\0",
        HEADER + TIMER + bytes(24) + PM_SHOWN,
    ),
    "three sections, of which the first and the last stay": (
        HEADER + TIMER + SECRET + section(b"dma", 3, 1) + LONG + PM + LONG + b"\0",
        HEADER + TIMER + bytes(24) + marked(17 + 336) + PM_SHOWN,
    ),
    "a machine": (
        HEADER + machine(b"xenfv") + TIMER + SECRET + b"\0",
        HEADER + machine(b"xenfv") + TIMER + bytes(25),
    ),
    "another machine": (
        HEADER + machine(b"secret") + TIMER + SECRET + b"\0",
        HEADER + machine(b"xxxxxx") + TIMER + bytes(25),
    ),
    "a machine that is cut": (HEADER + machine(SECRET)[:-3], HEADER + machine(b"x" * 24)[:-3]),
    "another magic": (b"QEVN\0\0\0\3secret", b"QEVN\0\0\0\3" + bytes(6)),
    "another version": (b"QEVM\0\0\0\4secret", b"QEVM\0\0\0\4" + bytes(6)),
}


@pytest.mark.parametrize("name", STATES)
def test_of_a_whole_state_only_its_frame_stays(name: str) -> None:
    octets, shown = STATES[name]
    assert emulator.state(octets, is_whole=True) == shown


def test_of_a_state_whose_end_is_not_kept_nothing_is_made_up() -> None:
    octets = HEADER + TIMER + SECRET + b"\x77sx"
    assert emulator.state(octets, is_whole=False) == HEADER + TIMER + bytes(27)
