package io.slipcover.check;

import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What came of leading a document: the document, or what stood in its way. */
record Attempt(@Nullable JsonObject document, @Nullable Obstacle obstacle) {

    /** Leads a document. Whatever a lens throws, one document never ends the check of the others. */
    static Attempt of(Supplier<JsonObject> leading) {
        try {
            return new Attempt(leading.get(), null);
        } catch (UnshowableException e) {
            return new Attempt(null, e.obstacle());
        } catch (RefusedException e) {
            return new Attempt(null, e.obstacle());
        } catch (TemporarilyRefusedException e) {
            return new Attempt(null, e.obstacle());
        } catch (RuntimeException | StackOverflowError e) {
            return new Attempt(null, Obstacle.ofFailure(e));
        }
    }

    /** What stood in the way, in words; empty where nothing did. */
    String problem() {
        return obstacle == null ? "" : obstacle.toString();
    }
}
