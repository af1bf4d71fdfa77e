package io.retrace.command.operation;

import io.retrace.log.EventDatabase;
import io.retrace.log.KeyRing;
import io.retrace.log.OperationLog;
import io.retrace.model.event.OperationEvent.KeyRotated;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Puts on record which keys make what is new, before a node first uses them (design section 3). */
public final class KeyRecord {

    private static final String IS_KNOWN = """
            select exists (select from log.event
                            where type = 'operation.KeyRotated'
                              and convert_from(body, 'UTF8')::json -> 'data' ->> 'file' = :file
                              and convert_from(body, 'UTF8')::json -> 'data' ->> 'key' = :key)""";

    private KeyRecord() {}

    /**
     * Appends {@link KeyRotated} for each key that the log does not know to have come into use.
     *
     * @param rings by the names of their files, without the ending
     */
    public static void ensure(EventDatabase database, OperationLog operations, Map<String, KeyRing> rings, Instant at) {
        new TreeMap<>(rings).forEach((name, ring) -> {
            var file = name + ".keys";
            int key = ring.current();
            var others = ring.numbers().stream().filter(number -> number != key).toList();
            operations.ensure(new KeyRotated(file, key, others, at), () -> isKnown(database, file, key));
        });
    }

    private static boolean isKnown(EventDatabase database, String file, int key) {
        return database.pool()
                .jdbc()
                .sql(IS_KNOWN)
                .param("file", file)
                .param("key", String.valueOf(key))
                .query(Boolean.class)
                .single();
    }
}
