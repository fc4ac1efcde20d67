import io.kaitai.struct.ByteBufferKaitaiStream;
import io.kaitai.struct.KaitaiStream;
import io.kaitai.struct.KaitaiStruct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints the lines of streams, by the generated Java parsers; see ../../../../README.md.
 * It reads record by record, so that the place of a refusal is exact.
 */
public final class Driver {
    private final KaitaiStream io;
    private final Consumer<Map<String, Object>> emit;
    private Map<String, Object> place = Json.object();

    private Driver(byte[] octets, Consumer<Map<String, Object>> emit) {
        this.io = new ByteBufferKaitaiStream(octets);
        this.emit = emit;
    }

    private void begin(String layer, String kind, int index) {
        place = Json.object("layer", layer, "kind", kind, "index", index);
    }

    private void line(Object... pairs) {
        Map<String, Object> fields = Json.object(pairs);
        fields.putAll(place);
        emit.accept(fields);
    }

    private void record(
            long type, boolean named, boolean optional, long length, Object body, Object padding) {
        line("type", type, "named", named, "optional", optional, "length", length,
            "body", body, "padding", padding);
    }

    private byte[] octets(long count) {
        // Not readBytes: it allocates what a broken length asks for before it looks.
        return io.substream(count).readBytesFull();
    }

    private long left() {
        return io.size() - io.pos();
    }

    private void libxc(String layer, boolean embedded) {
        begin(layer, "image_header", 0);
        LibxcMigration.ImageHeader header = new LibxcMigration.ImageHeader(io);
        line("version", header.version(),
            "options", header.options(),
            "reserved1", header.reserved1(),
            "reserved2", header.reserved2(),
            "is_le", header.isLe(),
            "endianness", header.endianness().id(),
            "reserved_options", header.reservedOptions());
        begin(layer, "domain_header", 0);
        LibxcMigration.Content.DomainHeader domain =
            new LibxcMigration.Content.DomainHeader(io, null, null, header.isLe());
        line("domain_type", Bodies.number(
                domain.domainType(), LibxcMigration.DomainType::id, domain.typeId()),
            "page_shift", domain.pageShift(),
            "reserved1", domain.reserved1(),
            "xen_major", domain.xenMajor(),
            "xen_minor", domain.xenMinor());
        libxcRecords(layer, header.isLe(), embedded);
    }

    private void libxcRecords(String layer, boolean isLe, boolean embedded) {
        // A parent for single records: a content that has nothing but an END.
        LibxcMigration.Content parent = new LibxcMigration.Content(
            new ByteBufferKaitaiStream(new byte[8]), isLe, embedded, false);
        for (int index = 0;; index++) {
            begin(layer, "record", index);
            LibxcMigration.Content.Record record =
                new LibxcMigration.Content.Record(io, parent, null, isLe);
            LibxcMigration.Content.RecordHeader header = record.header();
            LibxcMigration.RecordType kind = header.recordType();
            record(Bodies.number(kind, LibxcMigration.RecordType::id, header.typeId()),
                kind != null, header.isOptional(), header.lenBody(),
                Bodies.libxc(record.body()), Bodies.blobOrNull(record.padding()));
            if (kind == LibxcMigration.RecordType.END
                    || embedded && kind == LibxcMigration.RecordType.CHECKPOINT) {
                return;
            }
        }
    }

    private void libxl(String layer) {
        begin(layer, "libxl_header", 0);
        LibxlMigration.LibxlHeader header = new LibxlMigration.LibxlHeader(io);
        line("version", header.version(),
            "options", header.options(),
            "is_le", header.isLe(),
            "endianness", header.endianness().id(),
            "is_legacy_converted", header.isLegacyConverted(),
            "reserved_options", header.reservedOptions());
        for (int index = 0;; index++) {
            begin(layer, "record", index);
            LibxlMigration.LibxlRecordType kind = libxlRecord(header.isLe());
            if (kind == LibxlMigration.LibxlRecordType.LIBXC_CONTEXT) {
                libxc(layer + "/libxc", true);
            }
            if (kind == LibxlMigration.LibxlRecordType.CHECKPOINT_END) {
                afterCheckpoint(layer, header.isLe());
                if (io.isEof()) {
                    return;
                }
            }
            if (kind == LibxlMigration.LibxlRecordType.END) {
                return;
            }
        }
    }

