package io.slipcover.corpus;

import io.slipcover.json.JsonName;
import io.slipcover.lens.ConvertDate;
import io.slipcover.lens.DateForms;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Cases of {@code convert} with {@code date}: random patterns, zones and languages, and texts that are dates, or nearly. */
final class DateCases {
    private static final List<String> PARTS = List.of(
            "yyyy",
            "uuuu",
            "y",
            "yy",
            "yyyyy",
            "yyy",
            "M",
            "MM",
            "MMM",
            "MMMM",
            "L",
            "LLL",
            "LLLL",
            "d",
            "dd",
            "D",
            "DDD",
            "E",
            "EEEE",
            "eee",
            "cccc",
            "a",
            "H",
            "HH",
            "h",
            "hh",
            "k",
            "kk",
            "K",
            "KK",
            "m",
            "mm",
            "s",
            "ss",
            "S",
            "SSS",
            "SSSSSS",
            "SSSSSSSSS",
            "A",
            "n",
            "N",
            "X",
            "XX",
            "XXX",
            "XXXX",
            "XXXXX",
            "x",
            "xx",
            "xxx",
            "xxxx",
            "xxxxx",
            "Z",
            "ZZZZZ",
            "Q",
            "QQ",
            "QQQ",
            "q",
            "G",
            "GGGG",
            "GGGGG");
    private static final List<String> BETWEEN =
            List.of("-", "/", ".", " ", ":", "", "", "'T'", "''", ", ", "' o''clock '", "[", "]", "[-", "_");
    private static final List<String> USUAL = List.of(
            "yyyy-MM-dd",
            "MMM d, yyyy",
            "dd.MM.yyyy",
            "M/d/yy",
            "yyyyMMdd",
            "yyyyMMddHHmmss",
            "yyyyMMddHHmmssSSS",
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd[ HH:mm[:ss]]",
            "h:mm a, M/d/yy",
            "EEEE, d. MMMM yyyy",
            "yyyy-DDD",
            "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            "yyyy",
            "yyyy-MM",
            "yyyy-MM-dd HH:mm:ss.SSSSSSSSS",
            "uuuu-MM-dd'T'HH:mm[XXX]",
            "d MMM uuuu HH:mm:ss Z",
            "yyyy-MM-dd A",
            "QQQ yyyy-MM",
            "d MMMM y G",
            "G yyyyMMdd",
            "uuuu-MM-dd G");
    private static final List<String> NAMED = List.of("iso8601", "millis", "seconds");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "+05:30",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Asia/Tehran",
            "Europe/London",
            "-03:30",
            "America/Nuuk",
            "Antarctica/Troll");
    private static final List<String> LOCALES = List.of("en", "de", "fr", "pl", "ar", "ja", "en-GB");
    private static final String CHARACTERS = "0123456789-+:., TZamp/JanFeb";

    private final Random random;

    DateCases(Random random) {
        this.random = random;
    }

    /** Writes a line of cases, as soon as two forms fit together. */
    void write(Corpus corpus) {
        while (true) {
            String older = form();
            String newer = form();
            Optional<ZoneId> zone = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(ZoneId.of(one(ZONES)));
            Locale locale = Locale.forLanguageTag(one(LOCALES));
            DateForms forms;
            try {
                forms = new DateForms(older, newer, zone.orElse(null), locale);
            } catch (IllegalArgumentException doNotFit) {
                continue;
            }
            Corpus.Line line = corpus.line(List.of(new ConvertDate(JsonName.of("d"), forms)));
            for (int count = 0; count < 6; count++) {
                String own = value(older, zone.orElse(ZoneOffset.UTC), locale);
                String other = value(newer, zone.orElse(ZoneOffset.UTC), locale);
                line.forward(own);
                line.backward(other);
                line.put(other, own);
            }
            line.end();
            return;
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String form() {
        int kind = random.nextInt(6);
        if (kind == 0) {
            return one(NAMED);
        }
        if (kind < 4) {
            return one(USUAL);
        }
        StringBuilder pattern = new StringBuilder(random.nextBoolean() ? "yyyy" : "");
        for (int count = 1 + random.nextInt(7); count > 0; count--) {
            pattern.append(one(BETWEEN)).append(one(PARTS));
        }
        return pattern.toString();
    }

    /** A document with a date in this form, as it should be or not quite. */
    private String value(String form, ZoneId zone, Locale locale) {
        Instant time = Instant.ofEpochSecond(second(), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
        if (form.equals("millis") || form.equals("seconds")) {
            double unit = form.equals("millis") ? time.toEpochMilli() : time.getEpochSecond();
            double number = random.nextInt(3) == 0 ? unit + random.nextInt(1000) / 1000.0 : unit;
            return document(DoubleSpelling.number(random.nextInt(20) == 0 ? number * 1e6 : number));
        }
        String pattern = form.equals("iso8601") ? "uuuu-MM-dd'T'HH:mm:ss.SSSXXX" : form;
        String text = DateTimeFormatter.ofPattern(pattern, locale).format(time.atZone(zone));
        StringBuilder edited = new StringBuilder(text);
        for (int count = random.nextInt(3) - 1; count > 0 && !edited.isEmpty(); count--) {
            int at = random.nextInt(edited.length());
            char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> edited.deleteCharAt(at);
                case 1 -> edited.insert(at, character);
                default ->
                    edited.setCharAt(
                            at, Character.isDigit(edited.charAt(at)) ? (char) ('0' + random.nextInt(10)) : character);
            }
        }
        return document(DoubleSpelling.of(edited.toString()));
    }

    /** Mostly of our days, often near the ends of days, months and summers. */
    private long second() {
        long day = switch (random.nextInt(4)) {
            case 0 -> -719_600 + random.nextInt(3_653_000);
            case 1 -> random.nextInt(40) * 365L + random.nextInt(30);
            default -> random.nextInt(30_000);
        };
        long ofDay = random.nextInt(3) == 0 ? random.nextInt(5) * 3600L : random.nextInt(86_400);
        return day * 86_400 + ofDay;
    }

    private static String document(String value) {
        return "{\"d\":" + value + "}";
    }
}
