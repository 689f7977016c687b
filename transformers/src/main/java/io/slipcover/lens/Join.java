package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Set;

/** {@code join}: several strings on the older side are one on the newer one. */
public final class Join implements Operation {
    private final Pieces pieces;

    /**
     * @param names two members or more, none of them {@code into}
     * @param separator not empty
     * @throws IllegalArgumentException where they are not so
     */
    public Join(List<JsonName> names, JsonName into, String separator) {
        this.pieces = new Pieces(into, Arguments.pieces("names", names, "into", into), Arguments.separator(separator));
    }

    @Override
    public void forward(JsonObject older) {
        pieces.join(this, older);
    }

    @Override
    public void backward(JsonObject newer) {
        pieces.split(this, newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        forward(view);
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Joined(pieces.pieces(), pieces.whole());
    }

    @Override
    public Change downwards() {
        return new Change.Cut(pieces.whole(), pieces.pieces());
    }

    @Override
    public String description() {
        return "join into " + pieces.whole().text();
    }

    @Override
    public String text() {
        return new OperationText("join")
                .with("names", pieces.pieces())
                .with("into", pieces.whole())
                .with("separator", pieces.separator())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.copyOf(pieces.pieces());
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(pieces.whole());
    }
}
