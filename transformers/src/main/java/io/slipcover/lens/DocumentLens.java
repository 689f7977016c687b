package io.slipcover.lens;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lens written in Java, named in a lens file by its class: {@code java: {class: com.example.OrderLens}}.
 *
 * <p>The class is public, on the class path, and has a public constructor without parameters. One object of it serves all
 * threads at once, so it keeps no state. The same document must always get the same answer.
 *
 * <p>A document is a map, in the order of its members, of {@code null}, {@link Boolean}, {@link String}, {@link
 * java.math.BigDecimal}, {@link java.util.List} and {@link Map}. The maps and lists handed out may be changed and returned. In
 * a result any {@link Number} may stand. Members that begin with {@code _}, and those of the type and the version, are handed
 * out; they may be left out of the result, and are then restored, but not changed or made.
 *
 * <p>What a document does not allow for is told by throwing any {@link RuntimeException}: the document then cannot be shown,
 * or is not stored. Its message may reach the client that sent or asked for the document.
 */
public interface DocumentLens {
    /** Leads a document of the older version to the newer one. */
    Map<String, @Nullable Object> forward(Map<String, @Nullable Object> older);

    /** Leads a document of the newer version to the older one. */
    Map<String, @Nullable Object> backward(Map<String, @Nullable Object> newer);

    /**
     * Leads an edited view up, taking from its base what {@link #backward} did not show.
     *
     * @param base the stored document, of the newer version
     * @param view what was written, of the older version
     * @return the document of the newer version; null (the default) asks for a three-way merge
     */
    default @Nullable Map<String, @Nullable Object> put(
            Map<String, @Nullable Object> base, Map<String, @Nullable Object> view) {
        return null;
    }

    /** Whether {@link #put} may take something from the base. If not, it is not called, and the base not fetched for it. */
    default boolean needsBase() {
        return true;
    }

    /** Differs whenever the lens does something else than before: clients are then not told that what they hold is still right. */
    default String revision() {
        return "";
    }
}
