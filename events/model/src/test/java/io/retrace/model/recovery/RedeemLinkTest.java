package io.retrace.model.recovery;

import static io.retrace.model.recovery.Given.given;
import static io.retrace.model.recovery.History.ADDRESS;
import static io.retrace.model.recovery.History.ADDRESS_KEY;
import static io.retrace.model.recovery.History.ALLOWANCE;
import static io.retrace.model.recovery.History.CODE;
import static io.retrace.model.recovery.History.FLOW;
import static io.retrace.model.recovery.History.LETTER;
import static io.retrace.model.recovery.History.NETWORK;
import static io.retrace.model.recovery.History.NEXT;
import static io.retrace.model.recovery.History.NEXT_URL;
import static io.retrace.model.recovery.History.OWNER;
import static io.retrace.model.recovery.History.SECOND_CODE;
import static io.retrace.model.recovery.History.SECOND_SECRET;
import static io.retrace.model.recovery.History.SECRET;
import static io.retrace.model.recovery.History.SESSION;
import static io.retrace.model.recovery.History.SETTINGS;
import static io.retrace.model.recovery.History.SETTINGS_URL;
import static io.retrace.model.recovery.History.TOKEN;
import static io.retrace.model.recovery.History.TYPED;
import static io.retrace.model.recovery.History.URL;
import static io.retrace.model.recovery.History.initiated;
import static io.retrace.model.recovery.History.justBefore;
import static io.retrace.model.recovery.History.letter;
import static io.retrace.model.recovery.History.minute;
import static io.retrace.model.recovery.History.owner;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.budget.Allowance;
import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.Beginning;
import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.LinkRejection;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.PolicyWith;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.RedeemLink.Reply.Completed;
import io.retrace.model.recovery.RedeemLink.Reply.Inactive;
import io.retrace.model.recovery.RedeemLink.Reply.NotFound;
import io.retrace.model.recovery.RedeemLink.Reply.Replaced;
import io.retrace.model.recovery.RedeemLink.Reply.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Links work for 40 minutes here; the first is asked for in minute 5, the second in minute 10. */
class RedeemLinkTest {

    private static final Policy POLICY = PolicyWith.methods(
            History.POLICY,
            new RecoveryMethods(
                    RecoveryMethod.LINK, List.of(RecoveryMethod.CODE, RecoveryMethod.LINK), Duration.ofMinutes(40)));
    private static final Replaced INVALID = new Replaced(NEXT, Replacement.LINK_INVALID);
    private static final Replaced EXPIRED = new Replaced(NEXT, Replacement.LINK_EXPIRED);
    private static final SecretMac CURRENT = new SecretMac(2, "Y3VycmVudA");
    private static final SecretMac FRESH = new SecretMac(2, "ZnJlc2g");

    @Test
    void a_flow_that_is_not_there_is_not_found() {
        given().when(follow(SECRET, minute(6))).then(new NotFound());
    }

    @Nested
    class The_right_link {

        @Test
        void opens_a_session_and_a_settings_flow_of_a_browser_for_a_flow_that_a_native_client_opened() {
            linked(initiated(FlowType.API), link())
                    .when(follow(SECRET, minute(6)))
                    .then(opened(), redeemed(SECRET));
        }

        @Test
        void does_so_for_a_flow_that_a_browser_opened() {
            linked(initiated(FlowType.BROWSER), link())
                    .when(follow(SECRET, minute(6)))
                    .then(opened(), redeemed(SECRET));
        }

        @Test
        void may_be_the_first_of_two() {
            linked(initiated(), link(), secondLink())
                    .when(follow(SECRET, minute(11)))
                    .then(opened(), redeemed(SECRET, minute(11)));
        }

        @Test
        void may_be_the_second_of_two() {
            linked(initiated(), link(), secondLink())
                    .when(follow(SECOND_SECRET, minute(11)))
                    .then(opened(), redeemed(SECOND_SECRET, minute(11)));
        }

        @Test
        void works_until_its_time_is_over() {
            linked(initiated(), link())
                    .when(follow(SECRET, justBefore(minute(45))))
                    .then(opened(), redeemed(SECRET, justBefore(minute(45))));
        }

