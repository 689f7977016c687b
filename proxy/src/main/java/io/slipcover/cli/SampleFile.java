package io.slipcover.cli;

import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** A file of documents, in any form that {@link ListedDocuments} knows. A row of CouchDB's stands for the document in it. */
final class SampleFile {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName DOC = JsonName.of("doc");
    private static final JsonName KEY = JsonName.of("key");
    private static final JsonName VALUE = JsonName.of("value");
    private static final JsonName SEQ = JsonName.of("seq");

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
                byte[] value = Arrays.copyOfRange(values.array(), values.start(), values.end());
                if (value[0] != '{') {
                    report(values, "expected a document, found no object");
                } else if (values.depth() > deepest) {
                    report(values, "nested deeper than " + deepest + " levels (limit: nesting)");
                } else {
                    hand(values, JsonObject.ofValidated(value, 0, value.length), documents);
                }
            }
        } catch (JsonFormatException e) {
            report(values, JsonStream.problem(e));
        }
    }

    private void hand(JsonStream values, JsonObject value, Consumer<JsonObject> documents) {
        boolean row = value.has(ID) && (value.has(KEY) || value.has(VALUE) || value.has(SEQ) || value.has(DOC));
        if (!row || value.string(JsonName.of("_id")) != null) {
            documents.accept(value);
            return;
        }
        if (!value.has(DOC)) {
            report(values, "found a row without its document; ask CouchDB with include_docs=true");
            return;
        }
        Row found = new Row(value);
        JsonObject document = found.document();
        if (document != null) {
            documents.accept(document);
        } else if (!found.isOfNoDocument()) {
            report(values, "found a row without its document");
        }
    }

    private void report(JsonStream values, String problem) {
        whole = false;
        problems.accept(name + ":" + values.line() + ": document " + values.number() + ": " + problem);
    }
}
