package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.JsonSlice;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of {@code $regex}: PCRE's, over the bytes of a string. */
public final class RegularExpression {
    private final String pattern;
    private final Pattern compiled;

    private RegularExpression(String pattern, Pattern compiled) {
        this.pattern = pattern;
        this.compiled = compiled;
    }

    static RegularExpression compile(String pattern) {
        try {
            return new RegularExpression(pattern, Pattern.compile(bytes(pattern), Pattern.UNIX_LINES));
        } catch (PatternSyntaxException e) {
            throw MangoException.badRequest(
                    "bad_arg", "Bad argument for operator $regex: " + ErlangTerm.write(JsonSlice.string(pattern)));
        }
    }

    /** The expression as it was written. */
    public String pattern() {
        return pattern;
    }

    boolean isFoundIn(String text) {
        return compiled.matcher(bytes(text)).find();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegularExpression that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
