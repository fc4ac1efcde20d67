"""Rules on an END that comes too early: a run of zeros reads as one. XS013 to XS017."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.framing import texts_in
from xenstream.rules.registry import ERROR, LIBXL_SPEC, SPEC, WARNING, XAPI, Fault, rule
from xenstream.walk.complete import lacking
from xenstream.walk.field import at, field_of
from xenstream.walk.walker import MOST_ZEROS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Record, Rest, Zeros

_CAUSE = "a power cut, a lost block, or a file made large before it was written"


@rule(
    "XS013",
    "early-end",
    "nothing follows an END before which something is missing",
    "rest",
    f"{SPEC}#end",
    upstream=None,
    restore=ERROR,
    is_damage=True,
    why="Eight zeros read as END, in libxc and in libxl, so that every reader takes a run of"
    " them for the end of the stream. The guest's memory may be there and its state is not.",
    cause="A power cut, a lost block, a full disk, or a file made large before it was written:"
    " what was not written reads as zeros.",
    remedy="Look for another copy. What is behind the zeros cannot be used without what they"
    " stand for. If the guest still runs where it was saved, save it again.",
)
def early_end(rest: Rest, _: Context) -> Iterator[Fault]:
    """Find zeros in the middle of a stream or at its tail, which every reader takes for END."""
    if not rest.lacking:
        return
    missing = _listed(rest.lacking)
    message = f"END before {missing}, and {rest.length} octets after it: {_looks(rest)}"
    yield Fault(message, at(rest, length=rest.length))


@rule(
    "XS016",
    "end-after-checkpoint",
    "nothing follows an END that comes after a checkpoint",
    "rest",
    f"{SPEC}#checkpoint",
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="No Xen ends a checkpointed stream: the primary goes on until it dies, and zeros in the"
    " place of the next checkpoint read as END. A receiver fails over to the last checkpoint"
    " before them, and whatever came after it is lost.",
    cause="A stream that was captured on a block device or into a file that was made large before,"
    " or one whose later checkpoints became zeros.",
    remedy="See whether the capture was larger once. If the checkpoint at hand is the one to go on"
    " from, cut the zeros off.",
)
def end_after_checkpoint(rest: Rest, _: Context) -> Iterator[Fault]:
    """Find zeros where the next checkpoint would begin, as far as they can be told from an END."""
    if not rest.checkpoints or rest.lacking:
        return
    count = rest.checkpoints
    complete = f"{count} checkpoints are" if count > 1 else "1 checkpoint is"
    yield Fault(
        f"{complete} complete, then END, which no Xen writes there, and {rest.length} octets after"
        f" it: {_zeros(rest)}; whether more checkpoints are lost cannot be told",
        at(rest, length=rest.length),
    )


def _zeros(rest: Rest) -> str:
    if rest.zeros == rest.length:
        return "all zeros"
    return f"{rest.zeros} zeros at least" if rest.zeros else "no zeros"


@rule(
    "XS017",
    "fewer-vcpus",
    "there is state of every vcpu that was online",
    "rest",
    f"{SPEC}#x86_pv_vcpu_basic",
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    changes_at=((4, 21),),
    since="4.6",
    why="A PV guest's stream has the state of each vcpu that is online, and zeros in its place"
    " read as END. Restored, the guest waits for ever for vcpus that are gone.",
    cause="A file whose tail became zeros within the vcpus' records. Or a guest that took vcpus"
    " offline by itself, of which the configuration knows nothing, on a block device.",
    remedy="Compare the number of vcpus with the guest's. If it had all of them online, look for"
    " another copy.",
)
def fewer_vcpus(rest: Rest, context: Context) -> Iterator[Fault]:
    """Find fewer vcpus than the configuration says are online, where something follows END."""
    layer = rest.layer
    while layer.within is not None:
        layer = layer.within
    if layer.vcpus is None or layer.guest_type != formats.PV or texts_in(rest):
        return
    domain = context.domain_of(layer)
    had = layer.vcpus.number
    if domain is not None and domain.online_vcpus is not None and had < domain.online_vcpus:
        yield Fault(
            f"{had} of {domain.online_vcpus} vcpus that the configuration has online have their"
            f" state before END, and {rest.length} octets follow: the others' may have been there",
            at(rest, length=rest.length),
        )


def _looks(rest: Rest) -> str:
    if not rest.zeros:
        return "damage, or two streams in one; what is missing is lost"
    if rest.zeros == rest.length:
        return f"all zeros, as after {_CAUSE}; everything from here on is lost"
    if rest.zeros >= MOST_ZEROS:
        return f"{rest.zeros} zeros at least, as after {_CAUSE}; everything from here on is lost"
    return (
        f"{rest.zeros} zeros, a hole as after {_CAUSE}, then something else that cannot be framed"
    )


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


@rule(
    "XS014",
    "end-lacks",
    "END comes after all that the guest needs",
    ("libxc END", "libxl END", "xapi END"),
    f"{LIBXL_SPEC}#end",
    spec=WARNING,
    upstream=None,
    restore=None,
    since="4.6",
    why="Every saver writes these records, and a guest cannot go on without them. An END that"
    " comes before them is more likely to be zeros that were never written.",
    cause="A file that ends in zeros, a stream that a tool wrote, or one cut and mended.",
    remedy="See whether the stream was whole where it was saved. `--profile restore` tells"
    " whether Xen would take it.",
)
def end_lacks(record: Record, _: Context) -> Iterator[Fault]:
    """Tell of an END before which records are missing that every saver writes."""
    layer = record.layer
    missing = lacking(layer)
    if not missing and layer.since_checkpoint:
        missing = (formats.LIBXC.name(formats.CHECKPOINT),)  # no saver ends such a stream
    if missing:
        yield Fault(f"END without {_listed(missing)}", field_of(record, "type_id"))


@rule(
    "XS015",
    "zeros-for-section",
    "a section, or the image's END, follows each section",
    "zeros",
    XAPI,
    upstream=None,
    restore=ERROR,
    is_damage=True,
    why="A suspend image ends with a section of a type of its own. Zeros are none, and xenopsd"
    " stops at them.",
    cause="A power cut or a full storage while the guest was suspended: the rest of the VDI was"
    " never written.",
    remedy="Look for another copy, or a snapshot of the VDI. What is before the zeros is whole"
    " as far as no other finding says so.",
)
def zeros_for_section(zeros: Zeros, _: Context) -> Iterator[Fault]:
    """Find zeros where a section begins: the rest of the image is lost, its END with it."""
    length = zeros.length
    if length is None:
        follow = "zeros"
    elif zeros.zeros >= min(length, MOST_ZEROS):
        follow = (
            f"{length} octets, zeros"
            if zeros.zeros == length
            else f"{length} octets, {zeros.zeros} zeros at least,"
        )
    else:
        follow = f"{zeros.zeros} zeros and {length - zeros.zeros} other octets"
    message = (
        f"{follow} where a section or the image's END should be, as after {_CAUSE}:"
        " nothing can be read from here on"
    )
    yield Fault(message, at(zeros, length=length or zeros.zeros), "Invalid_header_type")
