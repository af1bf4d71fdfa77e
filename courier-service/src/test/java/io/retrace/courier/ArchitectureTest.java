package io.retrace.courier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.wire.http.Impatient;
import io.retrace.wire.http.Readiness;

@AnalyzeClasses(packages = "io.retrace.courier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SERVICES_DO_NOT_DEPEND_ON_EACH_OTHER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.retrace.command..", "io.retrace.query..", "org.axonframework..");

    @ArchTest
    static final ArchRule OF_WIRE_IT_KNOWS_SETTINGS_READINESS_GAUGES_AND_HOW_TO_START = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.retrace.wire.http..", "io.retrace.wire.flow..")
                    .or(resideInAnyPackage("io.retrace.wire.schema.."))
                    .and(type(Readiness.class).negate())
                    .and(type(Impatient.class).negate()));
}