    private LibxlMigration.LibxlRecordType libxlRecord(boolean isLe) {
        LibxlMigration.LibxlContent.LibxlRecordHeader header = nextLibxl(isLe);
        LibxlMigration.LibxlRecordType kind = header.recordType();
        Object body;
        Object padding;
        if (kind == LibxlMigration.LibxlRecordType.LIBXC_CONTEXT
                || kind == LibxlMigration.LibxlRecordType.CHECKPOINT_END) {
            // The generated type would read all of what follows too.
            io.seek(io.pos() + 8);
            body = Bodies.sha(octets(header.lenBody()));
            byte[] zeros = octets(header.lenPadding());
            padding = zeros.length == 0 ? null : Bodies.sha(zeros);
        } else {
            LibxlMigration.LibxlContent.LibxlRecord record =
                new LibxlMigration.LibxlContent.LibxlRecord(io, null, null, isLe);
            body = Bodies.libxl(record.body());
            padding = Bodies.blobOrNull(record.padding());
        }
        record(Bodies.number(kind, LibxlMigration.LibxlRecordType::id, header.typeId()),
            kind != null, header.isOptional(), header.lenBody(), body, padding);
        return kind;
    }

    private LibxlMigration.LibxlContent.LibxlRecordHeader nextLibxl(boolean isLe) {
        long at = io.pos();
        LibxlMigration.LibxlContent.LibxlRecordHeader header =
            new LibxlMigration.LibxlContent.LibxlRecordHeader(io, null, null, isLe);
        io.seek(at);
        return header;
    }

    private void afterCheckpoint(String layer, boolean isLe) {
        if (left() >= 8 && nextLibxl(isLe).typeId() == 5) {
            begin(layer, "colo_turn", 0);
            LibxlMigration.LibxlContent.ColoTurnRecord turn =
                new LibxlMigration.LibxlContent.ColoTurnRecord(io, null, null, isLe);
            line("type", turn.typeId(), "length", turn.lenColoState(),
                "body", Bodies.coloTurn(turn.coloState()),
                "padding", Bodies.blobOrNull(turn.padding()));
        }
        if (!io.isEof()) {
            libxcRecords(layer + "/libxc", isLe, true);
        }
    }

    private void xl(String layer) {
        begin(layer, "preamble", 0);
        XlSaveImage.XlPreamble preamble = new XlSaveImage.XlPreamble(io);
        line("byteorder", preamble.byteorder(), "is_native_le", preamble.isNativeLe(),
            "is_le", preamble.isLe());
        begin(layer, "fields", 0);
        XlSaveImage.XlFields fields = new XlSaveImage.XlFields(io, preamble.isLe());
        line("mandatory_flags", fields.mandatoryFlags(),
            "optional_flags", fields.optionalFlags(),
            "len_optional_data", fields.lenOptionalData(),
            "has_json_config", fields.hasJsonConfig(),
            "has_stream_v2", fields.hasStreamV2(),
            "unknown_mandatory_flags", fields.unknownMandatoryFlags());
        if (fields.lenOptionalData() != 0) {
            begin(layer, "optional_data", 0);
            XlSaveImage.XlOptionalData data = new XlSaveImage.XlOptionalData(
                io.substream(fields.lenOptionalData()), preamble.isLe());
            line("len_config", data.lenConfig(),
                "config", Bodies.blobOrNull(data.config()),
                "unknown_data", Bodies.blob(data.unknownData()));
        }
        if (fields.hasStreamV2()) {
            libxl(layer + "/libxl");
        } else {
            libxc(layer + "/libxc", false);
        }
    }

    private void libvirt(String layer) {
        begin(layer, "libvirt_header", 0);
        LibvirtSaveImage.LibvirtHeader header = new LibvirtSaveImage.LibvirtHeader(io);
        line("version", header.version(), "len_xml", header.lenXml(),
            "reserved1", header.reserved1());
        begin(layer, "xml", 0);
        line("xml", Bodies.sha(octets(header.lenXml())));
        libxl(layer + "/libxl");
    }

    private void xapi(String layer) {
        begin(layer, "signature", 0);
        XapiSuspendImage.XapiSignature signature = new XapiSuspendImage.XapiSignature(io);
        line("version", Bodies.text(signature.version()));
        if (!signature.hasSections()) {
            libxc(layer + "/libxc", false);
            return;
        }
        XapiSuspendImage.XapiSectionType kind = null;
        for (int index = 0; kind != XapiSuspendImage.XapiSectionType.END; index++) {
            begin(layer, "section", index);
            XapiSuspendImage.XapiSectionHeader header = new XapiSuspendImage.XapiSectionHeader(io);
            kind = header.sectionType();
            long number = Bodies.number(
                kind, XapiSuspendImage.XapiSectionType::id, header.typeId());
            Object data = header.isStream() ? null : Bodies.sha(octets(header.lenBody()));
            line("section_type", Bodies.u8(number), "length", Bodies.u8(header.lenBody()),
                "data", data);
            if (kind == XapiSuspendImage.XapiSectionType.LIBXC) {
                libxc(layer + "/libxc", false);
            }
            if (kind == XapiSuspendImage.XapiSectionType.LIBXL) {
                libxl(layer + "/libxl");
            }
        }
    }

