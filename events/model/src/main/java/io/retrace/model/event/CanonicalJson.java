package io.retrace.model.event;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON whose bytes are a function of its meaning: RFC 8785, by sorted names, no floating point numbers, and the
 * escapes that the RFC asks for. Names are snake case, instants RFC 3339 in UTC, typed ids bare UUIDs.
 */
final class CanonicalJson {

    private static final Map<Class<? extends TypedId>, Function<UUID, ? extends TypedId>> IDS = Map.ofEntries(
            Map.entry(AccessTokenId.class, AccessTokenId::new),
            Map.entry(AddressId.class, AddressId::new),
            Map.entry(EventId.class, EventId::new),
            Map.entry(IdentityId.class, IdentityId::new),
            Map.entry(LetterId.class, LetterId::new),
            Map.entry(PasswordId.class, PasswordId::new),
            Map.entry(RecoveryId.class, RecoveryId::new),
            Map.entry(ReplayId.class, ReplayId::new),
            Map.entry(SecretId.class, SecretId::new),
            Map.entry(SessionId.class, SessionId::new),
            Map.entry(SettingsId.class, SettingsId::new));

    private CanonicalJson() {}

    static JsonMapper mapper() {
        var factory = JsonFactory.builder()
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_ABSENT))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .annotationIntrospector(new OnlyOptionalsMayLack())
                .addModule(ids())
                .build();
    }

    private static SimpleModule ids() {
        var module = new SimpleModule("ids") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addValueInstantiators(new RecordInstantiators());
            }
        };
        module.addSerializer(TypedId.class, new IdSerializer());
        module.addSerializer(Instant.class, new InstantSerializer());
        module.addDeserializer(Instant.class, new InstantDeserializer());
        IDS.forEach((type, factory) -> add(module, type, factory));
        return module;
    }

    @SuppressWarnings("unchecked") // the map pairs each class with its own constructor
    private static <T extends TypedId> void add(
            SimpleModule module, Class<T> type, Function<UUID, ? extends TypedId> factory) {
        module.addDeserializer(type, new IdDeserializer<>((Function<UUID, T>) factory));
    }

    /** Without it a record that lacks a component comes to life with null or 0 in its place. */
    private static final class OnlyOptionalsMayLack extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType() != Optional.class;
        }
    }

    private static final class IdSerializer extends ValueSerializer<TypedId> {
        @Override
        public void serialize(TypedId id, JsonGenerator json, SerializationContext context) throws JacksonException {
            json.writeString(id.value().toString());
        }
    }

    private static final class InstantSerializer extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant at, JsonGenerator json, SerializationContext context) throws JacksonException {
            json.writeString(at.toString());
        }
    }

    private static final class InstantDeserializer extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
            return CanonicalInstant.parse(json.getString());
        }
    }

    private static final class IdDeserializer<T extends TypedId> extends ValueDeserializer<T> {
        private final Function<UUID, T> factory;

        private IdDeserializer(Function<UUID, T> factory) {
            this.factory = factory;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
            return factory.apply(UUID.fromString(json.getString()));
        }
    }
}
