package io.slipcover.transform;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.BareTombstones;
import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.document.UnshowableException;
import io.slipcover.document.Way;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.SchemaFault;
import io.slipcover.schema.Schemas;
import io.slipcover.schema.Validation;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client's edit of a stored document, and what Slipcover would store of it. Nothing is stored. */
public final class Edit {
    private static final JsonName ID = JsonName.of("_id");

    private final Catalog catalog;
    private final EnvelopeLimits limits;
    private final Release release;
    private final GivenDocument base;
    private final GivenDocument written;

    /**
     * @param release the writer's release
     * @param base the stored document that the writer was shown
     * @param written what the writer made of the view
     */
    public Edit(Catalog catalog, EnvelopeLimits limits, Release release, GivenDocument base, GivenDocument written) {
        this.catalog = catalog;
        this.limits = limits;
        this.release = release;
        this.base = base;
        this.written = named(written, base);
    }

    /** An edit with the id of its base, as the path of a request names it. */
    private static GivenDocument named(GivenDocument written, GivenDocument base) {
        JsonObject copy = written.copy();
        JsonValue id = base.copy().get(ID);
        if (id == null || copy.has(ID)) {
            return written;
        }
        copy.insert(0, ID, id);
        return new GivenDocument(copy, written.depth());
    }

    /** What becomes of an edit. */
    public sealed interface Outcome {}

    /**
     * The document would be stored.
     *
     * @param document what would be stored
     * @param before the base in the shape of what would be stored, compared with it to the right
     * @param stored what would be stored, compared with {@code before} to the left, and to the right with what would be stored of the same
     *     text without the base: what differs there comes from the base
     * @param mismatch what the writer's JSON Schema says against the document, where that is only reported; null: nothing
     * @param untold why nobody can tell what comes from the base; null where one can
     */
    public record Stored(
            GivenDocument document,
            List<Line> before,
            List<Line> stored,
            @Nullable String mismatch,
            @Nullable String untold)
            implements Outcome {
        public Stored {
            before = List.copyOf(before);
            stored = List.copyOf(stored);
        }
    }

    /** The document would be refused, as the writer is told. */
    public record Refused(int status, String error, String reason) implements Outcome {}

    /** What becomes of the edit. */
    public Outcome outcome(Schemas schemas) {
        BoundedView view = new BoundedView(new ReleaseView(catalog, release), limits);
        try {
            TakenWay taken = new TakenWay();
            JsonObject stored = view.upgrade(written.copy(), written.depth(), base.copy(), taken);
            String mismatch = taken.mismatch(view.view(), schemas, written.copy());
            if (mismatch != null && schemas.validation() == Validation.REJECT) {
                return new Refused(403, "forbidden", mismatch);
            }
            Refused refused = new CouchDbRules(base.copy()).refusal(written.copy(), stored);
            return refused == null ? stored(view, stored, mismatch) : refused;
        } catch (RefusedException e) {
            return new Refused(403, "forbidden", e.reason());
        } catch (TemporarilyRefusedException e) {
            return new Refused(503, "service_unavailable", e.reason());
        } catch (RuntimeException | StackOverflowError e) {
            return new Refused(500, "migration_failed", Obstacle.ofFailure(e).problem());
        }
    }

    private Stored stored(BoundedView view, JsonObject stored, @Nullable String mismatch) {
        Attempt unedited = Attempt.of(() -> {
            GivenDocument shown = GivenDocument.of(view.view(base.copy(), base.depth()));
            return view.upgrade(shown.copy(), shown.depth(), base.copy());
        });
        BoundedView alone = withoutBase(view, stored);
        Attempt made = Attempt.of(() -> alone.upgrade(written.copy(), written.depth(), null));
        JsonObject before = unedited.document == null ? base.copy() : unedited.document;
        return new Stored(
                GivenDocument.of(stored),
                Lines.of(before, null, stored),
                Lines.of(stored, before, made.document),
                mismatch,
                made.reason);
    }

    /** The writer's way to the same shape, where there is no base that could ask for another. */
    private BoundedView withoutBase(BoundedView view, JsonObject stored) {
        String type = view.view().typeOf(stored);
        Release target =
                type == null ? null : catalog.lastRelease(type, view.view().versionOf(type, stored));
        return target == null ? view : new BoundedView(new ReleaseView(catalog.storing(target), release), limits);
    }

    /** The way that the document took, which says in which version its writer wrote it. */
    private static final class TakenWay implements BareTombstones {
        private static final JsonName DELETED = JsonName.of("_deleted");

        private int way = -1;

        @Override
        public void took(int number) {
            way = number;
        }

        @Override
        public void madeBare(JsonObject tombstone, Obstacle obstacle) {
            way = -1;
        }

        /** The first fault that the JSON Schema of the written version finds; null where there is none, or no schema. */
        @Nullable
        String mismatch(ReleaseView view, Schemas schemas, JsonObject written) {
            if (way < 0 || schemas.validation() == Validation.OFF || written.isTrue(DELETED)) {
                return null; // As in the proxy, a deletion always arrives.
            }
            Way taken = view.ways().get(way);
            DocumentSchema schema = schemas.of(taken.type(), taken.from());
            SchemaFault fault = schema == null ? null : schema.firstFault(written);
            return fault == null
                    ? null
                    : Obstacle.ofSchema(taken.type(), taken.from(), fault.toString())
                            .toString();
        }
    }

    /** A document that may not come to be; without one, the reason. */
    private record Attempt(
            @Nullable JsonObject document, @Nullable String reason) {
        static Attempt of(Supplier<JsonObject> way) {
            try {
                return new Attempt(way.get(), null);
            } catch (RefusedException | UnshowableException | TemporarilyRefusedException e) {
                return new Attempt(null, e.getMessage());
            } catch (RuntimeException | StackOverflowError e) {
                return new Attempt(null, Obstacle.ofFailure(e).problem());
            }
        }
    }
}
