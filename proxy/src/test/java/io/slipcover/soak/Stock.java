package io.slipcover.soak;

import io.slipcover.testbed.CouchClient;
import java.util.Random;

/** The documents of a soak: todos of all three versions, a kilobyte each, in one database. */
final class Stock {
    private static final int DOCUMENTS = 3000;
    private static final String FILLER = "x".repeat(900);

    private final String database;

    private Stock(String database) {
        this.database = database;
    }

    /** Fills a new database. */
    static Stock in(CouchClient couch) {
        String database = couch.createDatabase("user-soak-");
        StringBuilder documents = new StringBuilder("{\"docs\":[");
        for (int number = 0; number < DOCUMENTS; number++) {
            documents
                    .append(number == 0 ? "" : ",")
                    .append(
                            switch (number % 3) {
                                case 0 -> todo(number, 1, "\"title\":\"t%d\",\"isDone\":false".formatted(number));
                                case 1 ->
                                    todo(
                                            number,
                                            2,
                                            "\"title\":\"t%d\",\"status\":\"active\",\"group\":{\"name\":\"g\"}"
                                                    .formatted(number));
                                default ->
                                    todo(
                                            number,
                                            3,
                                            "\"text\":\"t%d\",\"status\":\"done\",\"group\":{\"name\":\"g\"}"
                                                    .formatted(number));
                            });
        }
        couch.post("/" + database + "/_bulk_docs", documents.append("]}").toString())
                .orThrow();
        return new Stock(database);
    }

    private static String todo(int number, int version, String members) {
        return "{\"_id\":\"todo-%d\",\"schema\":\"todo-item\",\"version\":%d,%s,\"filler\":\"%s\"}"
                .formatted(number, version, members, FILLER);
    }

    String database() {
        return database;
    }

    /** The id of one of the documents. */
    String document(Random random) {
        return "todo-" + random.nextInt(DOCUMENTS);
    }

    /** A question of an old client. */
    String get(String path) {
        return head("GET", path) + "\r\n";
    }

    /** A body that an old client sends. */
    String post(String path, String body) {
        return head("POST", path) + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private String head(String method, String path) {
        return method + " /" + database + "/" + path + " HTTP/1.1\r\nHost: localhost\r\nX-Client-Version: 1\r\n";
    }

    /** Edits of documents as a replicator pushes them, each on a first revision that the database may know. */
    String batch(Random random, int size) {
        StringBuilder body = new StringBuilder("{\"new_edits\":false,\"docs\":[");
        for (int each = 0; each < size; each++) {
            String digits = "%032x".formatted(random.nextInt(1 << 16));
            body.append(each == 0 ? "" : ",")
                    .append(
                            "{\"_id\":\"pushed-%d\",\"_rev\":\"2-%s\",\"_revisions\":{\"start\":2,\"ids\":[\"%s\",\"%s\"]},"
                                    .formatted(random.nextInt(500), digits, digits, "a".repeat(32)))
                    .append("\"schema\":\"todo-item\",\"version\":1,\"title\":\"pushed\",\"isDone\":true}");
        }
        return body.append("]}").toString();
    }
}
