package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.tidy.Tidy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TidyTest {

    @Test
    void our_files_and_methods_are_short() {
        assertThat(Tidy.violations(Path.of("src/main/java"))).isEmpty();
    }
}
