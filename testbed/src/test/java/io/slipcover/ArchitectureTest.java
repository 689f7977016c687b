package io.slipcover;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this module may not know: the program it serves, and Netty. */
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

    @Test
    void program_isNotUsed() {
        noClasses()
                .that()
                .resideInAPackage("io.slipcover.testbed..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.slipcover..").and(resideOutsideOfPackage("io.slipcover.testbed..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void netty_isNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
