package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the options of {@code migrate} and {@code stats} are, and what becomes of many databases. */
final class MigrateCommandTest {
    @TempDir
    private Path folder;

    private String run(String upstream, String... words) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Path file = Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: %s
                databases: ["user-*"]
                documents: { type: { field: t }, version: { field: v } }
                releases: [ { name: "1", clients: ">=1", types: { a: 1 } } ]
                """.formatted(upstream));
        Path netrc = Files.writeString(folder.resolve("netrc"), "");
        List<String> arguments = new ArrayList<>(List.of(words[0], "-c", file.toString(), "--netrc", netrc.toString()));
        arguments.addAll(List.of(words).subList(1, words.length));
        StringWriter out = new StringWriter();
        CommandLine line = Slipcover.commandLine(arguments.toArray(String[]::new));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(out));
        return "exit " + line.execute(arguments.toArray(String[]::new)) + " " + out;
    }

    private String wrong(String words) throws IOException {
        return run("http://127.0.0.1:1", words.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "stats"})
    void theDatabases_haveToBeNamed_inOneWay(String command) throws IOException {
        assertThat(wrong(command)).startsWith("exit 2").contains("expected either --database DB or --all");
        assertThat(wrong(command + " --all --database user-a")).startsWith("exit 2");
        assertThat(wrong(command + " --database other"))
                .startsWith("exit 2")
                .contains("'other' is none of the databases that the configuration names (user-*)");
    }

    @Test
    void numbersAndTimes_areLookedAt() throws IOException {
        assertThat(wrong("migrate --all --rate -1")).startsWith("exit 2");
        assertThat(wrong("migrate --all --concurrency 0")).startsWith("exit 2");
        assertThat(wrong("migrate --all --idle-for soon")).startsWith("exit 2").contains("expected a time such as");
    }

    @Test
    void times_areReadAsInTheConfiguration() {
        DurationOption option = new DurationOption();

        assertThat(List.of("500ms", "30s", "10m", "2h"))
                .extracting(option::convert)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(2));
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A CouchDB of many databases, of which one is closed and one is deleted as soon as it is listed; it keeps one local document. */
    private static final class ManyDatabases implements FakeUpstream.Script {
        private static final int DATABASES = 2500;

        private final List<String> asked = new ArrayList<>();
        private final List<String> marks = new ArrayList<>();
        private volatile String mark = "";
        private String closedFrom = "user-99999";
        private String unread = "";
        private String refused = "nothing";
        private int refusal;
        private int first;

        @Override
        public void run(int number, Wire wire) throws IOException {
            for (String request = wire.request(); request != null; request = wire.request()) {
                wire.send(answerTo(request));
            }
        }

        private synchronized String answerTo(String request) {
            if (request.startsWith("GET /_all_dbs")) {
                return names(request);
            }
            if (request.contains("slipcover-migration-all")) {
                return local(request);
            }
            String name = request.replaceAll("(?s)^\\S+ /([^/]+)/.*", "$1");
            if (name.equals(unread)) {
                return answerOfUnread(request);
            }
            if (request.contains("/_changes")) {
                asked.add(name);
                return name.equals("user-00007") || name.compareTo(closedFrom) >= 0
                        ? answer(403, "{\"error\":\"forbidden\",\"reason\":\"closed\"}")
                        : name.equals("user-00008")
                                ? answer(404, "{\"error\":\"not_found\",\"reason\":\"gone\"}")
                                : answer(200, "{\"results\":[],\"last_seq\":\"0\",\"pending\":0}");
            }
            return answer(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}");
        }

        /** A database with one document, whose only revision is not given. */
        private static String answerOfUnread(String request) {
            if (request.contains("/_changes")) {
                String row = request.contains("since=0") ? "{\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}]}" : "";
                return answer(200, "{\"results\":[" + row + "],\"last_seq\":\"1-x\",\"pending\":0}");
            }
            if (request.contains("/_bulk_get")) {
                return answer(200, "{\"results\":[]}");
            }
            if (request.startsWith("PUT")) {
                return answer(201, "{\"ok\":true}");
            }
            return request.contains("/_local/")
                    ? answer(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}")
                    : answer(200, "{\"_id\":\"a\",\"_rev\":\"1-a\"}");
        }

        private String local(String request) {
            if (request.startsWith("PUT")) {
                marks.add(request);
            }
            if (request.startsWith(refused)) {
                return answer(refusal, "{\"error\":\"no\",\"reason\":\"mark\"}");
            }
            if (request.startsWith("GET") && !mark.isEmpty()) {
                return answer(200, mark);
            }
            if (request.startsWith("DELETE")) {
                mark = "";
            }
            return request.startsWith("GET")
                    ? answer(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}")
                    : answer(201, "{\"ok\":true}");
        }

        private String names(String request) {
            String start =
                    request.contains("startkey") ? request.replaceAll("(?s)^.*startkey=%22(.*?)%22.*", "$1") : "";
            StringBuilder names = new StringBuilder("[");
            int given = 0;
            for (int database = first; database < DATABASES && given < 1001; database++) {
                String name = "user-%05d".formatted(database);
                if (name.compareTo(start) >= 0) {
                    names.append(given == 0 ? "" : ",").append('"').append(name).append('"');
                    given++;
                }
            }
            return answer(200, names + "]");
        }
    }

    @Test
    void all_goesThroughEveryPage_andBeyondDatabasesThatFail() throws IOException {
        ManyDatabases script = new ManyDatabases();
        try (FakeUpstream couch = new FakeUpstream(script)) {
            String told = run("http://127.0.0.1:" + couch.port(), "migrate", "--all");

            assertThat(told)
                    .startsWith("exit 1")
                    .contains("2500 databases:", "1 database failed")
                    .contains("\"user-00007\": GET /user-00007/_changes: CouchDB answered 403 forbidden: closed");
            assertThat(script.asked).hasSize(ManyDatabases.DATABASES).doesNotHaveDuplicates();
        }
    }

    /** From the hundredth on, all databases are closed: after ten of them the run gives up, and keeps how far it came. */
    @ParameterizedTest
    @CsvSource({"none, user-00006", "user-00003, user-00002"})
    void theMark_staysBeforeADatabase_thatFailedOrHasRefusals(String unread, String behind) throws IOException {
        ManyDatabases script = new ManyDatabases();
        script.closedFrom = "user-00100";
        script.unread = unread;
        try (FakeUpstream couch = new FakeUpstream(script)) {
            assertThat(run("http://127.0.0.1:" + couch.port(), "migrate", "--all"))
                    .doesNotStartWith("exit 0");
        }

        assertThat(script.marks).last().asString().contains("\"behind\":\"" + behind + "\"");
    }

    /** The first database may be closed (403), or another run may mark, too (409). */
    @ParameterizedTest
    @CsvSource({"GET, 403", "DELETE, 403", "DELETE, 409"})
    void aMarkThatIsRefused_endsNoMigration(String refused, int refusal) throws IOException {
        ManyDatabases script = new ManyDatabases();
        script.first = 2480;
        script.refused = refused;
        script.refusal = refusal;
        script.mark = "{\"_rev\":\"0-1\",\"lenses\":\"others\",\"behind\":\"user-02490\"}";
        try (FakeUpstream couch = new FakeUpstream(script)) {
            assertThat(run("http://127.0.0.1:" + couch.port(), "migrate", "--all"))
                    .startsWith("exit 0")
                    .contains("20 databases:");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void aMarkThatIsRefused_doesNotHideWhyTheRunGaveUp(int refusal) throws IOException {
        ManyDatabases script = new ManyDatabases();
        script.closedFrom = "user-00100";
        script.refused = "PUT";
        script.refusal = refusal;
        try (FakeUpstream couch = new FakeUpstream(script)) {
            assertThat(run("http://127.0.0.1:" + couch.port(), "migrate", "--all"))
                    .doesNotStartWith("exit 0")
                    .contains("GET /user-00109/_changes: CouchDB answered 403 forbidden: closed");
        }
        assertThat(script.marks).isNotEmpty();
    }

    @Test
    void all_goesOnBehindTheDatabaseThatTheFirstOneNames_ifTheLensesAreTheSame() throws IOException {
        ManyDatabases script = new ManyDatabases();
        try (FakeUpstream couch = new FakeUpstream(script)) {
            String url = "http://127.0.0.1:" + couch.port();
            script.mark =
                    "{\"_id\":\"_local/slipcover-migration-all\",\"_rev\":\"0-1\",\"lenses\":\"%s\",\"behind\":\"user-02490\"}"
                            .formatted(lenses());

            assertThat(run(url, "migrate", "--all"))
                    .startsWith("exit 0")
                    .contains("9 databases:", "went on behind the databases that an earlier run has migrated");
            assertThat(script.asked).hasSize(9).contains("user-02491", "user-02499");
            assertThat(script.mark).isEmpty();

            script.asked.clear();
            script.mark = "{\"_rev\":\"0-1\",\"lenses\":\"others\",\"behind\":\"user-02490\"}";
            assertThat(run(url, "migrate", "--all")).contains("2500 databases:");
        }
    }

    /** The digest that the run writes into a checkpoint. */
    private String lenses() throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        List<String> bodies = new ArrayList<>();
        try (FakeUpstream couch = new FakeUpstream((number, wire) -> {
            for (String request = wire.request(); request != null; request = wire.request()) {
                if (request.startsWith("PUT")) {
                    bodies.add(request);
                }
                wire.send(
                        request.contains("/_changes") && request.contains("since=0")
                                ? answer(
                                        200,
                                        "{\"results\":[{\"id\":\"a\",\"changes\":[{\"rev\":\"1-a\"}],\"deleted\":true}],"
                                                + "\"last_seq\":\"1-x\",\"pending\":0}")
                                : request.contains("/_changes")
                                        ? answer(200, "{\"results\":[],\"last_seq\":\"1-x\",\"pending\":0}")
                                        : request.startsWith("GET /user-a HTTP")
                                                ? answer(200, "{\"doc_count\":0}")
                                                : request.startsWith("GET")
                                                        ? answer(
                                                                404, "{\"error\":\"not_found\",\"reason\":\"missing\"}")
                                                        : answer(201, "{\"ok\":true}"));
            }
        })) {
            assertThat(run("http://127.0.0.1:" + couch.port(), "migrate", "--database", "user-a"))
                    .startsWith("exit 0");
        }
        assertThat(bodies).hasSize(1).first().asString().contains("\"since\":\"1-x\"");
        return bodies.get(0).replaceAll("(?s)^.*\"lenses\":\"(.*?)\".*", "$1");
    }
}
