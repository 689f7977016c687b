package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a command says that cannot do its work: one line with what and where, and a status. */
final class ExitsTest {
    private static final String SOUND = """
            client-version: { when-absent: "1.0.0" }
            documents: { type: { field: kind }, version: { field: v } }
            releases: [ { name: "1", clients: "1.x", types: { note: 1 } } ]
            """;

    private final Path folder = TemporaryFolder.create("exits");
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("sound.yaml"), "listen: 127.0.0.1:0\n" + SOUND);
        Files.writeString(
                folder.resolve("guarded.yaml"),
                "admin: { listen: 127.0.0.1:0, token: 0123456789abcdef }\nlisten: 127.0.0.1:0\n" + SOUND);
        Files.createDirectory(folder.resolve("folder.yaml"));
    }

    @AfterEach
    void remove() {
        TemporaryFolder.remove(folder);
    }

    /** Files are in the test's folder: {@code @sound.yaml}. */
    private int run(String line) {
        List<String> arguments = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            arguments.add(word.replace("@", folder + "/"));
        }
        String[] words = line.isEmpty() ? new String[0] : arguments.toArray(String[]::new);
        CommandLine commandLine = Slipcover.commandLine(words);
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(words);
    }

    private String onlyLine() {
        assertThat(err.toString()).matches("[^\\n]+\\R").doesNotContain("Exception");
        return err.toString().replace(folder + "/", "@").strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "frobnicate -c @sound.yaml~ slipcover: there is no command 'frobnicate', only serve, check, transform, new, quarantine, schema, lenses, stats, migrate, import, design, usage, changelog, retire, echo; see slipcover --help",
                "serve -c @sound.yaml more~ slipcover serve: Unmatched argument at index 3: 'more'; see slipcover serve --help",
                "serve~ slipcover serve: Missing required option: '--config=FILE'; see slipcover serve --help",
                "serve -c @sound.yaml --listen 5985~ slipcover serve: Invalid value for option '--listen': expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found '5985'; see slipcover serve --help",
                "serve -c @sound.yaml --listen ::1:5985~ slipcover serve: Invalid value for option '--listen': expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found '::1:5985'; see slipcover serve --help",
                "serve -c @sound.yaml --admin 127.0.0.1:70000~ slipcover serve: Invalid value for option '--admin': port 70000 is not between 0 and 65535; see slipcover serve --help",
                "serve -c @sound.yaml --upstream couch~ slipcover serve: Invalid value for option '--upstream' (URL): expected a URL such as http://127.0.0.1:5984, found 'couch'; see slipcover serve --help",
                "check -c @folder.yaml~ folder.yaml:1:1: expected a file, found the folder @folder.yaml",
                "serve -c @folder.yaml~ folder.yaml:1:1: expected a file, found the folder @folder.yaml",
                "check -c @none.yaml~ none.yaml:1:1: there is no file @none.yaml",
                "check -c @sound.yaml/x~ x:1:1: the file @sound.yaml/x cannot be read: Not a directory",
                "transform -c @sound.yaml --from 1 --to 1 @folder.yaml~ slipcover transform: expected a file, found the folder @folder.yaml; see slipcover transform --help",
                "transform -c @sound.yaml --from 1 --to 1 @none~ slipcover transform: there is no file @none that can be read; see slipcover transform --help",
                "transform -c @sound.yaml --from 1 --to 9~ slipcover transform: --to: no release is called '9'; expected one of 1, or a version such as note@1; see slipcover transform --help",
            })
    void wrongUsage_isOneLine_exits2(String line, String told) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(onlyLine()).isEqualTo(told);
    }

    @Test
    void nothing_isShownWhatThereIs_exits2() {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand", "Usage: slipcover", "transform");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "listen: 5985; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found the number 5985",
                "listen: true; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found true",
                "listen: [a]; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found a list",
                "listen:; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found nothing",
                "listen: 127.0.0.1; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found '127.0.0.1'",
                "listen: 127.0.0.1:65536; listen: port 65536 is not between 0 and 65535",
                "listen: ::1:5985; listen: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found '::1:5985'",
                "admin: 5987; admin: expected HOST:PORT, such as 127.0.0.1:5985 or [::1]:5985, found the number 5987",
                "upstream: 5984; upstream: expected a URL such as http://127.0.0.1:5984 or a list of them, found the number 5984",
                "upstream: localhost:5984; upstream: expected a URL such as http://127.0.0.1:5984, found 'localhost:5984'",
                "lenses: sound.yaml; lenses: expected a folder beside this file, found the file 'sound.yaml'",
                "lenses: none; lenses: expected a folder beside this file, found no 'none'",
            })
    void addressThatIsNone_isToldWithItsPlace_exits2(String setting, String told) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), SOUND + setting + "\n");
        for (String command : List.of("serve", "check", "transform --from 1 --to 1")) {
            err.getBuffer().setLength(0);
            assertThat(run(command + " -c @a.yaml")).isEqualTo(2);
            assertThat(onlyLine()).matches("a\\.yaml:4:\\d+: .*").endsWith(": " + told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen", "admin"})
    void serve_portThatIsTaken_saysWhich_exits1(String setting) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            assertThat(run("serve -c @guarded.yaml --" + setting + " " + address))
                    .isEqualTo(1);
            assertThat(onlyLine())
                    .isEqualTo(
                            "slipcover serve: cannot listen at " + address + ": the port is taken by another program");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:5985, this machine has no such address",
        "host.invalid:5985, no host of this name is known",
    })
    void serve_addressThatIsNotOurs_saysWhich_exits1(String address, String why) {
        for (String setting : List.of("listen", "admin")) {
            err.getBuffer().setLength(0);
            assertThat(run("serve -c @guarded.yaml --" + setting + " " + address))
                    .isEqualTo(1);
            assertThat(onlyLine()).isEqualTo("slipcover serve: cannot listen at " + address + ": " + why);
        }
    }
}
