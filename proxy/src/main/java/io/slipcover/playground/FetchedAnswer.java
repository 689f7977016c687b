package io.slipcover.playground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.config.Configuration;
import io.slipcover.config.Settings;
import io.slipcover.config.Timeouts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Logins;
import io.slipcover.transform.GivenDocument;
import io.slipcover.transform.Line;
import io.slipcover.transform.Lines;
import io.slipcover.transform.UnreadableDocumentException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer with a stored document, which CouchDB gives to whoever asks, or does not. The asker's own login comes in a header of its own,
 * since the header Authorization may hold the token of the admin address. The login goes to CouchDB, and nowhere else.
 */
final class FetchedAnswer implements PostedRoute.Answering {
    private static final String LOGIN = "X-CouchDB-Authorization";
    private static final Pattern CREDENTIALS = Pattern.compile("(?i:basic|bearer) +[A-Za-z0-9._~+/=-]+");
    private static final int MAXIMUM_DOCUMENT = 1 << 20;

    /** All together shorter than the playground lets its page wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How long the whole body of CouchDB's answer may take. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(4);

    private static final Set<String> SYSTEM_DATABASES = Set.of("_users", "_replicator", "_global_changes");

    private final Supplier<Configuration> serving;

    /** The last CouchDB that was asked, so that its connections may be used again. */
    private volatile @Nullable Known known;

    private record Known(Settings settings, CouchDb couch) {}

    FetchedAnswer(Supplier<Configuration> serving) {
        this.serving = serving;
    }

    @Override
    public ObjectNode answer(Asked asked) throws WrongQuestionException {
        String database = segment("database", asked.text("database").strip());
        if (database.startsWith("_") && !SYSTEM_DATABASES.contains(database)) {
            throw Problem.of("database", "there is no such database of CouchDB's own")
                    .asException();
        }
        String path = "/" + CouchDb.encoded(database) + "/" + pathOf(segment("id", asked.text("id")));
        try {
            byte[] stored = couch().as(logins(asked)).get(path, MAXIMUM_DOCUMENT, BODY_PATIENCE);
            GivenDocument document = GivenDocument.read(new String(stored, UTF_8));
            return JsonNodeFactory.instance.objectNode().put("text", text(document));
        } catch (CouchException e) {
            throw problem(e.status() == 404 ? 404 : 502, e).asException();
        } catch (IOException e) {
            throw problem(502, e).asException();
        } catch (UnreadableDocumentException e) {
            throw new Problem(502, "couchdb", "CouchDB's answer is no document: " + e.problem()).asException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "busy", "the server ends").asException();
        }
    }

    /** An id as it stands in a path. The slash behind the kind of a document of CouchDB's own is a part of the path. */
    private static String pathOf(String id) throws WrongQuestionException {
        if (!id.startsWith("_")) {
            return CouchDb.encoded(id);
        }
        for (String kind : List.of("_design/", "_local/")) {
            String name = id.startsWith(kind) ? id.substring(kind.length()) : "";
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                return kind + CouchDb.encoded(name);
            }
        }
        throw Problem.of("id", "an id does not begin with '_'").asException();
    }

    private static Problem problem(int status, IOException failure) {
        return new Problem(status, "couchdb", String.valueOf(failure.getMessage()), "id", 0, 0);
    }

    private static String text(GivenDocument document) {
        return Lines.of(document.object(), null, null).stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    /** @param text spaces around an id are a part of the id */
    private static String segment(String name, String text) throws WrongQuestionException {
        if (text.isBlank() || text.equals(".") || text.equals("..")) {
            throw Problem.of(name, name.equals("id") ? "expected the id of a document" : "expected a database")
                    .asException();
        }
        return text;
    }

    private static Logins logins(Asked asked) throws WrongQuestionException {
        String login = asked.question().header(LOGIN);
        if (login == null) {
            return Logins.none();
        }
        if (!CREDENTIALS.matcher(login).matches()) {
            throw Problem.of("login", "expected " + LOGIN + ": Basic …").asException();
        }
        return Logins.of(login);
    }

    private CouchDb couch() {
        Settings settings = serving.get().settings();
        Known last = known;
        if (last == null || !last.settings.equals(settings)) {
            last = new Known(settings, new CouchDb(settings, impatient(settings.timeouts()), Logins.none()));
            known = last;
        }
        return last.couch;
    }

    private static Timeouts impatient(Timeouts times) {
        return new Timeouts(
                shorter(times.connect()),
                shorter(times.answer()),
                shorter(times.stall()),
                shorter(times.question()),
                times.head(),
                times.body(),
                times.client(),
                times.idle());
    }

    private static Duration shorter(Duration time) {
        return time.compareTo(PATIENCE) < 0 ? time : PATIENCE;
    }
}
