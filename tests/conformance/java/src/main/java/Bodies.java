import io.kaitai.struct.KaitaiStruct;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The bodies of records as JSON. */
final class Bodies {
    private Bodies() {
    }

    static Map<String, Object> sha(byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return Json.object(
                "length", octets.length, "sha256", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> blob(LibxcMigration.Blob given) {
        return sha(given.data());
    }

    static Map<String, Object> blobOrNull(LibxcMigration.Blob given) {
        return given == null ? null : blob(given);
    }

    static String text(String given) {
        return HexFormat.of().formatHex(given.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String u8(Long given) {
        return Long.toUnsignedString(given);
    }

    /** The number of an enum's value, which is null where the enum does not name it. */
    static <E> long number(E value, ToLongFunction<E> id, long unnamed) {
        return value == null ? unnamed : id.applyAsLong(value);
    }

    static Object lazy(Supplier<Object> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return "refused";
        }
    }

    static <T> List<Object> each(List<T> given, Function<T, Object> form) {
        return given.stream().map(form).collect(Collectors.toList());
    }

    static Object words(Supplier<List<Long>> pfns) {
        return lazy(() -> each(pfns.get(), Bodies::u8));
    }

    private static Map<String, Object> vcpu(long id, long reserved1, KaitaiStruct context) {
        return Json.object(
            "vcpu_id", id, "reserved1", reserved1, "context", Leaves.of(context));
    }

    static Map<String, Object> libxc(KaitaiStruct given) {
        if (given instanceof LibxcMigration.Content.PageData body) {
            return Json.object(
                "num_pfns", body.header().numPfns(),
                "reserved1", body.header().reserved1(),
                "pfns", lazy(() -> each(body.pfns().entries(), e -> List.of(
                    e.pfn(), e.pageType().id(), e.reserved1()))),
                "pages", lazy(() -> each(body.pages().pages(), Bodies::blob)));
        }
        if (given instanceof LibxcMigration.Content.X86PvInfo body) {
            return Json.object(
                "guest_width", body.guestWidth(),
                "num_pt_levels", body.numPtLevels(),
                "reserved1", body.reserved1(),
                "reserved2", body.reserved2());
        }
        if (given instanceof LibxcMigration.Content.X86PvP2mFrames body) {
            return Json.object(
                "start_pfn", body.startPfn(),
                "end_pfn", body.endPfn(),
                "pfns", words(() -> body.frames().pfns()));
        }
        if (given instanceof LibxcMigration.Content.X86PvVcpuBasic body) {
            return vcpu(body.vcpuId(), body.reserved1(), body.context());
        }
        if (given instanceof LibxcMigration.Content.X86PvVcpuExtended body) {
            return vcpu(body.vcpuId(), body.reserved1(), body.context());
        }
        if (given instanceof LibxcMigration.Content.X86PvVcpuXsave body) {
            return vcpu(body.vcpuId(), body.reserved1(), body.context());
        }
        if (given instanceof LibxcMigration.Content.X86PvVcpuMsrs body) {
            return vcpu(body.vcpuId(), body.reserved1(), body.context());
        }
        if (given instanceof LibxcMigration.Content.SharedInfo body) {
            return Json.object("page", Leaves.of(body.page()));
        }
        if (given instanceof LibxcMigration.Content.X86TscInfo body) {
            return Json.object(
                "tsc_mode", number(body.tscMode(), LibxcMigration.TscMode::id, body.mode()),
                "khz", body.khz(),
                "nsec", u8(body.nsec()),
                "incarnation", body.incarnation(),
                "reserved1", body.reserved1());
        }
        if (given instanceof LibxcMigration.Content.HvmParams body) {
            return Json.object(
                "num_params", body.header().numParams(),
                "reserved1", body.header().reserved1(),
                "params", lazy(() -> each(body.params().entries(), p -> List.of(
                    u8(number(p.param(), LibxcMigration.HvmParam::id, p.index())),
                    u8(p.value())))));
        }
        if (given instanceof LibxcMigration.Content.CheckpointDirtyPfnList body) {
            return Json.object("pfns", words(body::pfns));
        }
        if (given instanceof LibxcMigration.Blob body) {
            return blob(body);
        }
        return Leaves.of(given);
    }

    private static Map<String, Object> state(long control, Long reserved1) {
        return Json.object("control", control, "reserved1", reserved1);
    }

    static Map<String, Object> coloTurn(LibxlMigration.LibxlContent.ColoTurnState state) {
        return state(
            number(state.control(), LibxlMigration.CheckpointControl::id, state.controlId()),
            state.reserved1());
    }

    static Map<String, Object> libxl(KaitaiStruct given) {
        if (given instanceof LibxlMigration.LibxlContent.EmulatorXenstoreData body) {
            return Json.object(
                "emulator", number(
                    body.header().emulator(), LibxlMigration.EmulatorId::id,
                    body.header().emulatorId()),
                "index", body.header().index(),
                "strings", lazy(() -> each(body.xenstoreData().strings(), Bodies::text)));
        }
        if (given instanceof LibxlMigration.LibxlContent.EmulatorContext body) {
            return Json.object(
                "emulator", number(
                    body.header().emulator(), LibxlMigration.EmulatorId::id,
                    body.header().emulatorId()),
                "index", body.header().index(),
                "context", blob(body.context()));
        }
        if (given instanceof LibxlMigration.LibxlContent.CheckpointState body) {
            return state(
                number(body.control(), LibxlMigration.CheckpointControl::id, body.controlId()),
                body.reserved1());
        }
        return blob((LibxcMigration.Blob) given);
    }

    static Map<String, Object> backChannel(KaitaiStruct given) {
        if (given instanceof ColoBackChannel.BackChannelState body) {
            return state(
                number(body.control(), ColoBackChannel.BackChannelControl::id, body.controlId()),
                body.reserved1());
        }
        if (given instanceof ColoBackChannel.BackChannelDirtyPfnList body) {
            return Json.object("pfns", words(body::pfns));
        }
        return sha(((ColoBackChannel.BackChannelBlob) given).data());
    }
}
