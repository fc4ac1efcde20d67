import io.kaitai.struct.KaitaiStruct;
import java.util.List;
import java.util.Map;

/** How many records there are in all of a tree that a root read. */
final class Counts {
    private int libxlRecords;
    private int libxcRecords;
    private int coloTurns;

    private Counts() {
    }

    static Map<String, Object> of(KaitaiStruct root) {
        Counts counts = new Counts();
        counts.add(root);
        return Json.object(
            "libxl_records", counts.libxlRecords,
            "libxc_records", counts.libxcRecords,
            "colo_turns", counts.coloTurns);
    }

    /** Adds what a tree has; nothing for the null of a field that is not there. */
    private void add(KaitaiStruct given) {
        if (given instanceof XlMigrationWire wire) {
            add(wire.image());
        } else if (given instanceof XlSaveImage xl) {
            add(xl.libxl());
            add(xl.libxc());
        } else if (given instanceof LibvirtSaveImage libvirt) {
            add(libvirt.libxl());
        } else if (given instanceof XapiSuspendImage xapi) {
            addAll(xapi.sections());
            add(xapi.libxc());
        } else if (given instanceof XapiSuspendImage.XapiSection section) {
            add(section.libxl());
            add(section.libxc());
        } else if (given instanceof LibxlMigration libxl) {
            addAll(libxl.contents().records());
        } else if (given instanceof LibxlMigration.LibxlContent.LibxlRecord record) {
            libxlRecords++;
            add(record.libxc());
            add(record.coloTurn());
            add(record.libxcContinued());
        } else if (given instanceof LibxlMigration.LibxlContent.ColoTurnRecord) {
            coloTurns++;
        } else if (given instanceof LibxcMigration libxc) {
            add(libxc.contents());
        } else if (given instanceof LibxcMigration.EmbeddedStream embedded) {
            add(embedded.contents());
        } else if (given instanceof LibxcMigration.Content content) {
            libxcRecords += content.records().size();
        } else if (given instanceof ColoBackChannel backChannel) {
            libxlRecords += backChannel.records().size();
        }
    }

    private void addAll(List<? extends KaitaiStruct> given) {
        if (given != null) {
            given.forEach(this::add);
        }
    }
}
