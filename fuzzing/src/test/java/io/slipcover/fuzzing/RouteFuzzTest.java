package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.slipcover.route.Route;
import io.slipcover.route.Router;
import io.slipcover.route.Target;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Routes. The first byte of an input says the method, the rest is a request's target. The second opinion reads the target as CouchDB does
 * (mochiweb's {@code urlsplit_path} and {@code unquote}, chttpd's tokens between slashes), and has a table of patterns that says where
 * documents are: what CouchDB takes for a request with documents is never opaque, and what it takes for another one always is.
 */
final class RouteFuzzTest implements FuzzTarget {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "COPY", "PATCH", "get");
    private static final Set<String> DATABASES = Set.of("todos", "a/b", "_users");
    private static final Router ROUTER = new Router(DATABASES::contains, design -> false);

    private static final String DESIGN = "(_partition/[^/]+/)?_design/[^/]+/";

    /** A kind of request with documents: its methods, its path behind the database, and its route's class. */
    private record Row(String methods, Pattern path, Predicate<String> query, Class<? extends Route> route) {
        Row(String methods, String path, Class<? extends Route> route) {
            this(methods, Pattern.compile(path), query -> true, route);
        }

        Row(String methods, String path, String flag, Class<? extends Route> route) {
            this(methods, Pattern.compile(path), query -> mayBeSet(query, flag), route);
        }
    }

    /** The first row that fits counts. A request that no row fits is opaque. */
    private static final List<Row> ROWS = List.of(
            new Row("POST", "", Route.WrittenDocument.class),
            new Row("POST", "(_partition/[^/]+/)?_all_docs(/queries)?|_design_docs(/queries)?", Route.Viewed.class),
            new Row(
                    "GET|HEAD",
                    "(_partition/[^/]+/)?_all_docs(/queries)?|_design_docs(/queries)?",
                    "include_docs",
                    Route.Viewed.class),
            new Row("PUT|DELETE|COPY|PATCH|get", "(_partition/[^/]+/)?_all_docs.*", Route.Opaque.class),
            new Row("POST", DESIGN + "_view/[^/]*(/queries)?", Route.Viewed.class),
            new Row("GET|HEAD", DESIGN + "_view/[^/]*(/queries)?", "include_docs", Route.Viewed.class),
            new Row(".*", DESIGN + "_rewrite(/.*)?", Route.Rewritten.class),
            new Row("POST", DESIGN + "(_search|_nouveau)/.+", Route.Viewed.class),
            new Row(".*", DESIGN + "(_search|_nouveau)/.+", "include_docs", Route.Viewed.class),
            new Row("POST", "_temp_view(/.*)?", Route.Viewed.class),
            new Row("POST", "_bulk_get(/.*)?", Route.Viewed.class),
            new Row("POST", "_bulk_docs(/.*)?", Route.WrittenBatch.class),
            new Row("POST", "(_partition/[^/]+/)?_find(/.*)?", Route.Find.class),
            new Row("POST", "(_partition/[^/]+/)?_explain(/.*)?", Route.Explain.class),
            new Row("POST", "(_partition/[^/]+/)?_index", Route.IndexCreation.class),
            new Row("POST", Pattern.compile("_changes(/.*)?"), RouteFuzzTest::isSelected, Route.SelectedChanges.class),
            new Row("GET|HEAD|POST", "_changes(/.*)?", "include_docs", Route.Viewed.class),
            new Row(".*", "_.*", Route.Opaque.class),
            new Row("GET|HEAD", "[^/]+", Route.Viewed.class),
            new Row("PUT", "[^/]+", Route.WrittenDocument.class),
            new Row("POST", "[^/]+", Route.WrittenInForm.class),
            new Row("DELETE|COPY", "[^/]+", Route.Revised.class),
            new Row(".*", "[^/]+/.+", Route.Revised.class));

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) {
        Input input = new Input(bytes);
        String method = METHODS.get(input.choice(METHODS.size()));
        String raw = new String(input.rest(), ISO_8859_1);
        if (!raw.matches("(/|https?://)[^ ]*")) {
            return; // Netty and the check of heads let nothing else through.
        }
        HttpHeaders headers = new DefaultHttpHeaders();

        String sent = Target.asciiOnly(Target.originForm(raw));
        Route route = ROUTER.route(method, Target.parse(sent), headers);

        assertThat(sent).matches("/[!-~]*");
        assertThat(route.getClass())
                .as("%s %s, as %s", method, sent, canonical(path(sent)))
                .isEqualTo(expected(method, sent));
    }

    private static Class<? extends Route> expected(String method, String sent) {
        List<String> segments = segments(path(sent));
        if (segments.isEmpty() || !DATABASES.contains(segments.get(0))) {
            return Route.Opaque.class;
        }
        String behind = String.join(
                "/",
                segments.subList(1, segments.size()).stream()
                        .map(RouteFuzzTest::canonical)
                        .toList());
        for (Row row : ROWS) {
            if (method.matches(row.methods())
                    && row.path().matcher(behind).matches()
                    && row.query().test(query(sent))) {
                return row.route();
            }
        }
        return Route.Opaque.class;
    }

    private static String path(String sent) {
        return sent.split("[?#]", 2)[0];
    }

    private static String query(String sent) {
        String[] parts = sent.split("#", 2)[0].split("\\?", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(unquoted(segment));
            }
        }
        return segments;
    }

    /** A segment in one spelling, in which a slash is no slash. */
    private static String canonical(String segment) {
        return segment.replace('/', '\u0001')
                .replace('\n', '\u0002')
                .replace('\r', '\u0003')
                .replace('\u0085', '\u0004')
                .replace('\u2028', '\u0005')
                .replace('\u2029', '\u0006');
    }

    private static String unquoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            String code = at + 3 <= text.length() ? text.substring(at + 1, at + 3) : "";
            if (text.charAt(at) == '%' && code.matches("[0-9a-fA-F]{2}")) {
                bytes.write(Integer.parseInt(code, 16));
                at += 2;
            } else {
                bytes.write(text.charAt(at) == '+' ? ' ' : text.charAt(at));
            }
        }
        return bytes.toString(UTF_8);
    }

    /** The values of a parameter, whatever case its name has. */
    private static List<String> values(String query, String name) {
        List<String> values = new ArrayList<>();
        for (String piece : query.split("[&;]", -1)) {
            String[] sides = piece.split("=", 2);
            if (!piece.isEmpty() && unquoted(sides[0]).equalsIgnoreCase(name)) {
                values.add(sides.length < 2 ? "" : unquoted(sides[1]));
            }
        }
        return values;
    }

    private static boolean mayBeSet(String query, String flag) {
        return values(query, flag).stream().anyMatch(value -> !value.equals("false"));
    }

    private static boolean isSelected(String query) {
        List<String> filters = values(query, "filter");
        return !filters.isEmpty() && filters.get(filters.size() - 1).equals("_selector");
    }
}
