package io.slipcover.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TodoSchema;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.SortOrder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of the table of hostile queries: what a client asks of a document, what comes of it, and what that may cost. */
record HostileQuery(String name, String query, String document, String verdict, long mostStepsOfKilobyte) {
    /** What a query may cost where the proxy answers it. */
    static final long BUDGET = 10_000_000;

    private static final Pattern REPEATED = Pattern.compile("<<(.*?)>>\\*(\\d+)");
    private static final int KILOBYTE = 1024;

    /** What came of a query. */
    record Outcome(String verdict, long steps, long bytes, long cpuNanoseconds) {
        long stepsOfKilobyte() {
            return KILOBYTE * steps / Math.max(KILOBYTE, bytes);
        }
    }

    static List<HostileQuery> all() {
        try (InputStream table = HostileQuery.class.getResourceAsStream("hostile.psv")) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(HostileQuery::of)
                    .toList();
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static HostileQuery of(String line) {
        String[] columns = line.split(" \\| ", -1);
        return new HostileQuery(columns[0], columns[1], columns[2], columns[3], Long.parseLong(columns[4]));
    }

    private static byte[] made(String template) {
        StringBuilder made = new StringBuilder();
        Matcher matcher = REPEATED.matcher(template);
        int from = 0;
        while (matcher.find()) {
            made.append(template, from, matcher.start());
            int times = Integer.parseInt(matcher.group(2));
            String text = matcher.group(1);
            for (int turn = 0; turn < times; turn++) {
                made.append(text.indexOf('#') < 0 ? text : text.replace("#", Integer.toString(turn)));
            }
            from = matcher.end();
        }
        return made.append(template, from, template.length()).toString().getBytes(UTF_8);
    }

    /** Asks on a new thread, whose stack is as large as that of an event loop: what Java gives a thread unless it is told otherwise. */
    Outcome ask() throws InterruptedException {
        byte[] asked = made(query);
        byte[] stored = made(document);
        ReleaseView view = TodoSchema.view(TodoSchema.catalog(), "3");
        Outcome[] outcome = new Outcome[1];
        Thread thread = new Thread(() -> {
            Budget budget = Budget.of("query-budget", BUDGET);
            long before = cpuTime();
            String verdict;
            try {
                verdict = decide(asked, stored, view, budget);
            } catch (LimitException limit) {
                verdict = "limit_exceeded " + limit.limit();
            } catch (MangoException refused) {
                verdict = refused.error();
            } catch (StackOverflowError error) {
                verdict = "stack overflow";
            }
            outcome[0] = new Outcome(verdict, budget.spent(), asked.length + stored.length, cpuTime() - before);
        });
        thread.start();
        thread.join();
        return outcome[0];
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What the proxy does for a query and one document that CouchDB finds. */
    private static String decide(byte[] asked, byte[] stored, ReleaseView view, Budget budget) {
        JsonScanner.validate(asked, 0, asked.length, Integer.MAX_VALUE);
        FindRequest request = FindRequest.parse(JsonSlice.ofValidated(asked, 0, asked.length), budget);
        Translation.of(view, request.selector(), budget).selector().toJson().toBytes();
        request.selector().requireDecidable();
        JsonObject document = JsonObject.ofValidated(stored, 0, stored.length);
        request.selector().matches(document, budget);
        JsonArray place = new SortOrder(request.sort(), budget).place(document);
        int length = request.fields().apply(document, budget).toBytes().length + (place == null ? 0 : place.size());
        return length < 0 ? "" : "answered";
    }

    /** Asks the deep ones and says what came of them, a line each; for a fresh process, in which nothing has been compiled. */
    public static void main(String[] arguments) throws InterruptedException {
        for (HostileQuery query : all()) {
            if (query.name().startsWith("deep")) {
                System.out.println(query.name() + " | " + query.ask().verdict());
            }
        }
    }
}
