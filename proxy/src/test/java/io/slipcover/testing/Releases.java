package io.slipcover.testing;

import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** Clients of several releases of a real server's database, through a proxy; release 0 asks the server itself. */
public final class Releases implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final CouchServer couch = CouchServer.shared();
    private final ProxyServer proxy;

    public Releases(TestSite site) {
        this(site, CouchServer.shared().url().getPort());
    }

    /** Clients whose proxy reaches the server through a port of this machine. */
    public Releases(TestSite site, int upstream) {
        proxy = Opened.start(site.on(upstream));
    }

    public CouchServer couch() {
        return couch;
    }

    /** A new database, with a slash before its name. */
    public String createDatabase(String query) throws IOException, InterruptedException {
        String database = "/user-" + UUID.randomUUID();
        put(database + query, "");
        return database;
    }

    /** Writes to the server itself, which has to take it. */
    public void put(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(0, "PUT", path, body);
        if (response.statusCode() != 201) {
            throw new AssertionError(path + ": " + response.body());
        }
    }

    public String get(int release, String path) throws IOException, InterruptedException {
        return send(release, "GET", path, "").body();
    }

    public String post(int release, String path, String body) throws IOException, InterruptedException {
        return send(release, "POST", path, body).body();
    }

    public HttpResponse<String> send(int release, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(release, method, path, body, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(int release, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(release) + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        couch.administrator().ifPresent(who -> request.header("Authorization", who.authorization()));
        if (release > 0) {
            request.header("X-Client-Version", release + ".0.0");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private int port(int release) {
        return release == 0 ? couch.url().getPort() : proxy.address().getPort();
    }

    /** A connection on which a GET has been sent. */
    public Wire open(int release, String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: h\r\n");
        couch.administrator()
                .ifPresent(who -> request.append("Authorization: ")
                        .append(who.authorization())
                        .append("\r\n"));
        if (release > 0) {
            request.append("X-Client-Version: ").append(release).append(".0.0\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return Wire.to(port(release)).send(request.append("\r\n").toString());
    }

    @Override
    public void close() {
        proxy.close();
    }
}
