package io.slipcover.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM file: blocks of base64 between two lines that name what is in them (RFC 7468). Text around the blocks is a comment.
 *
 * @param blocks the blocks in their order
 */
record PemFile(List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern HEADERS = Pattern.compile("^\\s*(?:[A-Za-z-]+:[^\\n]*\\n)+\\s*");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** The most that is read of a file. A chain of certificates has some kB. */
    private static final int LARGEST = 4 << 20;

    /** One block. */
    static final class Block {
        private final String label;
        private final boolean encrypted;
        private final byte[] content;

        private Block(String label, boolean encrypted, byte[] content) {
            this.label = label;
            this.encrypted = encrypted;
            this.content = content;
        }

        /** What it says that it is, such as {@code CERTIFICATE}. */
        String label() {
            return label;
        }

        /** Whether it is encrypted in the way that OpenSSL had before PKCS#8. */
        boolean isEncrypted() {
            return encrypted;
        }

        /** The bytes themselves, which nobody changes. */
        byte[] content() {
            return content;
        }
    }

    PemFile {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads a file.
     *
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where a block is not base64
     */
    static PemFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("it is a folder");
        }
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("it is larger than " + (LARGEST >> 20) + " MB");
        }
        Matcher matcher = BLOCK.matcher(new String(Files.readAllBytes(file), ISO_8859_1));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            String content = matcher.group(2);
            Matcher headers = HEADERS.matcher(content);
            boolean encrypted = headers.find() && headers.group().contains("ENCRYPTED");
            blocks.add(new Block(matcher.group(1), encrypted, decoded(matcher.group(1), headers.replaceFirst(""))));
        }
        return new PemFile(blocks);
    }

    private static byte[] decoded(String label, String content) {
        try {
            return Base64.getDecoder().decode(WHITE_SPACE.matcher(content).replaceAll(""));
        } catch (IllegalArgumentException exception) {
            throw new IllegalArgumentException(
                    "what stands between BEGIN and END " + label + " is not base64", exception);
        }
    }

    /** What the blocks say that they are, for a message. */
    String labels() {
        return blocks.isEmpty()
                ? "no PEM block"
                : String.join(", ", blocks.stream().map(Block::label).toList());
    }
}
