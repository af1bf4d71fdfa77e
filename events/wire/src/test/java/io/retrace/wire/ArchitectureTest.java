package io.retrace.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.tidy.HouseRules;
import java.time.Instant;

@AnalyzeClasses(packages = "io.retrace.wire", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule WHAT_BOTH_SIDES_SHARE_KNOWS_NEITHER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.retrace.command..",
                    "io.retrace.query..",
                    "io.retrace.courier..",
                    "org.axonframework..",
                    "org.apache.kafka..");

    @ArchTest
    static final ArchRule NOBODY_ASKS_THE_CLOCK_BESIDE_THE_ONE_THAT_IS_INJECTED =
            noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = HouseRules.NAMES_COME_FROM_THE_DOMAIN;

    @ArchTest
    static final ArchRule STATICS_ARE_FINAL = HouseRules.STATICS_ARE_FINAL;
}
