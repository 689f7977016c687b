package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.junit.jupiter.api.Test;

class InPlaceTest {
    @Test
    void set_onceThere_keepsPlaceAndSpelling() {
        HttpHeaders headers = headers("Server", "CouchDB", "eTaG", "\"1-a\"", "Date", "today");

        InPlace.set(headers, AsciiString.cached("etag"), "\"1-a~x\"");

        assertThat(headers.entries())
                .extracting(header -> header.getKey() + ": " + header.getValue())
                .containsExactly("Server: CouchDB", "eTaG: \"1-a~x\"", "Date: today");
        assertThat(headers.get("ETag")).isEqualTo("\"1-a~x\"");
    }

    @Test
    void set_notThere_isAdded() {
        HttpHeaders headers = headers("Server", "CouchDB");

        InPlace.set(headers, AsciiString.cached("etag"), "\"1-a\"");

        assertThat(headers.entries())
                .extracting(header -> header.getKey() + ": " + header.getValue())
                .containsExactly("Server: CouchDB", "etag: \"1-a\"");
    }

    @Test
    void set_severalThere_leavesOneAtTheFirstPlace() {
        HttpHeaders headers = headers("Vary", "Accept", "Server", "CouchDB", "VARY", "Origin");

        InPlace.set(headers, AsciiString.cached("vary"), "Accept, Origin, X");

        assertThat(headers.entries())
                .extracting(header -> header.getKey() + ": " + header.getValue())
                .containsExactly("Vary: Accept, Origin, X", "Server: CouchDB");
    }

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            headers.add(namesAndValues[index], namesAndValues[index + 1]);
        }
        return headers;
    }
}
