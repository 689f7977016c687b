package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A form in which the newer side has values, while the older side has them in any form. */
public sealed interface Tidying {
    /** What kind of value it is for. */
    JsonKind kind();

    /** A value of this kind in this form; null where it cannot be given. */
    @Nullable
    JsonSlice tidied(JsonSlice value);

    /** What is expected, in words. */
    String expected();

    /** What is not stored of a value that is not in this form, in words. */
    String lost();

    /** Adds what it is called and its argument. */
    OperationText addTo(OperationText text);

    /** A form of strings. */
    enum OfText implements Tidying {
        /** Small letters, by no language's rules. */
        LOWER("case", "\"lower\"", "large letters are stored as small ones"),
        /** Large letters, by no language's rules. */
        UPPER("case", "\"upper\"", "small letters are stored as large ones"),
        /** No white space at the beginning and at the end. */
        TRIMMED("trim", "true", "white space at the beginning and at the end is not stored");

        private final String argument;
        private final String value;
        private final String lost;

        OfText(String argument, String value, String lost) {
            this.argument = argument;
            this.value = value;
            this.lost = lost;
        }

        @Override
        public JsonKind kind() {
            return JsonKind.STRING;
        }

        @Override
        public JsonSlice tidied(JsonSlice value) {
            String text = value.asString();
            String tidied = switch (this) {
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case UPPER -> text.toUpperCase(Locale.ROOT);
                case TRIMMED -> text.strip();
            };
            return tidied.equals(text) ? value : JsonSlice.string(tidied);
        }

        @Override
        public String expected() {
            return "a string";
        }

        @Override
        public String lost() {
            return lost;
        }

        @Override
        public OperationText addTo(OperationText text) {
            return text.withText(argument, value);
        }
    }

    /**
     * Numbers with so many digits behind the point at most. A digit 5 that is cut rounds up, away from zero.
     *
     * @param digits from 0 to 100
     */
    record Digits(int digits) implements Tidying {
        /** The largest number of digits there may be. */
        public static final int MOST = 100;

        private static final int MOST_DIGITS = 1_000;

        /** @throws IllegalArgumentException where the number is not in its range */
        public Digits {
            if (digits < 0 || digits > MOST) {
                throw new IllegalArgumentException("digits is " + digits + ", expected a number from 0 to " + MOST);
            }
        }

        @Override
        public JsonKind kind() {
            return JsonKind.NUMBER;
        }

        @Override
        public @Nullable JsonSlice tidied(JsonSlice value) {
            JsonNumber number = value.asNumber();
            // An exponent may stand for more digits than anybody wrote, so it is looked at before a number is spelt
            // out.
            if (number.exponent() >= number.digits() - 1) {
                return value;
            }
            if (number.exponent() < -(MOST + 2)) {
                return JsonSlice.number(0);
            }
            if (number.digits() > MOST_DIGITS) {
                return null;
            }
            JsonNumber rounded = JsonNumber.of(number.toBigDecimal().setScale(digits, RoundingMode.HALF_UP));
            return rounded.equals(number) ? value : JsonSlice.number(rounded);
        }

        @Override
        public String expected() {
            return "a number of at most " + String.format(Locale.ROOT, "%,d", MOST_DIGITS) + " digits";
        }

        @Override
        public String lost() {
            return digits == 0
                    ? "numbers are rounded to whole ones"
                    : "digits behind the point past number " + digits + " are rounded";
        }

        @Override
        public OperationText addTo(OperationText text) {
            return text.withText("digits", Integer.toString(digits));
        }
    }
}
