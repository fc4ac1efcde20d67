"""Rules on the records of an HVM guest, and on those that both kinds of guest have. XS5xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.headers import reserved_fields
from xenstream.rules.records import length_fault
from xenstream.rules.registry import ERROR, SPEC, WARNING, Fault, rule
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.hvm_save import Entry
    from xenstream.rules.context import Context
    from xenstream.walk.walker import Record

_TSC = f"{SPEC}#x86_tsc_info"
_PARAMS = f"{SPEC}#hvm_params"
_SAVE = "hvm_save in xen/arch/x86/hvm/save.c, and xen/include/public/hvm/save.h"
SHARED_INFO_SIZE = 4096


def _multiple(record: Record, size: int) -> Iterator[Fault]:
    if not record.length or record.length % size:
        yield length_fault(record, f"a multiple of {size}, not 0")


@rule(
    "XS501",
    "shared-info-length",
    "SHARED_INFO is a page",
    "libxc SHARED_INFO",
    f"{SPEC}#shared_info",
    restore=ERROR,
    says=lambda record, _: (
        f"X86_PV_SHARED_INFO record wrong size: length {record.length}, expected {SHARED_INFO_SIZE}"
    ),
    since="4.6",
    why="SHARED_INFO is one page: the vcpus' time and event words, and the guest's wall clock."
    " libxenguest copies its fields by their place, and refuses any other size.",
    cause="A damaged length, or a tool that wrote the structure without the rest of its page.",
    remedy="Fill up to 4096 octets with zeros if the beginning is whole; otherwise compare"
    " with the next record's place.",
)
def shared_info_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that is not one page."""
    if record.length == SHARED_INFO_SIZE:
        return
    yield length_fault(record, str(SHARED_INFO_SIZE))


@rule(
    "XS511",
    "tsc-length",
    "X86_TSC_INFO has 24 octets",
    "libxc X86_TSC_INFO",
    _TSC,
    restore=ERROR,
    says=lambda record, _: (
        f"X86_TSC_INFO record wrong size: length {record.length},"
        f" expected {formats.X86_TSC_INFO_SIZE}"
    ),
    since="4.6",
    why="Mode, frequency, time, incarnation and a reserved field take 24 octets. libxenguest"
    ' refuses another length with "X86_TSC_INFO record wrong size".',
    cause="A writer that leaves the reserved field at the end out (20 octets), or a damaged"
    " length.",
    remedy="Fill up with the reserved field. Without the record the guest restores with the"
    " default TSC mode, and may see its clock jump.",
)
def tsc_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body of another length."""
    size = formats.X86_TSC_INFO_SIZE
    if record.length != size:
        yield length_fault(record, str(size))


@rule(
    "XS512",
    "tsc-reserved",
    "the reserved field is zero",
    "libxc X86_TSC_INFO",
    _TSC,
    since="4.6",
    why="The reserved field is zero on save and ignored on restore. verify-stream-v2 refuses it.",
    cause="A writer that did not clear its buffer, or fields that are shifted by some octets.",
    remedy="Clear it if mode and frequency beside it are plausible. Xen restores the image"
    " with it.",
)
def tsc_reserved(record: Record, _: Context) -> Iterator[Fault]:
    """Find a reserved field that is not zero."""
    if record.length == formats.X86_TSC_INFO_SIZE:
        yield from reserved_fields(record, record.body)


@rule(
    "XS521",
    "hvm-context-empty",
    "HVM_CONTEXT is not empty",
    "libxc HVM_CONTEXT",
    f"{SPEC}#hvm_context",
    restore=ERROR,
    says=lambda *_: "Unable to allocate 0 bytes for hvm context",
    since="4.6",
    why="HVM_CONTEXT is the state of the processors and of the devices that Xen emulates."
    " Without any there is nothing to load: Xen from 4.14 on stops at the record, an older one"
    " at the end of the stream.",
    cause="xc_domain_hvm_getcontext gave nothing on save, or a converter wrote the record"
    " before it had the contents.",
    remedy="Save the guest again. If the save gives an empty record again, Xen's log (`xl"
    " dmesg`) on that host says which part could not be saved.",
)
def hvm_context_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body without contents."""
    if not record.length:
        yield length_fault(record, "more than 0")


@rule(
    "XS522",
    "hvm-context-framing",
    "HVM_CONTEXT is entries up to an END",
    "libxc HVM_CONTEXT",
    _SAVE,
    spec=WARNING,
    upstream=None,
    restore=None,
    since="4.6",
    why="The body is a row of entries, each with a typecode, an instance and a length, and END is"
    " the last. Where an entry ends after the body does, Xen refuses all of it.",
    cause="Damage in the record: a length, or octets that are no state of a guest at all.",
    remedy="See what stands where the last entry that can be read ends. `--profile restore` tells"
    " what Xen makes of it.",
)
def hvm_context_framing(record: Record, _: Context) -> Iterator[Fault]:
    """Find entries that go beyond the body, or end without END."""
    entries = _entries(record)
    if not entries or entries[-1].is_end:
        return
    last = entries[-1]
    left = record.length - last.begin
    if last.length > left:
        message = f"{last.name} has {last.length} octets of state, and {left} are left"
    else:
        message = f"no END after {last.name}"
    yield Fault(message, in_body(record, last.offset, last.begin - last.offset))


