"""What octets are that begin no stream: another format, a damaged stream, or one further on."""

from __future__ import annotations

from xenstream.format import legacy
from xenstream.format.encoded import decodings
from xenstream.format.formats import FIRST_HEADERS
from xenstream.format.recognise import Unrecognised, packed_by

SOUGHT_IN = (1 << 20) + 64
"""Octets at the beginning in which a stream's magic is sought, where they can be looked at."""

_OTHER, _NONE, _LEGACY = "other format", "not a stream", "legacy stream"

_OTHERS = (
    (b"\x7fELF", "an ELF file, such as `xl dump-core` writes"),
    (b"\xed\xeb\x0f\xf0", "a core of a PV guest, as `xm dump-core` wrote it before Xen 3.1"),
    (b"\xee\xeb\x0f\xf0", "a core of an HVM guest, as `xm dump-core` wrote it before Xen 3.1"),
    (b"xenstore", "xenstored's own state, of a live update or a migration"),
    (b"QEVM", "a device state saved by qemu"),
    (b"QEMU SUSPEND", "a suspend image of qemu"),
    (b"LibvirtQemudSave", "a libvirt save image of a qemu domain"),
    (b"LibvirtQemudPart", "a libvirt save image of a qemu domain, whose save was interrupted"),
    (b"QFI\xfb", "a qcow disk image"),
    (b"KDMV", "a VMDK disk image of VMware"),
    (b"# Disk DescriptorFile", "the descriptor of a VMDK disk image of VMware"),
    (b"\xd0\xbe\xd2\xbe", "a suspended machine of VMware (vmss, vmsn)"),
    (b"\xd1\xba\xd1\xba", "a suspended machine of VMware (vmss, vmsn)"),
    (b"\xd2\xbe\xd2\xbe", "a suspended machine of VMware (vmss, vmsn)"),
    (b"\xd3\xbe\xd3\xbe", "a suspended machine of VMware (vmss, vmsn)"),
    (b"\x7fVirtualBox SavedState", "a saved state of VirtualBox"),
    (b"<<< ", "a disk image of VirtualBox"),
    (b"vhdxfile", "a VHDX disk image"),
    (b"cxsparse", "the middle of a VHD disk image"),
    (b"LUKS\xba\xbe", "a LUKS volume: open it first"),
    (b"KDUMP   ", "a memory dump of makedumpfile (kdump)"),
    (b"DISKDUMP", "a memory dump of diskdump"),
    (b"makedumpfile", "a flattened memory dump of makedumpfile"),
    (b"PAGEDU64", "a memory dump of Windows"),
    (b"PAGEDUMP", "a memory dump of Windows"),
    (b"EMiL", "a memory dump of LiME"),
    (b"AVML", "a memory dump of AVML"),
    (b"HEADER", "a qubes-backup: restore it with qvm-backup-restore"),
    (b"scrypt", "data encrypted by scrypt, as qubes-backup does: decrypt it first"),
    (b"Salted__", "data encrypted by openssl: decrypt it first"),
    (b"-----BEGIN PGP", "data encrypted or signed by gpg: decrypt it first"),
    (b"age-encryption.org", "data encrypted by age: decrypt it first"),
    (b"\xd4\xc3\xb2\xa1", "a capture of a network (pcap): extract the stream first"),
    (b"\xa1\xb2\xc3\xd4", "a capture of a network (pcap): extract the stream first"),
    (b"\x0a\x0d\x0d\x0a", "a capture of a network (pcapng): extract the stream first"),
    (b"version https://git-lfs", "a pointer of Git LFS: fetch the file that it stands for"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"Rar!", "a rar archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"070701", "a cpio archive: unpack it first"),
    (b"\x89LZO", "lzop: unpack it first"),
    (b"\x02\x21\x4c\x18", "lz4 of its first format: unpack it first, as by `lz4 -d`"),
    (b"\xff\x06\0\0sNaPpY", "snappy: unpack it first"),
    (b"LRZI", "lrzip: unpack it first"),
    (b"RZIP", "rzip: unpack it first"),
    (b"MSCF", "a cabinet: unpack it first"),
    (b"!<arch>", "an ar archive: unpack it first"),
    (b"hsqs", "a squashfs: mount it first"),
    (b"btrfs-stream\0", "a stream of btrfs"),
    (b"rbd diff v", "a difference of a Ceph image (rbd): `rbd import-diff` makes an image of it"),
    (b"rbd image v", "an export of a Ceph image (rbd): import it first"),
    (b"XFSB", "an XFS file system: mount it first"),
    (b"WithoutFreeSpace", "a disk image of Parallels"),
    (b"WithouFreSpacExt", "a disk image of Parallels"),
    (b"BORG_SEG", "a segment of a borg backup: extract it first"),
    (b"$ANSIBLE_VAULT", "data encrypted by ansible-vault: decrypt it first"),
    (b"-----BEGIN AGE", "data encrypted by age: decrypt it first"),
    (b"<!DOCTYPE html", "a page of the web: the download failed"),
    (b"<html", "a page of the web: the download failed"),
    (b"\x1f\x9d", "data of compress (.Z): unpack it first"),
    (b"\x5d\0\0", "lzma: unpack it first"),
    (b"LZIP", "lzip: unpack it first"),
    (b"\x93NUMPY", "an array of numpy"),
    (b"SQLite format 3\0", "a database of SQLite"),
    (b"RIFF", "a RIFF file"),
    (b"%PDF", "a PDF file"),
    (b"<?xml", "an XML text"),
    (b"<domain", "a domain's XML alone, without the image behind it"),
)
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_GPG = (b"\x84\x8c", b"\x85\x01", b"\x85\x02", b"\x85\x03", b"\x85\x04", b"\x8c\x0d", b"\xc1\xc0")
_FURTHER_OTHERS = (
    (512, b"LABELONE", "a physical volume of LVM"),
    (512, b"EFI PART", "a disk with a GPT"),
    (1080, b"\x53\xef", "an ext2, ext3 or ext4 file system: mount it first"),
    (4086, b"SWAPSPACE2", "a swap area"),
    (0x8001, b"CD001", "an ISO 9660 image: mount it first"),
    (0x10040, b"_BHRfS_M", "a btrfs file system: mount it first"),
)
"""What is told by octets so far on."""
_XM = b"LinuxGuestRecord"
_BACK_CHANNEL = (b"\5\0\0\0\10\0\0\0", b"\5\0\0\0\4\0\0\0")  # CHECKPOINT_STATE
_HVM_CONTEXT = b"\x01\0\0\0\x18\0\0\0\x86\x12\x38\x54"  # the entry HEADER and its magic

_NAMES = {
    "xl": "an xl image",
    "libxl": "a libxl stream",
    "libxc": "a libxc stream",
    "libvirt": "a libvirt image",
    "xapi": "a xapi image",
}
_MAGICS = (
    *((shape.magic(), form) for form, shape in FIRST_HEADERS.items()),
    (b"libvirt-xml\n \0 \r", "libvirt"),
    (b"XenSavedDomv2-\n", "xapi"),
    (b"XenSavedDomain\n", "xapi"),
)
_PRINTABLE = frozenset((*b"\t\n\r", *range(32, 127)))
_REPLACED = "\ufffd".encode()


def look(octets: bytes, ahead: bytes) -> Unrecognised:
    """Tell what octets are that begin no stream; `ahead` is more of them, or nothing."""
    told = _another(octets)
    if told is not None:
        return Unrecognised(told, _OTHER)
    if octets.startswith(_XM):
        said = legacy.advice(None, None)
        return Unrecognised(f"a legacy stream (before Xen 4.6) saved by xm: {said}", _LEGACY)
    further = _further_on(max(octets, ahead, key=len))
    if further is not None:
        return Unrecognised(further, _NONE)
    encoded = _encoded(octets)
    if encoded is not None:
        return Unrecognised(encoded, _NONE)
    for at, magic, looks_like in _FURTHER_OTHERS:
        if ahead.startswith(magic, at) and not octets[:512].strip(b"\0"):
            return Unrecognised(looks_like, _OTHER)
    if not octets.strip(b"\0"):
        return Unrecognised("it begins with zeros", _NONE)
    if octets[:8] in _BACK_CHANNEL:
        return Unrecognised("a back channel of COLO: say so with --back-channel", _OTHER)
    told = legacy.recognise(octets)
    if told is not None:
        return Unrecognised(told, _LEGACY)
    if octets[510:512] == b"\x55\xaa" or octets[:3] == b"\xeb\x63\x90":
        return Unrecognised("a boot sector: a disk image", _OTHER)
    if _PRINTABLE.issuperset(octets):
        return Unrecognised("it is text", _NONE)
    join = "if it is a later part of a split file, join the parts in order"
    return Unrecognised(f"it begins with {octets[:8].hex(' ')}; {join}", _NONE)


def _another(octets: bytes) -> str | None:
    for magic, looks_like in _OTHERS:
        if octets.startswith(magic):
            return looks_like
    if octets.startswith(_HVM_CONTEXT):
        return "an HVM guest's context alone, as xen-hvmctx reads it"
    if octets[257:262] == b"ustar":
        return "a tar archive: unpack it first"
    if octets.startswith(_ZLIB) and int.from_bytes(octets[:2], "big") % 31 == 0:
        return "zlib data: unpack it first, as by `pigz -dz` or `zlib-flate -uncompress`"
    if octets.startswith(_GPG) and not _PRINTABLE.issuperset(octets):
        return "data encrypted by gpg: decrypt it first"
    return None


def _further_on(octets: bytes) -> str | None:
    """Find a stream's magic further on, and say what stands before it."""
    places = [(octets.find(magic), form) for magic, form in _MAGICS]
    found = sorted((at, form) for at, form in places if at > 0)
    if not found:
        return None
    at, form = found[0]
    before = octets[:at]
    if not before.strip(b"\0"):
        what = f"{at} zeros"
    elif _PRINTABLE.issuperset(before):
        what = f"{at} octets of text"
    else:
        what = f"{at} other octets"
    return f"{_NAMES[form]} begins after {what}: --offset {at} reads it"


def _encoded(octets: bytes) -> str | None:
    """Find a stream that a transfer has encoded, packed or not."""
    for called, decoded, how in decodings(octets):
        form, method = _form_of(decoded), packed_by(decoded)
        if form is not None:
            return f"{called.format(_NAMES[form])}: {how}"
        if method is not None:
            return f"{called.format(f'{method} data')}: {how}"
    return None


def _form_of(octets: bytes) -> str | None:
    return next((form for magic, form in _MAGICS if octets.startswith(magic)), None)


def is_cloud_hypervisors(octets: bytes) -> bool:
    """Tell whether libvirt's magic is followed by the header of its Cloud Hypervisor driver.

    That has no version: the length of the XML stands in its place, and zeros after it.
    """
    from xenstream.format import wrappers

    size = wrappers.LIBVIRT_HEADER.size()
    if len(octets) < size:
        return False
    header, _ = wrappers.LIBVIRT_HEADER.build_header(octets[:size])
    is_xml = octets[size:].startswith(b"<domain")
    return bool(is_xml and header.version > wrappers.LIBVIRT_NEWEST and not header.len_xml)


def damaged(octets: bytes) -> Unrecognised | None:
    """Tell of a magic that a transfer as text has changed, None of one that is whole.

    The magics of xl and libvirt have a line feed, NULs and a carriage return for that.
    """
    if is_cloud_hypervisors(octets):
        said = "a save image of libvirt's Cloud Hypervisor driver, a guest of no Xen"
        return Unrecognised(said, _OTHER)
    for magic, form in _MAGICS:
        begin, line_feed, end = magic.partition(b"\n")
        if not end or not octets.startswith(begin):
            continue
        rest = octets[len(begin) : len(begin) + 8]
        whole = line_feed + end
        if rest.startswith(whole[: len(rest)]):
            return None
        ways = (
            (whole.replace(b"\n", b"\r\n"), "line feeds became CR LF"),
            (end, "line feeds are lost"),
            (whole.replace(b"\0", b""), "NULs are lost"),
            (whole.replace(b"\n", b"\r"), "line feeds became CR"),
            (whole.replace(b"\r", b"\n"), "carriage returns became LF"),
            (whole.replace(b"\r", b""), "carriage returns are lost"),
        )
        for like, what in ways:
            if rest.startswith(like[:5]):
                said = f"{_NAMES[form]} that was transferred as text: {what}; copy it again"
                return Unrecognised(said, _NONE)
    return None
