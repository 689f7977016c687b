package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** Changes a header of CouchDB's where it stands and in CouchDB's spelling, so that a head differs in nothing but what is changed. */
final class InPlace {
    private InPlace() {}

    /** Exchanges the value of a header; adds it where it is not there. */
    static void set(HttpHeaders headers, CharSequence name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
            return;
        }
        List<Map.Entry<String, String>> all = headers.entries();
        headers.clear();
        boolean done = false;
        for (Map.Entry<String, String> header : all) {
            if (!header.getKey().contentEquals(name) && !header.getKey().equalsIgnoreCase(name.toString())) {
                headers.add(header.getKey(), header.getValue());
            } else if (!done) {
                headers.add(header.getKey(), value);
                done = true;
            }
        }
    }
}
