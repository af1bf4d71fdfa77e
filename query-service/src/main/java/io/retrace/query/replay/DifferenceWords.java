package io.retrace.query.replay;

import io.retrace.model.event.Event;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words for decisions that come out otherwise. They quote names of fields and nothing that stands in them. */
final class DifferenceWords {

    private DifferenceWords() {}

    /** Each event in one word; where it is of the same kind as the recorded one, with the fields that hold something else. */
    static List<String> of(List<Event> recorded, List<Event> again) {
        return IntStream.range(0, again.size())
                .mapToObj(i -> i < recorded.size() ? word(recorded.get(i), again.get(i)) : Gist.of(again.get(i)))
                .toList();
    }

    private static String word(Event recorded, Event again) {
        var gist = Gist.of(again);
        return again.equals(recorded) || !Gist.of(recorded).equals(gist)
                ? gist
                : gist + " with another " + fields(recorded, again);
    }

    private static String fields(Event recorded, Event again) {
        return Arrays.stream(recorded.getClass().getRecordComponents())
                .filter(field -> !value(field, recorded).equals(value(field, again)))
                .map(field -> asWritten(field.getName()))
                .collect(Collectors.joining(", "));
    }

    private static String asWritten(String field) {
        return field.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    private static Object value(RecordComponent field, Event event) {
        try {
            return field.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event hides a field", e);
        }
    }
}
