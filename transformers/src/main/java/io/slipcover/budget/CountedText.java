package io.slipcover.budget;

/** A text each look at which is taken from a budget: Java's regular expressions know no other way to end early. */
public record CountedText(CharSequence text, Budget budget) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.spend(1);
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