        @Test
        @Tag("row-201")
        void lets_nobody_in_whose_identity_is_inactive_and_works_no_second_time() {
            linked(initiated(), link())
                    .ownedBy(Identity.evolve(owner(), new IdentityStateChanged(OWNER, false, minute(6))))
                    .when(follow(SECRET, minute(7)))
                    .then(
                            new Inactive(OWNER),
                            new LinkRedeemed(FLOW, SECRET, OWNER, Optional.of(FRESH), minute(7)),
                            new RecoveryRefused(FLOW, Refusal.IDENTITY_INACTIVE, List.of(), minute(7)));
        }
    }

    @Nested
    class A_link_that_opens_nothing {

        @Test
        @Tag("row-234")
        void is_one_that_nobody_issued() {
            linked(initiated(), link())
                    .when(follow(Optional.empty(), minute(6)))
                    .then(INVALID, rejected(LinkRejection.NO_MATCH, Optional.empty(), minute(6)));
        }

        @Test
        void is_any_before_a_letter_was_asked_for() {
            linked(initiated())
                    .when(follow(Optional.empty(), minute(6)))
                    .then(INVALID, rejected(LinkRejection.NO_MATCH, Optional.empty(), minute(6)));
        }

        @Test
        void is_any_of_a_flow_that_waits_for_a_code() {
            given(initiated(), letter())
                    .when(follow(Optional.empty(), minute(6)))
                    .then(INVALID, rejected(LinkRejection.NO_MATCH, Optional.empty(), minute(6), "code"));
        }

        @Test
        @Tag("row-238")
        void is_one_whose_time_is_over() {
            var notice = Notice.counting(
                    4060005, minute(45).toEpochMilli(), minute(45).toEpochMilli());

            linked(initiated(), link())
                    .when(follow(SECRET, minute(45)))
                    .then(
                            EXPIRED,
                            new LinkRejected(FLOW, LinkRejection.EXPIRED, Optional.of(SECRET), minute(45)),
                            new RecoveryReplaced(FLOW, NEXT, Replacement.LINK_EXPIRED, minute(45)),
                            next(notice, minute(45), "link"));
        }

        @Test
        void is_one_that_has_worked() {
            linked(initiated(), link(), redeemedFirst())
                    .when(follow(SECRET, minute(12)))
                    .then(INVALID, rejected(LinkRejection.USED, Optional.of(SECRET), minute(12)));
        }

        @Test
        void is_one_whose_sibling_has_worked() {
            linked(initiated(), link(), secondLink(), redeemedFirst())
                    .when(follow(SECOND_SECRET, minute(12)))
                    .then(INVALID, rejected(LinkRejection.VOID, Optional.of(SECOND_SECRET), minute(12)));
        }

        @Test
        void is_one_of_an_owner_who_is_gone() {
            linked(initiated(), link())
                    .ownedBy(Identity.initial())
                    .when(follow(SECRET, minute(6)))
                    .then(INVALID, rejected(LinkRejection.OWNER_GONE, Optional.of(SECRET), minute(6)));
            linked(initiated(), link())
                    .ownedBy(Identity.evolve(owner(), new IdentityDeleted(OWNER, minute(6))))
                    .when(follow(SECRET, minute(6)))
                    .then(INVALID, rejected(LinkRejection.OWNER_GONE, Optional.of(SECRET), minute(6)));
        }

        @Test
        void is_one_of_an_owner_who_has_the_address_no_longer() {
            linked(initiated(), link())
                    .ownedBy(Identity.evolve(owner(), new AddressReleased(OWNER, ADDRESS, minute(6))))
                    .when(follow(SECRET, minute(6)))
                    .then(INVALID, rejected(LinkRejection.OWNER_GONE, Optional.of(SECRET), minute(6)));
        }
    }

    @Test
    @Tag("row-052")
    @Tag("row-212")
    void an_expired_flow_is_replaced_by_one_of_the_browser_that_followed_the_link() {
        var notice =
                Notice.counting(4060005, minute(60).toEpochMilli(), minute(60).toEpochMilli());

        linked(initiated(FlowType.API), link())
                .when(follow(SECRET, minute(60)))
                .then(
                        new Replaced(NEXT, Replacement.EXPIRED),
                        new RecoveryExpired(FLOW, minute(60)),
                        new RecoveryReplaced(FLOW, NEXT, Replacement.EXPIRED, minute(60)),
                        new RecoveryInitiated(
                                NEXT,
                                FlowType.BROWSER,
                                "link",
                                URL,
                                minute(120),
                                Optional.of(FLOW),
                                List.of(notice),
                                Optional.of(CURRENT),
                                Optional.of(new Beginning(FLOW.stream(), URL)),
                                minute(60)));
    }

