package io.slipcover.packages;

import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.Patience;
import io.slipcover.testbed.ServerProcess;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One of the proxies whose configuration {@code docs/in-front.md} shows, and how it is started with that very configuration. */
enum FrontProxy {
    NGINX("nginx", "nginx.conf") {
        @Override
        String adapted(String shown, int port) {
            return "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
                    + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                            .map(kind -> kind + "_temp_path " + kind + ";\n")
                            .reduce("", String::concat)
                    + shown.replace("listen 80;", "listen 127.0.0.1:" + port + ";") + "\n}\n";
        }

        @Override
        List<String> command(Path folder, Path configuration) {
            return List.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString());
        }
    },

    HAPROXY("haproxy", "haproxy.cfg") {
        @Override
        String adapted(String shown, int port) {
            return shown.replace("bind *:80", "bind 127.0.0.1:" + port);
        }

        @Override
        List<String> command(Path folder, Path configuration) {
            return List.of("haproxy", "-db", "-f", configuration.toString());
        }
    },

    CADDY("caddy", "Caddyfile") {
        @Override
        String adapted(String shown, int port) {
            return "{\n\tadmin off\n}\n" + shown.replace("\n:80 {", "\nhttp://127.0.0.1:" + port + " {");
        }

        @Override
        List<String> command(Path folder, Path configuration) {
            return List.of("caddy", "run", "--adapter", "caddyfile", "--config", configuration.toString());
        }
    };

    private static final Path SHOWN = Path.of("../packaging/in-front");
    private static final String SLIPCOVER = "127.0.0.1:5985";

    private final String program;
    private final String file;

    FrontProxy(String program, String file) {
        this.program = program;
        this.file = file;
    }

    /** What has to be around the shown configuration, and another port in it. */
    abstract String adapted(String shown, int port);

    abstract List<String> command(Path folder, Path configuration);

    String shown() {
        try {
            return Files.readString(SHOWN.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isInstalled() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Starts it in front of a Slipcover, and waits until both serve. */
    Running start(URI slipcover) throws IOException {
        int port = freePort();
        Path folder = TemporaryFolder.create("slipcover-" + program + "-");
        String configuration = shown();
        if (!configuration.contains(SLIPCOVER)) {
            throw new IllegalStateException(file + " does not lead to " + SLIPCOVER);
        }
        Path written = Files.writeString(
                folder.resolve(file),
                adapted(configuration.replace(SLIPCOVER, "127.0.0.1:" + slipcover.getPort()), port));
        ProcessBuilder command = new ProcessBuilder(command(folder, written)).directory(folder.toFile());
        command.environment().put("HOME", folder.toString());
        command.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        Running running =
                new Running(ServerProcess.start(program, command, folder), URI.create("http://127.0.0.1:" + port));
        Patience.await(() -> program + " at port " + port, running::serves);
        return running;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** One that runs, and where. */
    record Running(ServerProcess process, URI url) implements AutoCloseable {
        private boolean serves() {
            try {
                return CouchClient.of(url).get("/_up").status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
