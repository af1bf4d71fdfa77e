package io.retrace.wire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.tidy.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

class ConfigurationDocumentsTest {

    private static final Path DOCS = Path.of("../../docs");
    private static final Path EXAMPLE = DOCS.resolve("retrace.example.yaml");

    @Test
    void every_key_says_what_it_means() {
        assertThat(Metadata.keys())
                .hasSizeGreaterThan(90)
                .allSatisfy(key -> assertThat(key.meaning())
                        .as("@param of %s in the Javadoc of its record", key.name())
                        .isNotBlank());
    }

    @Test
    void a_bound_is_of_a_key_that_there_is() {
        assertThat(Metadata.keys())
                .extracting(Metadata.Property::name)
                .containsAll(Limits.of(Given.settings(Map.of())).stream()
                        .map(Bound::key)
                        .toList());
    }

    @Test
    void the_page_says_what_can_be_configured() {
        GeneratedFile.requireCurrent(DOCS.resolve("configuration.md"), ConfigurationPage.text());
    }

    @Test
    void the_example_has_every_key() {
        GeneratedFile.requireCurrent(EXAMPLE, ExampleFile.text());
    }

    @Test
    void whoever_starts_with_the_example_gets_the_defaults() throws IOException {
        assertThat(Given.settings(loaded())).isEqualTo(Given.settings(Map.of()));
    }

    private static Map<String, String> loaded() throws IOException {
        var loader = new YamlPropertySourceLoader();
        return loader.load("example", new FileSystemResource(EXAMPLE)).stream()
                .map(source -> (EnumerablePropertySource<?>) source)
                .flatMap(source -> List.of(source.getPropertyNames()).stream()
                        .map(name -> Map.entry(name, String.valueOf(source.getProperty(name)))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
