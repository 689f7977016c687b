package io.slipcover.exchange;

import java.net.InetAddress;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code ::1}. */
public final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** The network of all addresses that share the first bits of this one. */
    public static Network of(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        if (bits < 0 || bits > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("/" + bits + " is no length of a prefix of " + address.getHostAddress());
        }
        return new Network(bytes, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
            if (((bytes[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask & 0xFF) != 0) {
                return false;
            }
        }
        return true;
    }
}
