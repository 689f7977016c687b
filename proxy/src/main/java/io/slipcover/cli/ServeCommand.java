package io.slipcover.cli;

import io.slipcover.admin.AdminResource;
import io.slipcover.admin.AdminServer;
import io.slipcover.admin.Greeting;
import io.slipcover.admin.Health;
import io.slipcover.admin.Metrics;
import io.slipcover.admin.Readiness;
import io.slipcover.admin.StuckList;
import io.slipcover.config.AccessLogging;
import io.slipcover.config.Address;
import io.slipcover.config.Admin;
import io.slipcover.config.Configuration;
import io.slipcover.config.FileTrouble;
import io.slipcover.config.Operations;
import io.slipcover.config.ServerTls;
import io.slipcover.config.Settings;
import io.slipcover.config.Upstream;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.history.UsageRecorder;
import io.slipcover.playground.Playground;
import io.slipcover.report.AccessLog;
import io.slipcover.report.AccessLogFormat;
import io.slipcover.report.AddressForm;
import io.slipcover.report.Reports;
import io.slipcover.server.Encryption;
import io.slipcover.server.ProxyServer;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command {@code slipcover serve}: it runs the proxy. When the proxy takes connections, the command says so in one
 * line on stdout. At SIGTERM the proxy lets requests that are under way come to their end, and the command exits with
 * 0. A second SIGTERM ends it at once. At SIGHUP it reads the configuration again. If the new configuration has mistakes, the proxy goes on with the old
 * one. Under {@code nohup} it ignores SIGHUP, as {@code nohup} promises, and says so.
 */
