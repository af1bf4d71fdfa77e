package io.retrace.model.event;

import java.util.List;
import java.util.Optional;

/**
 * One message of a flow, as a fact: its number in the catalogue (spec section 18) and what its text needs.
 *
 * @param id the message id
 * @param field the node that it belongs to; empty for the whole flow
 * @param text wording of ours that the id alone does not fix (4000001), never a person's input
 * @param input what the person sent, closed
 * @param numbers what the wording counts: lengths, or instants in milliseconds since the epoch
 */
public record Notice(int id, String field, Optional<String> text, Optional<Sealed> input, List<Long> numbers) {

    public Notice {
        numbers = List.copyOf(numbers);
    }

    /** A message of the whole flow whose wording its id fixes. */
    public static Notice of(int id) {
        return new Notice(id, "", Optional.empty(), Optional.empty(), List.of());
    }

    /** A message of the whole flow that counts something. */
    public static Notice counting(int id, Long... numbers) {
        return new Notice(id, "", Optional.empty(), Optional.empty(), List.of(numbers));
    }

    /** 4000001 with wording of ours. */
    public static Notice reason(String text) {
        return new Notice(4000001, "", Optional.of(text), Optional.empty(), List.of());
    }

    /** 4000001 with wording that quotes what was sent. */
    public static Notice quoting(Sealed reason) {
        return new Notice(4000001, "", Optional.empty(), Optional.of(reason), List.of());
    }

    /** 4000002: a field is missing. */
    public static Notice missing(String field) {
        return new Notice(4000002, field, Optional.empty(), Optional.empty(), List.of());
    }

    /** A message about a field whose wording counts something. */
    public static Notice about(String field, int id, Long... numbers) {
        return new Notice(id, field, Optional.empty(), Optional.empty(), List.of(numbers));
    }

    /** A message about what was sent in a field. */
    public static Notice about(String field, int id, Sealed input) {
        return new Notice(id, field, Optional.empty(), Optional.of(input), List.of());
    }
}
