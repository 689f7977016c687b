package io.slipcover.config;

import io.slipcover.config.YamlValue.Mapping;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how the proxy is operated: the key {@code drain}. */
final class OperationsReader {
    private static final String DRAIN = "drain";

    private final Fields file;

    OperationsReader(Fields file) {
        this.file = file;
    }

    /** The settings; where one is missing or wrong, its default stands for it. */
    Operations read() {
        Duration notice = null;
        Duration deadline;
        YamlValue drain = file.optional(DRAIN);
        Fields fields = drain instanceof Mapping ? file.fields(DRAIN, drain) : null;
        if (fields == null) {
            deadline = file.duration(DRAIN, drain);
        } else {
            notice = fields.duration("notice", fields.optional("notice"));
            deadline = fields.duration("deadline", fields.optional("deadline"));
            fields.finish();
        }
        return new Operations(or(notice, Operations.DEFAULTS.drainNotice()), or(deadline, Operations.DEFAULTS.drain()));
    }

    private static <T> T or(@Nullable T read, T absent) {
        return read == null ? absent : read;
    }
}
