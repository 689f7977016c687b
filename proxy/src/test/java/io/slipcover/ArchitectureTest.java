package io.slipcover;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the packages of this module, and of those below it, may lean on each other. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slipcover");

    /** {@code cli → playground → server → dispatch → { write, find } → exchange → { question, release } → { route, upstream } → report → memory} */
    private static final List<Set<String>> ROOMS = List.of(
            Set.of("cli"),
            Set.of("playground"),
            Set.of("server", "admin"),
            Set.of("dispatch"),
            Set.of("write", "find"),
            Set.of("exchange"),
            Set.of("question", "release"),
            Set.of("route", "upstream"),
            Set.of("report"),
            Set.of("memory"));

    private static String[] packages(Stream<String> rooms) {
        return rooms.map(room -> "io.slipcover." + room + "..").toArray(String[]::new);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.slipcover.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** A package knows those that stand behind it, and neither those before it nor the one beside it. */
    @Test
    void packagesOfTheProxy_knowOnlyThoseBehindThem() {
        for (int place = 0; place < ROOMS.size(); place++) {
            for (String room : ROOMS.get(place)) {
                String[] unknown = packages(ROOMS.subList(0, place + 1).stream()
                        .flatMap(Set::stream)
                        .filter(other -> !other.equals(room)));
                noClasses()
                        .that()
                        .resideInAPackage("io.slipcover." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(unknown)
                        .check(CLASSES);
            }
        }
    }

    /** Commands that read files and whole databases work without a proxy, so nothing of the proxy is in their way. */
    @Test
    void commandsOnDocuments_knowNothingOfTheProxy() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(Stream.of(
                        "check",
                        "couch",
                        "migrate",
                        "imports",
                        "stats",
                        "progress",
                        "history",
                        "usage",
                        "design",
                        "changelog",
                        "transform")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(ROOMS.stream().flatMap(Set::stream)))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    /** What is to hold for every exchange has one place to stand. */
    @Test
    void exchanges_beginInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.slipcover.dispatch.Dispatcher")
                .should()
                .callConstructorWhere(target(owner(name("io.slipcover.exchange.Exchange"))))
                .check(CLASSES);
    }

    @Test
    void testbed_isNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.slipcover.testbed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.slipcover.testbed..", "org.testcontainers..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
