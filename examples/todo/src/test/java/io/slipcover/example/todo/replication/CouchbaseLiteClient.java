package io.slipcover.example.todo.replication;

import com.couchbase.lite.Attachment;
import com.couchbase.lite.CouchbaseLiteException;
import com.couchbase.lite.Document;
import com.couchbase.lite.JavaContext;
import com.couchbase.lite.Manager;
import com.couchbase.lite.SavedRevision;
import com.couchbase.lite.UnsavedRevision;
import com.couchbase.lite.replicator.Replication;
import com.couchbase.lite.replicator.ReplicationState;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.testbed.Patience;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** An app with a Couchbase Lite 1, the library that many apps were built with before there was another of that name. */
final class CouchbaseLiteClient implements ReplicatingClient {
    /** The storage engine is native; the library brings one for these machines. */
    private static final String STORAGE_ENGINE = "/native/linux/%s/libcbljavasqlitecustom.so";

    private static final ObjectMapper JSON = new ObjectMapper();
    // It complains about engines that it looks for and does not need. Held here, since loggers are collected otherwise.
    private static final Logger LOGGER = Logger.getLogger("com.couchbase.lite");

    static {
        LOGGER.setUseParentHandlers(false);
    }

    private final Path folder;
    private final Manager manager;
    private final com.couchbase.lite.Database database;
    private final URI proxied;
    private final String clientVersion;
    private List<Run> live = List.of();

    /** With an empty database. */
    CouchbaseLiteClient(URI proxied, String clientVersion) {
        this.proxied = proxied;
        this.clientVersion = clientVersion;
        try {
            folder = Files.createTempDirectory("slipcover-couchbase-lite-");
            manager = new Manager(new Context(folder.toFile()), Manager.DEFAULT_OPTIONS);
            database = manager.getDatabase("todos");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (CouchbaseLiteException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Whether the library runs on this machine. */
    static boolean isSupported() {
        return CouchbaseLiteClient.class.getResource(STORAGE_ENGINE.formatted(System.getProperty("os.arch"))) != null
                && System.getProperty("os.name").equals("Linux");
    }

    @Override
    public Optional<JsonNode> winner(String id) {
        Document document = database.getExistingDocument(id);
        return document == null || document.isDeleted()
                ? Optional.empty()
                : Optional.of(JSON.valueToTree(document.getProperties()));
    }

    @Override
    public Map<String, JsonNode> leaves(String id) {
        try {
            Map<String, JsonNode> leaves = new LinkedHashMap<>();
            for (SavedRevision leaf : database.getDocument(id).getLeafRevisions()) {
                leaves.put(leaf.getId(), JSON.valueToTree(leaf.getProperties()));
            }
            return leaves;
        } catch (CouchbaseLiteException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public byte[] attachment(String id, String revision, String name) {
        Attachment attachment = database.getDocument(id).getRevision(revision).getAttachment(name);
        try (InputStream content = attachment.getContent()) {
            return content.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (CouchbaseLiteException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String put(ObjectNode document) {
        Document existing = database.getDocument(document.get("_id").asText());
        UnsavedRevision revision = document.has("_rev")
                ? existing.getRevision(document.get("_rev").asText()).createRevision()
                : existing.createRevision();
        ObjectNode own = document.deepCopy();
        own.remove(List.of("_id", "_rev", "_attachments"));
        revision.setUserProperties(JSON.convertValue(own, new TypeReference<Map<String, Object>>() {}));
        JsonNode attachments = document.path("_attachments");
        List.copyOf(revision.getAttachmentNames()).stream()
                .filter(name -> !attachments.has(name))
                .forEach(revision::removeAttachment);
        attachments.properties().stream()
                .filter(attachment -> attachment.getValue().has("data"))
                .forEach(attachment -> revision.setAttachment(
                        attachment.getKey(),
                        attachment.getValue().get("content_type").asText(),
                        new ByteArrayInputStream(Base64.getDecoder()
                                .decode(attachment.getValue().get("data").asText()))));
        try {
            return revision.save(true).getId();
        } catch (CouchbaseLiteException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public String remove(String id, String revision) {
        try {
            return database.getDocument(id)
                    .getRevision(revision)
                    .deleteDocument()
                    .getId();
        } catch (CouchbaseLiteException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public int pull() {
        return new Run(database.createPullReplication(url())).toItsEnd();
    }

    @Override
    public int push() {
        return new Run(database.createPushReplication(url())).toItsEnd();
    }

    @Override
    public void goLive() {
        live = Stream.of(database.createPullReplication(url()), database.createPushReplication(url()))
                .map(replication -> {
                    replication.setContinuous(true);
                    return new Run(replication);
                })
                .toList();
    }

    @Override
    public void endLive() {
        live.forEach(run -> run.replication.stop());
        live.forEach(Run::toItsEnd);
        live = List.of();
    }

    /** A replication, from its start to its end. */
    private final class Run {
        private final Replication replication;
        private final CountDownLatch ended = new CountDownLatch(1);

        Run(Replication replication) {
            this.replication = replication;
            replication.setHeaders(Map.of("X-Client-Version", clientVersion));
            replication.addChangeListener(event -> {
                if (event.getTransition() != null
                        && event.getTransition().getDestination() == ReplicationState.STOPPED) {
                    ended.countDown();
                }
            });
            replication.start();
        }

        /** Waits for the end; gives how many revisions there were. */
        int toItsEnd() {
            Patience.await(ended);
            if (replication.getLastError() != null) {
                throw new IllegalStateException(replication + " failed", replication.getLastError());
            }
            return replication.getCompletedChangesCount();
        }
    }

    private URL url() {
        try {
            return proxied.toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        endLive();
        manager.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says where databases are kept. */
    private static final class Context extends JavaContext {
        private final File folder;

        Context(File folder) {
            this.folder = folder;
        }

        @Override
        public File getRootDirectory() {
            return folder;
        }
    }
}
