package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.DocumentLens;
import io.slipcover.lens.Java;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Operation;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code jsonata} and {@code java}, whose arguments are code. */
final class CodeReader {
    /** The operations that work on whole documents. */
    static final Set<String> NAMES = Set.of("jsonata", "java");

    private static final String UNKNOWN_LOSS = "what its code does not keep cannot be told from here";

    private final Set<JsonName> reserved;

    CodeReader(Set<JsonName> reserved) {
        this.reserved = Set.copyOf(reserved);
    }

    ParsedOperation jsonata(OperationFields fields) {
        String forward = fields.keys().name("forward", fields.keys().required("forward"));
        String backward = fields.keys().name("backward", fields.keys().required("backward"));
        Operation operation =
                fields.make(() -> forward == null || backward == null ? null : new Jsonata(forward, backward, reserved));
        fields.loses(UNKNOWN_LOSS);
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    ParsedOperation java(OperationFields fields) {
        YamlValue value = fields.keys().required("class");
        DocumentLens lens =
                fields.keys().parsed("class", value, fields.keys().name("class", value), CodeReader::documentLens);
        Operation operation = fields.make(() -> lens == null ? null : new Java(lens, reserved));
        fields.loses(UNKNOWN_LOSS);
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    private static @Nullable DocumentLens documentLens(String name) {
        try {
            Class<?> type = Class.forName(name, true, loader());
            return type.asSubclass(DocumentLens.class).getConstructor().newInstance();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException("expected a class on the class path, found no '" + name + "'", e);
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
