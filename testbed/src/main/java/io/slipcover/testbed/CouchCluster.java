package io.slipcover.testbed;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A cluster of a CouchDB that is installed on this machine. Its nodes can be killed and brought back. Each node has a folder of ours and a
 * free port of the loopback interface, and the nodes find each other by a name server (epmd) of their own. The testbed only reads the
 * installed files.
 */
public final class CouchCluster implements AutoCloseable {
    private static final Path PACKAGED = Path.of("/opt/couchdb");
    private static final Credentials ADMINISTRATOR = new Credentials("admin", "testbed");
    private static final String COOKIE = UUID.randomUUID().toString();

    private final Path home;
    private final int names;
    private final List<Node> nodes = new ArrayList<>();
    private final ServerProcess nameServer;

    private CouchCluster(Path home, int size) {
        this.home = home;
        this.names = freePort();
        Path folder = TemporaryFolder.create("slipcover-epmd-");
        ProcessBuilder command = new ProcessBuilder(
                nameServer(home).orElseThrow().toString(), "-address", "127.0.0.1", "-port", String.valueOf(names));
        this.nameServer = ServerProcess.start("epmd", command, folder);
        for (int number = 1; number <= size; number++) {
            nodes.add(new Node(number));
        }
    }

    /** Starts a cluster. Empty where no CouchDB is installed whose nodes can be started. */
    public static Optional<CouchCluster> start(int size) {
        String configured = System.getenv("COUCHDB_HOME");
        Path home = configured == null || configured.isBlank() ? PACKAGED : Path.of(configured);
        if (!Files.isExecutable(home.resolve("bin/couchdb"))
                || !Files.isReadable(home.resolve("etc/default.ini"))
                || nameServer(home).isEmpty()) {
            return Optional.empty();
        }
        CouchCluster cluster = new CouchCluster(home, size);
        try {
            cluster.form();
            return Optional.of(cluster);
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static Optional<Path> nameServer(Path home) {
        try (Stream<Path> found = Files.list(home)) {
            return found.map(folder -> folder.resolve("bin/epmd"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private void form() {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(node::start))
                        .toArray(CompletableFuture[]::new))
                .join();
        CouchClient first = nodes.get(0).client();
        for (Node node : nodes.subList(1, nodes.size())) {
            first.put("/_node/_local/_nodes/" + node.name, "{}").orThrow();
        }
        for (Node node : nodes) {
            Patience.await(
                    () -> node.name + " to know the others, it says "
                            + node.client().get("/_membership").body(),
                    () -> node.client().get("/_membership").json().get("all_nodes").size() == nodes.size()
                            && node.client().get("/_membership").json().get("cluster_nodes").size()
                                    == nodes.size());
        }
        for (String database : List.of("/_users", "/_replicator")) {
            first.put(database, "").orThrow();
        }
    }

    /** The addresses of the nodes. */
    public List<URI> urls() {
        return nodes.stream().map(Node::url).toList();
    }

    /** A client of one node that may do everything; the first node has the number 0. */
    public CouchClient client(int node) {
        return nodes.get(node).client();
    }

    /** Kills a node in the middle of what it does. */
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /** Brings a node back that was killed, and waits until it serves. */
    public void bringBack(int node) {
        nodes.get(node).start();
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        nameServer.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One node, which keeps its port and its folder when it is killed. */
    private final class Node {
        private final String name;
        private final int port = freePort();
        private final Path folder = TemporaryFolder.create("slipcover-node-");

        /** The processes that the node has had, the last one first. */
        private final Deque<ServerProcess> processes = new ArrayDeque<>();

        Node(int number) {
            this.name = "node" + number + "@127.0.0.1";
            try {
                Files.writeString(folder.resolve("node.ini"), settings());
                Files.writeString(folder.resolve("vm.args"), arguments());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + port);
        }

        CouchClient client() {
            return new CouchClient(url(), Optional.of(ADMINISTRATOR));
        }

        void start() {
            ProcessBuilder command = new ProcessBuilder(home.resolve("bin/couchdb").toString());
            command.environment()
                    .putAll(Map.of(
                            "HOME", folder.toString(),
                            "ERL_EPMD_PORT", String.valueOf(names),
                            "ERL_EPMD_ADDRESS", "127.0.0.1",
                            "COUCHDB_ARGS_FILE", folder.resolve("vm.args").toString(),
                            "COUCHDB_INI_FILES", home.resolve("etc/default.ini") + " " + folder.resolve("node.ini")));
            ServerProcess process = ServerProcess.start(name, command, folder);
            processes.push(process);
            process.await("an answer", () -> {
                try {
                    return client().get("/_up").status() == 200 ? Optional.of(true) : Optional.empty();
                } catch (UncheckedIOException notYet) {
                    return Optional.empty();
                }
            });
        }

        void kill() {
            ProcessHandle process = processes.getFirst().handle();
            List<ProcessHandle> all =
                    Stream.concat(process.descendants(), Stream.of(process)).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }

        void close() {
            processes.forEach(ServerProcess::close);
        }

        private String arguments() throws IOException {
            try (Stream<String> lines = Files.lines(home.resolve("etc/vm.args"))) {
                return lines.filter(line -> !line.startsWith("-name")
                                && !line.startsWith("-sname")
                                && !line.startsWith("-setcookie")
                                && !line.startsWith("#"))
                        .collect(joining("\n", "", "\n-name " + name + "\n-setcookie " + COOKIE
                                + "\n-start_epmd false\n-kernel inet_dist_use_interface {127,0,0,1}\n"));
            }
        }

        private String settings() {
            return """
                    [couchdb]
                    single_node = false
                    database_dir = %1$s/data
                    view_index_dir = %1$s/data
                    uuid = 0123456789abcdef0123456789abcdef
                    [cluster]
                    n = 3
                    q = 2
                    [chttpd]
                    port = %2$d
                    bind_address = 127.0.0.1
                    [chttpd_auth]
                    secret = testbed
                    ; Passwords of throw-away servers need not be expensive to guess.
                    iterations = 1000
                    [smoosh]
                    state_dir = %1$s/data
                    [log]
                    level = warning
                    [admins]
                    %3$s = %4$s
                    """.formatted(folder, port, ADMINISTRATOR.user(), ADMINISTRATOR.password());
        }
    }
}
