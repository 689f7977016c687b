package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonObject;
import io.slipcover.testing.Certificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which release can go, and what is left of the configuration then. */
final class RetireCommandTest {
    private static final String TEXT = """
            # What everybody reads.
            upstream: ${COUCH:-http://127.0.0.1:1}
            documents:
              type: { field: t }
              version: { field: v }
              recognise:   # by members
                a:
                  1: { has: [x] }   # the first
                  2: { has: [y] }
              oldest-stored: { a: 1 }

            releases:   # oldest first
              # The first release.
              - name: "1"
                clients: 1.x
                types: { a: 1, b: 1 }
                defaults: { b: { colour: white } }

              # The second release.
              - name: "2"   # two
                clients: 2.x
                types: { a: 2, b: 1 }
              - { name: "3", clients: ">=3", types: { a: 3, b: 1 } } # three
            lenses: lenses   # the folder
            """;

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("old/lenses"));
        Files.createDirectories(folder.resolve("old/schemas"));
        Files.writeString(folder.resolve("old/slipcover.yaml"), TEXT);
        Files.writeString(folder.resolve("old/schemas/a.1.schema.json"), "{}");
        Files.writeString(folder.resolve("old/schemas/a.3.schema.json"), "{}");
        Files.writeString(
                folder.resolve("old/lenses/one.yaml"),
                "type: a\nfrom: 1\nto: 2\nlens:\n  - rename: { source: x, destination: y }\n");
        Files.writeString(
                folder.resolve("old/lenses/two.yaml"),
                "type: a\nfrom: 2\nto: 3\nlens:\n  - rename: { source: y, destination: z }\n");
        log = folder.resolve("log");
        writeLog(line("1", "1.0", 40) + line("2", "2.0", 35) + line("2", "2.0", 2));
    }

    /** Writes a log that has these lines, and a line of release 3 for each day. */
    private void writeLog(String lines) throws IOException {
        StringBuilder all = new StringBuilder(lines);
        for (int day = 40; day >= 0; day--) {
            all.append(line("3", "3.0", day));
        }
        Files.writeString(log, all);
    }

    private void replace(String what, String by) throws IOException {
        Path file = folder.resolve("old/slipcover.yaml");
        Files.writeString(file, Files.readString(file).replace(what, by));
    }

    private String retire(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(log.toString(), "--out", folder.resolve("new").toString()));
        return run(all.toArray(String[]::new));
    }

    private RetiredConfiguration without(String release) throws IOException {
        Path file = folder.resolve("old/slipcover.yaml");
        Configuration before = Configuration.load(file, Map.of());
        Release going = before.catalog().release(release).orElseThrow();
        return new Retirement(before, file, going, Map.of()).without(LostVersions.of(before.catalog(), going));
    }

    private static String line(String release, String version, int daysAgo) {
        return "{\"time\":\"" + Instant.now().minus(Duration.ofDays(daysAgo))
                + "\",\"route\":\"document\",\"release\":\"" + release + "\",\"client_version\":\"" + version
                + "\",\"duration_ms\":1}\n";
    }

    private String run(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "retire";
        all[1] = "-c";
        all[2] = folder.resolve("old/slipcover.yaml").toString();
        System.arraycopy(words, 0, all, 3, words.length);
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(all);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        return "exit " + line.execute(all) + "\n" + out;
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("new/slipcover.yaml"));
    }

    @Test
    void releaseWhoseShapesMayBeStored_staysForReading_andItsClientsAreRefused() throws IOException {
        assertThat(retire("1"))
                .startsWith("exit 0\nrelease 1 can be closed to its clients, and stays in the configuration\n")
                .contains(
                        "nobody has looked in all databases whether documents are stored as a 1",
                        "no mistakes",
                        "to go back, serve ");
        assertThat(written().replaceAll("\n    sunset: [0-9-]+(?=\n)", "")).isEqualTo(TEXT);
        Configuration after = Configuration.load(folder.resolve("new/slipcover.yaml"), Map.of());
        assertThat(after.catalog().release("1").orElseThrow().sunset()).isNotNull();
        byte[] stored = "{\"t\":\"a\",\"v\":1,\"x\":5}".getBytes(StandardCharsets.UTF_8);
        assertThat(new ReleaseView(after.catalog(), after.catalog().release("3").orElseThrow())
                        .view(JsonObject.parse(stored, 0, stored.length)))
                .hasToString("{\"t\":\"a\",\"v\":3,\"z\":5}");
    }

    @Test
    void sunset_isWrittenIntoItsRelease_behindATextOfSeveralLines() throws IOException {
        replace("    defaults: { b: { colour: white } }\n", "    link: >-\n      https://example.org/a\n");
        assertThat(retire("1")).startsWith("exit 0\n");

        Configuration after = Configuration.load(folder.resolve("new/slipcover.yaml"), Map.of());
        assertThat(after.catalog().release("1").orElseThrow().sunset()).isNotNull();
        assertThat(after.catalog().release("2").orElseThrow().sunset()).isNull();
    }

    @Test
    void configurationWithAliases_isLeftAlone_andWhyIsSaid() throws IOException {
        replace("    types: { a: 1, b: 1 }", "    types: &first { a: 1, b: 1 }");
        assertThat(retire("1"))
                .startsWith("exit 1\n")
                .contains(
                        "change it by hand: line 16: a file with an anchor or an alias, such as 'first' here, is not changed");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void configurationInFlowStyle_isChanged() throws IOException {
        Files.writeString(folder.resolve("old/slipcover.yaml"), """
                { documents: { type: { field: t }, version: { field: v } }, lenses: lenses,
                  releases: [{ name: "1", clients: 1.x, types: { a: 1 } }, { name: "2", clients: 2.x, types: { a: 2 } },
                    { name: "3", clients: ">=3", types: { a: 3 } }] }
                """);
        assertThat(without("1").text().text()).isEqualTo("""
                { documents: { type: { field: t }, version: { field: v } }, lenses: lenses,
                  releases: [{ name: "2", clients: 2.x, types: { a: 2 } },
                    { name: "3", clients: ">=3", types: { a: 3 } }] }
                """);
        assertThat(retire("1")).startsWith("exit 0\n");
        assertThat(written()).contains("types: { a: 1 }, sunset: 2");
    }

    @Test
    void releaseWhoseShapesAreNotStored_goes_withAllThatItAloneNeeded() throws IOException {
        Configuration before = Configuration.load(folder.resolve("old/slipcover.yaml"), Map.of());
        RetiredConfiguration made = without("1");

        assertThat(made.leftOutNames()).containsExactly("a.1.schema.json", "one.yaml");
        assertThat(made.text().text()).isEqualTo("""
                # What everybody reads.
                upstream: ${COUCH:-http://127.0.0.1:1}
                documents:
                  type: { field: t }
                  version: { field: v }
                  recognise:   # by members
                    a:
                      2: { has: [y] }
                  oldest-stored: { a: 2 }

                releases:   # oldest first
                  # The second release.
                  - name: "2"   # two
                    clients: 2.x
                    types: { a: 2, b: 1 }
                    defaults: {"b":{"colour":"white"}}
                  - { name: "3", clients: ">=3", types: { a: 3, b: 1 } } # three
                lenses: lenses   # the folder
                """);
        made.loaded()
                .catalog()
                .releases()
                .forEach(release -> release.types()
                        .keySet()
                        .forEach(type -> assertThat(made.loaded().catalog().defaults(release, type))
                                .hasToString(before.catalog()
                                        .defaults(
                                                before.catalog()
                                                        .release(release.name())
                                                        .orElseThrow(),
                                                type)
                                        .toString())));
    }

    @Test
    void releaseThatAloneNamesNothing_goes_andItsFilesAreLeftOut() throws IOException {
        replace("types: { a: 2, b: 1 }", "types: { a: 1, b: 1 }\n    defaults: { a: { q: 1 } }");
        replace("          2: { has: [y] }\n", "");
        replace("      2: { has: [y] }\n", "");
        replace("types: { a: 3, b: 1 }", "types: { a: 1, b: 1 }");
        Files.delete(folder.resolve("old/schemas/a.3.schema.json"));
        assertThat(retire("1")).startsWith("exit 0\nrelease 1 can go\n");
        assertThat(written()).doesNotContain("name: \"1\"").contains("colour", "1: { has: [x] }");
        assertThat(folder.resolve("new/schemas/a.1.schema.json")).exists();
    }

    @Test
    void onlyLensesAndSchemas_areCopied_andOtherFilesAreNoReasonAgainstTheDecision() throws Exception {
        Files.writeString(folder.resolve("old/lenses/key.pem"), "secret");
        Files.writeString(folder.resolve("old/.env"), "secret");
        Files.createDirectories(folder.resolve("old/tls"));
        for (String end : List.of(".pem", ".key")) {
            Files.copy(Certificates.file("localhost" + end).toPath(), folder.resolve("old/tls/server" + end));
        }
        replace("releases:", "tls: { certificate: tls/server.pem, key: tls/server.key }\nreleases:");
        assertThat(retire("1"))
                .startsWith("exit 0\n")
                .contains(
                        "where check finds mistakes: ",
                        "not copied, since it is no lens and no schema: tls/server.pem",
                        "not copied, since it is no lens and no schema: tls/server.key");
        try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.resolve("new").relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "slipcover.yaml",
                            "lenses/one.yaml",
                            "lenses/two.yaml",
                            "schemas/a.1.schema.json",
                            "schemas/a.3.schema.json");
        }
    }

    @Test
    void foldersThatAreNotBesideTheConfiguration_areBroughtThere() throws IOException {
        Files.move(folder.resolve("old/lenses"), folder.resolve("all"));
        Files.move(folder.resolve("old/schemas"), folder.resolve("forms"));
        replace("lenses: lenses ", "schemas: ../forms\nlenses: ../all ");
        assertThat(retire("1")).startsWith("exit 0\n").contains("2 lenses: no mistakes");
        assertThat(written()).contains("schemas: schemas\n", "lenses: lenses   # the folder");
        assertThat(folder.resolve("new/lenses/one.yaml")).exists();
        assertThat(folder.resolve("new/schemas/a.1.schema.json")).exists();
    }

    @Test
    void whoMayReadTheConfiguration_staysAsItIs() throws IOException {
        Path old = folder.resolve("old/slipcover.yaml");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        retire("1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/slipcover.yaml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void defaultsWithVariables_areNotWrittenIntoAnotherRelease() throws IOException {
        for (String value : List.of("\"${COLOUR:-red}\"", "\"$${COLOUR}\"")) {
            Files.writeString(folder.resolve("old/slipcover.yaml"), TEXT.replace("white", value));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> without("1"))
                    .withMessage(
                            "the defaults of release '1' have '${' in them, so move those that release '2' inherits there by hand");
        }
        Files.writeString(
                folder.resolve("old/slipcover.yaml"),
                TEXT.replace(
                        "types: { a: 2, b: 1 }", "types: { a: 2, b: 1 }\n    defaults: { a: { s: \"${S:-x}\" } }"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> without("1"))
                .withMessageStartingWith("the defaults of release '2' have '${'");
    }

    @Test
    void releaseInUse_cannotGo_andNothingIsWritten() throws IOException {
        assertThat(retire("2"))
                .startsWith("exit 1\nrelease 2 cannot go yet:\n")
                .contains(
                        "it is in use: 2 requests, the last at ",
                        "by clients of 2.0.0 (2)",
                        "before: set 'deprecated'");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(run("2", log.toString(), "--idle-for", "24h")).startsWith("exit 0");
        writeLog(line("2", "2.0", 2));
        assertThat(retire("2")).contains("it is in use: 1 request, the last at ");
    }

    @Test
    void clientsThatAnotherReleaseServesAfterwards_areTold_ifTheReleaseGoes() throws IOException {
        replace("clients: 2.x", "clients: \">=1.5.0 <3.0.0\"");
        writeLog(line("2", "1.6", 40));
        assertThat(retire("2")).startsWith("exit 0").doesNotContain("afterwards");
        replace("a: 2, b: 1", "a: 1, b: 1");
        replace("      2: { has: [y] }\n", "");
        assertThat(run("2", log.toString()))
                .startsWith("exit 0\nrelease 2 can go\n")
                .contains("note: clients of 1.6.0 are served by release 1 afterwards");
    }

    @Test
    void storeRelease_cannotGo() {
        assertThat(run("3", log.toString())).startsWith("exit 1").contains("it is the store release");
    }

    @Test
    void whatIsNotKnown_speaksAgainstIt() throws IOException {
        assertThat(run("1")).startsWith("exit 1").contains("nobody says who uses it");
        Files.writeString(log, line("3", "3", 5));
        assertThat(run("1", log.toString()))
                .startsWith("exit 1")
                .contains("what is known begins only at ", "what is known ends at ");
        Files.writeString(log, line("3", "3", 40) + line("3", "3", 1) + line("3", "3", 0));
        assertThat(run("1", log.toString())).startsWith("exit 1").contains("the access logs have no line of ");
    }

    @Test
    void metricsOfASlipcoverThatStartedLater_speakAgainstIt() throws IOException {
        assertThat(run("1", "--metrics", metrics("a", 40, "").toString())).startsWith("exit 0");
        assertThat(run(
                        "1",
                        "--metrics",
                        metrics("a", 40, "").toString(),
                        "--metrics",
                        metrics("b", 2, "").toString()))
                .startsWith("exit 1")
                .contains("what is known begins only at ");
        assertThat(run("1", log.toString(), "--metrics", metrics("b", 2, "").toString()))
                .startsWith("exit 1")
                .contains("what is known begins only at ");
    }

    private Path metrics(String name, int startedDaysAgo, String more) throws IOException {
        Instant started = Instant.now().minus(Duration.ofDays(startedDaysAgo));
        return Files.writeString(
                folder.resolve(name), """
                slipcover_requests_total{release="3"} 7.0
                slipcover_client_version_last_seen_timestamp_seconds{client_version="3.0.0",release="3"} %d
                process_start_time_seconds %d
                %s""".formatted(Instant.now().getEpochSecond(), started.getEpochSecond(), more));
    }

    @Test
    void documentsThatAppsOfOtherReleasesWroteInItsShape_speakAgainstIt() throws IOException {
        String counter =
                "slipcover_documents_written_in_older_version_total{release=\"3\",type=\"a\",version=\"%d\"} %d.0\n";
        assertThat(run(
                        "1",
                        "--metrics",
                        metrics("m", 40, counter.formatted(1, 1)).toString()))
                .startsWith("exit 1")
                .contains(
                        "clients of release 3 wrote 1 document of a in version 1, which this release alone names: these would be refused");
        assertThat(run(
                        "1",
                        "--metrics",
                        metrics("m", 40, counter.formatted(2, 1) + counter.formatted(1, 0))
                                .toString()))
                .startsWith("exit 0");
    }

    @Test
    void packedLogThatBreaksOff_speaksAgainstIt() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(Files.readAllBytes(log));
        }
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 4));
        assertThat(run("1", cut.toString()))
                .startsWith("exit 1\n")
                .contains(
                        "cut.gz: the packed log is broken",
                        "release 1 cannot go yet:",
                        "a packed log is broken or breaks off");
        assertThat(run("1", "--json", cut.toString())).contains("\"can_go\":false");
    }

    @Test
    void linesThatCannotBeRead_areTold_andReleasesThatAreNotToldApartSpeakAgainstIt() throws IOException {
        Files.writeString(log, Files.readString(log) + "half of a li");
        assertThat(run("1", log.toString())).startsWith("exit 0").contains("note: 1 line could not be read");
        StringBuilder many = new StringBuilder();
        for (int number = 0; number < 300; number++) {
            many.append(line("r" + number, "1.0", 3));
        }
        writeLog(many.toString());
        assertThat(run("1", log.toString())).startsWith("exit 1").contains("more releases than are told apart");
    }

    @Test
    void json_saysTheSame() throws IOException {
        assertThat(retire("1", "--json"))
                .startsWith(
                        "exit 0\n{\"release\":\"1\",\"can_go\":true,\"verdict\":\"stays\",\"reasons\":[],\"advice\":[\"its clients were never told:")
                .contains(
                        "\"left_out\":[],\"written_to\":\"" + folder.resolve("new"),
                        "\"is_sound\":true,\"check\":\"3 releases, 2 types, 2 lenses: no mistakes\",\"not_copied\":[]}\n");
        assertThat(run("3", "--json", log.toString()))
                .startsWith(
                        "exit 1\n{\"release\":\"3\",\"can_go\":false,\"verdict\":\"cannot_go\",\"reasons\":[\"it is the store release")
                .doesNotContain("written_to");
    }

    @Test
    void sunsetThatIsToCome_isWaitedFor() throws IOException {
        replace("clients: 1.x", "clients: 1.x\n    sunset: 2199-01-01");
        assertThat(run("1", log.toString())).startsWith("exit 1").contains("its sunset is only on 2199-01-01");
    }

    @Test
    void wrongUsage_isStatus2() throws IOException {
        assertThat(run("9", log.toString())).startsWith("exit 2").contains("there is no release '9', only 1, 2, 3");
        Files.createDirectory(folder.resolve("new"));
        Files.writeString(folder.resolve("new/x"), "");
        assertThat(retire("1")).startsWith("exit 2").contains("expected a new folder");
        assertThat(run("1", folder.resolve("nothing").toString())).startsWith("exit 2");
    }

    @Test
    void configurationThatCannotBeChanged_isLeftAlone() throws IOException {
        Files.writeString(
                folder.resolve("old/slipcover.yaml"),
                TEXT.replace("documents:\n", "client-version: { when-absent: 1.0 }\ndocuments:\n")
                        .replace("a: 2, b: 1", "a: 1, b: 1")
                        .replace("      2: { has: [y] }\n", ""));
        assertThat(retire("1")).startsWith("exit 1").contains("change it by hand", "when-absent: no release serves");
        assertThat(folder.resolve("new")).doesNotExist();
    }
}
