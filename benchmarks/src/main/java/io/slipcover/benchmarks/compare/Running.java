package io.slipcover.benchmarks.compare;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A running candidate, which can be asked.
 *
 * @param url the candidate's address, without a slash at its end
 * @param database the database that clients ask for
 */
record Running(Candidate candidate, URI url, String database) {
    Running(Candidate candidate, URI url) {
        this(candidate, url, candidate.database());
    }

    /** This candidate, asked for another database. */
    Running in(String other) {
        return new Running(candidate, url, other);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** The path of a document or resource in the database. */
    String path(String below) {
        return "/" + database + "/" + below;
    }

    /** What each request to it carries. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        candidate.clientVersion().ifPresent(version -> headers.put("X-Client-Version", version));
        return headers;
    }
}
