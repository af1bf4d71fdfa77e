package io.retrace.standalone.pages;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to see in a form: one node of {@code ui.nodes}. */
sealed interface Element {

    /**
     * A field to fill in. An attribute that is null is not shown.
     *
     * @param id of its element
     */
    record Field(
            String id,
            String name,
            String type,
            @Nullable String value,
            Phrase label,
            boolean required,
            boolean disabled,
            boolean checked,
            @Nullable String autocomplete,
            @Nullable String pattern,
            @Nullable String inputmode,
            @Nullable Integer maxlength,
            List<Message> messages)
            implements Element {

        /** What browsers can do; others are text. */
        static final Set<String> TYPES =
                Set.of("text", "email", "password", "number", "tel", "url", "date", "datetime-local", "checkbox");

        boolean isInvalid() {
            return messages.stream().anyMatch(Message::isError);
        }

        boolean isCheckbox() {
            return type.equals("checkbox");
        }
    }

    /**
     * A button that sends the form.
     *
     * @param first whether it is what most people want; one a page
     * @param free whether it does not need what the form requires, as "send it again" does not
     */
    record Button(String name, String value, Phrase label, boolean disabled, boolean first, boolean free)
            implements Element {}

    /** A way elsewhere. */
    record Link(String href, Phrase label) implements Element {}

    /** Words. */
    record Words(Phrase phrase) implements Element {}
}
