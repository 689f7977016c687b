package io.slipcover.design;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The design document that is made of another one, which stays as it is. In place of each function that gets documents stands a function
 * that calls the original one, to the letter, with the view. Everything else goes along.
 */
final class MadeDocument {
    private static final JsonName LANGUAGE = JsonName.of("language");
    private static final JsonName VIEWS = JsonName.of("views");
    private static final JsonName LIB = JsonName.of("lib");
    private static final JsonName MAP = JsonName.of("map");
    private static final JsonName INDEX = JsonName.of("index");
    static final JsonName VALIDATION = JsonName.of("validate_doc_update");

    private static final JsonName ENGINE = JsonName.of("slipcover");

    /** The members of a design document whose members are functions. */
    private static final Map<String, FunctionKind> FUNCTIONS = Map.of(
            "filters", FunctionKind.FILTER,
            "updates", FunctionKind.UPDATE,
            "shows", FunctionKind.SHOW,
            "lists", FunctionKind.LIST);

    /** The members of a design document whose members have an index function each. */
    private static final JsonName[] SEARCHES = {JsonName.of("indexes"), JsonName.of("nouveau")};

    private final JsonObject document;
    private final Target target;
    private final String module;
    private final EngineAccess inlined;
    private final EngineAccess access;

    private MadeDocument(JsonObject original, Target target, String module) {
        this.document = JsonObject.empty();
        for (int index = 0; index < original.size(); index++) {
            if (!original.name(index).text().startsWith("_")) {
                document.add(original.name(index), original.value(index).copy());
            }
        }
        this.target = target;
        this.module = module;
        this.inlined = new EngineAccess.Inlined(module);
        this.access = target == Target.COUCHDB ? new EngineAccess.Required("views/lib/" + ENGINE.text()) : inlined;
    }

    /**
     * The members of the design document, without those that begin with {@code _}.
     *
     * @param target the server that runs the functions
     * @param module the text of the engine's module
     */
    static JsonObject of(JsonObject original, Target target, String module) throws CannotMakeDesignException {
        MadeDocument made = new MadeDocument(original, target, module);
        made.refuseOthers();
        made.makeViews();
        for (int index = 0; index < made.document.size(); index++) {
            FunctionKind kind = FUNCTIONS.get(made.document.name(index).text());
            JsonObject functions = kind == null ? null : made.document.object(index);
            if (kind != null && functions != null) {
                made.makeAll(made.document.name(index).text(), functions, kind);
            }
        }
        for (JsonName search : SEARCHES) {
            made.makeIndexes(search);
        }
        make("", made.document, VALIDATION, FunctionKind.VALIDATE, made.access);
        return made.document;
    }

    private void refuseOthers() throws CannotMakeDesignException {
        JsonValue language = document.get(LANGUAGE);
        if (language != null && !"javascript".equals(document.string(LANGUAGE))) {
            throw new CannotMakeDesignException("language: expected \"javascript\", found " + language);
        }
        if (document.has(DesignDocument.MARK)) {
            throw new CannotMakeDesignException(
                    "slipcover: expected a design document as its author wrote it, found one that Slipcover has made");
        }
    }

    private void makeViews() throws CannotMakeDesignException {
        JsonObject views = document.object(VIEWS);
        for (int index = 0; views != null && index < views.size(); index++) {
            JsonObject view = views.name(index).equals(LIB) ? null : views.object(index);
            if (view != null) {
                make("views." + views.name(index).text() + ".", view, MAP, FunctionKind.MAP, access);
            }
        }
        if (target == Target.COUCHDB) {
            addEngine(views);
        }
    }

    private void addEngine(@Nullable JsonObject views) throws CannotMakeDesignException {
        JsonObject all = views == null ? JsonObject.empty() : views;
        JsonObject modules = all.object(LIB);
        JsonObject lib = modules == null ? JsonObject.empty() : modules;
        if (lib.has(ENGINE)) {
            throw new CannotMakeDesignException(
                    "views.lib.slipcover: this is where the engine goes; expected nothing there");
        }
        lib.add(ENGINE, JsonSlice.string(module));
        all.put(LIB, lib);
        document.put(VIEWS, all);
    }

    private void makeIndexes(JsonName search) throws CannotMakeDesignException {
        JsonObject indexes = document.object(search);
        for (int index = 0; indexes != null && index < indexes.size(); index++) {
            JsonObject each = indexes.object(index);
            if (each != null) {
                // CouchDB gives these functions no design document in which they could require anything.
                make(search.text() + "." + indexes.name(index).text() + ".", each, INDEX, FunctionKind.MAP, inlined);
            }
        }
    }

    private void makeAll(String place, JsonObject functions, FunctionKind kind) throws CannotMakeDesignException {
        for (int index = 0; index < functions.size(); index++) {
            make(place + ".", functions, functions.name(index), kind, access);
        }
    }

    /** Makes a function where there is one. What is no text is a folder of modules. */
    private static void make(String place, JsonObject owner, JsonName name, FunctionKind kind, EngineAccess access)
            throws CannotMakeDesignException {
        JsonValue value = owner.get(name);
        String text = owner.string(name);
        if (value == null || text == null) {
            return;
        }
        try {
            owner.put(name, JsonSlice.string(access.function(kind, FunctionText.parse(text))));
        } catch (IllegalArgumentException exception) {
            throw new CannotMakeDesignException(place + name.text() + ": " + exception.getMessage());
        }
    }
}
