package io.slipcover.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the program's log. The log goes to stderr, because the result of a command goes to stdout. It
 * begins at the level that {@code SLIPCOVER_LOG_LEVEL} names. Logback finds this class as a service. The configuration
 * is code, because reading it from XML was a fifth of the start. Whoever gives {@code -Dlogback.configurationFile} gets
 * that file instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String LEVEL = "SLIPCOVER_LOG_LEVEL";
    private static final String OF_CLIENTS = "io.netty.handler.codec.http2";
    /** The validator of schemas logs what it also throws, and nothing limits how often. */
    private static final String VALIDATOR = "com.networknt";

    private static final String PATTERN = "%date{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg %kvp%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        String named = System.getProperty(LEVEL, System.getenv(LEVEL));
        Level level = level(named);
        root.setLevel(level == null ? Level.INFO : level);
        context.getLogger(VALIDATOR).setLevel(Level.OFF);
        if (root.getLevel() == Level.INFO) {
            // Netty tells of each client that floods a connection, with a stack trace.
            context.getLogger(OF_CLIENTS).setLevel(Level.WARN);
        }
        if (level == null) {
            root.warn("{} is '{}', expected ERROR, WARN, INFO, DEBUG, TRACE, OFF or ALL; it is INFO now", LEVEL, named);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** The level of this name; null where there is no such level; INFO where there is no name. */
    private static @Nullable Level level(@Nullable String named) {
        return named == null || named.isEmpty() ? Level.INFO : Level.toLevel(named, null);
    }
}
