package io.retrace.command.axon;

import io.retrace.model.budget.Spend;
import java.util.Arrays;
import java.util.List;
import org.axonframework.messaging.MetaData;

/** What a decision spends, on its way through Axon: beside its first event. */
final class Spending {

    private static final String KEY = "spends";

    private Spending() {}

    static MetaData metaData(List<Spend> spends) {
        return spends.isEmpty() ? MetaData.emptyInstance() : MetaData.with(KEY, spends.toArray(Spend[]::new));
    }

    static List<Spend> of(MetaData metaData) {
        return metaData.get(KEY) instanceof Spend[] spends ? Arrays.asList(spends) : List.of();
    }
}
