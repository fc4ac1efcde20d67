import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as the conformance lines want it: sorted keys, no spaces; its texts need no escapes. */
final class Json {
    private Json() {
    }

    /** A sorted object of names and values in turn. */
    static Map<String, Object> object(Object... pairs) {
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> fields) {
            String comma = "{";
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.append(comma).append('"').append(field.getKey()).append("\":");
                write(out, field.getValue());
                comma = ",";
            }
            out.append('}');
        } else if (value instanceof List<?> items) {
            out.append('[');
            String comma = "";
            for (Object item : items) {
                out.append(comma);
                write(out, item);
                comma = ",";
            }
            out.append(']');
        } else if (value instanceof String) {
            out.append('"').append(value).append('"');
        } else {
            out.append(value);
        }
    }
}
