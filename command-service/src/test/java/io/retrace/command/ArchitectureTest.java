package io.retrace.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.tidy.HouseRules;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

@AnalyzeClasses(packages = "io.retrace.command", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> LIFECYCLE = resideInAnyPackage(
            "io.retrace.command.recovery..",
            "io.retrace.command.identity..",
            "io.retrace.command.settings..",
            "io.retrace.command.session..");

    @ArchTest
    static final ArchRule IN_A_LIFECYCLE_ONLY_AGGREGATES_AND_CONFIGURATIONS_KNOW_AXON = noClasses()
            .that(LIFECYCLE)
            .and(areNotCalled("Aggregate", "Configuration"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axonframework..");

    @ArchTest
    static final ArchRule IN_A_LIFECYCLE_ONLY_CONTROLLERS_AND_THEIR_ANSWERS_KNOW_HTTP = noClasses()
            .that(LIFECYCLE)
            .and(areNotCalled("Controller", "Configuration", "Answers", "Replacements"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.boot..",
                    "org.springframework.context..",
                    "jakarta..");

    @ArchTest
    static final ArchRule ONLY_RELAY_AND_FEEDBACK_KNOW_KAFKA = noClasses()
            .that(resideInAnyPackage("io.retrace.command.relay..", "io.retrace.command.feedback..")
                    .negate())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.cloudevents..");

    @ArchTest
    static final ArchRule TIME_COMES_IN_THROUGH_THE_DOOR = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_DEPEND_ON_EACH_OTHER =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.retrace.query..", "io.retrace.courier..");

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = HouseRules.NAMES_COME_FROM_THE_DOMAIN;

    @ArchTest
    static final ArchRule STATICS_ARE_FINAL = HouseRules.STATICS_ARE_FINAL;

    private static DescribedPredicate<JavaClass> areNotCalled(String... endings) {
        var spared = List.of(endings);
        return DescribedPredicate.describe(
                "are not called *" + spared,
                type -> spared.stream()
                        .noneMatch(ending -> outermost(type).getSimpleName().endsWith(ending)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
