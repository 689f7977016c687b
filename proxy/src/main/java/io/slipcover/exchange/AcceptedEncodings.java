package io.slipcover.exchange;

import java.util.Locale;

/** The encodings that a client accepts for an answer (RFC 9110, section 12.5.3). */
final class AcceptedEncodings {
    private static final double NONE = 0;
    private static final double UNSAID = -1;

    private AcceptedEncodings() {}

    /**
     * Whether the client takes gzip, and does not like the plain answer better.
     *
     * @param accepted the header's value; several headers are joined with commas
     */
    static boolean prefersGzip(String accepted) {
        double gzip = UNSAID;
        double plain = UNSAID;
        double other = UNSAID;
        for (String element : accepted.split(",", -1)) {
            String[] parts = element.split(";", -1);
            double weight = weight(parts);
            switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
                case "identity" -> plain = Math.max(plain, weight);
                case "*" -> other = Math.max(other, weight);
                default -> {
                    // An encoding that nothing here is in.
                }
            }
        }
        double liking = gzip == UNSAID ? other : gzip;
        return liking > NONE && liking >= plain;
    }

    /** How much the client likes an element; nothing where what it says is no number from 0 to 1. */
    private static double weight(String... parts) {
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                String number = parameter.substring(2).strip();
                return number.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(number) : NONE;
            }
        }
        return 1;
    }
}
