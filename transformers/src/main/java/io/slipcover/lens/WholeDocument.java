package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is given the whole document and makes another one of it, so that nobody knows what it looks into.
 *
 * <p>What the result has in common with what was given keeps its bytes and its order. Reserved members are restored where the
 * result leaves them out.
 */
abstract sealed class WholeDocument implements Operation permits Jsonata, Java {
    private final ReservedNames reserved;

    WholeDocument(ReservedNames reserved) {
        this.reserved = reserved;
    }

    /** The newer document for the older one, which is left alone. */
    abstract JsonObject newer(JsonObject older);

    /** The older document for the newer one, which is left alone. */
    abstract JsonObject older(JsonObject newer);

    @Override
    public final void forward(JsonObject older) {
        replace(older, newer(older));
    }

    @Override
    public final void backward(JsonObject newer) {
        replace(newer, older(newer));
    }

    /** Merges what the view changed into the base, unless the result would not show what was written. */
    @Override
    public void put(JsonObject base, JsonObject view) {
        JsonObject written = view.copy();
        JsonObject ancestor = base.copy();
        backward(ancestor);
        forward(ancestor);
        forward(view);
        JsonObject merged = ThreeWayMerge.merge(ancestor, view, base);
        if (shows(merged, written)) {
            become(view, merged);
        }
    }

    private boolean shows(JsonObject newer, JsonObject written) {
        JsonObject shown = newer.copy();
        try {
            backward(shown);
        } catch (LensException cannotBeShown) {
            return false;
        }
        return shown.sameAs(written);
    }

    /** Makes the document what the result says. */
    final void replace(JsonObject document, JsonObject result) {
        MemberPath touched = reserved.restore(document, result);
        if (touched != null) {
            throw touched(touched);
        }
        Reconciliation.keep(document, result);
        become(document, result);
    }

    private LensException touched(MemberPath path) {
        return LensException.of(
                this, "the result has a " + path + " other than the one given, which no lens may touch");
    }

    private static void become(JsonObject document, JsonObject result) {
        while (!document.isEmpty()) {
            document.remove(document.size() - 1);
        }
        for (int i = 0; i < result.size(); i++) {
            document.add(result.name(i), result.value(i));
        }
    }

    /** What came out of foreign code, as JSON. */
    final JsonObject toJson(@Nullable Object result, PlainValues values, JsonObject given) {
        if (!(result instanceof Map<?, ?> members)) {
            throw LensException.of(this, "the result is no object");
        }
        try {
            return values.toJson(members, given);
        } catch (IllegalArgumentException notJson) {
            String reason = "the result is not JSON";
            throw new LensException(description(), reason + ": " + notJson.getMessage(), reason, notJson);
        }
    }

    /** What was thrown by foreign code, whatever it is but the machine's own trouble. */
    final LensException failed(Throwable cause, String discreetReason) {
        if (cause instanceof VirtualMachineError trouble && !(cause instanceof StackOverflowError)) {
            throw trouble;
        }
        String message = cause.getMessage();
        String reason = message == null ? cause.getClass().getSimpleName() : message;
        return new LensException(description(), reason, discreetReason, cause);
    }

    @Override
    public final Change upwards() {
        return new Change.Opaque(description(), reserved);
    }

    @Override
    public final Change downwards() {
        return new Change.Opaque(description(), reserved);
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of();
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of();
    }

    @Override
    public final @Nullable Set<JsonName> looksAt() {
        return null;
    }

    /** The code sees to the reserved members of a document while it runs. Inside of a member it knows of none. */
    @Override
    public final List<MemberPath> touches(ReservedNames asked) {
        return asked.underscored() ? List.of() : asked.paths();
    }
}
