package io.slipcover.cli;

import io.slipcover.testbed.CouchServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Commands as a user runs them, with the login of the tests' server in a netrc file. */
final class CommandOnCouch {
    private final Path folder;

    /**
     * @param folder where {@code slipcover.yaml} is, and where the file {@code netrc} is written
     */
    CommandOnCouch(Path folder, CouchServer couch) throws IOException {
        this.folder = folder;
        String who = couch.administrator()
                .map(admin -> "machine %s login %s password %s\n"
                        .formatted(couch.url().getHost(), admin.user(), admin.password()))
                .orElse("");
        Files.writeString(folder.resolve("netrc"), who);
    }

    /** What a command prints, and then its exit status. */
    String run(String name, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                "-c",
                folder.resolve("slipcover.yaml").toString(),
                "--netrc",
                folder.resolve("netrc").toString()));
        arguments.addAll(options);
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(arguments.toArray(String[]::new));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        int status = line.execute(arguments.toArray(String[]::new));
        return out + "exit " + status;
    }
}
