package io.slipcover.cli;

import io.slipcover.config.Configuration;
import io.slipcover.config.PemCertificates;
import io.slipcover.config.UpstreamTls;
import io.slipcover.couch.TlsContext;
import io.slipcover.usage.AccessLogReader;
import io.slipcover.usage.MetricsReader;
import io.slipcover.usage.Usage;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where a command learns who uses which release. */
final class UsageOptions {
    private static final String TOKEN = "SLIPCOVER_ADMIN_TOKEN";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--metrics",
            paramLabel = "URL",
            description = {
                "The metrics of a Slipcover: the URL of its admin address, such as http://127.0.0.1:5987, or a file of metrics.",
                "May be given several times. The token comes from SLIPCOVER_ADMIN_TOKEN in the environment, else from the configuration."
            })
    private List<String> metrics = List.of();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Who signs the certificate of the admin address, in PEM form; without it, whom Java trusts.")
    private @Nullable Path authorities;

    private boolean whole = true;

    /** Whether every file came to its end. */
    boolean isWhole() {
        return whole;
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    /** Reads metrics and logs. */
    Usage read(List<String> logs, @Nullable Configuration configuration) throws IOException, InterruptedException {
        Usage usage = new Usage();
        for (String source : metrics) {
            if (source.startsWith("http://") || source.startsWith("https://")) {
                ask(source, configuration, usage);
            } else {
                Path file = existing(source);
                try (InputStream input = Files.newInputStream(file)) {
                    new MetricsReader(usage, null).read(input);
                } catch (IOException exception) {
                    throw new IOException(source + ": " + exception.getMessage(), exception);
                }
            }
        }
        for (String log : logs) {
            if (log.equals("-")) {
                readLog(log, System.in, usage);
            } else {
                try (InputStream input = Files.newInputStream(existing(log))) {
                    readLog(log, input, usage);
                }
            }
        }
        return usage;
    }

    private Path existing(String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file '" + name + "' that can be read");
        }
        return file;
    }

    private void readLog(String name, InputStream input, Usage usage) throws IOException {
        try {
            new AccessLogReader(usage).read(input);
        } catch (EOFException | ZipException broken) {
            whole = false;
            spec.commandLine()
                    .getErr()
                    .println(name + ": the packed log is broken or breaks off; what came before counts");
        }
    }

    private void ask(String source, @Nullable Configuration configuration, Usage usage)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(source)).timeout(PATIENCE);
        String token = token(configuration);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        if (authorities != null) {
            client.sslContext(TlsContext.of(new UpstreamTls(certificates(authorities), null)));
        }
        HttpResponse<InputStream> answer;
        try {
            answer = client.build().send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException exception) {
            throw new IOException(source + ": the admin address does not answer: " + exception, exception);
        }
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                String hint = answer.statusCode() == 401 ? ", expected its token in " + TOKEN : "";
                throw new IOException(source + ": the admin address answered " + answer.statusCode() + hint);
            }
            new MetricsReader(usage, Instant.now()).read(body);
        }
    }

    private URI address(String source) {
        try {
            URI address = URI.create(source);
            if (address.getHost() == null) {
                throw new IllegalArgumentException("a URL without a host");
            }
            String path = address.getPath();
            return path == null || path.isEmpty() || path.equals("/") ? address.resolve("/metrics") : address;
        } catch (IllegalArgumentException exception) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--metrics: expected a URL such as http://127.0.0.1:5987, found '" + source + "'",
                    exception);
        }
    }

    private List<java.security.cert.X509Certificate> certificates(Path file) throws IOException {
        try {
            return PemCertificates.read(file);
        } catch (IllegalArgumentException exception) {
            throw new ParameterException(
                    spec.commandLine(), "--ca: " + file + ": " + exception.getMessage(), exception);
        }
    }

    private static @Nullable String token(@Nullable Configuration configuration) {
        String told = System.getenv(TOKEN);
        if (told != null && !told.isEmpty()) {
            return told;
        }
        return configuration == null || configuration.settings().admin() == null
                ? null
                : configuration.settings().admin().token();
    }
}