    private void banner(String layer) {
        begin(layer, "banner", 0);
        if (!io.isEof() && nextOctet() == 'x') {
            byte[] octets = io.readBytesTerm((byte) 0x0a, false, true, true);
            line("text", Bodies.text(new String(octets, StandardCharsets.ISO_8859_1)));
        }
    }

    private void wire(String layer) {
        banner(layer);
        xl(layer + "/xl");
        for (int index = 0; !io.isEof(); index++) {
            begin(layer, "text", index);
            XlMigrationWire.WireText found = new XlMigrationWire.WireText(io);
            line("text", Bodies.text(found.text()), "status", found.status());
        }
    }

    private void backChannel(String layer) {
        banner(layer);
        for (int index = 0; !io.isEof(); index++) {
            begin(layer, "record", index);
            ColoBackChannel.BackChannelRecord record = new ColoBackChannel.BackChannelRecord(io);
            ColoBackChannel.BackChannelRecordHeader header = record.header();
            ColoBackChannel.BackChannelRecordType kind = header.recordType();
            record(
                Bodies.number(kind, ColoBackChannel.BackChannelRecordType::id, header.typeId()),
                kind != null, header.isOptional(), header.lenBody(),
                Bodies.backChannel(record.body()),
                record.padding() == null ? null : Bodies.sha(record.padding().data()));
        }
    }

    private void qemu(String layer) {
        begin(layer, "device_state_header", 0);
        line("version", new QemuDeviceState.DeviceStateHeader(io).version());
        begin(layer, "configuration", 0);
        if (!io.isEof() && nextOctet() == 7) {
            QemuDeviceState.DeviceStateConfiguration configuration =
                new QemuDeviceState.DeviceStateConfiguration(io);
            line("type", configuration.typeId(), "machine", Bodies.text(configuration.machine()));
        }
        begin(layer, "first_section", 0);
        if (!io.isEof()) {
            QemuDeviceState.SectionHeader section = new QemuDeviceState.SectionHeader(io);
            line("type", section.typeId(),
                "named", section.sectionType() != null,
                "section_id", section.sectionId(),
                "name", section.hasName() ? Bodies.text(section.name()) : null,
                "instance_id", section.instanceId(),
                "version", section.version());
        }
        begin(layer, "rest", 0);
        line("data", Bodies.sha(octets(left())));
    }

    private int nextOctet() {
        int octet = io.readU1();
        io.seek(io.pos() - 1);
        return octet;
    }

    private void struct(String name) {
        begin(name, "struct", 0);
        line("fields", Leaves.of(Leaves.read(name, io)));
    }

    private void read(String format) {
        switch (format) {
            case "libxc" -> libxc(format, false);
            case "libxl" -> libxl(format);
            case "xl" -> xl(format);
            case "libvirt" -> libvirt(format);
            case "xapi" -> xapi(format);
            case "wire" -> wire(format);
            case "qemu" -> qemu(format);
            case "back-channel" -> backChannel(format);
            default -> struct(format);
        }
    }

    private static KaitaiStruct root(String format, KaitaiStream io) {
        return switch (format) {
            case "libxc" -> new LibxcMigration(io);
            case "libxl" -> new LibxlMigration(io);
            case "xl" -> new XlSaveImage(io);
            case "libvirt" -> new LibvirtSaveImage(io);
            case "xapi" -> new XapiSuspendImage(io);
            case "wire" -> new XlMigrationWire(io);
            case "qemu" -> new QemuDeviceState(io);
            case "back-channel" -> new ColoBackChannel(io);
            default -> Leaves.read(format, io);
        };
    }

    /** What the generated root, which parses all in one go, read; null if it refused. */
    private static Map<String, Object> whole(String format, byte[] octets) {
        KaitaiStruct root;
        try {
            root = root(format, new ByteBufferKaitaiStream(octets));
        } catch (RuntimeException e) {
            return null;
        }
        return Counts.of(root);
    }

    private static void lines(
            String format, byte[] octets, Consumer<Map<String, Object>> emit) {
        Driver driver = new Driver(octets, emit);
        try {
            driver.read(format);
        } catch (RuntimeException e) {
            emit.accept(Json.object("refused_at", driver.place, "whole", whole(format, octets)));
            return;
        }
        emit.accept(Json.object(
            "end", true, "rest", driver.left(), "whole", whole(format, octets)));
    }

    /** Reads `FORMAT PATH` lines, and prints each stream's. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        StringBuilder text = new StringBuilder();
        Consumer<Map<String, Object>> emit = line -> {
            text.setLength(0);
            Json.write(text, line);
            out.print(text.append('\n'));
        };
        for (String line; (line = told.readLine()) != null;) {
            String[] words = line.split(" ", 2);
            emit.accept(Json.object("file", words[1]));
            lines(words[0], Files.readAllBytes(Path.of(words[1])), emit);
        }
        out.flush();
    }
}
