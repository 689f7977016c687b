package io.slipcover.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipcover.question.StoredDocument;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Stored revisions that edits started from, for a short while: whoever edits a document mostly edits it again. A revision's body never
 * changes, but a database may be deleted and made anew, in which the same revision is another: what was deleted through us is forgotten
 * at once, and everything else soon.
 *
 * <p>A base from here is never shown. It only takes part in a document that CouchDB then lets its writer store, or not.
 */
public final class BaseCache {
    /** A look at the cache's state, so that what was fetched before a database was deleted is not kept after it. */
    record Age(long changes) {}

    private record Key(String database, String id, String revision) {}

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int KEY_BYTES = 200;

    private final Cache<Key, StoredDocument> documents;
    private final AtomicLong changes = new AtomicLong();

    public BaseCache(long maximumBytes) {
        this.documents = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .<Key, StoredDocument>weigher(
                        (key, document) -> KEY_BYTES + key.id().length() + document.length())
                .expireAfterWrite(KEPT)
                .build();
    }

    Age age() {
        return new Age(changes.get());
    }

    @Nullable
    StoredDocument get(String database, String id, String revision) {
        return documents.getIfPresent(new Key(database, id, revision));
    }

    /** Keeps a document that was asked for at that age. */
    void put(Age age, String database, String id, String revision, StoredDocument document) {
        if (age.changes() == changes.get()) {
            documents.put(new Key(database, id, revision), document);
        }
    }

    /** The database is made or deleted. */
    public void forget(String database) {
        changes.incrementAndGet();
        documents.asMap().keySet().removeIf(key -> key.database().equals(database));
    }
}
