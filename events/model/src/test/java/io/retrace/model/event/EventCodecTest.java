package io.retrace.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.EventCodec.UnreadableEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.Samples.Sample;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Instant RECORDED_AT = Instant.parse("2026-03-01T12:34:57.000001Z");
    private static final String SECRET_TEXT = "a-persons-own-words";

    private final EventCodec codec = new EventCodec();

    @Nested
    class Golden_files {

        static List<Sample> samples() {
            return Samples.all();
        }

        @ParameterizedTest
        @MethodSource("samples")
        void encoding_gives_exactly_the_bytes_of_the_file(Sample sample) {
            assertThat(new String(body(sample), UTF_8)).isEqualTo(new String(golden(sample.file()), UTF_8));
        }

        @ParameterizedTest
        @MethodSource("samples")
        void decoding_the_file_gives_the_event_and_its_envelope(Sample sample) {
            assertThat(codec.read(42, RECORDED_AT, golden(sample.file())))
                    .isEqualTo(new EventEnvelope(
                            sample.id(),
                            42,
                            sample.sequence(),
                            RECORDED_AT,
                            sample.origin(),
                            sample.spends(),
                            sample.event()));
        }

        @ParameterizedTest
        @MethodSource("samples")
        void its_bytes_are_what_the_published_implementation_of_rfc_8785_makes_of_them(Sample sample)
                throws IOException {
            assertThat(new String(body(sample), UTF_8))
                    .isEqualTo(new JsonCanonicalizer(golden(sample.file())).getEncodedString());
        }

        @Test
        void every_event_has_a_type_and_a_file() {
            var events = new ArrayList<Class<?>>();
            collect(Event.class, events);
            var types =
                    Arrays.stream(EventType.values()).map(EventType::eventClass).toList();
            var files = Samples.all().stream().map(Sample::file).toList();

            assertThat(events).containsExactlyInAnyOrderElementsOf(types).hasSize(40);
            assertThat(files)
                    .doesNotHaveDuplicates()
                    .containsAll(Arrays.stream(EventType.values())
                            .map(type -> type.wireName() + ".json")
                            .toList());
        }

        private static void collect(Class<?> type, List<Class<?>> records) {
            if (type.isRecord()) {
                records.add(type);
            } else {
                for (var permitted : type.getPermittedSubclasses()) {
                    collect(permitted, records);
                }
            }
        }
    }

    @Nested
    class Whole_envelopes {

        static List<Sample> samples() {
            return Samples.all();
        }

        @ParameterizedTest
        @MethodSource("samples")
        void come_back_as_they_went(Sample sample) {
            assertThat(codec.read(codec.whole(envelope(sample)))).isEqualTo(envelope(sample));
        }

        @ParameterizedTest
        @MethodSource("samples")
        void are_canonical_too(Sample sample) throws IOException {
            byte[] whole = codec.whole(envelope(sample));
            assertThat(new String(whole, UTF_8)).isEqualTo(new JsonCanonicalizer(whole).getEncodedString());
        }

        @Test
        void hold_what_the_log_assigned_beside_the_body() {
            var whole = new String(codec.whole(envelope(Samples.all().getFirst())), UTF_8);
            assertThat(whole).contains("\"position\":42,").contains("\"recorded_at\":\"2026-03-01T12:34:57.000001Z\",");
            assertThat(whole.replace("\"position\":42,", "")
                            .replace("\"recorded_at\":\"2026-03-01T12:34:57.000001Z\",", ""))
                    .isEqualTo(new String(golden("recovery.RecoveryInitiated.json"), UTF_8));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "7",
                    "[]",
                    "{}",
                    "{\"position\":1}",
                    "{\"position\":1,\"recorded_at\":\"2026-03-01T12:34:57Z\"}",
                    "{\"position\":\"1\",\"recorded_at\":\"2026-03-01T12:34:57Z\"}",
                    "{\"position\":1,\"recorded_at\":7}",
                })
        void that_are_none_are_unreadable(String whole) {
            assertThatThrownBy(() -> codec.read(whole.getBytes(UTF_8)))
                    .isInstanceOf(UnreadableEvent.class)
                    .hasMessage("the record is no envelope");
        }

        @Test
        void recorded_at_no_time_are_unreadable_and_do_not_say_why() {
            var whole = new String(codec.whole(envelope(Samples.all().getFirst())), UTF_8)
                    .replace("2026-03-01T12:34:57.000001Z", SECRET_TEXT);
            assertThatThrownBy(() -> codec.read(whole.getBytes(UTF_8)))
                    .isInstanceOf(UnreadableEvent.class)
                    .hasMessage("the record is no envelope");
        }
    }

    @Nested
    class Unreadable_bytes {

        private final String good = new String(golden("recovery.RecoveryRefused.json"), UTF_8);

        @Test
        void of_a_type_that_this_version_does_not_know_say_which() {
            assertUnreadable(
                    good.replace("recovery.RecoveryRefused", "recovery.Unheard"),
                    "this version does not know the type recovery.Unheard");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "7", "\"text\"", "[]", "{}", "{\"type\":\"recovery.RecoveryLocked\"}", "{"})
        void are_no_envelope(String body) {
            assertNoEnvelope(body);
        }

        @Test
        void may_be_a_good_envelope_cut_short_or_followed_by_more() {
            assertNoEnvelope(good.substring(0, good.length() - 1));
            assertNoEnvelope(good + "{}");
        }

        @Test
        void may_hold_a_property_that_nobody_knows() {
            assertNoEnvelope(good.replace("\"data\":{", "\"data\":{\"unknown\":\"" + SECRET_TEXT + "\","));
            assertNoEnvelope(good.replaceFirst("\\{", "{\"unknown\":\"" + SECRET_TEXT + "\","));
        }

        @Test
        void may_hold_a_property_twice() {
            assertNoEnvelope(good.replaceFirst("\\{", "{\"actor\":\"" + SECRET_TEXT + "\","));
            assertNoEnvelope(good.replace("\"data\":{", "\"data\":{\"reason\":\"MALFORMED\","));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"actor\":\"identity-00000000-0000-4000-8000-000000000004\",",
                    "\"at\":\"2026-03-01T12:34:56.789012Z\",",
                    "\"schema_version\":1,",
                    "\"sequence\":7,",
                    "\"reason\":\"MALFORMED_ADDRESS\",",
                    ",\"text\":\"YWdlbnQ\"",
                })
        void may_lack_a_property(String property) {
            assertThat(good).contains(property);
            assertNoEnvelope(good.replace(property, ""));
        }

        @Test
        void may_hold_a_value_that_is_none() {
            assertNoEnvelope(good.replace("MALFORMED_ADDRESS", SECRET_TEXT));
            assertNoEnvelope(
                    good.replace("00000000-0000-4000-8000-000000000001\"},\"id\"", SECRET_TEXT + "\"},\"id\""));
            assertNoEnvelope(good.replace("2026-03-01T12:34:56.789012Z", SECRET_TEXT));
            assertNoEnvelope(good.replace("\"sequence\":7", "\"sequence\":\"" + SECRET_TEXT + "\""));
            assertNoEnvelope(good.replace("\"sequence\":7", "\"sequence\":null"));
        }

        @Test
        void may_hold_data_that_is_no_object() {
            assertNoEnvelope(good.replaceFirst(
                    "\"data\":\\{.*?},\"id\":\"019", "\"data\":\"" + SECRET_TEXT + "\",\"id\":\"019"));
        }

        @Test
        void may_hold_a_policy_that_cannot_be() {
            var policy = new String(golden("operation.PolicyChanged.json"), UTF_8);
            assertNoEnvelope(policy.replace("\"submissions_max\":3", "\"submissions_max\":0"));
        }

        private void assertNoEnvelope(String body) {
            assertUnreadable(body, "the event at position 42 is no envelope");
        }

        private void assertUnreadable(String body, String message) {
            assertThat(body).isNotEqualTo(good);
            assertThatThrownBy(() -> codec.read(42, RECORDED_AT, body.getBytes(UTF_8)))
                    .isInstanceOf(UnreadableEvent.class)
                    .hasMessage(message);
        }
    }

    @Nested
    class Texts {

        @Test
        void of_every_awkward_character_keep_the_form_of_rfc_8785() throws IOException {
            var awkward = new StringBuilder();
            for (char c = 0; c <= 0x20; c++) {
                awkward.append(c);
            }
            awkward.append("\"\\/'<>&\u007f\u0080\u00e9\u2028\u2029\ufeff\uffff\ud83d\ude00\ud834\udd1e");
            var text = awkward.toString();

            byte[] body = body(saying(text));

            assertThat(new String(body, UTF_8))
                    .contains(
                            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                    + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b"
                                    + "\\u001c\\u001d\\u001e\\u001f \\\"\\\\/'<>&\u007f\u0080\u00e9\u2028\u2029\ufeff\uffff"
                                    + "\ud83d\ude00\ud834\udd1e\"")
                    .isEqualTo(new JsonCanonicalizer(body).getEncodedString());
            assertThat(codec.read(42, RECORDED_AT, body).event())
                    .isEqualTo(saying(text).event());
        }

        private static Sample saying(String text) {
            var notice = new Notice(4000001, "", Optional.of(text), Optional.empty(), List.of());
            var first = Samples.all().getFirst();
            var event = new RecoveryInitiated(
                    new RecoveryId(new UUID(0, 1)),
                    FlowType.API,
                    "code",
                    new Sealed("day-2026-03-01", "c2VhbGVk"),
                    Samples.AT,
                    Optional.empty(),
                    List.of(notice),
                    Optional.empty(),
                    Optional.empty(),
                    Samples.AT);
            return new Sample("awkward", first.id(), first.sequence(), first.origin(), List.of(), event);
        }
    }

    @Nested
    class Policies {

        @Test
        void have_a_hash_that_is_the_same_for_ever() {
            var hour = Duration.ofHours(1);
            var olderThanBudgets =
                    new Policy(hour, hour, 5, 50, hour, hour, Duration.ofHours(24), 8, 1_024, true, Optional.empty());

            assertThat(codec.hash(olderThanBudgets))
                    .isEqualTo("7b8f9320f2905d8af967614154533d13ecac3ee57dd7fe2403c9b0376e97ceda");
            assertThat(codec.hash(Policy.kratos()))
                    .isEqualTo("fab72f0c7691fe3b3faed722930115a05628ff50a23e42ab7b3f550987a613b1");
        }
    }

    @Nested
    class Documents {

        @Test
        void of_recoveries_come_back_as_they_went() {
            Stream.of("recovery.RecoveryInitiated.json", "recovery.RecoveryInitiated.minimal.json")
                    .map(file -> RecoveryDocument.of((RecoveryInitiated) event(file)))
                    .forEach(document -> assertThat(codec.document(codec.document(document), RecoveryDocument.class))
                            .isEqualTo(document));
        }

        @Test
        void of_settings_come_back_as_they_went() {
            Stream.of("settings.SettingsInitiated.json", "settings.SettingsInitiated.minimal.json")
                    .map(file -> SettingsDocument.of((SettingsEvent.SettingsInitiated) event(file)))
                    .forEach(document -> assertThat(codec.document(codec.document(document), SettingsDocument.class))
                            .isEqualTo(document));
        }

        private static Event event(String file) {
            return Samples.all().stream()
                    .filter(sample -> sample.file().equals(file))
                    .findFirst()
                    .orElseThrow()
                    .event();
        }
    }

    private byte[] body(Sample sample) {
        return codec.body(sample.id(), sample.sequence(), sample.origin(), sample.spends(), sample.event());
    }

    private static EventEnvelope envelope(Sample sample) {
        return new EventEnvelope(
                sample.id(), 42, sample.sequence(), RECORDED_AT, sample.origin(), sample.spends(), sample.event());
    }

    private static byte[] golden(String file) {
        try (InputStream bytes = EventCodecTest.class.getResourceAsStream("/golden/" + file)) {
            if (bytes == null) {
                throw new AssertionError("no golden file " + file);
            }
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
