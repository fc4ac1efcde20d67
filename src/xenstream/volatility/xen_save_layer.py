"""Volatility 3 opens a saved guest itself, by `vol -p "$(xenstream volatility-path)" -f saved.img`.

This folder is for Volatility to import plugins from, and no package: whatever derives from
StackerLayerInterface is found by being imported.
"""

from __future__ import annotations

import logging

from volatility3.framework import exceptions, interfaces
from volatility3.framework.layers import segmented

import xenstream
from xenstream.octets.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_log = logging.getLogger(__name__)


class LayerSource(Source):
    """A layer of Volatility as a source, readable at any position."""

    def __init__(self, layer: Any) -> None:
        """Read `layer`."""
        self._layer = layer
        self.end: int = layer.maximum_address + 1

    def read(self, size: int) -> bytes:
        """Give the next octets."""
        octets = self.peek(size)
        self.position += len(octets)
        return octets

    def peek(self, size: int) -> bytes:
        """Give the next octets, and leave them there."""
        there = min(size, max(0, self.end - self.position))
        octets: bytes = self._layer.read(self.position, there) if there else b""
        return octets

    def skip(self, size: int) -> int:
        """Pass over the next octets."""
        there = min(size, max(0, self.end - self.position))
        self.position += there
        return there

    def rest(self, size: int) -> tuple[int, bytes]:
        """Give how many octets are left, and the first of them."""
        return max(0, self.end - self.position), self.peek(size)

    def again(self) -> LayerSource:
        """Give another one over the same layer."""
        return LayerSource(self._layer)


class XenSaveLayer(segmented.SegmentedLayer):  # type: ignore[misc]
    """The physical memory of a guest in a stream: what restore would give it."""

    def _load_segments(self) -> None:
        base = self.context.layers[self._base_layer]
        try:
            with xenstream.open(LayerSource(base)) as stream, stream.memory() as memory:
                for lack in memory.gathered.lacks:
                    _log.warning("not all of memory: %s", lack)
                self._segments = [
                    (address, offset, size, size)
                    for address, offset, size in memory.segments()
                    if offset is not None
                ]
        except (OSError, ValueError) as error:
            raise exceptions.LayerException(self.name, str(error)) from error
        if not self._segments:
            raise exceptions.LayerException(self.name, "there are no pages in the stream")


class XenSaveStacker(interfaces.automagic.StackerLayerInterface):  # type: ignore[misc]
    """Recognises a stream, and puts the guest's memory upon it."""

    stack_order = 9

    @classmethod
    def stack(
        cls,
        context: Any,
        layer_name: str,
        progress_callback: Any = None,  # noqa: ARG003
    ) -> XenSaveLayer | None:
        """Give the guest's memory where the layer is a stream, None where it is not."""
        layer = context.layers[layer_name]
        if isinstance(layer, XenSaveLayer):
            return None
        try:
            with xenstream.open(LayerSource(layer)) as stream:
                if stream.source.again() is None:  # Volatility unpacks by itself what it can
                    return None
            name: str = context.layers.free_layer_name("XenSaveLayer")
            path = interfaces.configuration.path_join(name, "base_layer")
            context.config[path] = layer_name
            return XenSaveLayer(context, name, name)
        except (OSError, ValueError, exceptions.InvalidAddressException) as error:
            _log.debug("no Xen stream: %s", error)
        except exceptions.LayerException as error:
            _log.warning("%s", error)
        return None
