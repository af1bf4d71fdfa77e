package io.retrace.standalone.pages;

import io.retrace.standalone.pages.Element.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of a flow.
 *
 * @param onward where to go, once all is done
 */
record FlowPage(
        Frame frame,
        String title,
        Optional<String> intro,
        List<Message> messages,
        Optional<String> onward,
        List<Form> forms) {

    /** Whether something must be put right; the title says so first. */
    boolean isFaulty() {
        return messages.stream().anyMatch(Message::isError) || fields().anyMatch(Field::isInvalid);
    }

    /** Where the cursor is: what must be put right, else what comes first; not where all is done. */
    boolean isFirst(Field field) {
        return onward.isEmpty()
                && fields().filter(Field::isInvalid)
                        .findFirst()
                        .or(() -> fields().findFirst())
                        .filter(field::equals)
                        .isPresent();
    }

    /** The ids of what is said of a field: its messages, and where the cursor is, also those of the whole. */
    @Nullable
    String describing(Field field) {
        var whole = isFirst(field) ? messages.stream() : Stream.<Message>empty();
        var ids =
                Stream.concat(field.messages().stream(), whole).map(Message::id).collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }

    private Stream<Field> fields() {
        return forms.stream()
                .flatMap(form -> form.elements().stream())
                .filter(Field.class::isInstance)
                .map(Field.class::cast);
    }
}