@rule(
    "XS523",
    "hvm-context-early-end",
    "nothing follows END in HVM_CONTEXT",
    "libxc HVM_CONTEXT",
    _SAVE,
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="END is typecode 0, so that zeros read as one. Xen stops there and takes what came before:"
    " the guest comes back without what follows, be it a vcpu or its interrupt controllers.",
    cause="A file that has zeros within the record (a lost block, a power cut), or a typecode that"
    " became 0.",
    remedy="Look for another copy. If one typecode alone is damaged, set it to the one that is"
    " missing: Xen writes them in ascending order.",
)
def hvm_context_early_end(record: Record, _: Context) -> Iterator[Fault]:
    """Find octets after END."""
    entries = _entries(record)
    if not entries or not entries[-1].is_end:
        return
    end = entries[-1]
    left = record.length - end.begin
    if left:
        follow = "1 octet follows" if left == 1 else f"{left} octets follow"
        message = f"{follow} END, and Xen reads none of them"
        yield Fault(message, in_body(record, end.offset, end.begin - end.offset))


@rule(
    "XS524",
    "hvm-context-order",
    "the entries of HVM_CONTEXT ascend",
    "libxc HVM_CONTEXT",
    _SAVE,
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="Every Xen writes the entries by typecode, and those of one typecode by instance, each"
    " once. Xen loads them as they come, the later over the earlier: an entry out of order is one"
    " whose typecode or instance was another, and the state that it stood for is not restored.",
    cause="Damage in a typecode or an instance, or a tool that writes its own HVM_CONTEXT.",
    remedy="Compare with the entries before and after it, and set what is missing between them.",
)
def hvm_context_order(record: Record, _: Context) -> Iterator[Fault]:
    """Find an entry that does not come after the one before it."""
    entries = _entries(record)
    for before, entry in zip(entries, entries[1:]):
        if not entry.is_end and entry[:2] <= before[:2]:
            message = f"{entry.name} comes after {before.name}, and no Xen writes that"
            yield Fault(message, in_body(record, entry.offset, entry.begin - entry.offset))
            return


def _entries(record: Record) -> tuple[Entry, ...]:
    """Give the entries of a body that is there as a whole, unless they are more than are kept."""
    from xenstream.format import hvm_save  # only where there is one

    kept = hvm_save.kept(record.octets) if record.length == len(record.octets) else ()
    return kept if len(kept) < hvm_save.MOST_KEPT else ()


@rule(
    "XS531",
    "hvm-params-short",
    "HVM_PARAMS has its header",
    "libxc HVM_PARAMS",
    _PARAMS,
    restore=ERROR,
    says=lambda record, _: (
        f"HVM_PARAMS record truncated: length {record.length},"
        f" header size {formats.HVM_PARAMS_HEADER_SIZE}"
    ),
    since="4.6",
    why='The record begins with the number of parameters. libxenguest stops with "HVM_PARAMS'
    ' record truncated".',
    cause="A damaged length, or a wrong type on another record.",
    remedy="Compare with the next record's place. Without its parameters an HVM guest has no"
    " xenstore, no console and no ioreq pages.",
)
def hvm_params_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends in its header."""
    size = formats.HVM_PARAMS_HEADER_SIZE
    if record.length < size:
        yield length_fault(record, f"at least {size}")


@rule(
    "XS532",
    "hvm-params-reserved",
    "the reserved field is zero",
    "libxc HVM_PARAMS",
    _PARAMS,
    since="4.6",
    why="The reserved field beside the count is zero on save and ignored on restore."
    " verify-stream-v2 refuses it.",
    cause="A writer that stores the count as 64 bits, or damage.",
    remedy="Clear it if the count agrees with the length. Xen restores the image with it.",
)
def hvm_params_reserved(record: Record, _: Context) -> Iterator[Fault]:
    """Find a reserved field that is not zero."""
    if record.body is not None:
        yield from reserved_fields(record, record.body.header)


_LONG_PARAMS = (((0, 0), (4, 6, 6)), ((4, 7), (4, 7, 3)), ((4, 8), (4, 8, 2)))
"""From and to which releases libxenguest takes a longer body."""


def _params_in_words(record: Record, _: Context) -> str:
    header = record.body.header
    return (
        f"HVM_PARAMS record truncated: header {formats.HVM_PARAMS_HEADER_SIZE},"
        f" count {header.num_params}, expected len {header.len_params}, got {record.length}"
    )


@rule(
    "XS533",
    "hvm-params-length",
    "HVM_PARAMS has all its entries",
    "libxc HVM_PARAMS",
    _PARAMS,
    restore=ERROR,
    says=_params_in_words,
    changes_at=((4, 6, 6), (4, 7), (4, 7, 3), (4, 8), (4, 8, 2)),
    since="4.6",
    why="Each parameter takes 16 octets, an index and a value. libxenguest refuses a body that"
    " is not exactly as long as its count asks for; the first releases of 4.6 to 4.8 refused a"
    " shorter one only.",
    cause="A damaged count or length, or parameters that were added without counting them.",
    remedy="Divide the length less 8 by 16: if it comes out even, the count is wrong;"
    " otherwise the length is.",
)
def hvm_params_length(record: Record, context: Context) -> Iterator[Fault]:
    """Find a body that is longer or shorter than its count asks for."""
    if record.body is None:
        return
    header = record.body.header
    expected = formats.HVM_PARAMS_HEADER_SIZE + header.len_params
    if record.length == expected:
        return
    takes_longer = context.is_restore and any(
        first <= context.xen < end for first, end in _LONG_PARAMS
    )
    if record.length < expected or not takes_longer:
        yield length_fault(record, f"{expected} for {header.num_params} parameters")


@rule(
    "XS534",
    "hvm-params-empty",
    "HVM_PARAMS has at least one parameter",
    "libxc HVM_PARAMS",
    f"{SPEC}#layout",
    spec=WARNING,
    upstream=WARNING,
    since="4.6",
    why="The record sets no parameter. Xen skips it, and the guest has what other HVM_PARAMS"
    " records say.",
    cause="Xen 4.6 to 4.8 wrote such a record by mistake for a guest none of whose parameters"
    " are set.",
    remedy="Nothing, if another HVM_PARAMS record has xenstore's and the console's page."
    " Without one the guest's PV drivers find neither.",
)
def hvm_params_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Tell of a record without parameters, as Xen 4.6 to 4.8 wrote them."""
    if record.body is None or record.body.header.num_params:
        return
    yield Fault("num_params is 0, as Xen 4.6 to 4.8 wrote", field_of(record, "num_params"))


