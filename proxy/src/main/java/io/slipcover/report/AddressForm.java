package io.slipcover.report;

/** How much of a client's address the access log shows. */
public enum AddressForm {
    /** All of it. */
    FULL,
    /** The network: of IPv4 the first three numbers, of IPv6 the first three groups. */
    NETWORK,
    /** Nothing. */
    NONE;

    /** What the log shows of an address; the empty string: nothing. */
    String shown(String address) {
        return switch (this) {
            case FULL -> address;
            case NETWORK -> network(address);
            case NONE -> "";
        };
    }

    private static String network(String address) {
        int dot = address.lastIndexOf('.');
        if (dot >= 0) {
            return address.substring(0, dot) + ".0";
        }
        String[] groups = address.split(":", -1);
        return groups.length < 4 ? "" : groups[0] + ":" + groups[1] + ":" + groups[2] + "::";
    }
}
