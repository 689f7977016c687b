package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A move of several members into an object member, or out of it. */
abstract sealed class SelectionMove implements Operation permits Nest, Unnest {
    private final String word;
    private final MemberSelection selection;

    private record Member(JsonName name, JsonValue value) {}

    /** @param word what the operation is called */
    SelectionMove(String word, MemberSelection selection) {
        this.word = word;
        this.selection = selection;
    }

    final MemberSelection selection() {
        return selection;
    }

    /** Moves the members into their host; where there is none, one is made in the place of the first of them. */
    final void moveInto(JsonObject object) {
        MemberPositions.settle(object);
        JsonName host = selection.host();
        JsonObject inner = object.object(host);
        if (inner != null) {
            for (int i = 0; i < inner.size(); i++) {
                if (selection.holdsInner(inner.name(i))) {
                    throw LensException.of(
                            this,
                            "there is a member " + host.text() + "."
                                    + inner.name(i).text() + " already");
                }
            }
        }
        int[] places = places(object, selection::holds);
        if (places.length == 0) {
            return;
        }
        JsonObject target = inner == null ? JsonObject.empty() : inner;
        take(object, places).forEach(member -> target.add(selection.inner(member.name()), member.value()));
        if (inner != null) {
            object.removeAll(places, places.length);
            return;
        }
        JsonValue taken = object.get(host);
        if (taken != null) {
            throw LensException.unexpected(this, host, "an object", taken);
        }
        object.rename(places[0], host);
        object.set(places[0], target);
        int[] others = Arrays.copyOfRange(places, 1, places.length);
        object.removeAll(others, others.length);
    }

    /**
     * Moves the members up, behind their host; where the host is left empty, it goes and leaves its place.
     *
     * @return the place that the host left, or -1
     */
    final int moveUp(JsonObject object) {
        for (int i = 0; i < object.size(); i++) {
            if (selection.holds(object.name(i))) {
                throw LensException.taken(this, object.name(i));
            }
        }
        JsonObject inner = object.object(selection.host());
        if (inner != null) {
            MemberPositions.settle(inner);
        }
        int[] places = inner == null ? new int[0] : places(inner, selection::holdsInner);
        if (inner == null || places.length == 0) {
            return -1;
        }
        List<Member> moved = new ArrayList<>();
        take(inner, places).forEach(member -> moved.add(new Member(selection.outer(member.name()), member.value())));
        inner.removeAll(places, places.length);
        int place = object.indexOf(selection.host());
        boolean isLeftEmpty = inner.isEmpty();
        insert(object, isLeftEmpty ? place : place + 1, moved);
        if (isLeftEmpty) {
            object.remove(selection.host());
        }
        return isLeftEmpty ? place : -1;
    }

    /** Whether any of the members stands outside of the host. */
    final boolean areOutside(JsonObject object) {
        return places(object, selection::holds).length > 0;
    }

    /** The places of members, ascending. */
    private static int[] places(JsonObject object, Predicate<JsonName> chosen) {
        return IntStream.range(0, object.size())
                .filter(place -> chosen.test(object.name(place)))
                .toArray();
    }

    private static List<Member> take(JsonObject object, int[] places) {
        List<Member> taken = new ArrayList<>();
        for (int place : places) {
            taken.add(new Member(object.name(place), object.value(place)));
        }
        return taken;
    }

    /** Inserts members at a place, in time that does not grow with their number times the object's. */
    private static void insert(JsonObject object, int place, List<Member> members) {
        List<Member> behind = new ArrayList<>();
        while (object.size() > place) {
            int end = object.size() - 1;
            behind.add(new Member(object.name(end), object.value(end)));
            object.remove(end);
        }
        members.forEach(member -> object.add(member.name(), member.value()));
        Collections.reverse(behind);
        behind.forEach(member -> object.add(member.name(), member.value()));
    }

    @Override
    public final String description() {
        return word + " " + selection.host().text();
    }

    @Override
    public final String text() {
        return selection.addTo(new OperationText(word)).end();
    }

    @Override
    public final Set<JsonName> olderNames() {
        return selection.names();
    }

    @Override
    public final Set<JsonName> newerNames() {
        return selection.names();
    }

    @Override
    public final @Nullable Set<JsonName> looksAt() {
        return null;
    }

    @Override
    public final boolean mayChange(JsonName name) {
        return name.equals(selection.host()) || selection.holds(name);
    }
}
