package io.slipcover.config;

import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.onepass.AnswerReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads how the proxy is operated: the keys {@code drain}, {@code access-log}, {@code reload} and {@code answers}. */
final class OperationsReader {
    private static final String DRAIN = "drain";
    private static final String ACCESS_LOG = "access-log";

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
        return new Operations(
                or(notice, Operations.DEFAULTS.drainNotice()),
                or(deadline, Operations.DEFAULTS.drain()),
                accessLog(),
                or(file.choice("reload", Operations.Reload.values()), Operations.DEFAULTS.reload()),
                or(file.choice("answers", AnswerReading.values()), Operations.DEFAULTS.answers()));
    }

    private @Nullable AccessLogging accessLog() {
        YamlValue value = file.optional(ACCESS_LOG);
        Fields fields = value instanceof Mapping ? file.fields(ACCESS_LOG, value) : null;
        if (fields == null) {
            AccessLogging.Format format = file.choice(ACCESS_LOG, AccessLogging.Format.values());
            return format == null
                    ? null
                    : new AccessLogging(format, AccessLogging.DEFAULT_TO, AccessLogging.Client.NETWORK);
        }
        fields.required("format");
        AccessLogging.Format format = fields.choice("format", AccessLogging.Format.values());
        YamlValue toValue = fields.optional("to");
        String to = fields.parsed("to", toValue, fields.name("to", toValue), OperationsReader::place);
        AccessLogging.Client client = fields.choice("client", AccessLogging.Client.values());
        fields.finish();
        return format == null
                ? null
                : new AccessLogging(format, or(to, AccessLogging.DEFAULT_TO), or(client, AccessLogging.Client.NETWORK));
    }

    private static String place(String text) {
        if (text.equals("stdout") || text.equals("stderr") || text.startsWith("/")) {
            return text;
        }
        throw new IllegalArgumentException("expected stdout, stderr or the whole path of a file, found '" + text + "'");
    }

    private static <T> T or(@Nullable T read, T absent) {
        return read == null ? absent : read;
    }
}
