package io.slipcover.example.todo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty database of todos with the proxy before it, new for each test, on the server that all tests share. */
final class Todos implements BeforeEachCallback, AfterEachCallback {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CouchServer SERVER = CouchServer.shared();
    // It ends with this JVM.
    private static final PouchApps APPS = PouchApps.start();

    private final List<String> settings;
    private Path folder;
    private TodoStage stage;

    /** With more lines in the example's configuration, such as {@code on-refused: skip}. */
    Todos(String... settings) {
        this.settings = List.of(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("slipcover-todo-");
        stage = TodoStage.open(SERVER, configuration());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (stage != null) {
            stage.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path configuration() throws IOException {
        Path own = TodoStage.ownConfiguration();
        Path lenses = Files.createDirectory(folder.resolve("lenses"));
        try (Stream<Path> files = Files.list(own.resolveSibling("lenses"))) {
            for (Path lens : files.toList()) {
                Files.copy(lens, lenses.resolve(lens.getFileName()));
            }
        }
        Path configuration = Files.copy(own, folder.resolve("slipcover.yaml"));
        return Files.write(configuration, settings, StandardOpenOption.APPEND);
    }

    TodoStage stage() {
        return requireNonNull(stage, "only while a test runs");
    }

    CouchServer server() {
        return SERVER;
    }

    /** A new app of this version, with nothing in it yet. */
    PouchApp app(String clientVersion) {
        return APPS.open(stage().databaseUrl(), clientVersion);
    }

    /** Stores a document past the proxy, as it is; gives its revision. */
    String store(String document) {
        JsonNode json = json(document);
        return SERVER.client()
                .put(path(json.get("_id").asText()), document)
                .orThrow()
                .json()
                .get("rev")
                .asText();
    }

    JsonNode stored(String id) {
        return stage().stored(id);
    }

    /** The members of a stored document that are not CouchDB's. */
    JsonNode storedMembers(String id) {
        return Story.own(stored(id));
    }

    /** Whether the database has the document, undeleted. */
    boolean isStored(String id) {
        return SERVER.client().get(path(id)).status() == 200;
    }

    /** What an answer of the database itself says, asked past the proxy. */
    CouchAnswer ask(String pathInDatabase) {
        return SERVER.client().get(path(pathInDatabase));
    }

    /** All leaves of a document that are not deleted, as they are stored. */
    List<JsonNode> storedLeaves(String id) {
        JsonNode answers = ask(id + "?open_revs=all").orThrow().json();
        return StreamSupport.stream(answers.spliterator(), false)
                .map(answer -> answer.path("ok"))
                .filter(leaf -> leaf.isObject() && !leaf.path("_deleted").asBoolean())
                .toList();
    }

    String path(String pathInDatabase) {
        return "/" + stage().database() + "/" + pathInDatabase;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(text, notJson);
        }
    }
}
