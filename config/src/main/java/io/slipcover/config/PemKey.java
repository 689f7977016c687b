package io.slipcover.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The private key of a PEM file, RSA or EC: in PKCS#8, encrypted or not, or in one of the two older forms (PKCS#1 for RSA, RFC 5915 for
 * EC), which this class wraps into PKCS#8.
 */
final class PemKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int OBJECT_IDENTIFIER = 6;
    private static final int PARAMETERS = 0xa0;

    private PemKey() {}

    /**
     * Reads a file's only private key.
     *
     * @param password what the key is encrypted with, or null
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where the file has no key, or one that cannot be used
     */
    static PrivateKey read(Path file, @Nullable String password) throws IOException {
        PemFile pem = PemFile.read(file);
        for (PemFile.Block block : pem.blocks()) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return key(block, password);
            }
        }
        throw new IllegalArgumentException("expected a private key in PEM form, found " + pem.labels());
    }

    private static PrivateKey key(PemFile.Block block, @Nullable String password) {
        if (block.isEncrypted()) {
            throw new IllegalArgumentException(
                    "the key is encrypted in a form older than PKCS#8; 'openssl pkcs8 -topk8' makes the newer one");
        }
        return switch (block.label()) {
            case "PRIVATE KEY" -> pkcs8(block.content());
            case "ENCRYPTED PRIVATE KEY" -> decrypted(block.content(), password);
            case "RSA PRIVATE KEY" -> pkcs8(wrapped(RSA, block.content()));
            case "EC PRIVATE KEY" -> pkcs8(wrapped(tagged(SEQUENCE, EC, curve(block.content())), block.content()));
            default -> throw new IllegalArgumentException("expected an RSA or EC key, found " + block.label());
        };
    }

    private static PrivateKey pkcs8(byte[] content) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            } catch (GeneralSecurityException exception) {
                // Of another kind, perhaps of the next.
            }
        }
        throw new IllegalArgumentException("expected an RSA or EC key, found a key of another kind or a broken one");
    }

    private static PrivateKey decrypted(byte[] content, @Nullable String password) {
        if (password == null) {
            throw new IllegalArgumentException("the key is encrypted; expected 'key-password' beside 'key'");
        }
        byte[] plain;
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(content);
            // PBES2 alone says in its parameters which of its ciphers it means.
            String algorithm = encrypted.getAlgParameters() == null
                    ? encrypted.getAlgName()
                    : encrypted.getAlgName().equals("PBES2")
                            ? encrypted.getAlgParameters().toString()
                            : encrypted.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    encrypted.getAlgParameters());
            plain = encrypted.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | IOException exception) {
            throw new IllegalArgumentException(
                    "the key cannot be decrypted: the password is wrong, or Java does not know the cipher", exception);
        }
        return pkcs8(plain);
    }

    /** A key in an older form as PKCS#8 has it. */
    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return tagged(SEQUENCE, VERSION_0, algorithm, tagged(OCTETS, key));
    }

    /** The object identifier of a key's curve, with its tag and length. */
    private static byte[] curve(byte[] key) {
        // SEQUENCE { INTEGER 1, OCTET STRING, [0] { OBJECT IDENTIFIER }, … }
        int at = key.length > 1 && (key[1] & 0x80) != 0 ? 2 + (key[1] & 0x7f) : 2;
        while (at + 2 < key.length) {
            int tag = key[at] & 0xff;
            int length = key[at + 1] & 0xff;
            if (tag == PARAMETERS && key[at + 2] == OBJECT_IDENTIFIER && at + 2 + length <= key.length) {
                return Arrays.copyOfRange(key, at + 2, at + 2 + length);
            }
            if (length > 0x7f) {
                break;
            }
            at += 2 + length;
        }
        throw new IllegalArgumentException("the EC key does not name its curve");
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 5);
        bytes.write(tag);
        if (length > 0x7f) {
            int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            bytes.write(0x80 | octets);
            for (int octet = octets - 1; octet >= 0; octet--) {
                bytes.write(length >> (8 * octet));
            }
        } else {
            bytes.write(length);
        }
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
