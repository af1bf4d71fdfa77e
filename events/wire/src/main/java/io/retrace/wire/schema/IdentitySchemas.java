package io.retrace.wire.schema;

import io.retrace.wire.http.WireJson;
import io.retrace.wire.settings.RetraceSettings.IdentitySettings;
import io.retrace.wire.settings.RetraceSettings.SchemaSource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.DefaultResourceLoader;

/** The identity schemas of the configuration. */
public final class IdentitySchemas {

    private final Map<String, IdentitySchema> byId = new LinkedHashMap<>();
    private final String defaultId;

    /**
     * Reads every configured schema.
     *
     * @throws IllegalStateException when one cannot be read, or the default is not among them; the message names the key
     */
    public IdentitySchemas(IdentitySettings settings) {
        settings.schemas().forEach(source -> byId.put(source.id(), read(source)));
        this.defaultId = settings.defaultSchemaId();
        if (!byId.containsKey(defaultId)) {
            throw new IllegalStateException(
                    "retrace.identity.default_schema_id must be one of retrace.identity.schemas " + byId.keySet()
                            + ", was " + defaultId);
        }
    }

    /** The schema of identities that name none. */
    public String defaultId() {
        return defaultId;
    }

    /** A schema by its id. */
    public Optional<IdentitySchema> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The schema of an identity that exists; without traits when it is no longer configured. */
    public IdentitySchema of(String id) {
        return find(id).orElseGet(() -> IdentitySchema.of(id, WireJson.mapper().createObjectNode()));
    }

    private static IdentitySchema read(SchemaSource source) {
        try (var content = new DefaultResourceLoader().getResource(source.url()).getInputStream()) {
            return IdentitySchema.of(source.id(), WireJson.mapper().readTree(content));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "retrace.identity.schemas: schema " + source.id() + " cannot be read from " + source.url(), e);
        }
    }
}
