package io.slipcover.cli;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A file of documents, in any form that {@link ListedDocuments} knows. A row of CouchDB's stands for the document in it. */
final class SampleFile {
    private final String name;
    private final int deepest;
    private final Consumer<String> problems;
    private boolean whole = true;

    /**
     * @param name what messages call the file
     * @param deepest how many levels a document may have
     * @param problems hears of what is no document
     */
    SampleFile(String name, int deepest, Consumer<String> problems) {
        this.name = name;
        this.deepest = deepest;
        this.problems = problems;
    }

    /** Whether everything in the file was a document. */
    boolean isWhole() {
        return whole;
    }

    /** Hands out the documents, one after the other. */
    void read(InputStream input, Consumer<JsonObject> documents) throws IOException {
        JsonStream values = new JsonStream(new ListedDocuments(input));
        try {
            while (values.next()) {
                byte[] value = values.value();
                if (value[0] != '{') {
                    report(values, "expected a document, found no object");
                } else if (values.depth() > deepest) {
                    report(values, "nested deeper than " + deepest + " levels (limit: nesting)");
                } else {
                    hand(values, JsonObject.ofValidated(value, 0, value.length), documents);
                }
            }
        } catch (JsonFormatException e) {
            report(values, e.problem());
        }
    }

    private void hand(JsonStream values, JsonObject value, Consumer<JsonObject> documents) {
        if (!Row.is(value)) {
            documents.accept(value);
            return;
        }
        Row row = new Row(value);
        JsonObject document = row.document();
        if (document != null) {
            documents.accept(document);
        } else if (!row.isAskedWithDocuments()) {
            report(values, "found a row without its document; ask CouchDB with include_docs=true");
        } else if (!row.isOfNoDocument()) {
            report(values, "found a row without its document");
        }
    }

    private void report(JsonStream values, String problem) {
        whole = false;
        problems.accept(name + ":" + values.line() + ": document " + values.number() + ": " + problem);
    }
}
