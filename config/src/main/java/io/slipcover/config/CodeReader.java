package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.DocumentLens;
import io.slipcover.lens.Java;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.UnsetMembers;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code jsonata} and {@code java}, whose arguments are code. */
final class CodeReader {
    /** An expression that is surely one. */
    private static final String SAME = "$";

    private static final String UNKNOWN_LOSS = "what its code does not keep cannot be told from here";

    private final ReservedNames reserved;

    /** @param reserved the members of documents that code may not touch, but for those that begin with {@code _} */
    CodeReader(Set<JsonName> reserved) {
        this.reserved = ReservedNames.ofDocument(reserved);
    }

    ParsedOperation jsonata(OperationFields fields) {
        String forward = fields.keys().name("forward", fields.keys().required("forward"));
        String backward = fields.keys().name("backward", fields.keys().required("backward"));
        ReservedNames untouchable = fields.isNested() ? ReservedNames.NONE : reserved;
        Operation up = fields.make(
                fields.keys().placeOf("forward"),
                () -> forward == null ? null : new Jsonata(forward, SAME, untouchable));
        Operation down = fields.make(
                fields.keys().placeOf("backward"),
                () -> backward == null ? null : new Jsonata(SAME, backward, untouchable));
        Operation operation = forward == null || backward == null || up == null || down == null
                ? null
                : new Jsonata(forward, backward, untouchable);
        if (operation != null) {
            warnOfUnset(fields, "forward", forward);
            warnOfUnset(fields, "backward", backward);
        }
        fields.loses(UNKNOWN_LOSS);
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    private static void warnOfUnset(OperationFields fields, String way, @Nullable String expression) {
        if (expression == null) {
            return;
        }
        for (String member : UnsetMembers.of(expression)) {
            fields.keys()
                    .warn(
                            fields.keys().placeOf(way),
                            "%s: the value of '%s' may be nothing, and then '%s' stays as it was; tell what it is then, as in"
                                            .formatted(way, member, member)
                                    + " value ?? null, or say $exists(value) ? { … } : {} where it should stay");
        }
    }

    ParsedOperation java(OperationFields fields) {
        YamlValue value = fields.keys().required("class");
        String name = fields.keys().name("class", value);
        DocumentLens lens = fields.keys().parsed("class", value, name, CodeReader::documentLens);
        ReservedNames untouchable = fields.isNested() ? ReservedNames.NONE : reserved;
        Operation operation =
                fields.make(() -> name == null || lens == null ? null : new Java(name, lens, untouchable));
        fields.loses(UNKNOWN_LOSS);
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    private static @Nullable DocumentLens documentLens(String name) {
        try {
            Class<?> type = Class.forName(name, true, loader());
            return type.asSubclass(DocumentLens.class).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "expected a class on the class path, found no '" + name
                            + "'; the environment variable CLASSPATH names folders and jars to look in",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("the class '" + name + "' cannot be loaded: " + e, e);
        } catch (ClassCastException e) {
            throw new IllegalArgumentException(
                    "expected a class that implements " + DocumentLens.class.getName() + ", found '" + name + "'", e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("the constructor of '" + name + "' failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "expected a public class with a public constructor without parameters, found '" + name + "'", e);
        }
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? CodeReader.class.getClassLoader() : context;
    }
}
