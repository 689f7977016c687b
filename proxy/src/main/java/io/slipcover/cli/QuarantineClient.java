package io.slipcover.cli;

import static io.slipcover.couch.CouchDb.encoded;

import io.slipcover.config.Quarantine;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.question.QuarantineQuestions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of a proxy, with the credentials of the quarantine. It lists the revisions that wait, and tries to store them again. */
final class QuarantineClient {
    private static final int PAGE = 500;
    private static final JsonName ROWS = JsonName.of("rows");
    private static final JsonName DOC = JsonName.of("doc");
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName REASON = JsonName.of("reason");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String proxy;
    private final String versionHeader;
    private final Quarantine quarantine;

    /**
     * @param proxy the address of the proxy, such as {@code http://127.0.0.1:5985}
     * @param versionHeader the header in which clients tell their version
     */
    QuarantineClient(String proxy, String versionHeader, Quarantine quarantine) {
        this.proxy = proxy;
        this.versionHeader = versionHeader;
        this.quarantine = quarantine;
    }

    /**
     * All revisions that wait.
     *
     * @param database the only database whose revisions count, or null
     */
    List<WaitingRevision> waiting(@Nullable String database) throws IOException, InterruptedException {
        List<WaitingRevision> waiting = new ArrayList<>();
        String start = "";
        while (true) {
            byte[] page = orThrow(
                            send("GET", path() + "/_all_docs?include_docs=true&limit=" + (PAGE + 1) + start, null))
                    .body();
            JsonArray rows = rows(page);
            for (int index = 0; index < Math.min(PAGE, rows.size()); index++) {
                JsonObject row = rows.object(index);
                JsonObject document = row == null ? null : row.object(DOC);
                WaitingRevision revision = document == null ? null : WaitingRevision.of(document);
                if (revision != null && (database == null || revision.database().equals(database))) {
                    waiting.add(revision);
                }
            }
            JsonObject next = rows.size() > PAGE ? rows.object(PAGE) : null;
            if (next == null) {
                waiting.sort(WaitingRevision.ORDER);
                return waiting;
            }
            start = "&startkey=" + encoded("\"" + next.string(ID) + "\"");
        }
    }

    private JsonArray rows(byte[] page) throws IOException {
        try {
            JsonArray rows = JsonObject.parse(page, 0, page.length).array(ROWS);
            if (rows != null) {
                return rows;
            }
        } catch (JsonFormatException exception) {
            throw new IOException(
                    "the quarantine database '" + quarantine.database() + "' does not answer JSON", exception);
        }
        throw new IOException("the quarantine database '" + quarantine.database() + "' gives no list of its documents");
    }

    /** Tries to store a revision. Gives the reason why CouchDB has not stored it, or null where it has. */
    @Nullable
    String store(WaitingRevision revision) throws IOException, InterruptedException {
        HttpResponse<byte[]> came = send("GET", path() + "/" + revision.key().id() + "/revision", null);
        if (came.statusCode() != 200) {
            return "the quarantine does not give the revision: " + reason(came);
        }
        String target = "/" + encoded(revision.database()) + "/" + encoded(revision.id()) + "?new_edits=false&rev="
                + encoded(revision.revision());
        HttpResponse<byte[]> answer = send(
                "PUT",
                target,
                request -> request.header(versionHeader, revision.clientVersion())
                        .header(
                                "Content-Type",
                                came.headers().firstValue("Content-Type").orElse("application/json"))
                        .PUT(BodyPublishers.ofByteArray(came.body())));
        return answer.statusCode() == 201 ? null : reason(answer);
    }

    /** Removes a revision from the quarantine. */
    void remove(WaitingRevision revision) throws IOException, InterruptedException {
        WaitingRevision.Key key = revision.key();
        orThrow(send("DELETE", path() + "/" + key.id() + "?rev=" + encoded(key.revision()), null));
    }

    private String path() {
        return "/" + encoded(quarantine.database());
    }

    private HttpResponse<byte[]> send(String method, String target, @Nullable Consumer<HttpRequest.Builder> with)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(proxy + target))
                .header("Accept", "application/json")
                .header("Authorization", QuarantineQuestions.authorization(quarantine))
                .method(method, BodyPublishers.noBody());
        if (with != null) {
            with.accept(request);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> orThrow(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() / 100 == 2) {
            return answer;
        }
        throw new IOException("the quarantine database '" + quarantine.database() + "': " + reason(answer));
    }

    private static String reason(HttpResponse<byte[]> answer) {
        String told = null;
        try {
            told = JsonObject.parse(answer.body(), 0, answer.body().length).string(REASON);
        } catch (JsonFormatException exception) {
            told = null; // Then the status has to do.
        }
        return told == null ? "CouchDB answered " + answer.statusCode() : told;
    }
}