@Command(name = "serve", description = "Runs the proxy until SIGTERM; SIGHUP reads the configuration again.")
public final class ServeCommand implements Subcommand {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where clients connect, whatever the file says; port 0 picks a free one.",
            converter = AddressConverter.class)
    private @Nullable Address listen;

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            split = ",",
            description = "The CouchDB to ask, or several, whatever the file says.",
            converter = UpstreamConverter.class)
    private @Nullable List<Upstream> upstreams;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "Where health and metrics are served, whatever the file says.",
            converter = AddressConverter.class)
    private @Nullable Address admin;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where the page for operators keeps who used which release, whatever the file says.")
    private @Nullable Path history;

    private @Nullable CompletableFuture<Transport> loading;

    /**
     * Begins to load Netty and the classes for logging. Loading takes as long as reading the command line and the
     * configuration, and neither waits for the other.
     */
    ServeCommand load() {
        loading = CompletableFuture.supplyAsync(Transport::best);
        return this;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = read();
        Transport transport = loading == null ? Transport.best() : result(loading);
        configuration.warnings().forEach(warning -> logger().atWarn().log(warning.toString()));
        Settings settings = configuration.settings();
        int eventLoops =
                settings.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : settings.eventLoops();
        Reports reports = new Reports();
        Termination termination = new Termination();
        Encryption encryption = encryption(settings.admin(), reports);
        ServedConfiguration serving = new ServedConfiguration(configuration);
        try (AccessLog accessLog = accessLog(settings.operations().accessLog(), reports);
                ProxyServer server = ProxyServer.start(
                        socket(settings.listen()),
                        eventLoops,
                        transport,
                        ProxyConfiguration.of(configuration, reports));
                Metrics metrics = new Metrics(reports);
                UsageRecorder recorder = recorder(settings.admin(), reports);
                AdminServer operators = admin(serving, transport, server, metrics, reports, encryption, recorder);
                ConfigurationWatch watch = watch(serving, server, reports, accessLog, encryption)) {
            Signals.on("TERM", termination::signal);
            Signals.on("INT", termination::signal);
            boolean reloads = Signals.on("HUP", watch::readNow);
            logger().atInfo()
                    .addKeyValue("transport", transport.name())
                    .addKeyValue("eventLoops", eventLoops)
                    .addKeyValue("upstreams", settings.upstreams())
                    .addKeyValue("releases", configuration.catalog().releases().size())
                    .log("started");
            if (!reloads) {
                logger().atWarn()
                        .log(
                                settings.operations().reload() == Operations.Reload.WATCH
                                        ? "SIGHUP is ignored, as under nohup: changed files are read all the same"
                                        : "SIGHUP is ignored, as under nohup: a changed configuration takes a restart");
            }
            spec.commandLine()
                    .getOut()
                    .println("slipcover listening on " + (server.isSecure() ? "https://" : "http://")
                            + shown(server.address()));
            if (operators != null) {
                spec.commandLine()
                        .getOut()
                        .println("slipcover admin on " + (encryption == null ? "http://" : "https://")
                                + shown(operators.address()));
            }
            spec.commandLine().getOut().flush();
            Supervisor supervisor = Supervisor.ofEnvironment();
            supervisor.ready();
            termination.await();
            supervisor.stopping();
            end(server, settings.operations(), termination);
        } finally {
            reports.faults().tellCounts();
        }
        return 0;
    }

    private static @Nullable AccessLog accessLog(@Nullable AccessLogging wanted, Reports reports) throws IOException {
        if (wanted == null) {
            return null;
        }
        AccessLogFormat format = switch (wanted.format()) {
            case KEY_VALUE -> AccessLogFormat.KEY_VALUE;
            case JSON -> AccessLogFormat.JSON;
        };
        AddressForm addresses = switch (wanted.client()) {
            case FULL -> AddressForm.FULL;
            case NETWORK -> AddressForm.NETWORK;
            case NONE -> AddressForm.NONE;
        };
        AccessLog log = wanted.to().startsWith("/")
                ? AccessLog.toFile(format, addresses, Path.of(wanted.to()))
                : AccessLog.toStream(format, addresses, wanted.to().equals("stderr"));
        reports.log(log);
        return log;
    }

    /** TLS towards operators; null where they speak plain text. */
    private static @Nullable Encryption encryption(@Nullable Admin admin, Reports reports) {
        ServerTls tls = admin == null ? null : admin.tls();
        return tls == null ? null : new Encryption(tls, reports.faults());
    }

    private ConfigurationWatch watch(
            ServedConfiguration serving,
            ProxyServer server,
            Reports reports,
            @Nullable AccessLog accessLog,
            @Nullable Encryption encryption) {
        Reload reload = new Reload(this::read, server, reports, accessLog, encryption, serving);
        ConfigurationWatch watch = new ConfigurationWatch(reload::files, reload);
        return serving.get().settings().operations().reload() == Operations.Reload.WATCH
                ? watch.every(BETWEEN_LOOKS)
                : watch;
    }

    /**
     * The recorder of who uses which release; null where no operator can ask for it.
     *
     * @throws UncheckedIOException where the history cannot be kept in its file
     */
    private static @Nullable UsageRecorder recorder(@Nullable Admin admin, Reports reports) {
        if (admin == null) {
            return null;
        }
        try {
            return UsageRecorder.start(() -> CountedClients.of(reports.families()), admin.history(), Clock.systemUTC());
        } catch (IOException failure) {
            throw new UncheckedIOException("the history " + admin.history() + ": " + FileTrouble.of(failure), failure);
        }
    }

    /** The keys of the configuration of which the command line says what they come to. */
    private Set<String> flags() {
        Set<String> flags = new HashSet<>();
        if (listen != null) {
            flags.add("listen");
        }
        if (upstreams != null) {
            flags.add("upstream");
        }
        if (admin != null) {
            flags.add("admin: listen");
        }
        if (history != null) {
            flags.add("admin: history");
        }
        return flags;
    }

    private @Nullable AdminServer admin(
            ServedConfiguration serving,
            Transport transport,
            ProxyServer server,
            Metrics metrics,
            Reports reports,
            @Nullable Encryption encryption,
            @Nullable UsageRecorder recorder) {
        Admin at = serving.get().settings().admin();
        if (at == null || recorder == null) {
            return null;
        }
        List<AdminResource> resources = new ArrayList<>(List.of(
                metrics,
                new StuckList(reports.stuck()),
                new Health(server::isAlive),
                new Readiness("/ready", server::isDraining, server.couch()),
                new Readiness("/_up", server::isDraining, server.couch())));
        resources.addAll(new OperatorsView(serving, recorder, option.file(), flags()).resources());
        resources.addAll(Playground.resources(serving::get));
        return AdminServer.start(
                socket(at.listen()),
                transport,
                at.token(),
                encryption == null ? Greeting.NONE : encryption::begin,
                resources);
    }

    /** Ends without breaking anything off, unless a second signal asks for an end at once. */
    private static void end(ProxyServer server, Operations operations, Termination termination)
            throws InterruptedException {
        server.announceEnd();
        logger().atInfo()
                .addKeyValue("notice", operations.drainNotice())
                .addKeyValue("deadline", operations.drain())
                .log("draining");
        if (!termination.isHurriedWithin(operations.drainNotice())) {
            server.drain(operations.drain(), termination::isHurriedWithin);
        }
    }

    private static Transport result(CompletableFuture<Transport> loading) {
        try {
            return loading.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * The logger. It is not a constant, because finding the logger sets up logging. {@link #load} has done so by the
     * time when somebody wants the logger.
     */
    private static Logger logger() {
        return LoggerFactory.getLogger(ServeCommand.class);
    }

    private Configuration read() {
        Configuration configuration = option.load();
        Settings settings = configuration.settings();
        if (listen != null) {
            settings = settings.withListen(listen);
        }
        if (upstreams != null) {
            settings = settings.withUpstreams(upstreams);
        }
        if (admin != null) {
            settings = withAdmin(settings, admin);
        }
        if (history != null) {
            settings = withHistory(settings, history);
        }
        return configuration.with(settings);
    }

    private Settings withAdmin(Settings settings, Address address) {
        try {
            return settings.withAdmin(address);
        } catch (IllegalArgumentException open) {
            throw new ParameterException(spec.commandLine(), "--admin: " + open.getMessage(), open);
        }
    }

    private Settings withHistory(Settings settings, Path file) {
        try {
            return settings.withHistory(file);
        } catch (IllegalArgumentException nowhere) {
            throw new ParameterException(spec.commandLine(), "--history: " + nowhere.getMessage(), nowhere);
        }
    }

    private static InetSocketAddress socket(Address address) {
        return new InetSocketAddress(address.host(), address.port());
    }

    private static String shown(InetSocketAddress address) {
        return new Address(address.getAddress().getHostAddress(), address.getPort()).toString();
    }

    /** Reads {@code HOST:PORT}. */
    private static final class AddressConverter implements ITypeConverter<Address> {
        @Override
        public Address convert(String text) {
            try {
                return Address.parse(text);
            } catch (IllegalArgumentException exception) {
                throw new TypeConversionException(String.valueOf(exception.getMessage()));
            }
        }
    }

    /** Reads a URL. */
    private static final class UpstreamConverter implements ITypeConverter<Upstream> {
        @Override
        public Upstream convert(String text) {
            try {
                return Upstream.parse(text);
            } catch (IllegalArgumentException exception) {
                throw new TypeConversionException(String.valueOf(exception.getMessage()));
            }
        }
    }
}
