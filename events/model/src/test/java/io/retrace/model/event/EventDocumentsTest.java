package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.tidy.GeneratedFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventDocumentsTest {

    @ParameterizedTest
    @EnumSource
    void every_event_says_what_it_means(EventType type) {
        assertThat(EventsPage.meaning(type)).endsWith(".");
    }

    @Test
    void the_page_has_every_event_with_its_fields_and_who_sees_them() {
        GeneratedFile.requireCurrent(Path.of("../../docs/audit.md"), EventsPage.text());
    }
}
