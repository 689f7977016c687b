package io.slipcover.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.CouchClient;
import java.util.List;

/** Documents on their way into a CouchDB, before anything is measured. */
final class CouchDocuments {
    private CouchDocuments() {}

    /** Writes documents without a proxy, and notes their revisions in the documents. */
    static void write(CouchClient couch, String database, List<ObjectNode> documents) {
        String rows = couch.post("/" + database + "/_bulk_docs", Json.text(Documents.batch(documents)))
                .orThrow()
                .body();
        takeRevisions(documents, Json.read(rows.getBytes(UTF_8)));
    }

    /** Notes the revisions that the answer to a batch tells. */
    static void takeRevisions(List<ObjectNode> documents, JsonNode rows) {
        for (int index = 0; index < documents.size(); index++) {
            JsonNode revision = rows.path(index).path("rev");
            if (!revision.isTextual()) {
                throw new IllegalStateException("not written: " + rows.path(index));
            }
            documents.get(index).set("_rev", revision);
        }
    }
}
