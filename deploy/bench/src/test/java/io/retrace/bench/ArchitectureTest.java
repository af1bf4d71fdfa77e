package io.retrace.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.tidy.HouseRules;

@AnalyzeClasses(packages = "io.retrace.bench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_BENCH_IS_A_CLIENT = noClasses()
            .that(resideOutsideOfPackage("io.retrace.bench.inside"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.retrace..").and(resideOutsideOfPackage("io.retrace.bench..")));

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = HouseRules.NAMES_COME_FROM_THE_DOMAIN;

    @ArchTest
    static final ArchRule STATICS_ARE_FINAL = HouseRules.STATICS_ARE_FINAL;
}
