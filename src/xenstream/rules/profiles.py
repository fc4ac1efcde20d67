"""Whose judgement a caller can choose."""

from __future__ import annotations

from xenstream.named import NamedTuple


class Profile(NamedTuple):
    """A judge: which severities count, and how it reads a stream."""

    name: str
    about: str
    as_verifier: bool
    """Whether a stream is read as Xen's verifier reads it, not as the specification says."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("spec", "what Xen's specification says", as_verifier=False),
        Profile(
            "upstream",
            "what Xen's verify-stream-v2 says, its blind spots included",
            as_verifier=True,
        ),
        Profile("restore", "whether `xl restore` would take it", as_verifier=False),
    )
}
"""All profiles by name."""

STAND_IN = Profile(
    "stand-in",
    "what verify-stream-v2 means to say: upstream without the faults of its own",
    as_verifier=True,
)
"""Of the command that stands in for Xen's verifier; not among the profiles to choose from."""

DEFAULT_PROFILE = "spec"
