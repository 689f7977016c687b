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
import org.junit.jupiter.api.Test;

/** How the packages of this module, and of those below it, may lean on each other. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slipcover");

    @Test
    void packages_haveNoCycles() {
        slices().matching("io.slipcover.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /**
     * {@code cli → server → dispatch → { write, find } → exchange → { question, release } → { route, upstream } → report → memory}: a package knows those
     * that stand behind it, and neither those before it nor the one beside it.
     */
    @Test
    void packagesOfTheProxy_knowOnlyThoseBehindThem() {
        List<Set<String>> rooms = List.of(
                Set.of("cli"),
                Set.of("server", "admin"),
                Set.of("dispatch"),
                Set.of("write", "find"),
                Set.of("exchange"),
                Set.of("question", "release"),
                Set.of("route", "upstream"),
                Set.of("report"),
                Set.of("memory"));
        for (int place = 0; place < rooms.size(); place++) {
            for (String room : rooms.get(place)) {
                String[] unknown = rooms.subList(0, place + 1).stream()
                        .flatMap(Set::stream)
                        .filter(other -> !other.equals(room))
                        .map(other -> "io.slipcover." + other + "..")
                        .toArray(String[]::new);
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

    /** Commands that read whole databases ask CouchDB without a proxy, so nothing of the proxy is in their way. */
    @Test
    void commandsOnWholeDatabases_knowNothingOfTheProxy() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.slipcover.couch..",
                        "io.slipcover.migrate..",
                        "io.slipcover.stats..",
                        "io.slipcover.progress..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.slipcover.cli..",
                        "io.slipcover.server..",
                        "io.slipcover.dispatch..",
                        "io.slipcover.exchange..",
                        "io.slipcover.question..",
                        "io.slipcover.upstream..")
                .check(CLASSES);
    }

    /** Documents are held against lenses without a connection of the proxy's. */
    @Test
    void check_knowsNoConnection() {
        noClasses()
                .that()
                .resideInAPackage("io.slipcover.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..", "io.slipcover.upstream..", "io.slipcover.server..", "io.slipcover.cli..")
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
