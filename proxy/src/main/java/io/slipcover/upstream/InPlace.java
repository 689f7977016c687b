package io.slipcover.upstream;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A way to change a header where it stands, in CouchDB's spelling. So the head of an answer differs from CouchDB's in
 * nothing but the change.
 */
public final class InPlace {
    private InPlace() {}

    /** Gives a header a new value. Several headers of that name become one. A header that is not there is added. */
    public static void set(HttpHeaders headers, CharSequence name, String value) {
        Map.Entry<CharSequence, CharSequence> only = null;
        for (Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence(); all.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            if (AsciiString.contentEqualsIgnoreCase(header.getKey(), name)) {
                if (only != null) {
                    join(headers, name, value);
                    return;
                }
                only = header;
            }
        }
        if (only == null) {
            headers.set(name, value);
        } else {
            only.setValue(value);
        }
    }

    private static void join(HttpHeaders headers, CharSequence name, String value) {
        List<Map.Entry<String, String>> all = headers.entries();
        headers.clear();
        boolean done = false;
        for (Map.Entry<String, String> header : all) {
            if (!AsciiString.contentEqualsIgnoreCase(header.getKey(), name)) {
                headers.add(header.getKey(), header.getValue());
            } else if (!done) {
                headers.add(header.getKey(), value);
                done = true;
            }
        }
    }
}
