package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one side writes a date or a point in time: by a pattern, or in a form that has a name. */
sealed interface DateForm permits DatePattern, NamedDateForm {
    /**
     * The form that a lens file calls so.
     *
     * @param zone for a form that tells no zone; null: such a form tells times of no zone in particular
     * @throws IllegalArgumentException where the text is neither a name nor a pattern that can be read back
     */
    static DateForm of(String text, @Nullable ZoneId zone, Locale locale) {
        Optional<NamedDateForm> named = NamedDateForm.named(text);
        return named.isPresent() ? named.get() : new DatePattern(text, zone == null ? ZoneOffset.UTC : zone, locale);
    }

    /** What kind of value it is written as. */
    JsonKind kind();

    /** What the value says, of a value of this kind; null where it is not in this form. */
    @Nullable
    Instant read(JsonSlice value);

    /** The point in time in this form, or null past the years that have four digits. */
    @Nullable
    JsonSlice write(Instant time);

    /** Whether it tells by itself which zone is meant. */
    boolean tellsZone();

    /** What is expected, in words. */
    String expected();
}
