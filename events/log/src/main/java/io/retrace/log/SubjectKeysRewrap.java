package io.retrace.log;

import java.security.GeneralSecurityException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wraps every subject's key under the newest key-encryption key, while the services run, so that older ones can go. */
final class SubjectKeysRewrap {

    private static final int BATCH = 500;
    private static final String NEXT = """
            select subject, wrapped_by, wrapped_key from keys.subject_key
             where subject > :after and wrapped_by <> :current and destroyed_at is null
             order by subject
             limit :batch""";

    // a key that was destroyed meanwhile stays destroyed
    private static final String REPLACE = """
            update keys.subject_key k set wrapped_by = :current, wrapped_key = n.rewrapped
              from unnest(:subjects::text[], :wrapped::bytea[], :rewrapped::bytea[]) as n (subject, wrapped, rewrapped)
             where k.subject = n.subject and k.wrapped_key = n.wrapped""";

    private final JdbcClient jdbc;
    private final KeyRing keyEncryption;

    SubjectKeysRewrap(Pool pool, KeyRing keyEncryption) {
        this.jdbc = pool.jdbc();
        this.keyEncryption = keyEncryption;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String subject, int wrappedBy, byte[] wrapped) {}

    /**
     * Does it, batch by batch; what was done stays done when it is broken off.
     *
     * @return how many keys were wrapped anew
     */
    int run() {
        int rewrapped = 0;
        for (var batch = after("");
                !batch.isEmpty();
                batch = after(batch.getLast().subject())) {
            rewrapped += replace(batch);
        }
        return rewrapped;
    }

    private List<Row> after(String subject) {
        return jdbc.sql(NEXT)
                .param("after", subject)
                .param("current", keyEncryption.current())
                .param("batch", BATCH)
                .query((row, _) ->
                        new Row(row.getString("subject"), row.getInt("wrapped_by"), row.getBytes("wrapped_key")))
                .list();
    }

    private int replace(List<Row> batch) {
        return jdbc.sql(REPLACE)
                .param("current", keyEncryption.current())
                .param("subjects", batch.stream().map(Row::subject).toArray(String[]::new))
                .param("wrapped", batch.stream().map(Row::wrapped).toArray(byte[][]::new))
                .param("rewrapped", batch.stream().map(this::rewrapped).toArray(byte[][]::new))
                .update();
    }

    private byte[] rewrapped(Row row) {
        try {
            var context = SubjectKeys.context(row.subject());
            var key = new AesGcm(keyEncryption.key(row.wrappedBy())).decrypt(row.wrapped(), context);
            return new AesGcm(keyEncryption.key(keyEncryption.current())).encrypt(key, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of a subject cannot be unwrapped: " + row.subject(), e);
        }
    }
}
