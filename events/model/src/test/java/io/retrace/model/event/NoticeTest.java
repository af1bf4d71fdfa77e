package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final Sealed INPUT = new Sealed("day-2026-03-01", "aW5wdXQ");

    @Test
    void a_notice_holds_what_its_wording_needs_and_nothing_else() {
        assertThat(Notice.of(1060003))
                .isEqualTo(new Notice(1060003, "", Optional.empty(), Optional.empty(), List.of()));
        assertThat(Notice.counting(4060005, 1L, 2L))
                .isEqualTo(new Notice(4060005, "", Optional.empty(), Optional.empty(), List.of(1L, 2L)));
        assertThat(Notice.reason("Too late."))
                .isEqualTo(new Notice(4000001, "", Optional.of("Too late."), Optional.empty(), List.of()));
        assertThat(Notice.quoting(INPUT))
                .isEqualTo(new Notice(4000001, "", Optional.empty(), Optional.of(INPUT), List.of()));
        assertThat(Notice.missing("email"))
                .isEqualTo(new Notice(4000002, "email", Optional.empty(), Optional.empty(), List.of()));
        assertThat(Notice.about("password", 4000032, 8L, 6L))
                .isEqualTo(new Notice(4000032, "password", Optional.empty(), Optional.empty(), List.of(8L, 6L)));
        assertThat(Notice.about("email", 4000040, INPUT))
                .isEqualTo(new Notice(4000040, "email", Optional.empty(), Optional.of(INPUT), List.of()));
    }

    @Test
    void its_numbers_cannot_be_changed_from_outside() {
        var numbers = new ArrayList<>(List.of(8L));
        var notice = new Notice(4000032, "password", Optional.empty(), Optional.empty(), numbers);
        numbers.clear();
        assertThat(notice.numbers()).containsExactly(8L);
    }
}
