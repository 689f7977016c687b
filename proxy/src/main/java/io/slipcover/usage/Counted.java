package io.slipcover.usage;

/** A number and the word for what is counted: {@code 1 request}, {@code 2 requests}. */
public final class Counted {
    private Counted() {}

    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
