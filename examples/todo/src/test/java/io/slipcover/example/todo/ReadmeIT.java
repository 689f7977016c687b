package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.NodeProgram;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.ServerProcess;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The project's README: its configuration is served, and its line of PouchDB replicates with it. */
final class ReadmeIT {
    private static final Path ROOT =
            TodoStage.ownConfiguration().resolveSibling("../..").normalize();
    private static final Pattern FILE =
            Pattern.compile("^```yaml (\\S+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SCRIPT = Pattern.compile("^```js\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LISTENING = Pattern.compile("slipcover listening on (http://\\S+)");

    private final CouchServer couch = CouchServer.shared();

    private String database;
    private Path folder;
    private ServerProcess slipcover;

    @BeforeEach
    void serve() throws IOException {
        database = couch.client().createDatabase("notes");
        couch.client()
                .put("/" + database + "/a", "{\"type\":\"note\",\"text\":\"Water the plants\",\"version\":2}")
                .orThrow();
        folder = TemporaryFolder.create("slipcover-readme-");
        Matcher file = FILE.matcher(readme());
        while (file.find()) {
            Path written = folder.resolve(file.group(1));
            Files.createDirectories(written.getParent());
            // The test's own database stands for the README's.
            Files.writeString(written, file.group(2).replace("[notes]", "[" + database + "]"));
        }
        ProcessBuilder command = new ProcessBuilder(
                ROOT.resolve("slipcover").toString(),
                "serve",
                "-c",
                "slipcover.yaml",
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "http://127.0.0.1:" + couch.url().getPort());
        slipcover = ServerProcess.start("slipcover", command.directory(folder.toFile()), folder);
    }

    @AfterEach
    void end() {
        slipcover.close();
        couch.client().delete("/" + database);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    /** What a PouchDB has after it pulled by the README's lines, in which this stands for the version. */
    private String pulled(String header) throws Exception {
        URI url = URI.create(slipcover.awaitOutput(LISTENING));
        URI asAdministrator = couch.asAdministrator(URI.create("http://" + url.getAuthority() + "/" + database));
        Matcher script = SCRIPT.matcher(readme());
        assertThat(script.find()).isTrue();
        String shown = script.group(1);
        String remote = "http://127.0.0.1:5985/notes";
        String version = "options.headers.set('X-Client-Version', '2.0.0');";
        assertThat(shown).contains(remote, version);
        Path modules = PouchApps.modules();
        Path program = Files.writeString(folder.resolve("app.js"), """
                const load = (name) => require('%s/' + name);
                const PouchDB = load('pouchdb-core').plugin(load('pouchdb-adapter-memory'))
                  .plugin(load('pouchdb-adapter-http')).plugin(load('pouchdb-replication'));
                %s
                (async () => {
                  const local = new PouchDB('notes', { adapter: 'memory' });
                  await PouchDB.replicate(remote, local);
                  console.log(JSON.stringify(await local.get('a')));
                })();
                """.formatted(
                modules, shown.replace(remote, asAdministrator.toString()).replace(version, header)));
        NodeProgram.Ended ended = NodeProgram.run(Map.of(), "--no-deprecation", program.toString());
        assertThat(ended.isWell()).as(ended.output()).isTrue();
        return ended.output();
    }

    @Test
    void pouchDb_asShown_getsTheShapeOfTheVersionThatItNames() throws Exception {
        assertThat(pulled("options.headers.set('X-Client-Version', '2.0.0');"))
                .contains("\"text\":\"Water the plants\"")
                .doesNotContain("title");
    }

    @Test
    void pouchDb_thatNamesNoVersion_getsTheShapeThatIsForSuchClients() throws Exception {
        assertThat(pulled("")).contains("\"title\":\"Water the plants\"").doesNotContain("\"text\"");
    }
}
