package io.slipcover.simulation;

import io.slipcover.cli.Slipcover;
import io.slipcover.testbed.ServerProcess;
import io.slipcover.testbed.TemporaryFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Slipcover with the todo example's configuration, in a process of its own that can be killed and started again at the same port. */
final class KillableSlipcover implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("listening on (http://\\S+)");
    private static final Path CONFIGURATION = Path.of("../examples/todo/slipcover.yaml");

    private final URI upstream;
    private final Path folder = TemporaryFolder.create("slipcover-simulation-");
    private final URI url;
    private ServerProcess process;

    KillableSlipcover(URI upstream) {
        this.upstream = upstream;
        this.process = start("127.0.0.1:0");
        this.url = URI.create(process.awaitOutput(LISTENS));
    }

    private ServerProcess start(String listen) {
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.leakDetection.level=paranoid",
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "serve",
                "-c",
                CONFIGURATION.toString(),
                "--listen",
                listen,
                "--upstream",
                upstream.toString()));
        command.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return ServerProcess.start("Slipcover", command, folder);
    }

    URI url() {
        return url;
    }

    void kill() {
        process.kill();
    }

    void restart() {
        process = start(url.getAuthority());
        process.awaitOutput(LISTENS);
    }

    @Override
    public void close() {
        process.close();
    }
}
