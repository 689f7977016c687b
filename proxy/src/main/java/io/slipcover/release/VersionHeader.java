package io.slipcover.release;

import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.catalog.ClientVersion;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header in which a client names its version. It should be there once. Where it is there more often, or is a list, as a proxy makes it of
 * several lines, all of them have to name the same version: which of two is right is not for us to guess.
 */
final class VersionHeader {
    private VersionHeader() {}

    /**
     * The version as text, or null where the request names none in this header.
     *
     * @throws IllegalArgumentException where it names several versions, or something that is none beside one
     */
    static @Nullable String version(HttpHeaders headers, String name) {
        Iterator<String> values = headers.valueStringIterator(name);
        if (!values.hasNext()) {
            return null;
        }
        String first = values.next();
        if (!values.hasNext() && first.indexOf(',') < 0) {
            return first.isBlank() ? null : first;
        }
        return onlyOne(String.join(",", headers.getAll(name)), name);
    }

    private static @Nullable String onlyOne(String list, String name) {
        Map<ClientVersion, String> versions = new LinkedHashMap<>();
        for (String element : list.split(",", -1)) {
            if (!element.isBlank()) {
                versions.putIfAbsent(ClientVersion.parse(element), element);
            }
            if (versions.size() > 1) {
                Iterator<ClientVersion> both = versions.keySet().iterator();
                throw new IllegalArgumentException(
                        "the request names two versions in " + name + ", " + both.next() + " and " + both.next());
            }
        }
        return versions.isEmpty() ? null : versions.values().iterator().next();
    }
}