@rule(
    "XS535",
    "hvm-params-zero",
    "no parameter is 0",
    "libxc HVM_PARAMS",
    _PARAMS,
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="Every saver leaves out the parameters that are 0, so that an entry of zeros stands for"
    " one that was lost. Xen sets what the entries say; the guest lacks the rest, perhaps the"
    " pages of its rings.",
    cause="A file whose tail became zeros within the record, a lost block, or a tool that wrote"
    " its own record.",
    remedy="Compare the number of parameters with that of another image of the guest. If they are"
    " lost, look for another copy.",
)
def hvm_params_zero(record: Record, _: Context) -> Iterator[Fault]:
    """Find entries of zeros."""
    size, begin = formats.HVM_PARAM_SIZE, formats.HVM_PARAMS_HEADER_SIZE
    if record.body is None:
        return
    octets = record.octets[: begin + record.body.header.len_params]
    entries_at = range(begin, len(octets) - size + 1, size)
    found = [at for at in entries_at if not octets[at : at + size].strip(b"\0")]
    if found:
        entries = "1 entry is" if len(found) == 1 else f"{len(found)} entries are"
        yield Fault(
            f"{entries} zeros, and no Xen writes a parameter that is 0",
            in_body(record, found[0], size, f"params[{(found[0] - begin) // size}]"),
        )


def _policy_in_words(record: Record, _: Context) -> str:
    # Xen names the size of a leaf for both.
    return f"{record.name} size {record.length} should be multiple of {formats.CPUID_LEAF_SIZE}"


@rule(
    "XS541",
    "cpuid-policy-length",
    "X86_CPUID_POLICY holds whole leaves",
    "libxc X86_CPUID_POLICY",
    f"{SPEC}#x86_cpuid_policy",
    restore=ERROR,
    says=_policy_in_words,
    since="4.14",
    why="Each leaf takes 24 octets. libxenguest refuses a body that is empty or no multiple of"
    " that, since it could not tell where a leaf begins.",
    cause="A damaged length, or a tool that wrote leaves without their subleaf.",
    remedy="Correct the length, or leave the record out: without one, libxl makes the policy"
    " from the domain's configuration, as for streams of version 2.",
)
def cpuid_policy_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that is empty or ends inside a leaf."""
    yield from _multiple(record, formats.CPUID_LEAF_SIZE)


@rule(
    "XS551",
    "msr-policy-length",
    "X86_MSR_POLICY holds whole entries",
    "libxc X86_MSR_POLICY",
    f"{SPEC}#x86_msr_policy",
    restore=ERROR,
    says=_policy_in_words,
    since="4.14",
    why="Each entry takes 16 octets: index, flags, value. libxenguest refuses a body that is"
    " empty or no multiple of that; its message names 24, the size of a CPUID leaf, by"
    " mistake.",
    cause="A damaged length, or a tool that wrote entries of 12 octets, without the flags.",
    remedy="Correct the length, or leave the record out: then the guest has the host's default"
    " MSR policy.",
)
def msr_policy_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that is empty or ends inside an entry."""
    yield from _multiple(record, formats.POLICY_MSR_SIZE)
