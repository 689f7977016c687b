package io.slipcover.config;

import io.slipcover.json.JsonName;
import io.slipcover.lens.FromEntries;
import io.slipcover.lens.FromFlags;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ToEntries;
import io.slipcover.lens.ToFlags;
import org.jspecify.annotations.Nullable;

/** Reads the operations that make an object of a list, or a list of an object. */
final class FormReader {
    private FormReader() {}

    /** Makes an operation on lists of objects that have a key. */
    private interface OfEntries {
        Operation of(JsonName name, JsonName key, @Nullable JsonName value);
    }

    static ParsedOperation fromEntries(OperationFields fields) {
        return entries(fields, FromEntries::new);
    }

    static ParsedOperation toEntries(OperationFields fields) {
        return entries(fields, ToEntries::new);
    }

    private static ParsedOperation entries(OperationFields fields, OfEntries maker) {
        JsonName key = fields.innerMember("key", fields.keys().required("key"));
        JsonName value = fields.innerMember("value", fields.keys().optional("value"));
        boolean isWrong = key == null || (value == null && fields.keys().has("value"));
        return OperationReader.single(fields, name -> key == null || isWrong ? null : maker.of(name, key, value));
    }

    static ParsedOperation toFlags(OperationFields fields) {
        fields.loses("of equal strings one is stored");
        return OperationReader.single(fields, ToFlags::new);
    }

    static ParsedOperation fromFlags(OperationFields fields) {
        fields.loses("a member that is false is stored as no member");
        return OperationReader.single(fields, FromFlags::new);
    }
}
