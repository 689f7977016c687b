package io.slipcover.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A text file that gets another text as a whole, or stays as it is.
 *
 * @param file the file, or a link to it
 * @param before the text that the new one was made from
 */
record ReplacedText(Path file, String before) {

    /**
     * Gives the file its new text. Readers see one text or the other, never a part of one.
     *
     * @throws IOException where the file cannot be written, or has another text meanwhile
     */
    void by(String after) throws IOException {
        Path real = file.toRealPath();
        Path beside = Files.createTempFile(real.resolveSibling("."), "." + real.getFileName() + ".", ".new");
        try {
            Files.writeString(beside, after);
            keepPermissions(real, beside);
            if (!Files.readString(real).equals(before)) {
                throw new IOException("the file " + file + " was changed meanwhile; nothing was written");
            }
            Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
