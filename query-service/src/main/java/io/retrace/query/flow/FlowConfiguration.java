package io.retrace.query.flow;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventType;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the views of flows and what serves them. */
@Configuration(proxyBeanMethods = false)
public class FlowConfiguration {

    @Bean(destroyMethod = "close")
    FlowTable<RecoveryDocument> recoveryFlows(ViewDatabase database, QuerySide side) {
        return new FlowTable<>(
                "recovery_flow",
                "recovery",
                RecoveryDocument.class,
                (before, event) -> RecoveryDocument.evolve(before, (RecoveryEvent) event),
                database,
                side.codec());
    }

    @Bean(destroyMethod = "close")
    FlowTable<SettingsDocument> settingsFlows(ViewDatabase database, QuerySide side) {
        return new FlowTable<>(
                "settings_flow",
                "settings",
                SettingsDocument.class,
                (before, event) -> SettingsDocument.evolve(before, (SettingsEvent) event),
                database,
                side.codec());
    }

    @Bean
    Projection recoveryFlowProjection(FlowTable<RecoveryDocument> table, QuerySide side) {
        EventCodec codec = side.codec();
        return new FlowProjection<>(
                "recovery_flow",
                EventType.in(RecoveryEvent.class),
                table,
                event -> ((RecoveryEvent) event).recoveryId().value(),
                codec::document);
    }

    @Bean
    Projection settingsFlowProjection(FlowTable<SettingsDocument> table, QuerySide side) {
        EventCodec codec = side.codec();
        return new FlowProjection<>(
                "settings_flow",
                EventType.in(SettingsEvent.class),
                table,
                event -> ((SettingsEvent) event).settingsId().value(),
                codec::document);
    }

    @Bean
    RecoveryFlowController recoveryFlowController(
            FlowTable<RecoveryDocument> flows, QuerySide side, Urls urls, CsrfCookie csrf, Clock clock) {
        return new RecoveryFlowController(
                flows,
                new RecoveryJson(urls, side.sealing()::open, side.sealing()::openUnremembered),
                csrf,
                side.browsers(),
                urls,
                clock);
    }

    @Bean
    SettingsFlowController settingsFlowController(
            FlowTable<SettingsDocument> flows,
            QuerySide side,
            Urls urls,
            IdentitySchemas schemas,
            CsrfCookie csrf,
            RetraceSettings settings,
            Clock clock) {
        var after = settings.selfservice().flows().recovery().after();
        var json = new SettingsJson(urls, side.sealing()::open, Optional.ofNullable(after.defaultBrowserReturnUrl()));
        return new SettingsFlowController(flows, side.sessions(), json, schemas, csrf, urls, clock);
    }
}
