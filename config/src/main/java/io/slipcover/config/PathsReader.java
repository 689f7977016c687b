package io.slipcover.config;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Add;
import io.slipcover.lens.Change;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.FromEntries;
import io.slipcover.lens.FromFlags;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ToEntries;
import io.slipcover.lens.ToFlags;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads off the lenses what each path to the stored version means for clients of the older version. */
final class PathsReader {
    private final Catalog catalog;
    private final List<ParsedLens> lenses;

    PathsReader(Catalog catalog, List<ParsedLens> lenses) {
        this.catalog = catalog;
        this.lenses = lenses;
    }

    List<PathFacts> read() {
        List<PathFacts> facts = new ArrayList<>();
        for (String type : catalog.types()) {
            Integer stored = catalog.store().types().get(type);
            for (int version : catalog.versions(type)) {
                if (stored != null && version < stored) {
                    facts.add(new OnePath().read(type, version, stored, lenses));
                }
            }
        }
        return facts;
    }

    /** What is gathered along one path, each once. */
    private static final class OnePath {
        private final Set<String> unseen = new LinkedHashSet<>();
        private final Set<String> notKept = new LinkedHashSet<>();
        private final Set<String> needsBase = new LinkedHashSet<>();
        private final Set<String> refused = new LinkedHashSet<>();

        PathFacts read(String type, int from, int to, List<ParsedLens> lenses) {
            for (ParsedLens lens : lenses) {
                if (lens.lens().type().equals(type)
                        && lens.lens().from() >= from
                        && lens.lens().to() <= to) {
                    lens.operations().forEach(operation -> gather(operation, ""));
                }
            }
            return new PathFacts(
                    type,
                    from,
                    to,
                    List.copyOf(unseen),
                    List.copyOf(notKept),
                    List.copyOf(needsBase),
                    List.copyOf(refused));
        }

        /** @param outer where the operation's members stand: {@code address.}, or nothing for the top of the document */
        private void gather(ParsedOperation parsed, String outer) {
            Operation operation = parsed.operation();
            if (operation == null) {
                return;
            }
            parsed.losses().forEach(loss -> notKept.add(outer + operation.description() + ": " + loss));
            if (operation.needsBase() && parsed.inner().isEmpty()) {
                needsBase.add(outer + operation.description());
            }
            if (operation.downwards() instanceof Change.Dropped dropped) {
                unseen.add(outer + dropped.name().text());
            }
            refusals(operation, outer);
            String inner = parsed.inner().isEmpty() || parsed.names().isEmpty()
                    ? outer
                    : outer + parsed.names().get(0).name().text() + step(operation);
            parsed.inner().forEach(nested -> gather(nested, inner));
        }

        /** What stands between a member and the members inside of it. */
        private static String step(Operation operation) {
            Change change = operation.upwards();
            return change instanceof Change.Each ? "[]." : change instanceof Change.EachValue ? ".*." : ".";
        }

        /** What an operation does not accept on the way up. */
        private void refusals(Operation operation, String outer) {
            Change change = operation.upwards();
            if (operation instanceof Add add) {
                refuse(outer, add.newerNames(), "that clients write differently from what is stored");
            } else if (change instanceof Change.Renamed renamed) {
                refuse(outer, Set.of(renamed.to()), "that is there beside " + renamed.from());
            } else if (change instanceof Change.Copied copied) {
                refuse(outer, Set.of(copied.to()), "that is there beside " + copied.from());
            } else if (change instanceof Change.Replaced replaced) {
                if (replaced.others() instanceof Change.Others.Refused) {
                    refuse(outer, Set.of(replaced.name()), "with a value that no pair holds");
                }
            } else if (change instanceof Change.Merged merged) {
                if (!merged.names().contains(merged.into())) {
                    refuse(outer, Set.of(merged.into()), "that is there already");
                }
            } else if (operation instanceof ConvertDate) {
                refuse(outer, operation.olderNames(), "that is no date in the older form");
            } else if (change instanceof Change.Rewritten rewritten) {
                refuse(outer, Set.of(rewritten.name()), "that is no " + lower(rewritten.from()));
            } else if (operation instanceof FromEntries || operation instanceof ToFlags) {
                refuse(outer, operation.olderNames(), "that is no list, or has an element with no place in an object");
            } else if (operation instanceof ToEntries || operation instanceof FromFlags) {
                refuse(outer, operation.olderNames(), "that is no object, or has a value with no place in a list");
            } else if (change instanceof Change.MovedAllInto all) {
                refuse(outer, Set.of(all.selection().host()), "that is no object, or has a member that moves into it");
            } else if (change instanceof Change.MovedAllUp all) {
                refuse(outer, Set.of(all.selection().host()), "with a member that is there beside it already");
            } else if (change instanceof Change.Multiplied multiplied) {
                refuse(outer, Set.of(multiplied.name()), "that is no number");
            } else if (change instanceof Change.Recoded recoded) {
                refuse(outer, Set.of(recoded.name()), "that is not written as its codec asks");
            } else if (change instanceof Change.MovedUp up) {
                refuse(outer, Set.of(up.name()), "that is there beside " + up.host());
            } else if (change instanceof Change.MovedInto into) {
                refuse(outer, Set.of(into.host()), "that is no object");
            } else if (change instanceof Change.Unwrapped unwrapped) {
                refuse(outer, Set.of(unwrapped.name()), "that is no list");
            } else if (change instanceof Change.Cut cut) {
                refuse(outer, Set.of(cut.name()), "that is no string");
            } else if (change instanceof Change.Joined joined) {
                refuse(outer, new LinkedHashSet<>(joined.names()), "that is no string");
            } else if (change instanceof Change.Inside inside) {
                refuse(outer, Set.of(inside.name()), "that is no object");
            } else if (change instanceof Change.Each each) {
                refuse(
                        outer,
                        Set.of(each.name()),
                        each.as() == null ? "that is no list, or has an element that is no object" : "that is no list");
            } else if (change instanceof Change.EachValue each) {
                refuse(
                        outer,
                        Set.of(each.name()),
                        each.as() == null ? "that is no object, or has a value that is none" : "that is no object");
            } else if (change instanceof Change.Everywhere) {
                refused.add(outer + "an object in more than a hundred others");
            } else if (change instanceof Change.Opaque opaque) {
                refused.add(outer + "what " + opaque.description() + " does not accept");
            }
        }

        private static String lower(JsonKind kind) {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        private void refuse(String outer, Set<JsonName> names, String why) {
            String members = names.stream().map(name -> outer + name.text()).collect(Collectors.joining(" or "));
            refused.add(members + " " + why);
        }
    }
}
