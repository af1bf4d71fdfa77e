package io.retrace.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.retrace.model.event.EventCodec;
import io.retrace.tidy.HouseRules;

@AnalyzeClasses(packages = "io.retrace.model", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> CODEC = belongToAnyOf(EventCodec.class)
            .or(named("CanonicalJson"))
            .or(named("RecordInstantiators"))
            .as("the codec");

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> type.getName().startsWith("io.retrace.model.event." + name));
    }

    @ArchTest
    static final ArchRule THE_MODEL_IS_PLAIN_JAVA = classes()
            .that(DescribedPredicate.not(CODEC))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.retrace.model..");

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_KNOWS_JACKSON = classes()
            .that(CODEC)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.retrace.model..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..");

    /** The codec also writes the documents that are folded from events, hence the one exception. */
    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ON_EACH_OTHER_ONE_WAY = slices().matching("io.retrace.model.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(CODEC, resideInAPackage("io.retrace.model.flow.."));

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_DOMAIN = HouseRules.NAMES_COME_FROM_THE_DOMAIN;

    @ArchTest
    static final ArchRule STATICS_ARE_FINAL = HouseRules.STATICS_ARE_FINAL;

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_COME_IN_THROUGH_THE_DOOR =
            HouseRules.TIME_AND_CHANCE_COME_IN_THROUGH_THE_DOOR;
}
