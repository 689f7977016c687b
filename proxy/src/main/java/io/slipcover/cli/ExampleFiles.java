package io.slipcover.cli;

import io.slipcover.guess.Example;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents in an older and in a newer shape, in two files or two folders, or the older ones in a database. A file holds one document or several; a folder holds files. They
 * are paired by {@code _id} where all have one, and otherwise by their order.
 */
final class ExampleFiles {
    private static final JsonName ID = JsonName.of("_id");

    private ExampleFiles() {}

    /** A document with the name by which a reader finds it. */
    private record Named(String name, JsonObject document) {}

    /**
     * The examples.
     *
     * @param wanted which documents are of the type
     * @throws IllegalArgumentException where they cannot be read or paired; the message says why
     */
    static List<Example> read(Path older, Path newer, Predicate<JsonObject> wanted) throws IOException {
        List<Named> from = documents(older, wanted);
        List<Named> to = documents(newer, wanted);
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no document of the type in " + (from.isEmpty() ? older : newer));
        }
        boolean byId = Stream.concat(from.stream(), to.stream())
                .allMatch(named -> named.document().string(ID) != null);
        return byId && from.size() + to.size() > 2 ? pairedById(from, to) : pairedByOrder(from, to);
    }

    /** The older documents, wherever they are stored. */
    @FunctionalInterface
    interface Stored {
        /** The document with this id; null where there is none. */
        @Nullable
        JsonObject find(String id) throws IOException, InterruptedException;
    }

    /**
     * Examples whose older sides are stored under the ids of the newer ones.
     *
     * @param wanted which documents are of the type
     * @throws IllegalArgumentException where they cannot be read or paired; the message says why
     */
    static List<Example> read(Stored stored, Path newer, Predicate<JsonObject> wanted)
            throws IOException, InterruptedException {
        List<Example> examples = new ArrayList<>();
        for (Named named : documents(newer, wanted)) {
            String id = named.document().string(ID);
            if (id == null || id.isEmpty()) {
                throw new IllegalArgumentException(
                        named.name() + ": expected an _id, by which the older document is found in the database");
            }
            JsonObject older = stored.find(id);
            if (older == null) {
                throw new IllegalArgumentException("the database has no document '" + id + "'");
            }
            if (!wanted.test(older)) {
                throw new IllegalArgumentException("the document '" + id + "' of the database is of another type");
            }
            examples.add(new Example(named.name(), older, named.document()));
        }
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there is no document of the type in " + newer);
        }
        return examples;
    }

    private static List<Example> pairedById(List<Named> from, List<Named> to) {
        Map<String, Named> byId = new LinkedHashMap<>();
        to.forEach(named -> byId.put(String.valueOf(named.document().string(ID)), named));
        List<Example> examples = new ArrayList<>();
        for (Named named : from) {
            Named partner = byId.remove(String.valueOf(named.document().string(ID)));
            if (partner != null) {
                examples.add(new Example(named.name(), named.document(), partner.document()));
            }
        }
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no document has the same _id on both sides");
        }
        return examples;
    }

    private static List<Example> pairedByOrder(List<Named> from, List<Named> to) {
        if (from.size() != to.size()) {
            throw new IllegalArgumentException(
                    "expected as many newer documents as older ones, or an _id in each; found " + from.size()
                            + " older and " + to.size() + " newer");
        }
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            examples.add(new Example(
                    from.get(i).name(), from.get(i).document(), to.get(i).document()));
        }
        return examples;
    }

    private static List<Named> documents(Path place, Predicate<JsonObject> wanted) throws IOException {
        List<Named> documents = new ArrayList<>();
        if (!Files.isDirectory(place)) {
            read(place, wanted, documents);
            return documents;
        }
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                read(file, wanted, documents);
            }
        }
        return documents;
    }

    private static void read(Path file, Predicate<JsonObject> wanted, List<Named> documents) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no file " + file + " that can be read");
        }
        try (InputStream input = Files.newInputStream(file)) {
            JsonStream stream = new JsonStream(input);
            try {
                while (stream.next()) {
                    byte[] bytes = stream.value();
                    if (bytes[0] != '{') {
                        throw new IllegalArgumentException(
                                file + ":" + stream.line() + ": expected a document, which is an object");
                    }
                    JsonObject document = JsonObject.ofValidated(bytes, 0, bytes.length);
                    if (wanted.test(document)) {
                        String id = document.string(ID);
                        documents.add(new Named(id == null ? file + ":" + stream.line() : "'" + id + "'", document));
                    }
                }
            } catch (JsonFormatException e) {
                throw new IllegalArgumentException(file + ":" + stream.line() + ": " + e.problem(), e);
            }
        }
    }
}
