package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.cli.Subcommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DemoCommandIT {
    private final StringWriter told = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(arguments);
    }

    @Test
    void demo_isACommandOfTheProgram() {
        assertThat(ServiceLoader.load(Subcommand.class)).hasAtLeastOneElementOfType(DemoCommand.class);
    }

    @Test
    void tour_exampleAsItIs_isTrue() {
        assertThat(run("--tour")).as(told::toString).isZero();
        assertThat(told.toString()).containsPattern("All [0-9]+ claims hold\\.").doesNotContain("✗");
    }

    @Test
    void tour_lensThatDoesSomethingElse_isNotTrue(@TempDir Path folder) throws Exception {
        Path own = TodoStage.ownConfiguration();
        Path lenses = Files.createDirectory(folder.resolve("lenses"));
        for (String name : new String[] {"todo-item.1-2.yaml", "todo-item.2-3.yaml"}) {
            String lens = Files.readString(own.resolveSibling("lenses").resolve(name));
            Files.writeString(
                    lenses.resolve(name), lens.replace("default: { name: default }", "default: { name: other }"));
        }
        Path configuration = Files.copy(own, folder.resolve("slipcover.yaml"));

        assertThat(run("--tour", "-c", configuration.toString())).isEqualTo(1);
        assertThat(told.toString()).contains("✗", "\"other\"", "claims do not hold");
    }

    @Test
    void demo_portThatIsTaken_isOneLineWithAHint_andNothingBegins() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("--port", Integer.toString(other.getLocalPort()))).isEqualTo(1);
            assertThat(told.toString())
                    .isEqualToNormalizingNewlines(
                            ("demo: cannot listen at localhost:%d: the port is taken by another program;"
                                            + " choose another one with --port, or any free one with --port 0\n")
                                    .formatted(other.getLocalPort()));
        }
    }

    @Test
    void demo_configurationWithAMistake_isWrongUsage(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("slipcover.yaml"), "lissten: 127.0.0.1:0\n");
        assertThat(run("--tour", "-c", configuration.toString())).isEqualTo(2);
        assertThat(told.toString()).contains("slipcover.yaml:1:1", "lissten");
    }
}
