package io.retrace.tidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyTest {

    @TempDir
    private Path sources;

    @Test
    void our_own_files_and_methods_are_short() {
        assertThat(Tidy.violations(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void a_file_of_250_lines_is_short_and_one_of_251_is_long() throws IOException {
        write("Short.java", "class Short {\n" + "\n".repeat(248) + "}\n");
        write("Long.java", "class Long {\n" + "\n".repeat(249) + "}\n");
        assertThat(Tidy.violations(sources)).containsExactly("Long.java has 251 lines");
    }

    @Test
    void a_method_of_40_lines_is_short_and_one_of_41_is_long() throws IOException {
        write(
                "inner/Methods.java",
                "class Methods {\n  void brief() {\n" + "\n".repeat(38) + "  }\n"
                        + "  @Deprecated\n  void lengthy() {\n" + "\n".repeat(38) + "  }\n}\n");
        assertThat(Tidy.violations(sources)).containsExactly(Path.of("inner/Methods.java") + ": lengthy has 41 lines");
    }

    @Test
    void constructors_and_methods_within_methods_count_too() throws IOException {
        write(
                "Nested.java",
                "class Nested {\n  Nested() {\n" + "\n".repeat(39) + "  }\n  Object run = new Object() {\n"
                        + "  void within() {\n" + "\n".repeat(40) + "  } };\n}\n");
        assertThat(Tidy.violations(sources))
                .containsExactly("Nested.java: a constructor has 41 lines", "Nested.java: within has 42 lines");
    }

    @Test
    void a_directory_without_sources_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tidy.violations(sources));
    }

    private void write(String name, String text) throws IOException {
        var file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
