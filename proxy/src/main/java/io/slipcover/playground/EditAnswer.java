package io.slipcover.playground;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.transform.Edit;
import io.slipcover.transform.GivenDocument;
import io.slipcover.transform.Sight;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answer to what would be stored of an edit, and how every release would then see it. */
record EditAnswer(Supplier<Configuration> serving) implements PostedRoute.Answering {
    @Override
    public ObjectNode answer(Asked asked) throws WrongQuestionException {
        Configuration configuration = serving.get();
        Catalog catalog = asked.catalog(configuration);
        EnvelopeLimits limits = Asked.limits(configuration);
        GivenDocument base = asked.document("document", catalog);
        GivenDocument edit = asked.document("edit", catalog);
        Release release = release(catalog, asked.text("release"));
        Edit.Outcome outcome = new Edit(catalog, limits, release, base, edit).outcome(configuration.schemas());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Edit.Stored stored) {
            ViewsAnswer.putLines(answer, "before", stored.before());
            ViewsAnswer.putLines(answer, "stored", stored.stored());
            putIfThere(answer, "mismatch", stored.mismatch());
            putIfThere(answer, "untold", stored.untold());
            ViewsAnswer.putViews(answer, Sight.of(catalog, limits, stored.document()));
        } else if (outcome instanceof Edit.Refused refused) {
            answer.putObject("refused")
                    .put("status", refused.status())
                    .put("error", refused.error())
                    .put("reason", refused.reason());
        }
        return answer;
    }

    private static void putIfThere(ObjectNode answer, String name, @Nullable String text) {
        if (text != null) {
            answer.put(name, text);
        }
    }

    private static Release release(Catalog catalog, String name) throws WrongQuestionException {
        Optional<Release> release = catalog.release(name);
        if (release.isEmpty()) {
            throw Problem.of("release", "no release is called '" + name + "'").asException();
        }
        return release.get();
    }
}
