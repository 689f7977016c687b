package io.slipcover.fuzzing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An answer of {@code _bulk_get}, read from the tree that Jackson makes of it. */
final class SlowBulkGet {
    /** A revision of a document. CouchDB tells 32 digits in lower case. */
    record Key(String id, String revision) {
        Key {
            revision = revision.matches("(?s)[^-]*-.{32}|[^-]{32}") ? revision.toLowerCase(Locale.ROOT) : revision;
        }
    }

    private final Map<Key, Object> documents = new HashMap<>();
    private final Set<Key> missing = new HashSet<>();
    private final Set<Key> unreadable = new HashSet<>();
    private final Set<String> missingIds = new HashSet<>();

    SlowBulkGet(Object answer) {
        for (Object result : list(member(answer, "results"))) {
            String id = string(member(result, "id"));
            for (Object entry : list(member(result, "docs"))) {
                read(id, entry);
            }
        }
    }

    private void read(String ofResult, Object entry) {
        String notThere = string(member(entry, "missing"));
        if (notThere != null && ofResult != null) {
            missing.add(new Key(ofResult, notThere));
            return;
        }
        Object document = member(entry, "ok");
        if (document instanceof Map) {
            String id = string(member(document, "_id"));
            String revision = string(member(document, "_rev"));
            if (id != null && revision != null) {
                documents.put(new Key(id, revision), document);
            }
            return;
        }
        Object error = member(entry, "error");
        String id = string(member(error, "id"));
        String revision = string(member(error, "rev"));
        String reason = string(member(error, "error"));
        if ("not_found".equals(reason) && id != null) {
            missingIds.add(id);
            missing.add(new Key(id, revision == null ? "" : revision));
        } else if ("bad_request".equals(reason) && id != null && revision != null) {
            unreadable.add(new Key(id, revision));
        }
    }

    private static Object member(Object object, String name) {
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String string(Object value) {
        return value instanceof String text ? text : null;
    }

    /** Every revision that can be made of the ids and the revisions in the answer, and one that is in no answer. */
    Set<Key> questions() {
        Set<Key> told = new HashSet<>(documents.keySet());
        told.addAll(missing);
        told.addAll(unreadable);
        told.add(new Key("another", "9-another"));
        Set<Key> questions = new HashSet<>();
        told.forEach(one -> told.forEach(other -> questions.add(new Key(one.id(), other.revision()))));
        return questions;
    }

    /** The revision's document as a tree, or null. */
    Object document(Key key) {
        return documents.get(key);
    }

    boolean isMissing(Key key) {
        return missing.contains(key);
    }

    boolean isUnreadable(Key key) {
        return unreadable.contains(key);
    }

    boolean saysThatThereIsNo(String id) {
        return missingIds.contains(id);
    }

    boolean has(String id) {
        return documents.keySet().stream().anyMatch(key -> key.id().equals(id));
    }
}
