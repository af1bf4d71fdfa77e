package io.retrace.command;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.command.axon.Commands;
import io.retrace.command.axon.Lifecycle;
import io.retrace.command.feedback.FeedbackConfiguration;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.identity.IdentityAggregate;
import io.retrace.command.identity.IdentityConfiguration;
import io.retrace.command.metrics.AppendMetrics;
import io.retrace.command.metrics.SuppressedRefusals;
import io.retrace.command.operation.KeyRecord;
import io.retrace.command.operation.PolicyRecord;
import io.retrace.command.recovery.RecoveryAggregate;
import io.retrace.command.recovery.RecoveryConfiguration;
import io.retrace.command.relay.RelayConfiguration;
import io.retrace.command.session.SessionAggregate;
import io.retrace.command.session.SessionConfiguration;
import io.retrace.command.settings.SettingsAggregate;
import io.retrace.command.settings.SettingsConfiguration;
import io.retrace.log.BudgetRetention;
import io.retrace.log.Chore;
import io.retrace.log.EventLog;
import io.retrace.log.OperationLog;
import io.retrace.log.RecentEvents;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.policy.Policy;
import io.retrace.wire.WireConfiguration;
import io.retrace.wire.access.AdminLog;
import io.retrace.wire.http.ClientAddress;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.http.Software;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Builds the service that decides. */
@Configuration(proxyBeanMethods = false)
@Import({
    RecentEvents.class,
    WireConfiguration.class,
    RelayConfiguration.class,
    FeedbackConfiguration.class,
    RecoveryConfiguration.class,
    IdentityConfiguration.class,
    SessionConfiguration.class,
    SettingsConfiguration.class
})
public class CommandServiceConfiguration {

    private static final List<Lifecycle<?>> LIFECYCLES = List.of(
            new Lifecycle<>(RecoveryEvent.class, RecoveryAggregate.class, RecoveryAggregate::new),
            new Lifecycle<>(IdentityEvent.class, IdentityAggregate.class, IdentityAggregate::new),
            new Lifecycle<>(SessionEvent.class, SessionAggregate.class, SessionAggregate::new),
            new Lifecycle<>(SettingsEvent.class, SettingsAggregate.class, SettingsAggregate::new));

    @Bean(destroyMethod = "close")
    CommandSide commandSide(RetraceSettings settings, Clock clock, MeterRegistry metrics, RecentEvents recent) {
        return CommandSide.open(settings, clock, new AppendMetrics(metrics), recent);
    }

    @Bean
    AdminLog commandAdminLog(CommandSide side) {
        return new AdminLog(side.database(), side.codec(), side.sealing());
    }

    @Bean
    Policy policy(RetraceSettings settings) {
        return Policies.of(settings);
    }

    /** Axon; the policy and the keys are on record before it decides anything. */
    @Bean(destroyMethod = "close")
    Commands commands(CommandSide side, Policy policy, Clock clock, MeterRegistry metrics) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var operations = new OperationLog(side.database().pool(), side.codec(), Software.NAME);
        PolicyRecord.ensure(operations, side.codec(), policy, at);
        KeyRecord.ensure(side.database(), operations, side.keys(), at);
        return Commands.start(side.log(), policy, LIFECYCLES, new SuppressedRefusals(metrics));
    }

    @Bean
    Requests requests(
            CommandSide side, RetraceSettings settings, Policy policy, CsrfCookie csrf, Urls urls, Clock clock) {
        var trusted = settings.http().trustedProxies().stream()
                .map(ClientAddress.Network::new)
                .toList();
        return new Requests(
                clock,
                side.sealing(),
                side.sessions(),
                side.budgets(),
                csrf,
                trusted,
                urls,
                side.codec().hash(policy),
                Software.NAME);
    }

    @Bean(destroyMethod = "close")
    Chore budgetRetention(CommandSide side) {
        return BudgetRetention.start(side.database());
    }

    @Bean
    ReturnUrls returnUrls(RetraceSettings settings) {
        return new ReturnUrls(settings);
    }

    @Bean
    ErrorPages errorPages(Urls urls, CsrfCookie csrf, Clock clock) {
        return new ErrorPages(urls, csrf, clock);
    }

    @Bean
    Readiness logReadiness(CommandSide side) {
        return new LogReadiness(side.database());
    }

    @Bean
    Gauge appendQueue(CommandSide side, MeterRegistry metrics) {
        return Gauge.builder("retrace.append.queue", side.log(), EventLog::queued)
                .description("appends that wait for their turn")
                .register(metrics);
    }
}
