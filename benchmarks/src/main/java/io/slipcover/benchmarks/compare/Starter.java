package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.ServerProcess;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The starter of candidates in front of one upstream. The candidates end with the starter. */
final class Starter implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (https?://127\\.0\\.0\\.1:[0-9]+)");

    private final Equipment equipment;
    private final URI upstream;
    private final Optional<String> javaOptions;
    private final List<Started> started = new ArrayList<>();

    Starter(Equipment equipment, URI upstream) {
        this(equipment, upstream, Optional.empty());
    }

    /** @param javaOptions for Slipcover's JVM, rather than those of {@code JAVA_OPTS} */
    Starter(Equipment equipment, URI upstream, Optional<String> javaOptions) {
        this.equipment = equipment;
        this.upstream = upstream;
        this.javaOptions = javaOptions;
    }

    /** What runs, in the order in which it was started. */
    List<Started> started() {
        return List.copyOf(started);
    }

    /** Starts one. It has a process of its own, so that its figures do not depend on who else takes part. */
    Running start(Candidate candidate) throws IOException {
        if (candidate == Candidate.DIRECT) {
            return new Running(candidate, upstream);
        }
        Path folder = TemporaryFolder.create("slipcover-" + candidate.key() + "-");
        Started program = switch (candidate) {
            case DIRECT -> throw new IllegalStateException("nothing to start");
            case NGINX, NGINX_TLS -> nginx(candidate, folder, "", false);
            case NGINX_TUNED -> nginx(candidate, folder, Template.read("tuned.conf"), false);
            case NGINX_UNBUFFERED -> nginx(candidate, folder, "proxy_buffering off;", false);
            case NGINX_LUA -> nginx(candidate, folder, Template.read("tuned.conf"), true);
            case NODE -> node(folder);
            case SPRING -> gateway(folder);
            case SLIPCOVER_OPAQUE,
                    SLIPCOVER_3,
                    SLIPCOVER_2,
                    SLIPCOVER_1,
                    SLIPCOVER_3_MIGRATED,
                    SLIPCOVER_1_MIGRATED,
                    SLIPCOVER_OPAQUE_2_LOOPS,
                    SLIPCOVER_1_2_LOOPS,
                    SLIPCOVER_OPAQUE_JDK_25,
                    SLIPCOVER_1_JDK_25,
                    SLIPCOVER_OPAQUE_TLS,
                    SLIPCOVER_1_TLS,
                    SLIPCOVER_OPAQUE_JAVA_TLS -> slipcover(candidate, folder);
        };
        started.add(program);
        return new Running(candidate, program.url());
    }

    private Started nginx(Candidate candidate, Path folder, String buffers, boolean lua) throws IOException {
        if (lua) {
            Files.writeString(folder.resolve("change.lua"), Template.read("change.lua"));
        }
        Certificate certificate = Certificate.of(equipment.root());
        Started plain = new Nginx(equipment)
                .start(
                        candidate.title(),
                        folder,
                        "proxy.conf",
                        lua,
                        Map.of(
                                "upstream",
                                upstream.getAuthority(),
                                "tls",
                                candidate.isEncrypted() ? "ssl" : "",
                                "certificate",
                                candidate.isEncrypted()
                                        ? "ssl_protocols TLSv1.3;%n        ssl_certificate %s;%n        ssl_certificate_key %s;"
                                                .formatted(certificate.certificate(), certificate.key())
                                        : "",
                                "buffers",
                                buffers,
                                "lua",
                                lua
                                        ? "lua_package_path '%s/?.lua;;';%n    init_by_lua_block { change = require 'change' }"
                                                .formatted(folder)
                                        : "",
                                "documents",
                                lua ? Template.read("change.conf") : ""));
        return candidate.isEncrypted()
                ? new Started(URI.create(plain.url().toString().replace("http://", "https://")), plain.process())
                : plain;
    }

    private Started node(Path folder) throws IOException {
        Path program = folder.resolve("proxy.js");
        Files.writeString(program, Template.read("proxy.js"));
        int port = Nginx.freePort();
        return awaiting(ServerProcess.start(
                "Node",
                new ProcessBuilder(
                        equipment.path(Tool.NODE).toString(),
                        program.toString(),
                        Integer.toString(port),
                        upstream.toString()),
                folder));
    }

    private Started gateway(Path folder) throws IOException {
        int port = Nginx.freePort();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                equipment.path(Tool.GATEWAY).toString());
        command.environment().put("PORT", Integer.toString(port));
        command.environment().put("UPSTREAM", upstream.toString());
        ServerProcess process = ServerProcess.start("Spring Cloud Gateway", command, folder);
        Nginx.awaitPort(process, port);
        return new Started(URI.create("http://127.0.0.1:" + port), process);
    }

    /** The todo example's configuration, as {@code ./slipcover serve} runs it, with so many event loops. */
    private Started slipcover(Candidate candidate, Path folder) throws IOException {
        Path example = equipment.root().resolve("examples/todo");
        Path configuration = folder.resolve("slipcover.yaml");
        String written = Files.readString(example.resolve("slipcover.yaml"));
        if (candidate.knowsOldestStored()) {
            written = written.replace("\ndocuments:\n", "\ndocuments:\n  oldest-stored: { todo-item: 3 }\n");
        }
        Certificate certificate = Certificate.of(equipment.root());
        String tls = candidate.isEncrypted()
                ? "\ntls: { certificate: \"%s\", key: \"%s\" }\n"
                        .formatted(certificate.certificate(), certificate.key())
                : "";
        Files.writeString(configuration, written + "\nevent-loops: " + candidate.eventLoops() + "\n" + tls);
        Path lenses = Files.createDirectory(folder.resolve("lenses"));
        try (Stream<Path> files = Files.list(example.resolve("lenses"))) {
            for (Path file : files.toList()) {
                Files.copy(file, lenses.resolve(file.getFileName()));
            }
        }
        ProcessBuilder command = new ProcessBuilder(
                equipment.root().resolve("slipcover").toString(), "serve", "-c", configuration.toString());
        command.environment().put("LISTEN", "127.0.0.1:0");
        command.environment().put("COUCHDB_URL", upstream.toString());
        String java = candidate.isOnJdk25() ? equipment.path(Tool.JDK_25).toString() : System.getProperty("java.home");
        command.environment().put("JAVA_HOME", java);
        if (candidate == Candidate.SLIPCOVER_OPAQUE_JAVA_TLS) {
            command.environment().merge("JAVA_OPTS", "-Dslipcover.tls=jdk", (given, more) -> given + " " + more);
        }
        javaOptions.ifPresent(options -> command.environment().put("JAVA_OPTS", options));
        return awaiting(ServerProcess.start(candidate.title(), command, folder));
    }

    private static Started awaiting(ServerProcess process) {
        return new Started(URI.create(process.awaitOutput(LISTENING)), process);
    }

    @Override
    public void close() {
        started.forEach(Started::close);
        started.clear();
    }
}
