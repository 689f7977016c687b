package io.slipcover.playground;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.document.ReleaseView;
import io.slipcover.transform.GivenDocument;
import io.slipcover.transform.Line;
import io.slipcover.transform.Mark;
import io.slipcover.transform.Sight;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The answer to how every release sees a stored document. */
record ViewsAnswer(Supplier<Configuration> serving) implements PostedRoute.Answering {
    @Override
    public ObjectNode answer(Asked asked) throws WrongQuestionException {
        Configuration configuration = serving.get();
        Catalog catalog = asked.catalog(configuration);
        GivenDocument stored = asked.document("document", catalog);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        putShape(answer, catalog, stored);
        putViews(answer, Sight.of(catalog, Asked.limits(configuration), stored));
        return answer;
    }

    /** Says of which type a document is, and in which version it is stored; nothing of a document of no type. */
    private static void putShape(ObjectNode answer, Catalog catalog, GivenDocument stored) {
        for (int place = catalog.releases().size() - 1; place >= 0; place--) {
            ReleaseView view = new ReleaseView(catalog, catalog.releases().get(place));
            String type = view.typeOf(stored.object());
            if (type != null) {
                answer.put("type", type).put("version", view.versionOf(type, stored.object()));
                return;
            }
        }
    }

    /** Puts what each release sees, oldest first. */
    static void putViews(ObjectNode answer, List<Sight> sights) {
        ArrayNode views = answer.putArray("views");
        for (Sight sight : sights) {
            ObjectNode view = views.addObject()
                    .put("release", sight.release().name())
                    .put("clients", sight.release().clients().toString());
            if (sight.version() > 0) {
                view.put("version", sight.version());
            }
            if (sight.reason() == null) {
                putLines(view, "lines", sight.lines());
            } else {
                view.put("error", "migration_failed").put("reason", sight.reason());
            }
        }
    }

    /** Puts the lines of a document, with the marks of those that differ from what stands beside them. */
    static void putLines(ObjectNode answer, String name, List<Line> lines) {
        ArrayNode array = answer.putArray(name);
        for (Line line : lines) {
            ObjectNode one = array.addObject().put("text", line.text());
            putMark(one, "left", line.left());
            putMark(one, "right", line.right());
        }
    }

    private static void putMark(ObjectNode line, String side, Mark mark) {
        if (mark != Mark.SAME) {
            line.put(side, mark.name().toLowerCase(Locale.ROOT));
        }
    }
}
