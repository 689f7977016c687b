package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client over TLS. It asks for {@code localhost}, for which the candidates' certificate is. */
final class EncryptedClient {
    private final HttpClient client;

    EncryptedClient(Certificate certificate) throws IOException {
        this.client = certificate.client();
    }

    /** Reads something below the database, and gives the answer's body. */
    byte[] get(Running candidate, String below) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("https://localhost:" + candidate.url().getPort() + candidate.path(below)));
        candidate.headers().forEach(request::header);
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(candidate.candidate().title() + " answers " + answer.statusCode());
        }
        return answer.body();
    }
}
