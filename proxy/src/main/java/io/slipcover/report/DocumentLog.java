package io.slipcover.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of single documents. It writes one line for a document and a matter within an hour, however often clients
 * come across the document. A database full of such documents does not fill the log either: after ten thousand lines
 * within an hour, one more line says that there are others. All event loops share this object.
 */
public final class DocumentLog {
    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentLog.class);

    private static final Duration SILENCE = Duration.ofHours(1);
    private static final int MOST = 10_000;
    private static final UUID OTHERS = new UUID(0, 0);

    /** Digests of what the log has said. Ids have any length, and digests have one length. */
    private final Cache<UUID, Boolean> said;

    public DocumentLog() {
        this(Ticker.systemTicker());
    }

    DocumentLog(Ticker ticker) {
        this.said = Caffeine.newBuilder()
                .expireAfterWrite(SILENCE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Warns of a document, unless the log has said the message about this document within the hour. The texts may come
     * from anywhere, so the log escapes them.
     *
     * @param message the matter; there are a few constant messages
     * @param reason the reason, without a value of the document
     * @return whether the log has written a line
     */
    public boolean warn(
            String message,
            String database,
            @Nullable String id,
            @Nullable String revision,
            String release,
            String reason) {
        UUID matter = digest(message, database, id == null ? "" : id, reason);
        if (said.getIfPresent(matter) != null || !hasRoom() || said.asMap().putIfAbsent(matter, true) != null) {
            return false;
        }
        LoggingEventBuilder line = LOGGER.atWarn().addKeyValue("database", LogText.of(database));
        if (id != null) {
            line = line.addKeyValue("id", LogText.of(id));
        }
        if (revision != null) {
            line = line.addKeyValue("revision", LogText.of(revision));
        }
        line.addKeyValue("release", LogText.of(release))
                .addKeyValue("reason", LogText.of(reason))
                .log(message);
        return true;
    }

    private boolean hasRoom() {
        if (said.estimatedSize() < MOST) {
            return true;
        }
        said.cleanUp();
        if (said.estimatedSize() < MOST) {
            return true;
        }
        if (said.asMap().putIfAbsent(OTHERS, true) == null) {
            LOGGER.atWarn()
                    .addKeyValue("documents", MOST)
                    .log(
                            "more documents than these cannot be shown or stored; they are counted, and named when an hour has passed");
        }
        return false;
    }

    private static UUID digest(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(part.length()).append(':').append(part);
        }
        return UUID.nameUUIDFromBytes(all.toString().getBytes(UTF_8));
    }
}
