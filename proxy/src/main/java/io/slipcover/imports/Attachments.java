package io.slipcover.imports;

import static java.util.Objects.requireNonNullElse;

import io.slipcover.document.Revision;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The attachments of a document: for each name, where its bytes are, and the digest of the bytes. Immutable. */
final class Attachments {
    static final JsonName MEMBER = JsonName.of("_attachments");
    private static final JsonName DIGEST = JsonName.of("digest");

    private final SortedMap<String, Bytes> byName;

    /** The revision that has an attachment, and the attachment's digest. */
    record Bytes(Source source, String id, Revision revision, String digest) {}

    private Attachments(SortedMap<String, Bytes> byName) {
        this.byName = byName;
    }

    static Attachments none() {
        return new Attachments(new TreeMap<>());
    }

    /** The attachments whose stubs a stored document has. */
    static Attachments of(JsonObject document, Source source, String id, Revision revision) {
        SortedMap<String, Bytes> byName = new TreeMap<>();
        JsonObject stubs = document.object(MEMBER);
        for (int index = 0; stubs != null && index < stubs.size(); index++) {
            JsonObject stub = stubs.object(index);
            String digest = stub == null ? null : stub.string(DIGEST);
            byName.put(stubs.name(index).text(), new Bytes(source, id, revision, requireNonNullElse(digest, "")));
        }
        return new Attachments(byName);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    Map<String, Bytes> byName() {
        return byName;
    }

    /** These attachments, and those of the others whose names are not there. */
    Attachments and(Attachments others) {
        SortedMap<String, Bytes> both = new TreeMap<>(others.byName);
        both.putAll(byName);
        return new Attachments(both);
    }

    /** Whether the others have one of another content under the same name. */
    boolean contradict(Attachments others) {
        return others.byName.entrySet().stream().anyMatch(other -> {
            Bytes own = byName.get(other.getKey());
            return own != null && !own.digest().equals(other.getValue().digest());
        });
    }

    /** Whether each of the others is there with the same content. */
    boolean hold(Attachments others) {
        return !contradict(others) && byName.keySet().containsAll(others.byName.keySet());
    }

    /** A text that differs wherever the attachments do. */
    String told() {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, bytes) ->
                text.append(name).append('\0').append(bytes.digest()).append('\0'));
        return text.toString();
    }
}
