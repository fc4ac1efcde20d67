"""What a caller can choose: the format of a stream, and whose judgement is asked for."""

from __future__ import annotations

from xenstream.named import NamedTuple

FORMATS = ("auto", "xl", "libxl", "libxc")
"""What a stream can be; auto recognises it by its magic."""


class Profile(NamedTuple):
    """A judge: which severities count, and how it reads a stream."""

    name: str
    about: str
    heed_endianness: bool
    """Whether a layer is read in the endianness that its header names."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("spec", "what Xen's specification says", heed_endianness=True),
        Profile(
            "upstream",
            "what Xen's verify-stream-v2 says, its blind spots included",
            heed_endianness=False,
        ),
    )
}
"""All profiles by name."""

DEFAULT_PROFILE = "spec"
