"""CPU policies as Xen's own xen-cpuid -p prints a live domain's, to the letter.

As in tools/misc/xen-cpuid.c of RELEASE-4.17.0.
"""

from __future__ import annotations

from xenstream.tree.nodes import Array, Leaf, Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.tree.nodes import Node


def lines(cpuid: Struct | None, msrs: Struct | None, domain: int) -> Iterator[str]:
    """Give the lines on the trees of X86_CPUID_POLICY and X86_MSR_POLICY, None of what is not."""
    leaves, entries = list(_rows(cpuid)), list(_rows(msrs))
    yield f"Domain {domain} policy: {len(leaves)} leaves, {len(entries)} MSRs"
    yield " CPUID:"
    yield f"  {'leaf':<8} {'subleaf':<8} -> {'eax':<8} {'ebx':<8} {'ecx':<8} {'edx':<8}"
    for one in leaves:
        registers = [one[name] for name in ("eax", "ebx", "ecx", "edx")]
        if any(registers):
            said = ":".join(f"{register:08x}" for register in registers)
            yield f"  {one['leaf']:08x}:{one['subleaf']:08x} -> {said}"
    yield " MSRs:"
    yield f"  {'index':<8} -> {'value':<16}"
    for one in entries:
        yield f"  {one['index']:08x} -> {one['value']:016x}"


def _rows(tree: Struct | None) -> Iterator[dict[str, int]]:
    """Give the elements of the one array in a tree, as numbers; none that is cut."""
    array = None if tree is None else _array(tree)
    if array is None:
        return
    for one in array.items:
        if isinstance(one, Struct) and not one.is_cut:
            yield {
                leaf.field.id: int(leaf.value)
                for leaf in one.fields
                if isinstance(leaf, Leaf) and not isinstance(leaf.value, str)
            }


def _array(node: Node) -> Array | None:
    if isinstance(node, Array):
        return node
    inner = (_array(one) for one in node.fields) if isinstance(node, Struct) else ()
    return next((one for one in inner if one is not None), None)
