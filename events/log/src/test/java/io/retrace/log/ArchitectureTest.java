package io.retrace.log;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameContaining;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.retrace.log", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_log_knows_no_web_no_axon_and_no_kafka = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.boot..",
                    "org.springframework.context..",
                    "org.axonframework..",
                    "org.apache.kafka..",
                    "jakarta..");

    @ArchTest
    static final ArchRule the_log_stands_on_few_libraries = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.sql..",
                    "io.retrace.log..",
                    "io.retrace.model..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "org.springframework.jdbc..",
                    "org.springframework.transaction..",
                    "com.fasterxml.uuid..",
                    "com.zaxxer.hikari..",
                    "org.postgresql..",
                    "com.google.crypto.tink..",
                    "org.conscrypt..",
                    "tools.jackson..",
                    "org.flywaydb.."));

    @ArchTest
    static final ArchRule only_letters_are_json_here = noClasses()
            .that(nameContaining("Letter").negate())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule only_the_migration_migrates = onlyIn("Migration", "org.flywaydb..");

    @ArchTest
    static final ArchRule only_sealing_encrypts = noClasses()
            .that(resideInAPackage("io.retrace.log..")
                    .and(nameContaining("Seal")
                            .or(nameContaining("SubjectKeys"))
                            .or(nameContaining("CourierKeys"))
                            .or(nameMatching(".*Letter(Closer|Opener)"))
                            .negate()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.crypto.tink..");

    @ArchTest
    static final ArchRule time_comes_in_through_the_door = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule statics_are_final =
            fields().that().areStatic().should().beFinal();

    private static ArchRule onlyIn(String simpleName, String library) {
        return noClasses()
                .that()
                .doNotHaveSimpleName(simpleName)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
