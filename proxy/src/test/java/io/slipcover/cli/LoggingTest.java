package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
@ResourceLock(Resources.SYSTEM_ERR)
final class LoggingTest {
    private static final String LEVEL = "SLIPCOVER_LOG_LEVEL";
    private static final String FILE = "logback.configurationFile";

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.slipcover.Something");

    @BeforeEach
    void setUp() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void putBack() {
        System.clearProperty(LEVEL);
        System.clearProperty(FILE);
        context.stop();
    }

    @Test
    void configure_isFoundByLogback() {
        assertThat(ServiceLoader.load(Configurator.class)).singleElement().isInstanceOf(Logging.class);
    }

    @Test
    void configure_message_goesToStderrInOneLine() {
        String written = written(() -> {
            new Logging().configure(context);
            logger.atInfo().addKeyValue("file", "a.yaml").log("read");
            logger.debug("not to be seen");
        });
        assertThat(written)
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  Something read file=\"a\\.yaml\"\\R");
    }

    @Test
    void configure_levelNamed_isTheRoots() {
        System.setProperty(LEVEL, "warn");
        new Logging().configure(context);
        assertThat(logger.getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void configure_floodsOfClients_areToldInDebuggingAlone() {
        Logger ofClients = context.getLogger("io.netty.handler.codec.http2.Http2ControlFrameLimitEncoder");
        new Logging().configure(context);
        assertThat(ofClients.getEffectiveLevel()).isEqualTo(Level.WARN);

        context.reset();
        System.setProperty(LEVEL, "debug");
        new Logging().configure(context);
        assertThat(ofClients.getEffectiveLevel()).isEqualTo(Level.DEBUG);
    }

    @Test
    void configure_levelMisspelt_isInfoAndSaysSo() {
        System.setProperty(LEVEL, "wran");
        String written = written(() -> new Logging().configure(context));
        assertThat(logger.getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(written).contains("SLIPCOVER_LOG_LEVEL is 'wran', expected ERROR, WARN, INFO");
    }

    @Test
    void configure_fileNamed_isLeftToLogback() {
        System.setProperty(FILE, "mine.xml");
        assertThat(new Logging().configure(context)).isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    private static String written(Runnable logging) {
        PrintStream stderr = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            logging.run();
        } finally {
            System.setErr(stderr);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
