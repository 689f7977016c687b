package io.slipcover.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}. A single address is a network of one
 * address.
 */
public final class Network {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    private final byte[] address;
    private final int prefixLength;

    private Network(byte[] address, int prefixLength) {
        this.address = address;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads {@code ADDRESS} or {@code ADDRESS/LENGTH}. It never looks a name up.
     *
     * @throws IllegalArgumentException where the text is neither; its message says what was expected and what was found
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash), text);
        int bits = address.length * Byte.SIZE;
        int length = bits;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            length = LENGTH.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
            if (length < 0 || length > bits) {
                throw new IllegalArgumentException(
                        "expected a length from 0 to " + bits + " behind '/', found '" + digits + "'");
            }
        }
        Network network = new Network(address, length);
        if (!Arrays.equals(address, network.masked(address))) {
            throw new IllegalArgumentException("'" + text + "' has bits set behind its first " + length);
        }
        return network;
    }

    private static byte[] address(String address, String text) {
        try {
            Matcher ipv4 = IPV4.matcher(address);
            if (ipv4.matches()) {
                for (int group = 1; group <= ipv4.groupCount(); group++) {
                    if (Integer.parseInt(ipv4.group(group)) > 255) {
                        throw new IllegalArgumentException(expectation(text));
                    }
                }
                return InetAddress.getByName(address).getAddress();
            }
            if (IPV6.matcher(address).matches()) {
                return InetAddress.getByName(address).getAddress();
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(expectation(text), e);
        }
        throw new IllegalArgumentException(expectation(text));
    }

    private static String expectation(String text) {
        return "expected a network such as 10.0.0.0/8 or fd00::/8, found '" + text + "'";
    }

    /**
     * Whether this network contains the address. An IPv4 network contains no IPv6 address, and an IPv6 network contains
     * no IPv4 address.
     */
    public boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        return bytes.length == address.length && Arrays.equals(masked(bytes), address);
    }

    private byte[] masked(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && prefixLength == network.prefixLength
                && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefixLength;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefixLength;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
