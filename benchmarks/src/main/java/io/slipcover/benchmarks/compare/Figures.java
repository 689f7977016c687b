package io.slipcover.benchmarks.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How figures are written. */
final class Figures {
    private Figures() {}

    /** A measured figure: three digits that count, and no more behind the point than that. */
    static String measured(double figure) {
        BigDecimal rounded = new BigDecimal(figure).round(new MathContext(3));
        return rounded.abs().compareTo(BigDecimal.valueOf(100)) >= 0
                ? String.format(Locale.ROOT, "%,d", rounded.toBigInteger())
                : rounded.toPlainString();
    }

    /** What one figure is to another: two digits behind the point. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** A figure that somebody wrote. */
    static String plain(double figure) {
        return BigDecimal.valueOf(figure).stripTrailingZeros().toPlainString();
    }

    /** A figure for a file: five digits that count. */
    static double stored(double figure) {
        return new BigDecimal(figure).round(new MathContext(5)).doubleValue();
    }
}
