package io.slipcover.corpus;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertCodec;
import io.slipcover.lens.ConvertMultiply;
import io.slipcover.lens.ConvertTidying;
import io.slipcover.lens.Operation;
import io.slipcover.lens.Tidying;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Cases of {@code convert} by factors, digits and codecs: numbers of all sizes, and strings that spell numbers, or nearly. */
final class NumberCases {
    private static final List<String> FACTORS = List.of(
            "100", "0.01", "-0.125", "1000", "2.5", "1e20", "1e-20", "5", "-1", "1024", "0.0009765625", "12.5e-3", "1");
    private static final List<Codec> CODECS = List.of(Codec.values());
    private static final JsonName NAME = JsonName.of("n");

    private final Random random;

    NumberCases(Random random) {
        this.random = random;
    }

    void write(Corpus corpus) {
        Corpus.Line line = corpus.line(List.of(operation()));
        for (int count = 0; count < 4; count++) {
            String one = value();
            String other = value();
            line.forward(one);
            line.backward(other);
            line.put(other, one);
        }
        line.end();
    }

    private Operation operation() {
        return switch (random.nextInt(3)) {
            case 0 -> new ConvertMultiply(NAME, JsonNumber.parse(FACTORS.get(random.nextInt(FACTORS.size()))));
            case 1 -> new ConvertTidying(NAME, new Tidying.Digits(random.nextInt(5)));
            default -> new ConvertCodec(NAME, CODECS.get(random.nextInt(CODECS.size())));
        };
    }

    private String value() {
        int kind = random.nextInt(8);
        String value = kind < 5
                ? DoubleSpelling.number(number())
                : kind == 5
                        ? DoubleSpelling.of(text())
                        : kind == 6 ? "true" : DoubleSpelling.of(DoubleSpelling.number(number()));
        return "{\"n\":" + value + "}";
    }

    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(2_000_001) - 1_000_000;
            case 1 -> random.nextInt(2_000_001) / 1000.0 - 1000;
            case 2 -> random.nextGaussian();
            case 3 ->
                new BigDecimal(random.nextInt(1000))
                        .scaleByPowerOfTen(random.nextInt(80) - 40)
                        .doubleValue();
            case 4 -> random.nextInt(4_000_000) * 1e6 + random.nextInt(1000) / 8.0;
            default -> random.nextInt(1000) / 200.0;
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(12); count >= 0; count--) {
            text.append("0123456789012345678901.-+eE ".charAt(random.nextInt(27)));
        }
        return text.toString();
    }
}
