package io.slipcover.testbed;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plain client of a server that speaks CouchDB's API. It sends one whole request and gets one whole answer. Paths
 * begin with a slash, and the client sends them as they are. Bodies are JSON.
 */
public final class CouchClient {
    /** Reads what servers say, numbers in full. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI url;
    private final Map<String, String> headers;

    CouchClient(URI url, Optional<Credentials> user) {
        this(
                url,
                user.map(some -> Map.of("Authorization", some.authorization())).orElse(Map.of()));
    }

    private CouchClient(URI url, Map<String, String> headers) {
        this.url = requireNonNull(url, "url");
        this.headers = headers;
    }

    /** A client of the server at this address, without a login. The address has no slash at its end. */
    public static CouchClient of(URI url) {
        return new CouchClient(url, Map.of());
    }

    /** This client, with one more header in each request. */
    public CouchClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new CouchClient(url, more);
    }

    public URI url() {
        return url;
    }

    public CouchAnswer get(String path) {
        return send("GET", path, null);
    }

    public CouchAnswer put(String path, String body) {
        return send("PUT", path, body);
    }

    public CouchAnswer post(String path, String body) {
        return send("POST", path, body);
    }

    public CouchAnswer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a request, with a body where there is one. */
    public CouchAnswer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new CouchAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + url + path + ": " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(method + " " + url + path));
        }
    }

    /**
     * Creates a database that everybody may read and write.
     *
     * @param beginning the beginning of the name; the client adds a part that no other database has
     * @return the database's name
     */
    public String createDatabase(String beginning) {
        String name = beginning + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        createDatabaseNamed(name);
        return name;
    }

    /**
     * Creates a database with exactly this name, which everybody may read and write. Does nothing if the database is
     * there.
     */
    public void createDatabaseNamed(String name) {
        CouchAnswer created = put("/" + name, "");
        if (created.status() != 412) {
            created.orThrow();
        }
        // CouchDB 3 lets administrators alone into a new database; a server without administrators lets everybody in
        // anyway.
        if (headers.containsKey("Authorization")) {
            put("/" + name + "/_security", "{\"admins\":{\"roles\":[\"_admin\"]},\"members\":{\"roles\":[]}}")
                    .orThrow();
        }
    }
}
