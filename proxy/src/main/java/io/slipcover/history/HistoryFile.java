package io.slipcover.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A history on disk: a first line that says what the file is, then a line for each stretch. Lines are only appended, and a line that is not
 * whole counts for nothing. When there are many more lines than the history has hours, another file with the same history takes the place
 * of this one, in one step.
 *
 * <p>The file is opened for each line, so whoever moves it away gets a new one. Used by one thread at a time.
 */
final class HistoryFile {
    private static final String FIRST = "{\"slipcover_history\":1}\n";
    private static final byte[] FIRST_BYTES = FIRST.getBytes(UTF_8);

    /** A longer line is none of a history's. */
    private static final int LONGEST = 1 << 20;

    /** How many lines more than twice the hours a file may have before it is made anew. */
    static final int SPARE_LINES = 5_000;

    private static final Set<PosixFilePermission> OWNER_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    /** How many lines the file has, as far as anybody has counted. */
    private int lines;

    /** @throws IOException where the file is none of Slipcover's, or cannot be read or written */
    HistoryFile(Path told) throws IOException {
        this.path = Files.exists(told) ? told.toRealPath() : told.toAbsolutePath();
        if (Files.isDirectory(path)) {
            throw new IOException("expected a file, found a folder");
        }
        byte[] beginning = beginning();
        if (beginning.length < FIRST_BYTES.length && startsWith(FIRST_BYTES, beginning)) {
            begin();
        } else if (!startsWith(beginning, FIRST_BYTES)) {
            throw new IOException("expected a history of Slipcover's, found another file");
        } else {
            append("");
        }
    }

    private byte[] beginning() throws IOException {
        if (!Files.exists(path)) {
            return new byte[0];
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(FIRST_BYTES.length);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** Makes the file one of a history that tells of nothing. */
    private void begin() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(0);
            write(channel, FIRST);
        }
    }

    /** Where the file is. */
    Path path() {
        return path;
    }

    /** Reads the file. Lines that are not whole, or tell of no stretch, are left out. */
    void read(Consumer<Stretch> stretches) throws IOException {
        lines = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
            for (int read = stream.read(); read >= 0; read = stream.read()) {
                if (read == '\n') {
                    take(line, stretches);
                } else if (line.size() <= LONGEST) {
                    line.write(read);
                }
            }
        }
        take(line, stretches);
    }

    private void take(ByteArrayOutputStream line, Consumer<Stretch> stretches) {
        lines++;
        Stretch stretch = line.size() > LONGEST ? null : StretchLine.parse(line.toByteArray(), 0, line.size());
        if (stretch != null) {
            stretches.accept(stretch);
        }
        line.reset();
    }

    /** Whether the file has become so long that it should be made anew. */
    boolean isLong(int hours) {
        return lines > 2 * hours + SPARE_LINES;
    }

    /** Counts the lines from here on. */
    void putOff() {
        lines = 0;
    }

    /** Appends lines for stretches. Where that fails, none of them counts as written, and a half of them that is there is no line. */
    void append(List<Stretch> stretches) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            begin();
        }
        append(text(stretches));
        lines += stretches.size();
    }

    private static String text(List<Stretch> stretches) {
        return stretches.stream().map(stretch -> StretchLine.of(stretch) + "\n").collect(Collectors.joining());
    }

    private void append(String text) throws IOException {
        boolean ended = endsWithLine();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long before = channel.size();
            try {
                write(channel, ended ? text : "\n" + text);
            } catch (IOException half) {
                takeBack(channel, before, half);
                throw half;
            }
        }
    }

    private static void takeBack(FileChannel channel, long size, IOException cause) {
        try {
            channel.truncate(size);
        } catch (IOException failure) {
            cause.addSuppressed(failure); // The half of a line that stays there is no line.
        }
    }

    private boolean endsWithLine() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /** Has a file with these stretches take the place of this one, in one step. Whoever could not read this one cannot read the other. */
    void replace(List<Stretch> stretches) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            createLike(path, fresh);
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(channel, FIRST + text(stretches));
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            lines = stretches.size() + 1;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Creates an empty file that those may read and write who may do so with another file. */
    private static void createLike(Path other, Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(other, PosixFileAttributeView.class);
        if (view == null) { // The file system knows no such permissions.
            Files.createFile(fresh);
            return;
        }
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        Files.setPosixFilePermissions(fresh, view.readAttributes().permissions());
    }
}
