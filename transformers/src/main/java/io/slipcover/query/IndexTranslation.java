package io.slipcover.query;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The translation of an index that a client of one release asks for, into the words of the store's release.
 *
 * <p>An index is not about one type. The types whose lenses have to do with a field say what the field is called in the store. Where no
 * lens has to do with the field, the field keeps its name. Where two types say different things, there is no such index. A partial filter
 * that asks for a type leaves the other types out.
 */
public final class IndexTranslation {
    private static final JsonName FIELDS = JsonName.of("fields");
    private static final JsonName FILTER = JsonName.of("partial_filter_selector");
    private static final JsonName NAME = JsonName.of("name");

    /** The steps that it takes to lead a field through the changes of one stored shape. */
    private static final int STEPS_OF_A_SHAPE = 16;

    private final ReleaseView view;
    private final List<StoredShape> shapes;
    private final Budget budget;

    private IndexTranslation(ReleaseView view, @Nullable Selector filter, Budget budget) {
        this.view = view;
        this.budget = budget;
        this.shapes = StoredShape.all(view).stream()
                .filter(IndexTranslation::isOfStore)
                .filter(shape -> filter == null || !shape.ofType(filter, budget).isNothing())
                .toList();
    }

    private static boolean isOfStore(StoredShape shape) {
        Integer written = shape.view().catalog().store().types().get(shape.type());
        return written != null && written == shape.version();
    }

    /**
     * The definition of an index, which is what stands in {@code index} of the body of {@code _index}. A member that is no list of fields,
     * and the like, stays as it is: CouchDB says what is wrong with it.
     *
     * @throws NoSingleFieldException where one of the index's fields is not one field in the store
     * @throws io.slipcover.mango.MangoException where the index's filter is no selector, or one of its fields no path
     * @throws io.slipcover.budget.LimitException where the translation takes more than the budget
     */
    public static JsonObject definition(ReleaseView view, JsonObject definition, Budget budget) {
        JsonValue filter = definition.get(FILTER);
        Selector wished = filter != null && filter.kind() == JsonKind.OBJECT ? Selector.parse(filter, budget) : null;
        JsonObject translated = definition.copy();
        JsonArray fields = definition.array(FIELDS);
        if (fields != null) {
            translated.put(FIELDS, new IndexTranslation(view, wished, budget).fields(fields));
        }
        if (wished != null) {
            Translation translation = Translation.of(view, wished, budget);
            if (!translation.isUnchanged()) {
                translated.put(FILTER, translation.selector().toJson());
            }
        }
        return translated;
    }

    private JsonArray fields(JsonArray fields) {
        JsonArray translated = JsonArray.empty();
        for (int i = 0; i < fields.size(); i++) {
            translated.add(field(fields.get(i)));
        }
        return translated;
    }

    /** A field by its name, by its name with a direction, or, in an index of text, as {@code name} with a type. */
    private JsonValue field(JsonValue field) {
        if (field.kind() == JsonKind.STRING) {
            return JsonSlice.string(field(((JsonSlice) field).asString()));
        }
        if (field.kind() != JsonKind.OBJECT) {
            return field;
        }
        JsonObject translated = field.copy().asObject();
        JsonValue name = translated.get(NAME);
        if (translated.size() == 1) {
            translated.rename(0, JsonName.of(field(translated.name(0).text())));
        } else if (name != null && name.kind() == JsonKind.STRING) {
            translated.put(NAME, JsonSlice.string(field(((JsonSlice) name).asString())));
        }
        return translated;
    }

    private String field(String written) {
        if (written.isEmpty()) {
            return written;
        }
        budget.spend(written.length() + (long) STEPS_OF_A_SHAPE * shapes.size());
        FieldPath path = FieldPath.parse(written);
        Map<FieldPath, String> types = new LinkedHashMap<>();
        for (StoredShape shape : shapes) {
            if (!shape.keeps(path) && !isVersion(path)) {
                types.putIfAbsent(shape.source(path), shape.type());
            }
        }
        if (types.size() > 1) {
            throw new NoSingleFieldException(types.entrySet().stream()
                    .map(entry -> entry.getKey() + " of " + entry.getValue())
                    .collect(Collectors.joining(", and ", written + " is ", "")));
        }
        for (FieldPath found : types.keySet()) {
            if (!found.isExpressible()) {
                throw new NoSingleFieldException(written + " has a name in the store that no index can have");
            }
            return found.toString();
        }
        return written;
    }

    private boolean isVersion(FieldPath path) {
        List<String> version =
                Known.fieldPath(view.catalog().versionRule().path()).parts();
        return path.parts().size() >= version.size()
                && path.parts().subList(0, version.size()).equals(version);
    }
}
