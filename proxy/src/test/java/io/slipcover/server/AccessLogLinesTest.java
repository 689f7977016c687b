package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.AccessLog;
import io.slipcover.report.AccessLogFormat;
import io.slipcover.report.AddressForm;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the access log tells of a request, and what it does not tell. */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class AccessLogLinesTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nX-Couch-Request-ID: 5f2a9c0e11\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 24\r\n\r\n{\"_id\":\"a\",\"secret\":\"s\"}";
    private static final String REQUEST =
            "GET /todos/secret-id?rev=secret-query HTTP/1.1\r\nHost: h\r\nX-Client-Version: 2.1\r\nAuthorization: Basic secret\r\n"
                    + "Cookie: AuthSession=secret\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private String lines(int count) {
        Path file = folder.resolve("access.log");
        Patience.await(
                () -> count + " lines", () -> Files.readString(file).lines().count() == count);
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Wire client(FakeUpstream couch) throws Exception {
        Reports reports = new Reports();
        reports.log(
                opened.add(AccessLog.toFile(AccessLogFormat.JSON, AddressForm.NETWORK, folder.resolve("access.log"))));
        return opened.client(opened.proxy(new TestSite().reporting(reports).on(couch.port())));
    }

    @Test
    void request_isOneLine_withoutAnythingThatIsSecret() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(ANSWER));
        Wire client = client(couch);
        client.send(REQUEST).answer();

        assertThat(lines(1))
                .matches(
                        "\\{\"time\":\"[^\"]+Z\",\"method\":\"GET\",\"route\":\"document\",\"database\":\"todos\",\"status\":200,"
                                + "\"ending\":\"whole\",\"release\":\"2\",\"client_version\":\"2.1\",\"bytes_in\":0,\"bytes_out\":24,"
                                + "\"first_byte_ms\":[0-9.]+,\"duration_ms\":[0-9.]+,\"request_id\":\"5f2a9c0e11\","
                                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"client\":\"127.0.0.0\"}\n")
                .doesNotContain("secret");
        assertThat(couch.nextRequest())
                .contains("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
    }

    @Test
    void requestsThatEndEarly_orAreRefused_haveTheirLines() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        }));
        client(couch).send("NONSENSE\r\n\r\n").answer();
        assertThat(lines(1)).contains("\"route\":\"none\",\"status\":400,\"ending\":\"whole\"");
    }

    @Test
    void answerThatBreaksOff_saysSo() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        }));
        client(couch).send("GET /_all_dbs HTTP/1.1\r\nHost: h\r\n\r\n").rest();
        assertThat(lines(1)).contains("\"route\":\"other\",\"status\":200,\"ending\":\"broken\"");
    }

    @Test
    void documentation_namesEveryField() throws Exception {
        client(opened.add(FakeUpstream.answering(ANSWER))).send(REQUEST).answer();
        String documentation = Files.readString(Path.of("../docs/operating.md"));

        for (Matcher field = Pattern.compile("\"(\\w+)\":").matcher(lines(1)); field.find(); ) {
            assertThat(documentation).contains("`" + field.group(1) + "`");
        }
        assertThat(List.of(documentation.split("\n## ", -1)))
                .anyMatch(section -> section.startsWith("The access log\n"));
    }
}
