package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.LensException;

/** The shape that the store release gives stored documents, for whoever rewrites them. Immutable, shared by threads. */
public final class StoreShape {
    private final Catalog catalog;
    private final Shapes shapes;

    public StoreShape(Catalog catalog) {
        this.catalog = catalog;
        this.shapes = new Shapes(catalog);
    }

    /**
     * 8 hex digits of all that decides what clients of any release see of documents of a type, and in which shape these are stored. A changed
     * lens changes them.
     */
    public String digest(String type) {
        return ViewDigest.ofType(catalog, type);
    }

    /**
     * Leads a stored document to the shape.
     *
     * @param stored is only read
     */
    public Leading lead(JsonObject stored) {
        String type = shapes.typeOf(null, stored);
        Integer target = type == null ? null : catalog.store().types().get(type);
        if (type == null || target == null) {
            return new Leading.Shapeless();
        }
        int version;
        try {
            version = shapes.storedVersion(type, stored);
        } catch (ShapeException exception) {
            return new Leading.Refused(exception.obstacle());
        }
        if (version > target) {
            return new Leading.Newer(type, version);
        }
        if (version == target && shapes.hasNumber(stored)) {
            return new Leading.There(type, version);
        }
        JsonObject led = stored.copy();
        try {
            catalog.path(type, version, target).apply(led);
            shapes.requireType(type, led);
            shapes.number(type, led, target);
        } catch (LensException exception) {
            return new Leading.Refused(Obstacle.ofLens(type, version, target, exception));
        } catch (ShapeException exception) {
            return new Leading.Refused(exception.obstacle());
        } catch (RuntimeException | StackOverflowError failure) {
            return new Leading.Refused(Obstacle.ofFailure(failure));
        }
        return new Leading.Led(type, version, target, led);
    }
}
