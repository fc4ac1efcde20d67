"""The formats that only other toolstacks and COLO write, imported where one of them is met."""

from __future__ import annotations

from xenstream_parsers.colo_back_channel import ColoBackChannel
from xenstream_parsers.libvirt_save_image import LibvirtSaveImage
from xenstream_parsers.xapi_suspend_image import XapiSuspendImage

from xenstream.format import formats
from xenstream.format.fields import Shape

LIBVIRT_HEADER = Shape(LibvirtSaveImage.LibvirtHeader)
LIBVIRT_LEGACY = 1
"""The version in libvirt's header where a legacy stream follows."""

LIBVIRT_NEWEST = 2
"""The highest version that libvirt takes."""

XAPI_SIGNATURE = Shape(XapiSuspendImage.XapiSignature)


class _SectionHeader(XapiSuspendImage.XapiSectionHeader):  # type: ignore[misc]
    """A section's header as a record's: none is padded, and none may be skipped."""

    len_padding = 0
    is_optional = False


_Section = XapiSuspendImage.XapiSectionType
XAPI = formats.record_format("xapi", _SectionHeader, _Section, {}, is_switched=False)
XAPI_LIBXC = int(_Section.libxc)
XAPI_LIBXL = int(_Section.libxl)
XAPI_LIBXC_LEGACY = int(_Section.libxc_legacy)
XAPI_EMULATORS = (int(_Section.qemu_trad), int(_Section.qemu_xen))
XAPI_DEMU = int(_Section.demu)
XAPI_END = int(_Section.end)

# The types of its records are libxl's and libxc's own, and so are the rules on them.
_BackChannel = ColoBackChannel.BackChannelRecordType
BACK_CHANNEL = formats.record_format(
    "back-channel",
    ColoBackChannel.BackChannelRecordHeader,
    _BackChannel,
    {
        "checkpoint_state": ColoBackChannel.BackChannelState,
        "checkpoint_dirty_pfn_list": ColoBackChannel.BackChannelDirtyPfnList,
    },
    is_switched=False,
)
