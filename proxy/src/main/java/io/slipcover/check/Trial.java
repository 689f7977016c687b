package io.slipcover.check;

import io.slipcover.json.JsonObject;
import java.util.List;

/** One thing that is tried with a stored document. It can be tried again with a smaller document, to see whether the same goes wrong. */
interface Trial {
    /** What goes wrong, each once. The document is only read. */
    List<Fault> faults(JsonObject stored);

    /** What the client does to the document. */
    default Edit edit() {
        return new Edit.None();
    }
}