    @Test
    void a_network_that_opened_too_many_flows_gets_no_other_and_the_link_is_rejected_all_the_same() {
        var exhausted = new Allowance(NETWORK, EnumSet.of(BudgetName.INITIATIONS_PER_NETWORK));
        var command = new RedeemLink(FLOW, Optional.empty(), substitute(), outcome(), exhausted, minute(6));

        var decision = RedeemLink.decide(command, linked(initiated(), link()).state(), owner(), POLICY);

        assertThat(decision.reply()).isInstanceOf(Throttled.class);
        assertThat(decision.events())
                .containsExactly(
                        new LinkRejected(FLOW, LinkRejection.NO_MATCH, Optional.empty(), minute(6)),
                        new RecoveryThrottled(FLOW, BudgetName.INITIATIONS_PER_NETWORK, minute(6)));
    }

    @Test
    void of_a_flow_that_remembers_no_more_refusals_only_the_flow_in_its_place_is_written() {
        var refused = new RecoveryRefused(FLOW, Refusal.MALFORMED, List.of(), minute(6));

        linked(initiated(), link())
                .times(3, refused)
                .when(follow(Optional.empty(), minute(7)))
                .then(INVALID, new RefusalsSuppressed(FLOW, minute(7)), next(Notice.of(4060004), minute(7), "link"));
    }

