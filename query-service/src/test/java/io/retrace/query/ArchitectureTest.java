package io.retrace.query;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.log.EventLog;
import io.retrace.tidy.HouseRules;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.retrace.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_DEPEND_ON_EACH_OTHER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.retrace.command..", "io.retrace.courier..", "org.axonframework..");

    /** So a view can be built anew at any time, and nobody gets a letter by it. */
    @ArchTest
    static final ArchRule WHOEVER_REMEMBERS_TELLS_NOBODY_AND_APPENDS_NOTHING = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "io.retrace.topics..", "jakarta.mail..")
                    .or(assignableTo(EventLog.class))
                    .or(nameMatching("io\\.retrace\\.log\\.Letter.*")));

    @ArchTest
    static final ArchRule PROJECTIONS_KNOW_NO_WEB_AND_NO_CONTAINER = noClasses()
            .that(nameMatching(".*Projection"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.context..",
                    "org.springframework.boot..",
                    "jakarta..");

    @ArchTest
    static final ArchRule TIME_COMES_IN_THROUGH_THE_DOOR = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = HouseRules.NAMES_COME_FROM_THE_DOMAIN;

    @ArchTest
    static final ArchRule STATICS_ARE_FINAL = HouseRules.STATICS_ARE_FINAL;
}
