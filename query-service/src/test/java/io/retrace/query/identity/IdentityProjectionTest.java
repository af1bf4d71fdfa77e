package io.retrace.query.identity;

import static io.retrace.query.feed.ViewLog.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.identity.Identity;
import io.retrace.query.feed.ViewLog;
import io.retrace.query.page.Paging.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IdentityProjectionTest {

    private static final Page ALL = new Page(0, 1_000, Long.MAX_VALUE);

    private ViewLog log;
    private IdentityTable table;
    private IdentityProjection projection;

    @BeforeEach
    void open() {
        log = new ViewLog();
        table = new IdentityTable(log.views(), log.side().codec());
        projection = new IdentityProjection(table);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void batches_of_any_size_and_repeated_ones_give_the_same_rows() {
        var people = create(6);
        log.append(new IdentityDeleted(people.get(1), NOON));
        people.addAll(create(3));
        log.append(new IdentityStateChanged(people.get(2), false, NOON));
        log.append(new IdentityDeleted(people.get(7), NOON));
        applyInBatchesOf(1);
        var oneByOne = rows();

        assertThat(oneByOne).hasSize(7);
        for (int size : new int[] {2, 3, 5, 1_000}) {
            log.execute("truncate view.identity");
            applyInBatchesOf(size);
            assertThat(rows()).as("batches of %s", size).isEqualTo(oneByOne);
            applyInBatchesOf(size);
            assertThat(rows()).as("batches of %s once more", size).isEqualTo(oneByOne);
        }
    }

    @Test
    @Tag("difference-lists")
    void the_newest_stands_first_and_says_what_is_so_of_it_now() {
        var people = create(3);
        applyInBatchesOf(1_000);
        log.append(new IdentityStateChanged(people.get(1), false, NOON));

        var listed = table.list(ALL, Set.of());

        assertThat(ids(listed)).isEqualTo(people.reversed());
        assertThat(listed.identities()).extracting(Identity.Present::active).containsExactly(true, false, true);
        assertThat(listed.next()).isEmpty();
    }

    @Test
    @Tag("difference-lists")
    void a_list_says_up_to_which_position_it_knows_who_there_is() {
        assertThat(table.list(ALL, Set.of()).reflects()).isZero();

        create(1);
        log.execute("insert into view.progress (name, position, incarnation) values ('identity', 17, 1)");

        assertThat(table.list(ALL, Set.of()).reflects()).isEqualTo(17);
        assertThat(table.list(ALL, Set.of()).identities()).isEmpty();
    }

    @Test
    void the_decoy_is_on_no_list() {
        var decoy = new IdentityId(UUID.randomUUID());
        log.append(created(decoy, true));
        applyInBatchesOf(1_000);

        assertThat(table.list(ALL, Set.of()).identities()).isEmpty();
        assertThat(table.list(ALL, Set.of(decoy)).identities()).isEmpty();
    }

    @Test
    void whoever_was_deleted_is_on_no_list_even_before_the_view_knows() {
        var people = create(2);
        applyInBatchesOf(1_000);

        log.append(new IdentityDeleted(people.getFirst(), NOON));

        assertThat(ids(table.list(ALL, Set.of()))).containsExactly(people.getLast());
    }

    @Test
    void pages_hold_everybody_once_although_others_come_meanwhile() {
        var people = create(5);
        applyInBatchesOf(1_000);
        var seen = new ArrayList<IdentityId>();

        var next = OptionalLong.of(Long.MAX_VALUE);
        int pages = 0;
        while (next.isPresent()) {
            var listed = table.list(new Page(0, 2, next.getAsLong()), Set.of());
            seen.addAll(ids(listed));
            next = listed.next();
            pages++;
            create(1);
            applyInBatchesOf(1_000);
        }

        assertThat(seen).isEqualTo(people.reversed());
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void a_page_may_be_named_by_its_number() {
        var people = create(5);
        applyInBatchesOf(1_000);

        assertThat(ids(table.list(new Page(1, 2, Long.MAX_VALUE), Set.of())))
                .containsExactly(people.get(2), people.get(1));
        assertThat(ids(table.list(new Page(3, 2, Long.MAX_VALUE), Set.of()))).isEmpty();
    }

    @Test
    void a_full_last_page_is_the_last() {
        create(4);
        applyInBatchesOf(1_000);

        assertThat(table.list(new Page(1, 2, Long.MAX_VALUE), Set.of()).next()).isEmpty();
        assertThat(table.list(new Page(0, 4, Long.MAX_VALUE), Set.of()).next()).isEmpty();
        assertThat(table.list(new Page(0, 3, Long.MAX_VALUE), Set.of()).next()).isPresent();
    }

    @Test
    void some_can_be_asked_for_by_id() {
        var people = create(3);
        applyInBatchesOf(1_000);
        var stranger = new IdentityId(UUID.randomUUID());

        assertThat(ids(table.list(ALL, Set.of(people.get(0), people.get(2), stranger))))
                .containsExactly(people.get(2), people.get(0));
        assertThat(ids(table.list(ALL, Set.of(stranger)))).isEmpty();
    }

    private List<IdentityId> create(int count) {
        var people = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(_ -> new IdentityId(UUID.randomUUID()))
                .toList());
        people.forEach(person -> log.append(created(person, false)));
        return people;
    }

    private static IdentityCreated created(IdentityId id, boolean decoy) {
        return new IdentityCreated(
                id, "default", true, new Sealed(id.stream(), "c2VhbGVk"), Optional.empty(), decoy, NOON);
    }

    private void applyInBatchesOf(int size) {
        log.applyTo(projection, size);
    }

    private static List<IdentityId> ids(IdentityTable.Listed listed) {
        return listed.identities().stream().map(Identity.Present::id).toList();
    }

    private List<String> rows() {
        return log.views()
                .pool()
                .jdbc()
                .sql("select id || ' ' || position from view.identity order by position")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
