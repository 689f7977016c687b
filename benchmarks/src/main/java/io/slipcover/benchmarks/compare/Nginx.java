package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts nginx with one worker on a free port of the loopback interface, in a folder of its own. */
final class Nginx {
    private final Equipment equipment;

    Nginx(Equipment equipment) {
        this.equipment = equipment;
    }

    /**
     * Starts one, and waits until it takes connections.
     *
     * @param template the configuration, whose places <code>folder</code>, <code>port</code>, <code>user</code> and <code>modules</code>
     *     are filled here
     * @param lua whether it has Lua
     */
    Started start(String name, Path folder, String template, boolean lua, Map<String, String> values)
            throws IOException {
        int port = freePort();
        Map<String, String> all = new HashMap<>(values);
        all.put("folder", folder.toString());
        all.put("port", Integer.toString(port));
        all.put("modules", lua ? modules() : "");
        // Its folder is the user's alone; a worker of root's nginx would be somebody else.
        all.put("user", System.getProperty("user.name").equals("root") ? "user root;" : "");
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, Template.fill(template, all));
        ServerProcess process = ServerProcess.start(
                name,
                new ProcessBuilder(
                        equipment.path(Tool.NGINX).toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        configuration.toString(),
                        "-e",
                        folder.resolve("error.log").toString()),
                folder);
        awaitPort(process, port);
        return new Started(URI.create("http://127.0.0.1:" + port), process);
    }

    private String modules() {
        Path modules = equipment.path(Tool.LUA);
        return "load_module %s/ndk_http_module.so;%nload_module %s/ngx_http_lua_module.so;".formatted(modules, modules);
    }

    /** A port that nobody has at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until a server takes connections. */
    static void awaitPort(ServerProcess process, int port) {
        process.await("a listener on port " + port, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return Optional.of(true);
            } catch (IOException notYet) {
                return Optional.empty();
            }
        });
    }
}
