package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads a document into Jackson's tree, changes that, and writes it. */
final class JacksonChange implements DocumentChange {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Consumer<ObjectNode> change;

    JacksonChange(Consumer<ObjectNode> change) {
        this.change = change;
    }

    @Override
    public void write(byte[] document, Output out) throws IOException {
        JsonNode tree = mapper.readTree(document);
        change.accept((ObjectNode) tree);
        mapper.writeValue(out, tree);
    }
}
