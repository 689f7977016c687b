package io.slipcover.testing;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CouchDB of a few documents. It looks up revisions in {@code todos/_bulk_get}, lets clients into {@code todos}, keeps every other
 * request and gives each of these the same answer.
 */
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
public final class LittleCouch implements AutoCloseable {
    /** What stands for the body of a request that ended too early. */
    public static final String BROKEN_OFF = "<broken off>";

    private static final Pattern ASKED = Pattern.compile("\\{\"id\":\"([^\"]*)\"(?:,\"rev\":\"([^\"]*)\")?}");

    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final Map<String, String> ancestors = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final FakeUpstream upstream;

    private volatile Consumer<String> beforeLookup = question -> {};
    private volatile String lookupAnswer = "";
    private volatile String entry = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private volatile String answer = "HTTP/1.1 201 Created\r\nETag: \"3-c\"\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";

    public LittleCouch() throws IOException {
        upstream = new FakeUpstream(this::serve);
    }

    public int port() {
        return upstream.port();
    }

    /** Has a document under its id and revision, such as {@code a@2-b}. */
    public void store(String idAndRevision, String document) {
        documents.put(idAndRevision, document);
    }

    /** Has the body of a revision that is no leaf any more. */
    public void storeAncestor(String idAndRevision, String document) {
        ancestors.put(idAndRevision, document);
    }

    /** Answers thus from now on, except to look-ups and to clients who want to be let in. */
    public void answers(String everyRequest) {
        answer = everyRequest;
    }

    /** Answers thus from now on to clients who want to be let in. */
    public void answersAtTheDoor(String everyClient) {
        entry = everyClient;
    }

    /** Answers thus to look-ups from now on, whatever documents there are. */
    public void answersLookups(String everyLookup) {
        lookupAnswer = everyLookup;
    }

    /** Does this with the body of each look-up, and answers it afterwards. */
    public void beforeLookups(Consumer<String> action) {
        beforeLookup = action;
    }

    /** What came besides look-ups: each a head, and a body without chunks. */
    public List<String> requests() {
        return requests;
    }

    /** How many requests have begun that are neither look-ups nor of clients who want to be let in. */
    public int begun() {
        return begun.get();
    }

    /** The look-ups that came, each with head and body. */
    public List<String> lookups() {
        return lookups;
    }

    private void serve(int number, Wire wire) throws IOException {
        for (String head = wire.head(); !head.isEmpty(); head = wire.head()) {
            if (head.contains("/_bulk_get")) {
                String question = wire.body(head);
                lookups.add(head + question);
                beforeLookup.accept(question);
                wire.send(lookupAnswer.isEmpty() ? found(question) : lookupAnswer);
            } else if (head.startsWith("GET /todos HTTP")) {
                requests.add(head);
                wire.send(entry);
            } else {
                begun.incrementAndGet();
                String body = body(wire, head);
                requests.add(head + body);
                if (body.equals(BROKEN_OFF)) {
                    return;
                }
                wire.send(answer);
            }
        }
    }

    private static String body(Wire wire, String head) throws IOException {
        try {
            String body = wire.body(head);
            return head.toLowerCase(Locale.ROOT).contains("chunked") ? Wire.unchunked(body) : body;
        } catch (RuntimeException brokenOff) {
            return BROKEN_OFF;
        }
    }

    private String found(String question) {
        String results = ASKED.matcher(question)
                .results()
                .map(this::found)
                .collect(Collectors.joining(",", "{\"results\":[", "]}"));
        return "HTTP/1.1 200 OK\r\nContent-Length: " + results.length() + "\r\n\r\n" + results;
    }

    private String found(MatchResult asked) {
        String id = asked.group(1);
        String revision = asked.group(2);
        String key = id + "@" + revision;
        String found = (revision == null
                        ? leaves(id)
                        : Stream.ofNullable(documents.getOrDefault(key, ancestors.get(key))))
                .map(document -> "{\"ok\":" + document + "}")
                .collect(Collectors.joining(","));
        String missing = "{\"error\":{\"id\":\"" + id + "\",\"rev\":\"" + (revision == null ? "undefined" : revision)
                + "\",\"error\":\"not_found\",\"reason\":\"missing\"}}";
        return "{\"id\":\"" + id + "\",\"docs\":[" + (found.isEmpty() ? missing : found) + "]}";
    }

    private Stream<String> leaves(String id) {
        return documents.entrySet().stream()
                .filter(each -> each.getKey().startsWith(id + "@"))
                .map(Map.Entry::getValue);
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }
}
