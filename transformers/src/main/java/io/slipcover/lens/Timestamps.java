package io.slipcover.lens;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times of RFC 3339, of the years 0000 to 9999, as milliseconds since 1970.
 *
 * <p>Written here since {@code java.time} takes more than the RFC allows (no seconds, seconds in the zone) and less (23:59:60).
 */
final class Timestamps {
    /** No date and time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MILLISECONDS_OF_DAY = 86_400_000;
    private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * MILLISECONDS_OF_DAY;
    private static final long LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * MILLISECONDS_OF_DAY - 1;
    private static final int SHORTEST = "2000-01-01T00:00:00Z".length();

    private Timestamps() {}

    /**
     * Reads a date and time with a zone. Digits finer than milliseconds are cut; a leap second, which only the last minute
     * of a day in UTC can have, is the first of the next day.
     *
     * @return milliseconds since 1970, or {@link #NONE}
     */
    static long parse(String text) {
        if (text.length() < SHORTEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || Character.toUpperCase(text.charAt(10)) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (year < 0
                || month < 1
                || month > 12
                || day < 1
                || day > daysOfMonth(year, month)
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60) {
            return NONE;
        }
        int zone = 19;
        int fraction = 0;
        if (text.charAt(zone) == '.') {
            zone++;
            int weight = 100;
            while (zone < text.length() && isDigit(text.charAt(zone))) {
                fraction += weight * (text.charAt(zone) - '0');
                weight /= 10;
                zone++;
            }
            if (zone == 20) {
                return NONE;
            }
        }
        long offset = offset(text, zone);
        if (offset == NONE) {
            return NONE;
        }
        long seconds = (hour * 60L + minute) * 60 + second;
        long milliseconds =
                LocalDate.of(year, month, day).toEpochDay() * MILLISECONDS_OF_DAY + seconds * 1000 + fraction - offset;
        boolean isPastLeapSecond = Math.floorMod(milliseconds, MILLISECONDS_OF_DAY) < 1000;
        if (second == 60 && !isPastLeapSecond) {
            return NONE;
        }
        return isInRange(milliseconds) ? milliseconds : NONE;
    }

    /** Milliseconds east of Greenwich. */
    private static long offset(String text, int zone) {
        int length = text.length() - zone;
        if (length == 1 && Character.toUpperCase(text.charAt(zone)) == 'Z') {
            return 0;
        }
        if (length != 6 || text.charAt(zone + 3) != ':') {
            return NONE;
        }
        char sign = text.charAt(zone);
        int hours = digits(text, zone + 1, zone + 3);
        int minutes = digits(text, zone + 4, zone + 6);
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NONE;
        }
        long milliseconds = (hours * 60L + minutes) * 60_000;
        return sign == '+' ? milliseconds : -milliseconds;
    }

    private static int daysOfMonth(int year, int month) {
        return LocalDate.of(year, month, 1).lengthOfMonth();
    }

    /** The number these digits spell, or -1 where one of them is none. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** Whether the year has four digits. */
    static boolean isInRange(long milliseconds) {
        return milliseconds >= FIRST && milliseconds <= LAST;
    }

    /** {@code 2026-11-22T15:37:00.000Z}, or null past the years that have four digits. */
    static @Nullable String format(long milliseconds) {
        if (!isInRange(milliseconds)) {
            return null;
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(milliseconds, MILLISECONDS_OF_DAY));
        int ofDay = (int) Math.floorMod(milliseconds, MILLISECONDS_OF_DAY);
        StringBuilder text = new StringBuilder(24);
        digits(text, date.getYear(), 1000).append('-');
        digits(text, date.getMonthValue(), 10).append('-');
        digits(text, date.getDayOfMonth(), 10).append('T');
        digits(text, ofDay / 3_600_000, 10).append(':');
        digits(text, ofDay / 60_000 % 60, 10).append(':');
        digits(text, ofDay / 1000 % 60, 10).append('.');
        return digits(text, ofDay % 1000, 100).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int weight) {
        for (int w = weight; w > 0; w /= 10) {
            text.append((char) ('0' + number / w % 10));
        }
        return text;
    }
}
