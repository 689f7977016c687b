package io.slipcover.config;

import io.slipcover.catalog.Policy;
import org.jspecify.annotations.Nullable;

/** Reads the keys {@code quarantine} and {@code quarantine-credentials}. */
final class QuarantineReader {
    private static final String NAME = "quarantine";
    private static final String CREDENTIALS = "quarantine-credentials";

    private final Fields file;

    QuarantineReader(Fields file) {
        this.file = file;
    }

    /**
     * The quarantine; null where the file has none, or where something is wrong with it, which is reported.
     *
     * @param onRefused what happens to a refused document; a quarantine has to be there if it goes there
     */
    @Nullable
    Quarantine read(Policy onRefused) {
        YamlValue nameValue = file.optional(NAME);
        String name = file.name(NAME, nameValue);
        if (nameValue != null && name != null && !Quarantine.isName(name)) {
            file.expected(NAME, "the name of a database", nameValue);
            name = null;
        }
        YamlValue credentials = file.optional(CREDENTIALS);
        Fields fields = file.fields(CREDENTIALS, credentials);
        String user = null;
        String password = null;
        if (fields != null) {
            user = fields.label("user", fields.required("user"));
            password = secret(fields, fields.required("password"));
            fields.finish();
        }
        if (nameValue == null && onRefused == Policy.QUARANTINE) {
            missing(NAME, "the name of a database that you have created", file.placeOf("on-refused"));
        }
        if (credentials == null && (nameValue != null || onRefused == Policy.QUARANTINE)) {
            Place place = nameValue == null ? file.placeOf("on-refused") : nameValue.place();
            missing(CREDENTIALS, "a map with 'user' and 'password'", place);
        }
        return name == null || user == null || password == null ? null : new Quarantine(name, user, password);
    }

    private void missing(String key, String expected, Place place) {
        file.report(place, "a quarantine needs '" + key + "', " + expected);
    }

    /** The text of a password, of which no report quotes anything. */
    private static @Nullable String secret(Fields fields, @Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        if (value instanceof YamlValue.Scalar scalar && scalar.kind() != YamlValue.Kind.BROKEN) {
            if (!scalar.text().isEmpty()) {
                return scalar.text();
            }
            fields.report(value.place(), "password: expected a password, found nothing");
        } else if (!(value instanceof YamlValue.Scalar)) {
            fields.report(value.place(), "password: expected a string");
        }
        return null;
    }
}