    @Test
    @Tag("difference-replacement-of-native-links")
    void an_address_sent_to_an_expired_native_flow_gets_a_native_one_that_offers_links_as_well() {
        var opened = linked(initiated(FlowType.API), link()).when(submitEmail(minute(60))).decision().events().stream()
                .filter(RecoveryInitiated.class::isInstance)
                .map(RecoveryInitiated.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(opened.flowType()).isEqualTo(FlowType.API);
        assertThat(opened.active()).isEqualTo("link");
        assertThat(opened.browser()).isEmpty();
    }

    private static SubmitEmail submitEmail(Instant at) {
        return new SubmitEmail(
                FLOW,
                TYPED,
                ADDRESS_KEY,
                Optional.of(OWNER),
                Optional.of(ADDRESS),
                RecoveryMethod.LINK,
                SECOND_SECRET,
                SECOND_CODE,
                LETTER,
                Optional.empty(),
                new Substitute(NEXT, NEXT_URL, Optional.of(CURRENT), Optional.of(FRESH), false),
                ALLOWANCE,
                at);
    }

    @Test
    void a_link_on_a_flow_with_a_code_voids_the_code() {
        var state = given(initiated(), letter(), secondLink()).state();

        assertThat(state.match(List.of(CODE))).isEmpty();
        assertThat(state.match(List.of(SECOND_CODE))).contains(SECOND_SECRET);
    }

    @Test
    void a_link_that_has_worked_and_those_that_it_voided_still_match_so_that_they_can_be_called_so() {
        var state = linked(initiated(), link(), secondLink(), redeemedFirst()).state();

        assertThat(state).isInstanceOfSatisfying(Passed.class, passed -> {
            assertThat(passed.used().id()).isEqualTo(SECRET);
            assertThat(passed.voided()).extracting(Secret::id).containsExactly(SECOND_SECRET);
        });
        assertThat(state.match(List.of(CODE))).contains(SECRET);
        assertThat(state.match(List.of(SECOND_CODE))).contains(SECOND_SECRET);
    }

    @Test
    void a_link_that_is_said_to_have_worked_where_there_was_none_changes_nothing() {
        assertThat(linked(initiated(), redeemedFirst()).state()).isInstanceOf(AwaitingAddress.class);
        assertThat(linked(initiated(), secondLink(), redeemedFirst()).state()).isInstanceOf(AwaitingLink.class);
    }

    private static Given linked(RecoveryEvent... history) {
        var given = given().under(POLICY);
        for (var event : history) {
            given = given.and(event instanceof RecoveryInitiated opened ? offeringLinks(opened) : event);
        }
        return given;
    }

    private static RecoveryInitiated offeringLinks(RecoveryInitiated opened) {
        return new RecoveryInitiated(
                opened.recoveryId(),
                opened.flowType(),
                "link",
                opened.requestUrl(),
                opened.expiresAt(),
                opened.replaces(),
                opened.notices(),
                Optional.empty(),
                Optional.empty(),
                opened.at());
    }

    private static RecoveryEmailRequested link() {
        return link(SECRET, CODE, 1, minute(5));
    }

    private static RecoveryEmailRequested secondLink() {
        return link(SECOND_SECRET, SECOND_CODE, 2, minute(10));
    }

    private static RecoveryEmailRequested link(SecretId secret, SecretMac mac, int generation, Instant at) {
        return new RecoveryEmailRequested(
                FLOW,
                generation,
                secret,
                mac,
                at.plus(Duration.ofMinutes(40)),
                Optional.of(OWNER),
                Optional.of(ADDRESS),
                TYPED,
                LETTER,
                Optional.of(ADDRESS_KEY),
                Optional.of(RecoveryMethod.LINK),
                Optional.empty(),
                at);
    }

    private static LinkRedeemed redeemedFirst() {
        return new LinkRedeemed(FLOW, SECRET, OWNER, Optional.of(FRESH), minute(11));
    }

    private static Completed opened() {
        return new Completed(OWNER, SESSION, Optional.of(SETTINGS));
    }

    private static Event[] redeemed(SecretId link) {
        return redeemed(link, minute(6));
    }

    private static Event[] redeemed(SecretId link, Instant at) {
        return new Event[] {
            new LinkRedeemed(FLOW, link, OWNER, Optional.of(FRESH), at),
            new AddressVerified(OWNER, ADDRESS, at),
            new SessionIssued(SESSION, OWNER, TOKEN, Method.LINK_RECOVERY, FLOW, at.plus(Duration.ofHours(24)), at),
            new SettingsInitiated(
                    SETTINGS,
                    OWNER,
                    FlowType.BROWSER,
                    SETTINGS_URL,
                    at.plus(Duration.ofMinutes(30)),
                    Optional.of(FLOW),
                    Optional.empty(),
                    List.of(Notice.counting(
                            1060001, at.plus(Duration.ofMinutes(20)).toEpochMilli(), at.toEpochMilli())),
                    Optional.of(new Beginning(FLOW.stream(), URL)),
                    at),
            new RecoveryCompleted(FLOW, OWNER, SESSION, Optional.of(SETTINGS), at)
        };
    }

    private static Event[] rejected(LinkRejection reason, Optional<SecretId> link, Instant at) {
        return rejected(reason, link, at, "link");
    }

    private static Event[] rejected(LinkRejection reason, Optional<SecretId> link, Instant at, String active) {
        return new Event[] {
            new LinkRejected(FLOW, reason, link, at),
            new RecoveryReplaced(FLOW, NEXT, Replacement.LINK_INVALID, at),
            next(Notice.of(4060004), at, active)
        };
    }

    private static RecoveryInitiated next(Notice notice, Instant at, String active) {
        return new RecoveryInitiated(
                NEXT,
                FlowType.BROWSER,
                active,
                NEXT_URL,
                at.plus(Duration.ofMinutes(60)),
                Optional.of(FLOW),
                List.of(notice),
                Optional.of(FRESH),
                Optional.of(new Beginning(FLOW.stream(), URL)),
                at);
    }

    private static RedeemLink follow(SecretId link, Instant at) {
        return follow(Optional.of(link), at);
    }

    private static RedeemLink follow(Optional<SecretId> matched, Instant at) {
        return new RedeemLink(FLOW, matched, substitute(), outcome(), ALLOWANCE, at);
    }

    private static Substitute substitute() {
        return new Substitute(NEXT, NEXT_URL, Optional.of(CURRENT), Optional.of(FRESH), true);
    }

    private static Outcome outcome() {
        return new Outcome(SESSION, TOKEN, SETTINGS, SETTINGS_URL, Optional.of(FRESH), Optional.empty());
    }
}
