package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Set;

/** {@code split}: one string on the older side is several on the newer one, cut at the first separators. */
public final class Split implements Operation {
    private final Pieces pieces;

    /**
     * @param into two members or more, none of them {@code name}
     * @param separator not empty
     * @throws IllegalArgumentException where they are not so
     */
    public Split(JsonName name, List<JsonName> into, String separator) {
        this.pieces = new Pieces(name, Arguments.pieces("into", into, "name", name), Arguments.separator(separator));
    }

    @Override
    public void forward(JsonObject older) {
        pieces.split(this, older);
    }

    @Override
    public void backward(JsonObject newer) {
        pieces.join(this, newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        JsonValue shown = pieces.joined(this, base);
        JsonValue written = view.get(pieces.whole());
        if (shown == null || written == null || !shown.sameAs(written)) {
            forward(view);
            return;
        }
        pieces.refuseTakenPieces(this, view);
        pieces.replaceWithPieces(base, view);
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.Cut(pieces.whole(), pieces.pieces());
    }

    @Override
    public Change downwards() {
        return new Change.Joined(pieces.pieces(), pieces.whole());
    }

    @Override
    public String description() {
        return "split " + pieces.whole().text();
    }

    @Override
    public String text() {
        return new OperationText("split")
                .with("name", pieces.whole())
                .with("into", pieces.pieces())
                .with("separator", pieces.separator())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(pieces.whole());
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.copyOf(pieces.pieces());
    }
}
