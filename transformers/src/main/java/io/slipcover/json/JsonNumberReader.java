package io.slipcover.json;

/** Reads a text that is one number in the grammar of RFC 8259, section 6, and nothing else. */
final class JsonNumberReader {
    private final CharSequence text;
    private int at;

    JsonNumberReader(CharSequence text) {
        this.text = text;
    }

    JsonNumber read() {
        int sign = skip('-') ? -1 : 1;
        int from = at;
        if (!skip('0')) {
            digits();
        }
        int pointAt = at;
        if (skip('.')) {
            digits();
        }
        int digitsEnd = at;
        DecimalExponent exponent = DecimalExponent.ZERO;
        if (skip('e') || skip('E')) {
            boolean negative = skip('-');
            if (!negative) {
                skip('+');
            }
            int exponentFrom = at;
            digits();
            exponent = DecimalExponent.of(
                    negative, text.subSequence(exponentFrom, at).toString());
        }
        if (at < text.length()) {
            throw unexpected("the end");
        }
        if (pointAt == digitsEnd) {
            return JsonNumber.of(sign, text.subSequence(from, pointAt).toString(), exponent);
        }
        String digits = text.subSequence(from, pointAt).toString() + text.subSequence(pointAt + 1, digitsEnd);
        return JsonNumber.of(sign, digits, exponent.plus(pointAt + 1 - digitsEnd));
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected("a digit");
        }
    }

    private JsonFormatException unexpected(String expected) {
        String found = at == text.length() ? "the end" : String.format("U+%04X", (int) text.charAt(at));
        return new JsonFormatException(at, "found " + found + ", expected " + expected);
    }
}
