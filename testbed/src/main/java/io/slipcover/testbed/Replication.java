package io.slipcover.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The result of a replication: what PouchDB told when the replication was over.
 *
 * @param read documents that came from the source
 * @param written documents that the target took
 * @param failures documents that the target did not take, and that the replication went on without
 * @param denied what PouchDB told of each document that the target did not take
 */
public record Replication(int read, int written, int failures, List<JsonNode> denied) {
    public Replication {
        denied = List.copyOf(denied);
    }

    static Replication of(JsonNode result) {
        return new Replication(
                result.path("docs_read").asInt(),
                result.path("docs_written").asInt(),
                result.path("doc_write_failures").asInt(),
                StreamSupport.stream(result.path("denied").spliterator(), false).toList());
    }
}
