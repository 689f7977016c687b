package io.slipcover.cli;

import io.slipcover.config.Admin;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.config.ServerTls;
import io.slipcover.config.Settings;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.AccessLog;
import io.slipcover.report.Reports;
import io.slipcover.report.Tally;
import io.slipcover.server.Encryption;
import io.slipcover.server.ProxyServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new reading of the configuration, which the server takes as a whole or not at all. Where the configuration has mistakes, the server goes
 * on with the old one, and the log tells all mistakes.
 */
final class Reload implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reload.class);

    /** The keys of the file that hold from the next start on. */
    static final Set<String> TAKES_RESTART = Set.of("listen", "admin", "event-loops", "drain", "access-log", "reload");

    private final Supplier<Configuration> reading;
    private final ProxyServer server;
    private final Reports reports;
    private final @Nullable AccessLog accessLog;
    private final @Nullable Encryption admin;
    private final Settings started;

    /** The files of the configuration that the server has, and of the one that it did not take, if there is one. */
    private List<Path> files;

    private List<Path> taken;

    /** The configuration that the server has. */
    private final ServedConfiguration serving;

    /**
     * @param admin TLS at the admin address; null where operators speak plain text
     * @param serving the configuration that the server has begun with; a new one takes its place
     */
    Reload(
            Supplier<Configuration> reading,
            ProxyServer server,
            Reports reports,
            @Nullable AccessLog accessLog,
            @Nullable Encryption admin,
            ServedConfiguration serving) {
        this.reading = reading;
        this.server = server;
        this.reports = reports;
        this.accessLog = accessLog;
        this.admin = admin;
        this.serving = serving;
        this.started = serving.get().settings();
        this.files = serving.get().files();
        this.taken = files;
    }

    /** The files, and folders of files, whose content decides. */
    synchronized List<Path> files() {
        return files;
    }

    @Override
    public synchronized void run() {
        if (accessLog != null) {
            accessLog.openAgain(); // Whoever moves a log away sends a signal, too.
        }
        try {
            Configuration configuration = reading.get();
            Runnable certificates = certificates(configuration.settings().admin());
            server.reload(ProxyConfiguration.of(configuration, reports));
            serving.became(configuration);
            certificates.run();
            taken = configuration.files();
            files = taken;
            reports.count(Tally.RELOADS);
            LOGGER.atInfo().log("configuration read again");
            configuration.warnings().forEach(warning -> LOGGER.atWarn().log(warning.toString()));
            tellWhatStays(configuration.settings());
        } catch (ConfigurationException mistakes) {
            files = new ArrayList<>(taken);
            files.addAll(mistakes.files());
            failed("configuration has mistakes, going on with the old one:\n" + mistakes.getMessage());
        } catch (RuntimeException failure) {
            failed("configuration cannot be used, going on with the old one: " + failure.getMessage());
        }
    }

    /** The exchange of the admin address's certificates, which nothing keeps from happening any more. */
    private Runnable certificates(@Nullable Admin read) {
        ServerTls tls = read == null ? null : read.tls();
        return admin == null || tls == null ? () -> {} : admin.prepare(tls);
    }

    /** The address for operators as a restart would have it. New certificates need no restart. */
    private @Nullable Admin atRestart(@Nullable Admin read) {
        Admin before = started.admin();
        return read == null || before == null ? read : read.withCertificatesOf(before);
    }

    private void failed(String message) {
        reports.count(Tally.FAILED_RELOADS);
        LOGGER.atError().log(message);
    }

    private void tellWhatStays(Settings read) {
        unchanged("listen", started.listen(), read.listen());
        unchanged("admin", started.admin(), atRestart(read.admin()));
        unchanged("event-loops", started.eventLoops(), read.eventLoops());
        unchanged("drain", started.operations().drain(), read.operations().drain());
        unchanged(
                "access-log",
                started.operations().accessLog(),
                read.operations().accessLog());
        unchanged("reload", started.operations().reload(), read.operations().reload());
    }

    /** Logs that a setting was changed and holds only from the next start on. */
    private static void unchanged(String setting, @Nullable Object started, @Nullable Object read) {
        if (!Objects.equals(started, read)) {
            LOGGER.atWarn()
                    .addKeyValue("setting", setting)
                    .addKeyValue("still", started)
                    .addKeyValue("file", read)
                    .log("a changed setting takes a restart");
        }
    }
}
