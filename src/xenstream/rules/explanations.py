"""The story behind each rule, for `xenstream explain` and docs/rules.md: verifying needs none.

The facts are Xen's: tools/libs/guest/xg_sr_*.c, tools/libs/light/libxl_stream_read.c and its
neighbours, tools/xl, tools/python, from 4.6 to 4.22; and those of qemu, libvirt and xenopsd.
"""

from __future__ import annotations

from xenstream.named import NamedTuple


class Explanation(NamedTuple):
    """What somebody with a failed restore wants to know of a rule, in a few sentences each."""

    since: str
    """The first Xen in which the thing exists or the rule holds, or "any"."""
    why: str
    """Why it matters: what a reader makes of it."""
    cause: str
    """What usually causes it."""
    remedy: str
    """What to do."""


EXPLANATIONS = {
    "XS001": Explanation(
        since="any",
        why="Xen reads records until END. Where the octets stop before that, libxenguest fails"
        ' with "Failed to read ... from stream" and the domain is destroyed again.',
        cause="The save or the transfer was interrupted: a full disk, a killed `xl save`, a broken"
        " ssh connection, or a copy that was taken while the file was still written. A length"
        " field that was damaged, and now points past the end, looks the same.",
        remedy="Compare the size and a checksum with the sender's file, and copy or save it again."
        " What is missing cannot be made up: without END there is no state of the processors or"
        " devices that is known to be complete.",
    ),
    "XS002": Explanation(
        since="4.6",
        why="The specification has the padding of a record be zero. Xen's restore skips it without"
        " a look, Xen's verify-stream-v2 refuses it.",
        cause="A writer other than Xen that pads with what is left in its buffer, or a body_length"
        " that is a few octets too small, so that the end of the body counts as padding.",
        remedy="If the octets look like data, correct the record's body_length; otherwise have the"
        " writer fill up with zeros. The image restores as it is.",
    ),
    "XS003": Explanation(
        since="4.6",
        why="A reader that does not know a mandatory record may not skip it, since the guest could"
        ' depend on it. libxenguest stops with "Mandatory record ... not handled", libxl with'
        ' "Unrecognised record".',
        cause="The stream comes from a newer Xen than the readers know, or one record before it"
        " has a wrong body_length, so that something inside a body is taken for a record header.",
        remedy="Look at the record before this one: if its length is plausible, restore with the"
        " Xen that saved the image, or a newer one. If the type looks like a pfn, a page's"
        " contents or text, the stream is damaged further up.",
    ),
    "XS004": Explanation(
        since="4.6",
        why="Bit 31 of the type marks a record that may be skipped. libxenguest skips one that it"
        " does not know, libxl refuses every one, and so does verify-stream-v2.",
        cause="A patched or newer Xen that sends something extra. No release of Xen has written an"
        " optional record so far.",
        remedy="Nothing in a libxc stream. In the libxl stream leave the record out before the"
        " restore, since libxl does not skip it.",
    ),
    "XS005": Explanation(
        since="any",
        why="What follows the last END is not part of the stream: Xen does not read it, and"
        " nothing here has checked it.",
        cause="Two images in one file, a larger old file that was overwritten without being cut,"
        " or a capture that went on after the migration.",
        remedy="Nothing for the restore. If the octets are a second stream, verify them with"
        " --offset.",
    ),
    "XS006": Explanation(
        since="4.6",
        why="All numbers after the header are read in the order that its option bit names. Xen"
        " restores little-endian streams only, so it refuses the flag, and without the flag it"
        " would misread every field.",
        cause="A writer that sets the bit by the wrong convention, or a converter that swapped the"
        " fields and not the flag.",
        remedy="Correct bit 0 of the options so that it agrees with the records. An image whose"
        " records really are big-endian has to be converted: no Xen restores it.",
    ),
    "XS007": Explanation(
        since="4.6",
        why="verify-stream-v2 reads a record with one read(), and Linux gives 0x7ffff000 octets at"
        " most. It takes the rest for missing, though the stream is whole.",
        cause="A record of nearly 2 GiB or more. Xen itself writes none: its limit is 128 MiB, and"
        " 8 MiB before 4.10.",
        remedy="Find out which tool wrote a record of this size. If the length is damaged, the"
        " profile spec says where the stream goes wrong.",
    ),
    "XS008": Explanation(
        since="4.6",
        why="A Remus or COLO stream has no END while the primary lives. When it stops, the"
        " receiver falls back to the last checkpoint that arrived completely, and whatever came"
        " after that is lost.",
        cause="The primary failed or the connection broke, which is what Remus is for; or somebody"
        " captured a part of the stream.",
        remedy="Nothing, if the primary is dead: the guest runs on from the last complete"
        " checkpoint. If it is not, look at why the connection was cut.",
    ),
    "XS009": Explanation(
        since="4.1",
        why="At the end of a migration both sides of xl take turns to say that the guest may run."
        " The texts are on the same connection as the stream, and are no part of it.",
        cause="The file is a capture of `xl migrate`, not the output of `xl save`.",
        remedy="Nothing. Cut the texts off if a tool stumbles over them.",
    ),
    "XS010": Explanation(
        since="4.1",
        why="`xl migrate-receive` announces itself with a line before the sender begins. It is not"
        " part of the image, and xl restore refuses a file that begins with it.",
        cause="A capture of both directions of a migration in one file.",
        remedy='To restore the capture, drop the octets before "Xen saved domain"; better, capture'
        " the sender's direction only.",
    ),
    "XS011": Explanation(
        since="any",
        why="The image is compressed, and the compressed data stops early. What could be unpacked"
        " was checked; what the missing part held is unknown, and the unpacker will refuse the"
        " file as well.",
        cause="The compressing pipe was killed, the disk was full, or the copy is not complete.",
        remedy="Compare the size and a checksum with the original, and copy it again. `gzip -t`,"
        " `xz -t` or `zstd -t` say the same.",
    ),
    "XS012": Explanation(
        since="any",
        why="The compressed data has ended, and what follows is neither a further part of it nor"
        " zeros. It was not unpacked and not checked.",
        cause="Something was appended to the compressed file, or it lies in a larger file or on a"
        " device.",
        remedy="Nothing, if the stream before it is valid. Otherwise find out what the octets are:"
        " they may be the rest of an image that was packed in pieces by different tools.",
    ),
    "XS101": Explanation(
        since="4.6",
        why="The first eight octets, all ones, tell a stream of version 2 or 3 from a legacy one."
        ' libxenguest stops with "Invalid marker".',
        cause="The stream does not begin where it is expected: a wrong --offset, a wrong --format,"
        " a legacy stream (before 4.6), or a wrong optional_data_len in xl's header before it.",
        remedy="Look at the octets at the offset. If they stand a little further on, correct the"
        " length before them; if it is a legacy stream, convert it with convert-legacy-stream.",
    ),
    "XS102": Explanation(
        since="4.6",
        why='"XENF" says that what follows is a saved domain. libxenguest stops with "Invalid ID".',
        cause="Damage in the first 24 octets, or a writer that wrote the id little-endian: the"
        " image header is big-endian always.",
        remedy="If only these four octets are wrong and the rest verifies, put 58 45 4e 46 there."
        " Otherwise take the image from the sender again.",
    ),
    "XS103": Explanation(
        since="4.6",
        why="The version says which records may come and what they mean. Xen knows 2 (written by"
        " 4.6 to 4.13) and 3 (from 4.14 on), and refuses any other.",
        cause="A version field that was written little-endian, damage, or a stream of a Xen that"
        " is newer than this check.",
        remedy="Restore with the Xen that saved it. If the value is 0x02000000 or 0x03000000, the"
        " writer has the octets the wrong way round.",
    ),
    "XS104": Explanation(
        since="4.6",
        why="Bits 1 to 15 of the options have no meaning yet and are zero. Xen's restore looks at"
        " bit 0 alone; a later version may give the others a meaning that old readers would miss.",
        cause="Damage, or a writer that keeps flags of its own in the header.",
        remedy="Clear the bits. Xen restores the image with them.",
    ),
    "XS105": Explanation(
        since="4.6",
        why="The reserved fields are zero on save and ignored on restore. verify-stream-v2 refuses"
        " them.",
        cause="A writer that did not clear its buffer, or damage in the image header, which then"
        " is likely not the only one.",
        remedy="Clear the fields, and look whether the octets around them are as they should be."
        " Xen restores the image with them.",
    ),
    "XS111": Explanation(
        since="4.6",
        why="libxenguest chooses how to restore by the domain that was created, and refuses a"
        " stream of another type. Numbers 3 (PVH) and 4 (ARM) once stood in the specification and"
        " were never written: a PVH guest is saved as x86 HVM.",
        cause="Damage, a big-endian domain header after a little-endian flag, or a tool that took"
        " the reserved numbers from an old specification.",
        remedy="For a PVH guest write 2. For a number such as 0x01000000 correct the byte order of"
        " the domain header and of all that follows.",
    ),
    "XS112": Explanation(
        since="4.6",
        why="The value is the guest's page size as a power of two. On x86 Xen takes 12 alone, and"
        ' stops with "Invalid page size".',
        cause="Damage of the domain header, or a wrong byte order.",
        remedy="Put 12 there if the PAGE_DATA records have pages of 4096 octets; otherwise the"
        " domain header is damaged or stands at another place.",
    ),
    "XS113": Explanation(
        since="4.6",
        why="The reserved field is zero on save and ignored on restore. verify-stream-v2 refuses"
        " it.",
        cause="A writer that did not clear its buffer, or a domain header that begins at another"
        " place than expected.",
        remedy="Clear it if type, page_shift and Xen's version beside it are plausible. Xen"
        " restores the image with it.",
    ),
    "XS201": Explanation(
        since="4.6",
        why="END, VERIFY, CHECKPOINT and STATIC_DATA_END say something by standing where they do,"
        " and carry nothing. Xen reads past a body without a look; verify-stream-v2 refuses it.",
        cause="A wrong type on a record that has contents, or a damaged length: then the records"
        " after it are swallowed or misread.",
        remedy="See whether the next record's header begins right after this one's. If it does,"
        " the length is wrong; set it to 0.",
    ),
    "XS202": Explanation(
        since="4.14",
        why="STATIC_DATA_END, X86_CPUID_POLICY and X86_MSR_POLICY belong to version 3. Xen before"
        " 4.14, which is what version 2 is for, refuses them as unknown; Xen from 4.14 on applies"
        " them all the same.",
        cause="A converter or a patched toolstack that writes the new records under an old header.",
        remedy="Set the version to 3 if the target is Xen 4.14 or later; leave the records out if"
        " it is older.",
    ),
    "XS203": Explanation(
        since="4.6",
        why="TOOLSTACK was taken out of the format. No restore handles it, so libxenguest stops"
        ' with "Mandatory record 0xb (Toolstack) not handled"; verify-stream-v2 ends with a'
        ' "Script Error".',
        cause="A stream of a Xen that was in development before 4.6, or of a converter that still"
        " passes the legacy toolstack chunk on.",
        remedy="Take the record out. What a toolstack has to keep goes into the libxl layer:"
        " qemu's keys, for one, into EMULATOR_XENSTORE_DATA.",
    ),
    "XS204": Explanation(
        since="4.7",
        why="The dirty page list goes from the COLO secondary to the primary, on a connection of"
        " its own. In a stream to the secondary, libxenguest refuses it as not handled.",
        cause="A capture that mixed both directions of COLO, or that is of the way back.",
        remedy="Capture each direction by itself. If the file is the way back, say so with"
        " --back-channel.",
    ),
    "XS205": Explanation(
        since="4.7",
        why="The record is a list of 64-bit pfns. With a part of one at the end the primary stops"
        ' with "Invalid dirty pfn list record length", and COLO with it.',
        cause="The capture is cut or has lost octets, or the length in the header is damaged.",
        remedy="Look where the next record begins: if it follows the body as it is, the sender"
        " wrote a wrong list; otherwise correct the length.",
    ),
    "XS301": Explanation(
        since="4.6",
        why="A PAGE_DATA record has to describe one page at least. libxenguest stops with"
        ' "Expected at least 1 pfn in PAGE_DATA record", or with "truncated" where not even the'
        " header is there.",
        cause="A writer that flushes an empty batch, or a damaged length.",
        remedy="Take the empty record out: it says nothing. If the length is damaged, the pages"
        " follow and have to be joined to it again.",
    ),
    "XS302": Explanation(
        since="4.6",
        why="The reserved field beside the count is zero on save and ignored on restore."
        " verify-stream-v2 refuses it.",
        cause="A writer that stores the count as 64 bits, or damage in the record's first octets.",
        remedy="Clear it if count and table are plausible. Xen restores the image with it.",
    ),
    "XS303": Explanation(
        since="4.6",
        why="The count says how many entries the table has, eight octets each. A table longer than"
        ' the body would reach into the next record, so libxenguest stops with "too short to'
        ' contain ... pfns worth of information".',
        cause="A damaged count, or a body_length that was written without the table.",
        remedy="Take the length and the place of the next record as given, and see which of count"
        " and length agrees with the pages. With neither, the pages of this record are lost.",
    ),
    "XS304": Explanation(
        since="4.6",
        why="An entry has a pfn in bits 0 to 51 and a type in bits 60 to 63; the bits between are"
        " reserved. Xen's restore masks them out, verify-stream-v2 refuses them.",
        cause="Damage in the table, an entry of the page contents taken for one of the table (a"
        " wrong count), or a tool that stores flags there.",
        remedy="If most entries of the record have such bits, the table does not begin or end"
        " where the count says. Otherwise clear the bits.",
    ),
    "XS305": Explanation(
        since="4.6",
        why="The type says whether a page of contents follows for the pfn. Types 5 to 8 mean"
        ' nothing, so a reader cannot tell; libxenguest stops with "Unknown type".',
        cause="Damage in the table, or a count that is too large: then the first words of the"
        " first page are read as entries.",
        remedy="See whether the entry's pfn follows the ones before it. If it does not, the count"
        " is wrong; if it does, the type alone is damaged, and 0 is right for an ordinary page"
        " whose contents are there.",
    ),
    "XS306": Explanation(
        since="4.6",
        why="After the table comes a page of 4096 octets for each entry of type 0 to 4 or 9 to 12."
        " With another number of octets the pages no longer belong to their pfns, and libxenguest"
        ' stops with "PAGE_DATA record wrong size".',
        cause='A type that says "no contents" (13 to 15) over a page that is there, or the'
        " reverse; a damaged length; or pages of another size than 4096.",
        remedy="Compare the difference with 4096: one page too many or too few points to the type"
        " of an entry, anything else to the length or to octets that were lost in between.",
    ),
    "XS401": Explanation(
        since="4.6",
        why="X86_PV_INFO has width, levels and six reserved octets. Xen refuses a shorter record"
        " and reads the first 8 octets of a longer one.",
        cause="A writer that leaves the reserved octets out, or a damaged length.",
        remedy="Fill the record up to 8 octets with zeros, or cut off what is beyond.",
    ),
    "XS402": Explanation(
        since="4.6",
        why="The width is the size of the guest's words, 4 for a 32-bit guest, 8 for a 64-bit one."
        " Everything that comes later is laid out by it: p2m, processor state, shared info.",
        cause="Damage, or a tool that wrote the width in bits (32, 64).",
        remedy="Look at the length of X86_PV_VCPU_BASIC: 2808 octets mean width 4, 5176 mean width"
        " 8.",
    ),
    "XS403": Explanation(
        since="4.6",
        why="The levels are the depth of the guest's page tables, 3 for a 32-bit guest with PAE, 4"
        " for a 64-bit one. Xen pins the top tables and sets cr3 by it.",
        cause="Damage, or an old guest with two-level page tables, which Xen has not run since"
        " 3.x.",
        remedy="Put 3 beside width 4, and 4 beside width 8.",
    ),
    "XS404": Explanation(
        since="4.6",
        why="The reserved octets are zero on save and ignored on restore. verify-stream-v2 refuses"
        " them.",
        cause="A writer that did not clear its buffer, or that stores width and levels as wider"
        " numbers.",
        remedy="Clear them if width and levels are 4 and 3, or 8 and 4. Xen restores the image"
        " with them.",
    ),
    "XS411": Explanation(
        since="4.6",
        why="The record begins with the first and the last pfn of its range. Without them"
        ' libxenguest cannot place the frames, and stops with "X86_PV_P2M_FRAMES record'
        ' truncated".',
        cause="A damaged length, or a wrong type on another record.",
        remedy="Compare with the next record's place. The record cannot be made up: the frames say"
        " where the guest's own p2m lies.",
    ),
    "XS412": Explanation(
        since="4.6",
        why="After the two 32-bit pfns come frames of 64 bits each. A part of one at the end can"
        ' only come from a wrong length, and libxenguest refuses it as "wrong size".',
        cause="A tool that wrote the frames as 32-bit numbers for a 32-bit guest: they are 64 bits"
        " wide in the stream always. Or a damaged length.",
        remedy="Write every frame as a u64, or correct the length.",
    ),
    "XS421": Explanation(
        since="4.6",
        why='The record begins with the number of the vcpu. libxenguest stops with "truncated: ...'
        ' header size 8".',
        cause="A damaged length, or a wrong type on another record.",
        remedy="Compare with the next record's place. Without the state of vcpu 0 a PV guest"
        " cannot be restored.",
    ),
    "XS422": Explanation(
        since="4.6",
        why="The reserved field beside the vcpu's number is zero on save and ignored on restore."
        " verify-stream-v2 refuses it.",
        cause="A writer that stores the number as 64 bits, or damage.",
        remedy="Clear it if the vcpu's number is plausible. Xen restores the image with it.",
    ),
    "XS423": Explanation(
        since="4.6",
        why="The record says nothing about its vcpu. Xen from 4.9 on, and the last releases of 4.6"
        " to 4.8, skip it; the first releases of those refuse it as truncated.",
        cause="Xen 4.6 to 4.8 wrote such records by mistake for a vcpu without extended state,"
        " XSAVE area or MSRs.",
        remedy="Nothing, with a recent Xen. For an old one leave the record out.",
    ),
    "XS501": Explanation(
        since="4.6",
        why="SHARED_INFO is one page: the vcpus' time and event words, and the guest's wall clock."
        " libxenguest copies its fields by their place, and refuses any other size.",
        cause="A damaged length, or a tool that wrote the structure without the rest of its page.",
        remedy="Fill up to 4096 octets with zeros if the beginning is whole; otherwise compare"
        " with the next record's place.",
    ),
    "XS511": Explanation(
        since="4.6",
        why="Mode, frequency, time, incarnation and a reserved field take 24 octets. libxenguest"
        ' refuses another length with "X86_TSC_INFO record wrong size".',
        cause="A writer that leaves the reserved field at the end out (20 octets), or a damaged"
        " length.",
        remedy="Fill up with the reserved field. Without the record the guest restores with the"
        " default TSC mode, and may see its clock jump.",
    ),
    "XS512": Explanation(
        since="4.6",
        why="The reserved field is zero on save and ignored on restore. verify-stream-v2 refuses"
        " it.",
        cause="A writer that did not clear its buffer, or fields that are shifted by some octets.",
        remedy="Clear it if mode and frequency beside it are plausible. Xen restores the image"
        " with it.",
    ),
    "XS521": Explanation(
        since="4.6",
        why="HVM_CONTEXT is the state of the processors and of the devices that Xen emulates."
        " Without any there is nothing to load: Xen from 4.14 on stops at the record, an older one"
        " at the end of the stream.",
        cause="xc_domain_hvm_getcontext gave nothing on save, or a converter wrote the record"
        " before it had the contents.",
        remedy="Save the guest again. If the save gives an empty record again, Xen's log (`xl"
        " dmesg`) on that host says which part could not be saved.",
    ),
    "XS531": Explanation(
        since="4.6",
        why='The record begins with the number of parameters. libxenguest stops with "HVM_PARAMS'
        ' record truncated".',
        cause="A damaged length, or a wrong type on another record.",
        remedy="Compare with the next record's place. Without its parameters an HVM guest has no"
        " xenstore, no console and no ioreq pages.",
    ),
    "XS532": Explanation(
        since="4.6",
        why="The reserved field beside the count is zero on save and ignored on restore."
        " verify-stream-v2 refuses it.",
        cause="A writer that stores the count as 64 bits, or damage.",
        remedy="Clear it if the count agrees with the length. Xen restores the image with it.",
    ),
    "XS533": Explanation(
        since="4.6",
        why="Each parameter takes 16 octets, an index and a value. libxenguest refuses a body that"
        " is not exactly as long as its count asks for; the first releases of 4.6 to 4.8 refused a"
        " shorter one only.",
        cause="A damaged count or length, or parameters that were added without counting them.",
        remedy="Divide the length less 8 by 16: if it comes out even, the count is wrong;"
        " otherwise the length is.",
    ),
    "XS534": Explanation(
        since="4.6",
        why="The record sets no parameter. Xen skips it, and the guest has what other HVM_PARAMS"
        " records say.",
        cause="Xen 4.6 to 4.8 wrote such a record by mistake for a guest none of whose parameters"
        " are set.",
        remedy="Nothing, if another HVM_PARAMS record has xenstore's and the console's page."
        " Without one the guest's PV drivers find neither.",
    ),
    "XS541": Explanation(
        since="4.14",
        why="Each leaf takes 24 octets. libxenguest refuses a body that is empty or no multiple of"
        " that, since it could not tell where a leaf begins.",
        cause="A damaged length, or a tool that wrote leaves without their subleaf.",
        remedy="Correct the length, or leave the record out: without one, libxl makes the policy"
        " from the domain's configuration, as for streams of version 2.",
    ),
    "XS551": Explanation(
        since="4.14",
        why="Each entry takes 16 octets: index, flags, value. libxenguest refuses a body that is"
        " empty or no multiple of that; its message names 24, the size of a CPUID leaf, by"
        " mistake.",
        cause="A damaged length, or a tool that wrote entries of 12 octets, without the flags.",
        remedy="Correct the length, or leave the record out: then the guest has the host's default"
        " MSR policy.",
    ),
    "XS601": Explanation(
        since="4.6",
        why="The format allows big-endian streams, and no Xen restores one: libxenguest stops with"
        ' "Unable to handle big endian streams".',
        cause="A stream of another tool, or an option bit that was set by mistake: no Xen runs on"
        " a big-endian host.",
        remedy="If the records are little-endian, clear bit 0 of the options. Otherwise convert"
        " every field after the image header.",
    ),
    "XS602": Explanation(
        since="4.14",
        why='Version 3 came with Xen 4.14. An older one stops at the header with "Invalid Version:'
        ' Expected 2, Got 3".',
        cause="The image was saved by a newer Xen than the one that is to restore it. Going back"
        " to an older Xen is not supported.",
        remedy="Restore it with Xen 4.14 or later.",
    ),
    "XS604": Explanation(
        since="4.6",
        why="libxenguest reads each record into memory and refuses one of more than 128 MiB,"
        ' before 4.10 of more than 8 MiB, with "exceeds max". It compares the length without the'
        " padding.",
        cause="A damaged length, or a very large guest saved by Xen 4.10 or later: the frame list"
        " of a PV guest with more than 2 TiB takes over 8 MiB.",
        remedy="See whether a record header follows where the length says. If it does, restore"
        " with Xen 4.10 or later; otherwise the length is damaged.",
    ),
    "XS605": Explanation(
        since="4.14",
        why="From version 3 on, STATIC_DATA_END closes what has to be known before memory is"
        ' allocated, such as the CPU policy. libxenguest refuses memory before it with "No'
        ' STATIC_DATA_END seen".',
        cause="A converter that changed the version to 3 and not the records, or a record that was"
        " lost at the beginning.",
        remedy="Put an empty STATIC_DATA_END after the policy records, before the first PAGE_DATA"
        " or X86_PV_P2M_FRAMES. verify-stream-v2 does not miss it.",
    ),
    "XS606": Explanation(
        since="4.14",
        why="The record ends the first part of the stream, once. In a stream of version 2 the"
        ' first memory record counts as one. libxenguest stops with "Multiple STATIC_DATA_END'
        ' records found".',
        cause="Two streams that were joined, or a version 2 header over records of version 3.",
        remedy="Take the second one out, if the records around it are those of one guest.",
    ),
    "XS607": Explanation(
        since="4.6",
        why="A PV guest and an HVM guest have records of their own. libxenguest hands each to the"
        " handler of the domain's type, which does not know the other's: \"Mandatory record ..."
        ' not handled".',
        cause="A wrong type in the domain header, or a tool that joined records of two guests."
        " verify-stream-v2 does not notice.",
        remedy="Decide by the other records which guest it is, and correct the domain header or"
        " take the record out.",
    ),
    "XS608": Explanation(
        since="4.6",
        why="CHECKPOINT makes sense to a receiver that was started for Remus or COLO. `xl restore`"
        ' and `xl migrate` begin a plain restore, which stops with "Found checkpoint in'
        ' non-checkpointed stream".',
        cause="A stream that `xl remus` or COLO sent was captured into a file.",
        remedy="Replace the first CHECKPOINT by libxc's END and the CHECKPOINT_END after it by"
        " libxl's END, and cut off the rest: what stands before is a whole guest.",
    ),
    "XS609": Explanation(
        since="4.14",
        why="An older Xen knows no record of version 3, and as they are mandatory it stops:"
        ' "Mandatory record ... (Reserved) not handled".',
        cause="The image was saved by Xen 4.14 or later.",
        remedy="Restore it with Xen 4.14 or later.",
    ),
    "XS611": Explanation(
        since="4.6",
        why="The guest's width must not change once it is set. libxenguest stops with \"Already"
        ' received X86_PV_INFO record".',
        cause="Two streams that were joined, or a sender that began anew on the same connection.",
        remedy="Take the second record out if it equals the first; otherwise find out where the"
        " other stream begins.",
    ),
    "XS612": Explanation(
        since="4.6",
        why="libxenguest reads width and levels from a body of 8 octets, and stops with"
        ' "X86_PV_INFO record truncated" where they are not there.',
        cause="A writer that leaves the reserved octets out, or a damaged length.",
        remedy="Fill the record up to 8 octets with zeros.",
    ),
    "XS613": Explanation(
        since="4.14",
        why="Xen runs 32-bit PV guests with 3 levels of page tables and 64-bit ones with 4. Any"
        ' other pair is refused: "Invalid X86_PV_INFO combination". Before 4.14 a width of 4 was'
        " taken with any levels.",
        cause="Damage in one of the two octets, or a tool that always writes the same one.",
        remedy="Decide by the length of X86_PV_VCPU_BASIC: 2808 octets mean 4 and 3, 5176 mean 8"
        " and 4. verify-stream-v2 lets the wrong pairs pass.",
    ),
    "XS614": Explanation(
        since="4.6",
        why="How many p2m entries a page holds, and how SHARED_INFO is laid out, hangs on the"
        ' guest\'s width. libxenguest stops with "Not yet received X86_PV_INFO record".',
        cause="A tool that changed the order of the records, or a lost X86_PV_INFO.",
        remedy="Put X86_PV_INFO first. If it is lost, its contents follow from the length of"
        " X86_PV_VCPU_BASIC.",
    ),
    "XS615": Explanation(
        since="4.6",
        why="The record covers pfns from start_pfn to end_pfn. libxenguest refuses a range that"
        ' ends before it begins, with a message that has the two names the wrong way round: "End'
        ' pfn in stream (...) exceeds Start (...)".',
        cause="Swapped fields, damage, or a 64-bit number where two of 32 bits belong.",
        remedy="For a first record start_pfn is 0 and end_pfn the guest's highest pfn; the number"
        " of frames must agree with them.",
    ),
    "XS616": Explanation(
        since="4.6",
        why="A page of the p2m holds 512 entries of a 64-bit guest, 1024 of a 32-bit one, and the"
        " record has a frame for each such page of its range. libxenguest stops with"
        ' "X86_PV_P2M_FRAMES record wrong size".',
        cause="A wrong guest_width, an end_pfn that counts pages instead of naming the last one,"
        " or a damaged length.",
        remedy="The count is end_pfn / n - start_pfn / n + 1, with n = 4096 / width."
        " verify-stream-v2 does not check it.",
    ),
    "XS617": Explanation(
        since="4.6",
        why="A PV guest's highest pfn is what X86_PV_P2M_FRAMES told. libxenguest has no place for"
        ' a page beyond it, and stops with "outside domain maximum". Without any P2M_FRAMES before'
        " it only pfn 0 is allowed.",
        cause="PAGE_DATA before X86_PV_P2M_FRAMES, an end_pfn that is too small, or damage in the"
        " table.",
        remedy="See whether all or a few entries are beyond: all point to the order of records or"
        " to end_pfn, a few to the table.",
    ),
    "XS618": Explanation(
        since="4.6",
        why="In the stream, entries of page tables name pfns, and restore puts the new frames in"
        " their place. It looks each one up in the p2m, and one beyond its end makes libxenguest"
        " fail or crash.",
        cause="A page of ordinary data that is marked as a page table, damaged contents, or a"
        " table that was saved while the guest changed it and never sent again.",
        remedy="Look at the page: if most entries are implausible, its type is wrong. Otherwise"
        " save the guest again.",
    ),
    "XS621": Explanation(
        since="4.6",
        why="The record holds the guest's vcpu_guest_context, 5168 octets for a 64-bit guest, 2800"
        " for a 32-bit one, after 8 octets of header. libxenguest refuses another size with"
        ' "record wrong size".',
        cause="X86_PV_INFO with a wrong width, or none before this record: then Xen expects a"
        " 64-bit guest.",
        remedy="Check the width first. If it is right, the length is damaged or the contents are"
        " those of another structure.",
    ),
    "XS622": Explanation(
        since="4.6",
        why="Extended state is given to Xen as xen_domctl_ext_vcpucontext, whose part in the"
        ' stream has 128 octets at most. libxenguest refuses more with "record too long".',
        cause="A damaged length, or an XSAVE area under the wrong type.",
        remedy="Compare with the length of the other vcpus' records, which are the same in one"
        " stream.",
    ),
    "XS623": Explanation(
        since="4.14",
        why="The record begins with two 64-bit words, the mask of features and the size."
        ' libxenguest refuses less with "record too short". Before 4.14 it asked for a multiple of'
        " 16 instead.",
        cause="A damaged length, or a writer that sends a record for a vcpu without state.",
        remedy="Leave the record out if the guest never used the FPU beyond FXSAVE; otherwise save"
        " it again.",
    ),
    "XS624": Explanation(
        since="4.14",
        why="Each register takes 16 octets: index, reserved, value. libxenguest refuses anything"
        ' else with "expected to be a multiple of 16". Before 4.14 the check stood at the XSAVE'
        " record by mistake, and this one passed.",
        cause="A damaged length, or a tool that wrote 12 octets a register.",
        remedy="Correct the length or the entries. verify-stream-v2 does not check it.",
    ),
    "XS631": Explanation(
        since="4.12",
        why="Xen knows the modes 0 (default), 1 (always emulate) and 2 (never emulate). From 4.12"
        ' on it refuses any other: "Unable to set TSC information".',
        cause='A guest that ran with tsc_mode="native_paravirt", mode 3, under a Xen before 4.12,'
        " which dropped it. Otherwise damage.",
        remedy="Set the mode to 0, which lets Xen choose. A guest that relied on mode 3 for its"
        " clock should be restarted afterwards.",
    ),
    "XS641": Explanation(
        since="4.6",
        why="Xen sets the parameters one by one, and the first that it refuses ends the restore:"
        ' "set HVM param ... = ...". Which ones it takes differs by release: some became read-only'
        " or were dropped.",
        cause="An image of an older Xen with a parameter that has become obsolete, one saved by a"
        " newer Xen with a parameter that the target does not have, or a damaged value.",
        remedy="Read the message for the parameter's name. An obsolete one can be taken out of the"
        " record (and the count lowered); for an unknown one restore with a newer Xen.",
    ),
    "XS642": Explanation(
        since="4.6",
        why="At the end of the stream libxenguest loads the HVM context into Xen. Where none came"
        ' it gives Xen nothing, and stops with "Unable to restore HVM context".',
        cause="The stream was cut and closed with an END by some tool, or the record was filtered"
        " out.",
        remedy="Save the guest again: the registers and the state of the devices cannot be made"
        " up.",
    ),
    "XS643": Explanation(
        since="4.6",
        why="Xen walks the entries and loads each; one that it does not take ends the restore. The"
        ' toolstack says only "Unable to restore HVM context" and an errno, the reason is in `xl'
        " dmesg`.",
        cause="An image of a newer Xen with entries or lengths that the target does not know,"
        " damage, an entry for a vcpu that the domain does not have, or a PC's device in a PVH"
        " domain.",
        remedy="Read `xl dmesg` on the host that refused it, and compare the entry named here."
        " Restore with the release that saved the image, or correct the number of vcpus in the"
        " configuration.",
    ),
    "XS644": Explanation(
        since="4.6",
        why="Xen restores the guest, and it does not run: a vcpu without a CPU entry stays down,"
        " and one with half of its local APIC gets no interrupts.",
        cause="A tool that writes its own HVM_CONTEXT, or an image that was made for a test.",
        remedy="Save the guest again with Xen. An entry may be missing for a vcpu that the guest"
        " itself has taken offline, and then nothing is told of it.",
    ),
    "XS661": Explanation(
        since="4.14",
        why="At STATIC_DATA_END libxenguest hands the leaves to Xen, which refuses the whole"
        ' policy for one that it has no place for: "Failed to set CPUID policy: leaf ..., subleaf'
        ' ...".',
        cause="An image of a newer Xen, which knows more leaves than the target; a damaged leaf"
        " number; or a highest leaf, in leaf 0, 7 or 0x80000000, above what Xen keeps.",
        remedy="Restore with a release at least as new as the one that saved it. Otherwise take"
        " the leaf out of the record, if the guest does not need it.",
    ),
    "XS662": Explanation(
        since="4.14",
        why="At STATIC_DATA_END libxenguest hands the entries to Xen, which refuses the whole"
        ' policy for an MSR, a flag or a bit that it does not know: "Failed to set CPUID policy:'
        ' ... msr ...".',
        cause="An image of a newer Xen, or of a later point release: MSR_ARCH_CAPABILITIES came"
        " with 4.14.1, its upper half with 4.14.6, 4.15.5, 4.16.5 and 4.17.2.",
        remedy="Update the restoring Xen to its last point release. Otherwise take the entry out"
        " of the record.",
    ),
    "XS671": Explanation(
        since="4.6",
        why="Without the registers of vcpu 0 there is nothing to start. libxenguest stops with"
        " \"Sender didn't send vcpu0's basic state\".",
        cause="The stream was cut and closed with an END by some tool, or the record has no"
        " contents.",
        remedy="Save the guest again.",
    ),
    "XS672": Explanation(
        since="4.6",
        why="A suspended PV guest keeps the pfn of its start info in edx of vcpu 0. Restore writes"
        " xenstore's and the console's new places there, so the page has to be in the p2m and of"
        " type 0.",
        cause="The guest was saved while it was running, not suspended, so that edx holds"
        " something else; or the page was never sent.",
        remedy="Save the guest again. If it fails again, the guest's kernel does not suspend"
        " properly: see its own log.",
    ),
    "XS673": Explanation(
        since="4.6",
        why="The start info names the pages of xenstore's and the console's ring. libxenguest"
        ' gives them to the daemons, and stops with "XenStore pfn ... out of range" or "Console'
        ' pfn ...".',
        cause="A start info page that is damaged or was never sent again after the guest"
        " suspended, or an end_pfn of the p2m that is too small.",
        remedy="Check end_pfn of X86_PV_P2M_FRAMES first. If it is right, save the guest again.",
    ),
    "XS674": Explanation(
        since="4.6",
        why="A guest may have 14 pages of GDT, 512 entries each; the rest is Xen's. libxenguest"
        ' stops with "GDT entry count (...) out of range".',
        cause="X86_PV_VCPU_BASIC is damaged, or has the layout of the other width.",
        remedy="Compare width, length and the other vcpus' records; a context in the wrong layout"
        " has implausible registers everywhere.",
    ),
    "XS675": Explanation(
        since="4.6",
        why="Each page of a vcpu's GDT has to be in the p2m and of type 0: Xen makes descriptor"
        ' pages of them when the vcpu is loaded. libxenguest stops with "GDT frame ... has bad'
        ' type" or "out of range".',
        cause="A damaged context, or a page whose last PAGE_DATA entry has a page table's type.",
        remedy="Look at the last entry of that pfn. If it changed its type during a live save,"
        " save the guest again while it is paused.",
    ),
    "XS676": Explanation(
        since="4.6",
        why="cr3 names the top page table, of level 4 in a 64-bit guest, level 3 in a 32-bit one."
        ' libxenguest stops with "cr3 (pfn ...) has bad type" or "out of range".',
        cause="A page that was not sent as a page table the last time, a damaged context, or"
        " levels in X86_PV_INFO that are not the guest's.",
        remedy="Check X86_PV_INFO first, then the last PAGE_DATA entry of that pfn.",
    ),
    "XS677": Explanation(
        since="4.6",
        why="A 64-bit PV guest keeps its user page table in cr1, if bit 0 is set. It has to be a"
        ' table of level 4; libxenguest stops with "cr1 (pfn ...) has bad type" or "out of range".',
        cause="As with cr3: the page was last sent with another type, or the context is damaged.",
        remedy="Look at the last PAGE_DATA entry of that pfn. A live save of a guest that is"
        " exiting a process may have met the table half-way: save again.",
    ),
    "XS678": Explanation(
        since="4.6",
        why="The frames of X86_PV_P2M_FRAMES are where the guest keeps its own p2m, and restore"
        ' writes the new one there. Each has to be in range and of type 0: "pfn (...) for'
        ' p2m_frame_list[...] has bad type".',
        cause="A frame that is damaged, or whose page was last sent as a page table; or further"
        " P2M_FRAMES records that do not meet the first without a gap.",
        remedy="Check the frames against the guest's highest pfn, and the last PAGE_DATA entry of"
        " each that is named.",
    ),
    "XS679": Explanation(
        since="4.6",
        why="The hypervisor checks each vcpu's registers, page table and flags when it is asked to"
        " set them, and the restore fails with its error number.",
        cause="A register, selector, debug register or flag that no guest can have: a damaged"
        " record, or one that another tool wrote.",
        remedy="Compare the vcpu's basic state with that of a good save; the finding names the"
        " field.",
    ),
    "XS681": Explanation(
        since="4.6",
        why="Xen does not ask for SHARED_INFO. Without it the guest is built, and has neither its"
        " time nor its vcpus' words: it hangs or crashes after the restore says that it succeeded.",
        cause="The record was lost or filtered out, or a tool wrote a page of zeros in its place.",
        remedy="Save the guest again. Where only the record is lost, no page of zeros helps.",
    ),
    "XS682": Explanation(
        since="any",
        why="So that no stream can exhaust memory, bodies are kept up to 1 MiB, and the pages in"
        " one record of a PV guest up to 16 MiB. What is beyond was not looked into, so Xen may"
        " still refuse it.",
        cause="A record that is much larger than Xen writes, or a table of millions of entries.",
        remedy="Try the restore in a guest that may fail. If the record's length is damaged, other"
        " findings say so.",
    ),
    "XS683": Explanation(
        since="4.6",
        why="The hypervisor takes an extended state only with the size it knows, and with"
        " canonical addresses in it.",
        cause="A damaged X86_PV_VCPU_EXTENDED record, or one of a tool with another idea of its"
        " size.",
        remedy="Compare the record with that of a good save.",
    ),
    "XS684": Explanation(
        since="4.6",
        why="The hypervisor checks the header of an xsave state: its features have to be ones that"
        " the host has, and the size has to go with them.",
        cause="A state of a host with features that this one lacks, or a damaged header.",
        remedy="Restore on a host with the features, or save again with the guest's features"
        " levelled.",
    ),
    "XS685": Explanation(
        since="4.6",
        why="The hypervisor writes a vcpu's MSRs one by one, and refuses indices, flags or values"
        " that it does not know.",
        cause="A stream of a later Xen with MSRs that this one lacks, or a damaged record.",
        remedy="Restore on the Xen that saved, or on a later one.",
    ),
    "XS691": Explanation(
        since="4.14",
        why="Xen drops features that its own processors lack from the guest's policy without a"
        " word, and the restore succeeds. A guest that has seen a feature goes on using it, and"
        " gets an exception where it is gone.",
        cause="The target has other, usually older, processors, another microcode, or other"
        " settings on Xen's command line than the host that the guest was started on.",
        remedy="Start the guest with the feature masked (cpuid= in its configuration), so that it"
        " can move between both hosts; or restore it on a host that has the feature.",
    ),
    "XS701": Explanation(
        since="4.6",
        why='"LibxlFmt" begins a libxl stream. libxl stops with "Invalid ident".',
        cause="The stream does not begin where it is expected: a legacy or bare libxc stream"
        " behind an xl header whose flag for libxl streams is set, a wrong optional_data_len, or a"
        " wrong --offset or --format.",
        remedy="Look at the octets at the offset. If they are all ones, it is a libxc stream; if"
        ' "LibxlFmt" stands a little further on, correct the length before it.',
    ),
    "XS702": Explanation(
        since="4.6",
        why="There is version 2 alone; version 1 was the legacy format, which had no header. libxl"
        ' stops with "Unexpected Version".',
        cause="A version field that was written little-endian, or damage: the header is big-endian"
        " always.",
        remedy="Put 2 there, big-endian, if the records after it verify.",
    ),
    "XS703": Explanation(
        since="4.6",
        why="Bit 0 of the options is the byte order, bit 1 says that the stream was converted from"
        " a legacy one. The others are reserved; libxl's restore does not look at them,"
        " verify-stream-v2 refuses bits 2 to 15.",
        cause="Damage, options that were written little-endian, or flags of another tool's own.",
        remedy="Clear the bits. Xen restores the image with them.",
    ),
    "XS704": Explanation(
        since="4.6",
        why="These bits are as reserved as bits 2 to 15. libxl's restore does not look at them,"
        " and verify-stream-v2 passes them, since its mask has 16 bits only.",
        cause="Options that were written little-endian: then 0x01000000 stands where 1 is meant.",
        remedy="Clear the bits. Xen restores the image with them.",
    ),
    "XS711": Explanation(
        since="4.6",
        why="END, LIBXC_CONTEXT and CHECKPOINT_END carry nothing. libxl reads past a body without"
        " a look; verify-stream-v2 refuses it.",
        cause="A damaged length: then what follows, such as the libxc stream, is swallowed as a"
        " body. Or a wrong type.",
        remedy="See whether the next record or the libxc stream begins right after the header. If"
        " it does, set the length to 0.",
    ),
    "XS712": Explanation(
        since="4.6",
        why="CHECKPOINT_END hands the stream back to libxc, which must have handed it over with a"
        ' CHECKPOINT. libxl stops with "Unexpected CHECKPOINT_END record in stream".',
        cause="A capture with a gap, or a tool that took the libxc part's CHECKPOINT out and not"
        " this record.",
        remedy="Take the record out if the stream is no checkpointed one.",
    ),
    "XS713": Explanation(
        since="4.6",
        why="Between libxc's CHECKPOINT and CHECKPOINT_END libxl collects records until it sees"
        " CHECKPOINT_END. An END there does not end the checkpoint, and libxc's records have no"
        " end of their own.",
        cause="A tool that closed a captured Remus stream with an END at the wrong place.",
        remedy="End the stream with CHECKPOINT_END, libxc's END and then libxl's END, or cut it"
        " after the last CHECKPOINT_END.",
    ),
    "XS720": Explanation(
        since="4.7",
        why="Only an HVM domain has a device model. For a PV or PVH domain libxl stops with"
        ' "Received ... when none was expected"; Xen 4.6 did not look.',
        cause="A configuration of another type than the guest that was saved, or a tool that adds"
        " the records always.",
        remedy="Correct the type in the configuration. If it is right, take the record out:"
        " nothing would read it.",
    ),
    "XS721": Explanation(
        since="4.6",
        why="The record begins with the device model's id and its index. libxl stops with \"too"
        ' short to contain header".',
        cause="A damaged length, or a writer that puts the blob of qemu there without the header.",
        remedy="Put the eight octets before the contents: id 2 for qemu upstream, 1 for the"
        " traditional one, and index 0.",
    ),
    "XS722": Explanation(
        since="4.6",
        why="0 is unknown, 1 qemu traditional, 2 qemu upstream. libxl does not look at the id and"
        " starts the device model that the configuration names; verify-stream-v2 refuses another"
        " number.",
        cause="Damage, or a header in the wrong byte order.",
        remedy="Put the number of the device model that wrote the contents. Xen restores the image"
        " with any.",
    ),
    "XS731": Explanation(
        since="4.6",
        why='Keys and values follow one another, each with a NUL. libxl stops with "Key in'
        ' xenstore data not NUL terminated", or "Val ...".',
        cause="A length that is one octet too small, or a writer that leaves the last NUL out.",
        remedy="Add the NUL and one to the length.",
    ),
    "XS732": Explanation(
        since="4.6",
        why="libxl writes each value under its key below the device model's path in xenstore. With"
        ' a key left over it stops with "Val in xenstore data not NUL terminated".',
        cause="A key or a value that is missing, or a value with a NUL in it.",
        remedy="List the strings and see from which one on keys and values have changed places.",
    ),
    "XS733": Explanation(
        since="4.14",
        why="Under Python 3 verify-stream-v2 compares the last octet, a number, with a text, which"
        " is never equal. So it refuses every stream whose device model has xenstore keys; the"
        " stream is good.",
        cause="The scripts were moved to Python 3 in Xen 4.14, and this comparison was not. Under"
        " Python 2 it works.",
        remedy="Nothing: judge the stream by the profile spec or restore.",
    ),
    "XS741": Explanation(
        since="4.7",
        why="libxl takes the control id from the body without a look at the length. Where there is"
        " none it reads through a null pointer, and the receiver crashes.",
        cause="A COLO sender that is not Xen's, or a damaged length.",
        remedy="Give the record its eight octets: the control id and four of zeros.",
    ),
    "XS742": Explanation(
        since="4.7",
        why="COLO knows 0 (new checkpoint), 1 (secondary suspended), 2 (secondary ready) and 3"
        " (secondary resumed). The other side waits for one of them, and gives up on anything"
        " else.",
        cause="Damage, a body in the wrong byte order, or another release of COLO on the other"
        " side.",
        remedy="Run the same release of Xen on both sides; if the number is 0x01000000 or so,"
        " correct the byte order.",
    ),
    "XS743": Explanation(
        since="4.7",
        why="The primary says 0, a new checkpoint begins; 1 to 3 are the secondary's answers. The"
        " secondary that gets one of its own gives up, and both sides fail over.",
        cause="A capture that mixed both directions, or was taken on the wrong side.",
        remedy="Capture each direction by itself. If this is the secondary's, read it with"
        " --back-channel.",
    ),
    "XS744": Explanation(
        since="4.7",
        why="The secondary says 1 to 3; 0, a new checkpoint begins, is the primary's. The primary"
        " that gets it back gives up, and both sides fail over.",
        cause="A capture that mixed both directions, or --back-channel for a stream from the"
        " primary.",
        remedy="Verify it without --back-channel, if it is the primary's stream.",
    ),
    "XS751": Explanation(
        since="any",
        why='qemu begins its device state with "QEVM" and refuses anything else with "Not a'
        ' migration stream". Xen itself passes the contents on unseen, so the restore fails late,'
        " when the device model starts.",
        cause="The blob has lost or gained octets at its beginning, or was damaged.",
        remedy="Compare the blob with what `xl save` wrote to /var/lib/xen/qemu-save.* on the"
        " sender, if it is still there; otherwise save the guest again.",
    ),
    "XS752": Explanation(
        since="any",
        why='qemu has read version 3 alone for many years, and refuses any other with "Unsupported'
        ' migration stream version".',
        cause="Damage, or a device state of a very old qemu (version 2).",
        remedy="Put 3 there if the sections after it are plausible; otherwise load it with the"
        " qemu that wrote it.",
    ),
    "XS753": Explanation(
        since="any",
        why="The state ends in the middle of a header. qemu reads past the end, fails to load, and"
        " libxl reports that the device model did not start.",
        cause="qemu or the disk stopped while the state was written: libxl takes the file as it"
        " finds it.",
        remedy="Save the guest again, with room in /var/lib/xen on the sender.",
    ),
    "XS754": Explanation(
        since="any",
        why="qemu ends its state with an octet 0. Without it the state is likely cut, and qemu"
        " fails with an error of reading at the last device.",
        cause="qemu was killed or the disk was full while the state was written.",
        remedy="Save the guest again, with room in /var/lib/xen on the sender. If the state is"
        " whole, the mark alone can be added.",
    ),
    "XS755": Explanation(
        since="any",
        why="After its header, and perhaps the machine's configuration, qemu expects a device's"
        ' section, and stops with "Unknown savevm section type".',
        cause="Octets were lost or added after the header, or a configuration section of another"
        " length than it says.",
        remedy='Look for the first device\'s name in the blob (often "timer" or "fw_cfg"): what'
        " stands before it is what is wrong.",
    ),
    "XS771": Explanation(
        since="4.6",
        why='The format allows big-endian streams, and libxl refuses them: "Unable to handle big'
        ' endian streams".',
        cause="A stream of another tool, or bit 0 of the options set by mistake.",
        remedy="If the records are little-endian, clear the bit. Otherwise convert the records.",
    ),
    "XS772": Explanation(
        since="4.6",
        why="The specification lets a reader skip a record with bit 31 set; libxl does not, and"
        ' stops with "Unrecognised record".',
        cause="A patched Xen that sends something extra. No release writes an optional record.",
        remedy="Take the record out of the libxl stream before the restore.",
    ),
    "XS774": Explanation(
        since="4.6",
        why="libxl writes the keys below the device model's path. A key that begins with a slash"
        ' could leave it, so libxl refuses it: "Key in xenstore data not relative"; likewise an'
        " empty one.",
        cause="A tool that stores whole paths, or strings of which one is missing, so that a value"
        " stands where a key belongs.",
        remedy="Make the keys relative to the device model's path, such as physmap/0.",
    ),
    "XS775": Explanation(
        since="4.7",
        why="CHECKPOINT_STATE is how the two sides of COLO talk. In a plain restore libxl stops"
        ' with "Unexpected CHECKPOINT_STATE record in stream".',
        cause="A stream of COLO was captured into a file.",
        remedy="Make a plain image of what stands before the first checkpoint ends, as told for"
        " XS608.",
    ),
    "XS776": Explanation(
        since="4.6",
        why="libxl takes the end of a file for END, so the guest is restored. A cut right there"
        " cannot be told from a whole image, and device model records may be missing.",
        cause="The image was cut between libxl's records, or a tool leaves the END out.",
        remedy="Check that an HVM guest's EMULATOR_CONTEXT is there. If it is, the guest is whole;"
        " otherwise take the image from the sender again.",
    ),
    "XS777": Explanation(
        since="4.6",
        why="The libxc stream has the guest's memory and processors. libxl does not ask for it: it"
        " reports a restore that succeeded, of a domain with nothing in it.",
        cause="A tool that took the libxc part out, or wrote its records in a layer of their own.",
        remedy="Put LIBXC_CONTEXT and the libxc stream before END.",
    ),
    "XS801": Explanation(
        since="4.1",
        why='xl tells its own files by their first 32 octets, and refuses others with "File has'
        ' wrong magic number - corrupt or for a different tool?".',
        cause="The image was saved by libvirt, xapi or another tool, octets before it were added,"
        " or the file was changed by a transfer in text mode: the magic has a line feed, a NUL and"
        " a carriage return to show that.",
        remedy="Let --format auto recognise it. If line ends were changed, the whole file is lost:"
        " copy it again in binary.",
    ),
    "XS802": Explanation(
        since="4.1",
        why="xl compares the number with 0x01020304 in the host's own order, and stops with \"File"
        ' has wrong byte order".',
        cause="Damage, or a tool that wrote the header big-endian.",
        remedy="Write all four numbers of the header, and the configuration's length,"
        " little-endian.",
    ),
    "XS803": Explanation(
        since="4.1",
        why="A mandatory flag changes how the file is to be read, so a reader that does not know"
        ' it must refuse the file: "need newer xl". Bit 0 is a configuration in JSON (4.5), bit 1'
        " a libxl stream (4.6).",
        cause="An image of a newer xl, or damage.",
        remedy="Restore with the xl that saved it. verify-stream-v2 does not look at unknown"
        " flags.",
    ),
    "XS811": Explanation(
        since="4.1",
        why="xl creates the domain from the configuration in the file. Where there is none, and"
        ' none is given, it stops with "Config file not specified and none in save file".',
        cause="An image that a tool wrote without one, or whose optional data was cut out.",
        remedy="Give one: `xl restore CONFIG IMAGE`.",
    ),
    "XS812": Explanation(
        since="4.5",
        why="Without bit 0 of the mandatory flags xl parses the configuration as the text of an"
        " xl.cfg, and stops at the brace that JSON begins with.",
        cause="A tool that wrote libxl's JSON and forgot the flag.",
        remedy="Set bit 0 of the mandatory flags, or give a configuration: `xl restore CONFIG"
        " IMAGE`.",
    ),
    "XS813": Explanation(
        since="4.6",
        why="libxl has no default for the type of a domain. It stands twice: in c_info.type, and"
        ' as the map b_info.type.pv, .pvh or .hvm. xl stops with "Unknown guest type" where the'
        " map is missing, and aborts where the two differ.",
        cause="JSON of another tool, a type that is misspelt, or a value before it that libxl does"
        " not know: then it drops all keys after that value.",
        remedy='Put "type": "hvm", "pvh" or "pv" into c_info and the map of the same name into'
        " b_info, or give a configuration: `xl restore CONFIG IMAGE`.",
    ),
    "XS814": Explanation(
        since="4.6",
        why="libxl makes the domain with the number of vcpus in its configuration, and the"
        " hypervisor has a limit for each type of guest.",
        cause="A configuration with no vcpus, or with more than Xen allows.",
        remedy="Set max_vcpus in b_info of the configuration to what the guest had.",
    ),
    "XS815": Explanation(
        since="4.6",
        why="libxl reads the configuration by the types of its own release: a value of another"
        " JSON type counts as missing, and the first one that it cannot convert ends the reading,"
        " so that all keys after it keep their defaults. It then refuses what no domain can be"
        " made of.",
        cause="A configuration of another release, or one that was edited.",
        remedy="Correct the key that the finding names, or give a configuration: `xl restore"
        " CONFIG IMAGE`.",
    ),
    "XS816": Explanation(
        since="4.6",
        why="The first value that libxl cannot convert ends the reading, and xl goes on with what"
        " it has: disks and network cards after it are not there in the restored domain, without"
        " a word.",
        cause="A word that only a newer release knows, or a slip.",
        remedy="Correct the value, or give a configuration: `xl restore CONFIG IMAGE`.",
    ),
    "XS851": Explanation(
        since="any",
        why='libvirt tells its own files by their first 16 octets, and refuses others with "image'
        ' magic is incorrect".',
        cause="A file of `xl save` or of another driver of libvirt, or one that was changed by a"
        " transfer in text mode.",
        remedy="Let --format auto recognise it. An image of xl is restored with xl.",
    ),
    "XS852": Explanation(
        since="any",
        why="Version 1 has a legacy stream behind the XML, version 2 a libxl stream. libvirt"
        ' refuses a higher one with "image version is not supported".',
        cause="An image of a newer libvirt, or a header in the wrong byte order.",
        remedy="Restore with the libvirt that saved it.",
    ),
    "XS853": Explanation(
        since="any",
        why="The fields are zero on save, and libvirt does not look at them. A later version may"
        " give them a meaning.",
        cause="Damage in the header, or a tool that keeps something of its own there.",
        remedy="Clear them. libvirt restores the image with them.",
    ),
    "XS861": Explanation(
        since="any",
        why='xenopsd tells its images by the first line, "XenSavedDomv2-" or, before that,'
        ' "XenSavedDomain", and refuses others with "Not a valid signature".',
        cause="An image of another tool, or octets before it that were added or lost.",
        remedy="Let --format auto recognise it, or give the place of the image with --offset.",
    ),
    "XS862": Explanation(
        since="any",
        why="A libxc or libxl stream tells its own end, and so does the END section. xenopsd"
        " writes the length 0 there and does not look at it.",
        cause="A tool that fills the field in.",
        remedy="Nothing. If the number is large, see whether the section's type is the right one.",
    ),
    "XS863": Explanation(
        since="any",
        why="The guest's memory is in a libxc or libxl section. Without one xenopsd has nothing to"
        " restore.",
        cause="The image was cut out of a larger one, or the suspend failed after the metadata was"
        " written.",
        remedy="Suspend the guest again, or take its last good image.",
    ),
    "XS871": Explanation(
        since="4.1",
        why="The configuration in the file is what the domain is created from. xl goes on with an"
        ' empty one after "yajl error: parse error" and then misses the domain\'s type; libvirt'
        " refuses the XML.",
        cause="The configuration was edited by hand, its length no longer fits, or it is cut.",
        remedy="Correct it, and the length before it. xl can do without: `xl restore CONFIG"
        " IMAGE`.",
    ),
    "XS872": Explanation(
        since="4.6",
        why="The domain is created by the configuration, and the stream is for the other type of"
        ' guest. libxenguest stops with "Unable to restore ... domain into an ... domain".',
        cause="The configuration of another guest was put into the image, or a guest was changed"
        " from PV to HVM after it was saved.",
        remedy="Use the configuration that the guest was saved with: `xl restore CONFIG IMAGE`. A"
        " PVH guest's stream is of type HVM, and that is right.",
    ),
    "XS873": Explanation(
        since="4.6",
        why="The domain is created with as many vcpus as the configuration says (1 if it does"
        ' not), and state for another vcpu has no place: "vcpu_id (...) exceeds domain max", or'
        ' "Unable to restore HVM context" for an HVM guest.',
        cause="max_vcpus was lowered in the configuration after the guest was saved, or the"
        " record's vcpu number is damaged.",
        remedy="Set max_vcpus to what the guest had, and limit the vcpus in the running guest"
        " instead.",
    ),
    "XS874": Explanation(
        since="any",
        why="So that no file can exhaust memory, a configuration of more than 1 MiB is not read."
        " It and what depends on it, the domain's type and its vcpus, were not checked.",
        cause="A damaged length, or a configuration with very long user data.",
        remedy="Check the length. Real configurations have a few thousand octets.",
    ),
    "XS901": Explanation(
        since="any",
        why="The octets begin like no format that a Xen domain is saved in, so there is nothing to"
        " check, and no tool would restore them.",
        cause="The wrong file, a wrong --offset, a file of which the beginning is lost or was"
        " overwritten with zeros, or text.",
        remedy='The message says what it looks like. Look for "LibxlFmt", "XENF" or "Xen saved'
        ' domain" in the file, and give the place with --offset.',
    ),
    "XS902": Explanation(
        since="any",
        why="The octets are plainly something else, such as an ELF core or a qcow image. They were"
        " not checked, and the exit status is 2, not 1: they may well be good of their kind.",
        cause="The wrong file, an archive that has to be unpacked first, a core of `xl dump-core`,"
        " or a format of compression whose library is not installed.",
        remedy="Do what the message says: unpack it, or install the library (`pip install"
        " 'xenstream[compression]'`).",
    ),
    "XS903": Explanation(
        since="any",
        why="The file, device or pipe gave an error, so that nothing, or not all, was checked. The"
        " exit status is 2.",
        cause="No such file, no right to read it, a failing disk, or compressed data that is"
        " damaged.",
        remedy="The message is the system's own. For a disk's error see the kernel's log, and copy"
        " what can be read with ddrescue.",
    ),
    "XS904": Explanation(
        since="any",
        why="Before Xen 4.6 a saved domain had another format, which tells neither its version nor"
        " its guest. It is named here and not checked; the exit status is 2.",
        cause="An image of Xen 4.5 or older, of xm, or of a xapi or libvirt on such a Xen.",
        remedy="Convert it with Xen's convert-legacy-stream (in Xen's private bin directory, such"
        " as /usr/lib/xen/bin; with -g pv or hvm and -w 32 or 64) and verify the result. xl and"
        " xenopsd run it by themselves when they restore such an image.",
    ),
    "XS905": Explanation(
        since="any",
        why="xenopsd writes the state of a vGPU with the length 0 and without a mark of its end."
        " Only the vGPU's own reader knows where it ends, so all after it is unchecked; the exit"
        " status is 2.",
        cause="A guest with a vGPU was suspended.",
        remedy="Nothing: the sections before it were checked. To check those after it, find the"
        " next section and give its streams with --offset.",
    ),
}
"""By code."""
