package io.slipcover;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md names is there: in this module or in one of those below it. */
final class ArchitectureDocumentationTest {
    /** A class, or one in another: {@code `Route.Viewed`}. Words in capitals alone, such as GET, are none. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*(?:\\.[A-Z]\\w+)*)`");

    private static final Pattern WALK = Pattern.compile("^## (?!The rooms)", Pattern.MULTILINE);
    private static final Pattern ROOM = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

    private final String page = read();
    private final Set<JavaClass> classes = Set.copyOf(new ClassFileImporter().importPackages("io.slipcover"));

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "architecture.md"));
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    /** A class's name behind its package, with a dot before a class in it. */
    private static String name(JavaClass type) {
        return type.getFullName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    @Test
    void everyClassNamed_exists() {
        Set<String> names =
                classes.stream().map(ArchitectureDocumentationTest::name).collect(Collectors.toSet());
        List<String> walks = List.of(WALK.split(page)).subList(1, 6);
        assertThat(walks)
                .allSatisfy(walk -> assertThat(CLASS.matcher(walk)
                                .results()
                                .map(match -> match.group(1))
                                .distinct())
                        .hasSizeGreaterThan(8)
                        .isSubsetOf(names));
    }

    @Test
    void everyPackageOfTheProxy_isARoom() {
        Set<String> rooms = ROOM.matcher(page).results().map(MatchResult::group).collect(Collectors.toSet());
        Set<String> packages = classes.stream()
                .filter(type -> type.getSource()
                        .map(source -> source.getUri().toString().contains("/proxy/target/classes/"))
                        .orElse(false))
                .map(type -> type.getPackageName().replace("io.slipcover.", ""))
                .collect(Collectors.toSet());
        assertThat(packages).contains("dispatch", "exchange");
        assertThat(packages.stream().filter(name -> !name.equals("admin")).map(name -> "| `" + name + "` |"))
                .allSatisfy(room -> assertThat(rooms).contains(room));
    }
}
