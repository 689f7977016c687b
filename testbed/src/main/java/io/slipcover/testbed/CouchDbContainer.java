package io.slipcover.testbed;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.HttpWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** CouchDB's official image, where a Docker engine runs. */
record CouchDbContainer() implements Candidate {
    private static final DockerImageName IMAGE = DockerImageName.parse("couchdb:3.5.0");
    private static final int PORT = 5984;
    private static final Credentials ADMINISTRATOR = new Credentials("admin", "testbed");

    @Override
    public String name() {
        return "container";
    }

    @Override
    public Optional<CouchServer> start() {
        return isEngineRunning() ? Optional.of(run()) : Optional.empty();
    }

    /**
     * Whether the docker program reaches an engine. Testcontainers would find out too, but with much noise and only after many
     * attempts.
     */
    private static boolean isEngineRunning() {
        try {
            Path output = Files.createTempFile("slipcover-docker-", ".log");
            try {
                Process process = new ProcessBuilder("docker", "version", "--format", "{{.Server.Version}}")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return false;
                }
                return process.exitValue() == 0;
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException noDocker) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings(
            "resource") // It lives until the server is closed, or until Testcontainers' reaper sees the JVM end.
    private static CouchServer run() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withExposedPorts(PORT)
                .withEnv("COUCHDB_USER", ADMINISTRATOR.user())
                .withEnv("COUCHDB_PASSWORD", ADMINISTRATOR.password())
                .withCopyToContainer(Transferable.of(CouchDbSettings.TEXT), "/opt/couchdb/etc/local.d/testbed.ini")
                .waitingFor(new HttpWaitStrategy()
                        .forPath("/_replicator")
                        .withBasicCredentials(ADMINISTRATOR.user(), ADMINISTRATOR.password())
                        .withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
        URI url = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
        Optional<Credentials> administrator = Optional.of(ADMINISTRATOR);
        String product = Welcome.of(new CouchClient(url, administrator)).product();
        return new CouchServer(url, administrator, product + " in a container", true, container::stop);
    }
}
