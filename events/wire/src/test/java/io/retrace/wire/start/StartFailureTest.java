package io.retrace.wire.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.wire.settings.Given;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.ApplicationContextException;

class StartFailureTest {

    @Test
    void what_our_own_exception_says_is_said_and_not_what_caused_it() {
        var missing =
                new IllegalStateException("the key file kek.keys cannot be read", new NoSuchFileException("kek.keys"));

        assertThat(StartFailure.words(new BeanCreationException("commandSide", "no bean", missing)))
                .isEqualTo("the key file kek.keys cannot be read");
    }

    @Test
    void what_is_beneath_the_words_of_the_container_is_said() {
        var taken = new ApplicationContextException("no web server", new BindException("Address already in use"));

        assertThat(StartFailure.words(taken)).isEqualTo("Address already in use");
    }

    @Test
    void a_key_of_the_peer_that_is_not_there_is_named_with_the_reason() {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.selfservice.flows.login.lifespan", "1h")))
                .satisfies(
                        failure -> assertThat(StartFailure.words(failure))
                                .isEqualTo(
                                        "unknown configuration key retrace.selfservice.flows.login.lifespan: login comes later"));
    }
}
