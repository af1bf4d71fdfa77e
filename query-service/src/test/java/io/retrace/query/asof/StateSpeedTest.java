package io.retrace.query.asof;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.CodeRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.query.feed.ViewLog;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account with a long life; the figure is printed, since how fast is a question to the machine. */
class StateSpeedTest {

    private static final int EVENTS = Integer.getInteger("retrace.asof.events", 500);
    private static final int ROUNDS = Integer.getInteger("retrace.asof.rounds", 3);
    private static final SecretMac MAC = new SecretMac(1, "bWFj");

    private final SetClock clock = new SetClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final ViewLog log = new ViewLog(clock);
    private final Life life = new Life(log, clock);

    @AfterEach
    void close() {
        log.close();
    }

    /** Half of its events are its own, a tenth sessions, the others those of flows: 8 a flow. */
    @Test
    void an_identity_with_many_events_has_a_state_too() {
        var id = life.person();
        var address = new Sealed("day-2000-01-01", "c2VhbGVk".repeat(8));
        for (int from = 0; from < EVENTS; from += 500) {
            var events = new ArrayList<Event>();
            for (int i = 0; i < Math.min(250, EVENTS / 2); i++) {
                events.add(new IdentityTraitsChanged(id, "default", address, clock.instant()));
            }
            for (int i = 0; i < Math.min(50, EVENTS / 10); i++) {
                events.add(issued(id));
            }
            for (int i = 0; i < Math.min(25, EVENTS / 20); i++) {
                events.addAll(flowOf(id, address));
            }
            log.append(events, List.of(), id.stream());
        }
        var asked = new Asked(log, clock);
        asked.follow();

        var took = new long[ROUNDS];
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long busy = process.getProcessCpuTime();
        for (int i = 0; i < ROUNDS; i++) {
            long since = System.nanoTime();
            var state = asked.unseenIdentity(id);
            took[i] = System.nanoTime() - since;
            assertThat(state.at("/state/open_recoveries")).isNotEmpty();
        }
        long spent = process.getProcessCpuTime() - busy;
        Arrays.sort(took);
        System.out.printf(
                "as-of of an identity with %d events: median %d µs, p95 %d µs, processor %d µs%n",
                log.all().size(),
                took[ROUNDS / 2] / 1_000,
                took[(ROUNDS - 1) * 95 / 100] / 1_000,
                spent / ROUNDS / 1_000);
    }

    private SessionIssued issued(IdentityId id) {
        return new SessionIssued(
                new SessionId(UUID.randomUUID()),
                id,
                MAC,
                Method.CODE_RECOVERY,
                flow(),
                clock.instant().plus(Duration.ofDays(1)),
                clock.instant());
    }

    private List<Event> flowOf(IdentityId id, Sealed address) {
        var flow = flow();
        var now = clock.instant();
        var events = new ArrayList<Event>(List.of(
                initiated(flow),
                new RecoveryEmailRequested(
                        flow,
                        1,
                        new SecretId(UUID.randomUUID()),
                        MAC,
                        now.plusSeconds(3_600),
                        Optional.of(id),
                        Optional.of(life.addressOf(id)),
                        address,
                        new SealedLetter("2026-11-21", "bGV0dGVy".repeat(120)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        now)));
        for (int i = 1; i <= 6; i++) {
            events.add(new CodeRejected(flow, CodeRejection.NO_MATCH, i, now));
        }
        return events;
    }
}
