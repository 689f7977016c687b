package io.slipcover.imports;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.RefusedException;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.document.UnshowableException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that makes one document of its copies. The newest copy, led up to the stored shape, is the base. An older copy counts as what a client
 * of its release writes over that base, so each lens takes from the base what the older copy cannot show. A copy that changes nothing so is alike.
 *
 * <p>Of the copies that are not alike, the one that was edited after the newest one is put over it. A copy that was edited before is overtaken. Where
 * nothing tells which was edited last, a copy that only holds more puts that in; a copy that says something else becomes a conflict.
 */
final class Gathering {
    private final Order order;
    private final Map<Release, ReleaseView> views = new HashMap<>();

    Gathering(Catalog catalog, Order order) {
        this.order = order;
        catalog.releases().forEach(release -> views.put(release, new ReleaseView(catalog, release)));
    }

    /**
     * What becomes of the copies of one document.
     *
     * @param document what is stored; empty where the document is deleted, or where its newest copy is refused
     * @param conflicts what is stored beside it
     * @param refusedCopies how many older copies a lens does not take, so that they are not in what is stored
     * @param notes what a user has to know, a line each
     */
    record Gathered(
            Optional<Content> document,
            boolean refused,
            List<Content> conflicts,
            long overtaken,
            long refusedCopies,
            List<String> notes) {}

    Gathered gather(List<Copy> copies) {
        return new Document(copies).gather();
    }

    /** One document under way. */
    private final class Document {
        private final List<Copy> live;
        private final List<Copy> deleted;
        private final List<Content> conflicts = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final Set<Copy> refusedCopies = new HashSet<>();
        private long overtaken;

        Document(List<Copy> copies) {
            this.live = copies.stream()
                    .filter(copy -> !copy.deleted())
                    .sorted(Comparator.comparingInt(Copy::rank).reversed())
                    .toList();
            this.deleted = copies.stream().filter(Copy::deleted).toList();
        }

        Gathered gather() {
            boolean gone = !deleted.isEmpty()
                    && live.stream()
                            .allMatch(
                                    copy -> copy.isAsMade() && copy.conflicts().isEmpty());
            if (gone) {
                for (Copy copy : live) {
                    notes.add(copy + " is as it was made, but " + deleted.get(0) + " is deleted: not imported");
                }
                return new Gathered(Optional.empty(), false, List.of(), 0, 0, notes);
            }
            for (Copy tombstone : deleted) {
                notes.add(tombstone + " is deleted, but " + live.get(0) + " may have been edited since: kept");
            }
            Copy newest = live.get(0);
            Content base;
            try {
                base = new Content(view(newest).upgrade(newest.body().copy(), null), newest.attachments());
            } catch (RefusedException | TemporarilyRefusedException exception) {
                notes.add(newest + ": " + exception.getMessage());
                return new Gathered(Optional.empty(), true, List.of(), 0, 0, notes);
            }
            Content whole = with(base, newest);
            for (Copy copy : live) {
                for (Copy conflict : copy.conflicts()) {
                    keepBeside(whole, conflict);
                }
            }
            return new Gathered(Optional.of(whole), false, conflicts, overtaken, refusedCopies.size(), notes);
        }

        private Content with(Content base, Copy newest) {
            List<Copy> others = new ArrayList<>();
            for (Copy copy : live.subList(1, live.size())) {
                put(base, copy).filter(put -> !put.sameAs(base)).ifPresent(differs -> others.add(copy));
            }
            Optional<Copy> last = last(newest, others);
            Content whole = last.flatMap(copy -> put(base, copy)).orElse(base);
            List<Copy> open = new ArrayList<>();
            for (Copy copy : others) {
                if (last.filter(copy::equals).isEmpty()) {
                    if (order.compare(last.orElse(newest), copy) == Order.Edited.EARLIER) {
                        overtake(whole, copy);
                    } else {
                        whole = withMore(whole, copy, open);
                    }
                }
            }
            for (Copy copy : open) {
                keepBeside(whole, copy);
            }
            return whole;
        }

        /** The copy that was edited after the newest one, and after all others that were, where that can be told. */
        private Optional<Copy> last(Copy newest, List<Copy> others) {
            List<Copy> later = others.stream()
                    .filter(copy -> order.compare(newest, copy) == Order.Edited.LATER)
                    .toList();
            return later.stream()
                    .filter(copy -> later.stream()
                            .allMatch(
                                    other -> other.equals(copy) || order.compare(copy, other) == Order.Edited.EARLIER))
                    .findFirst();
        }

        private void overtake(Content whole, Copy copy) {
            if (put(whole, copy).filter(put -> !put.sameAs(whole)).isPresent()) {
                overtaken++;
                notes.add(copy + " was edited before what is imported, and differs: left where it is");
            }
        }

        /** Puts in what only this copy holds; a copy that also says something else stays open. */
        private Content withMore(Content whole, Copy copy, List<Copy> open) {
            JsonObject more;
            try {
                more = view(copy).view(whole.body().copy());
            } catch (UnshowableException exception) {
                notes.add(copy + " is not put in: " + exception.getMessage());
                refusedCopies.add(copy);
                return whole;
            }
            if (whole.attachments().contradict(copy.attachments())) {
                open.add(copy);
                return whole;
            }
            for (int index = 0; index < copy.body().size(); index++) {
                JsonName name = copy.body().name(index);
                JsonValue own = copy.body().get(name);
                JsonValue there = more.get(name);
                if (own != null && there == null) {
                    more.add(name, own.copy());
                } else if (own != null && there != null && !own.sameAs(there)) {
                    open.add(copy);
                    return whole;
                }
            }
            return put(whole, copy, more).orElse(whole);
        }

        private void keepBeside(Content whole, Copy copy) {
            put(whole, copy).ifPresent(put -> {
                if (!put.sameAs(whole) && conflicts.stream().noneMatch(put::sameAs)) {
                    conflicts.add(put);
                    notes.add(copy + " differs, and nothing tells which was edited last: kept as a conflict");
                }
            });
        }

        /** What is stored if the copy is an edit of this; nothing where the lenses do not take the copy, which is noted. */
        private Optional<Content> put(Content base, Copy copy) {
            return put(base, copy, copy.body().copy());
        }

        private Optional<Content> put(Content base, Copy copy, JsonObject written) {
            try {
                JsonObject put = view(copy).upgrade(written, base.body());
                return Optional.of(new Content(put, copy.attachments().and(base.attachments())));
            } catch (RefusedException | TemporarilyRefusedException | UnshowableException exception) {
                String note = copy + " is not put in: " + exception.getMessage();
                refusedCopies.add(copy);
                if (!notes.contains(note)) {
                    notes.add(note);
                }
                return Optional.empty();
            }
        }
    }

    private ReleaseView view(Copy copy) {
        return requireNonNull(views.get(copy.release()), "view");
    }
}
