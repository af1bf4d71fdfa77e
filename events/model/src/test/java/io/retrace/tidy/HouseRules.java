package io.retrace.tidy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

/** The rules of the style that hold in every module. */
public final class HouseRules {

    private static final List<String> BANNED_ENDINGS =
            List.of("Util", "Utils", "Helper", "Manager", "Impl", "Base", "Common", "Dto", "Data", "Info");

    /** Where time and chance come from, by class. */
    private static final Map<String, List<String>> TIME_AND_CHANCE = Map.of(
            "java.time.Instant", List.of("now"),
            "java.time.LocalDate", List.of("now"),
            "java.time.LocalDateTime", List.of("now"),
            "java.time.OffsetDateTime", List.of("now"),
            "java.time.ZonedDateTime", List.of("now"),
            "java.time.Clock", List.of("systemUTC", "systemDefaultZone", "system"),
            "java.util.UUID", List.of("randomUUID"),
            "java.lang.System", List.of("currentTimeMillis", "nanoTime"),
            "java.lang.Math", List.of("random"));

    private static final List<String> SOURCES_OF_CHANCE = List.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    /** Rule 4. */
    public static final ArchRule NAMES_COME_FROM_THE_DOMAIN =
            noClasses().should().haveNameMatching(".*(" + String.join("|", BANNED_ENDINGS) + ")");

    /** Rule 13. */
    public static final ArchRule STATICS_ARE_FINAL =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    /** Rule 26; for pure code, and wherever a clock is injected. */
    public static final ArchRule TIME_AND_CHANCE_COME_IN_THROUGH_THE_DOOR = noClasses()
            .should()
            .accessTargetWhere(
                    DescribedPredicate.describe("it is a source of time or chance", HouseRules::isTimeOrChance));

    private HouseRules() {}

    private static boolean isTimeOrChance(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        return SOURCES_OF_CHANCE.contains(owner)
                || TIME_AND_CHANCE.getOrDefault(owner, List.of()).contains(access.getName());
    }
}
