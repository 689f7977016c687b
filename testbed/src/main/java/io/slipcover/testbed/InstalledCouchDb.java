package io.slipcover.testbed;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A CouchDB that is installed on this machine. The testbed runs a node of its own, beside any node that runs already.
 * That node has our settings over CouchDB's defaults, a folder of ours, a free port, and no name in any cluster. The
 * testbed only reads the installed files.
 */
record InstalledCouchDb(Path home) implements Candidate {
    /** Where CouchDB's own packages put it. */
    private static final Path PACKAGED = Path.of("/opt/couchdb");

    private static final Credentials ADMINISTRATOR = new Credentials("admin", "testbed");
    private static final String SETTINGS = "testbed.ini";
    private static final String ARGUMENTS = "vm.args";
    private static final Pattern STARTED =
            Pattern.compile("Apache CouchDB has started on (http://127\\.0\\.0\\.1:[0-9]+)");

    /** The one at {@code COUCHDB_HOME}, or else where packages put it. */
    static InstalledCouchDb of(@Nullable String home) {
        return new InstalledCouchDb(home == null || home.isBlank() ? PACKAGED : Path.of(home));
    }

    @Override
    public String name() {
        return "installed";
    }

    @Override
    public Optional<CouchServer> start() {
        return isThere() ? Optional.of(start(prepare())) : Optional.empty();
    }

    private CouchServer start(Path folder) {
        ServerProcess process = process(folder);
        URI url = awaitUrl(process);
        String description = Welcome.of(client(url)).product() + " in " + home;
        return new CouchServer(url, Optional.of(ADMINISTRATOR), description, true, process::close);
    }

    boolean isThere() {
        return Files.isExecutable(program()) && Files.isReadable(defaults());
    }

    /** Starts a process with the data and the settings in a folder. */
    ServerProcess process(Path folder) {
        return ServerProcess.start("CouchDB in " + home, command(folder), folder);
    }

    /** Waits until a process serves. */
    URI awaitUrl(ServerProcess process) {
        URI url = URI.create(process.awaitOutput(STARTED));
        CouchClient client = client(url);
        // It answers before it has made its own databases.
        process.await(
                "its databases",
                () -> Stream.of("/_users", "/_replicator")
                                .allMatch(database -> client.get(database).status() == 200)
                        ? Optional.of(true)
                        : Optional.empty());
        return url;
    }

    /** A client that may do everything. */
    CouchClient client(URI url) {
        return new CouchClient(url, Optional.of(ADMINISTRATOR));
    }

    private Path program() {
        return home.resolve("bin").resolve("couchdb");
    }

    private Path defaults() {
        return home.resolve("etc").resolve("default.ini");
    }

    /** A new folder with settings, for a node that picks a free port. */
    Path prepare() {
        Path folder = TemporaryFolder.create("slipcover-couchdb-");
        try {
            Files.writeString(folder.resolve(SETTINGS), settings(folder));
            Files.writeString(folder.resolve(ARGUMENTS), arguments());
            return folder;
        } catch (IOException failed) {
            TemporaryFolder.remove(folder);
            throw new UncheckedIOException(failed);
        }
    }

    /** Lets the next node in a folder listen where the last one did. */
    void keepPort(Path folder, int port) {
        Path settings = folder.resolve(SETTINGS);
        try {
            Files.writeString(settings, Files.readString(settings).replaceFirst("(?m)^port = 0$", "port = " + port));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ProcessBuilder command(Path folder) {
        Path settings = folder.resolve(SETTINGS);
        Path arguments = folder.resolve(ARGUMENTS);
        ProcessBuilder command = new ProcessBuilder(program().toString());
        command.environment().put("HOME", folder.toString());
        command.environment().put("COUCHDB_ARGS_FILE", arguments.toString());
        // Later files win, and the last is the one that CouchDB writes to.
        command.environment().put("COUCHDB_INI_FILES", defaults() + " " + settings);
        return command;
    }

    /** The installation's arguments of the Erlang machine, without a name: with one, there would be a daemon and a port for all. */
    private String arguments() throws IOException {
        try (Stream<String> lines = Files.lines(home.resolve("etc").resolve("vm.args"))) {
            return lines.filter(
                            line -> !line.startsWith("-name") && !line.startsWith("-sname") && !line.startsWith("#"))
                    .collect(joining("\n", "", "\n"));
        }
    }

    private static String settings(Path folder) {
        return CouchDbSettings.TEXT + """
                [couchdb]
                database_dir = %1$s/data
                view_index_dir = %1$s/data
                [chttpd]
                port = 0
                bind_address = 127.0.0.1
                [smoosh]
                state_dir = %1$s/data
                [log]
                level = info
                [admins]
                %2$s = %3$s
                """.formatted(folder, ADMINISTRATOR.user(), ADMINISTRATOR.password());
    }
}
