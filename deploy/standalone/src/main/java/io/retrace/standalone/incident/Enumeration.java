package io.retrace.standalone.incident;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.SplittableRandom;

/** Before the attack somebody tries from another network which addresses have accounts. None of them has, and the answers do not tell. */
final class Enumeration {

    static final String NETWORK = "2001:db8:5ca1:e::/64";
    static final String AGENT = "Go-http-client/2.0";
    private static final int ADDRESSES_A_PART = 75;

    private final Stage stage;
    private final SplittableRandom chance;

    Enumeration(Stage stage) {
        this.stage = stage;
        this.chance = stage.plan().chance("enumeration", 0);
    }

    /** Puts every address on the agenda. */
    void plan() {
        var at = stage.plan().at(DayOfWeek.SATURDAY, 0, 5);
        for (int i = 0; i < ADDRESSES_A_PART * stage.plan().attackParts(); i++) {
            var address = Person.email(chance, i).replaceFirst("@.*", "@staff.example.com");
            var host = NETWORK.replace("/64", Integer.toHexString(chance.nextInt(1, 0x10000)));
            at = at.plus(Duration.ofMillis(chance.nextInt(4_000, 10_000)));
            stage.agenda().at(at, () -> {
                var visitor = new Visitor(host, AGENT);
                var flow = stage.client().openRecovery(visitor);
                stage.truth().enumerated(flow);
                stage.client().submitEmail(visitor, flow, address);
            });
        }
    }
}
