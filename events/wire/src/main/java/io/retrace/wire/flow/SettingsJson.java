package io.retrace.wire.flow;

import io.retrace.model.event.Beginning;
import io.retrace.model.event.FlowType;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.identity.Identity;
import io.retrace.wire.http.CsrfSecret;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import io.retrace.wire.schema.IdentitySchema.Trait;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A settings flow as the wire shows it (spec sections 9.1 and 9.4). */
public final class SettingsJson {

    private static final String PROFILE = "profile";
    private static final String PASSWORD = "password";

    private final Urls urls;
    private final Opener opener;
    private final IdentityJson identities;
    private final Optional<String> afterRecovery;

    /**
     * How to show flows.
     *
     * @param afterRecovery where the flow of a recovery leads whose client named nothing
     */
    public SettingsJson(Urls urls, Opener opener, Optional<URI> afterRecovery) {
        this.urls = urls;
        this.afterRecovery = afterRecovery.map(URI::toString);
        this.opener = opener;
        this.identities = new IdentityJson(urls, opener);
    }

    /**
     * The flow as it stands, for the identity as it stands.
     *
     * @param csrf of the cookie that the client has from now on
     */
    public ObjectNode of(
            SettingsDocument document, Identity.Present identity, IdentitySchema schema, Optional<CsrfSecret> csrf) {
        var stream = document.id().stream();
        var url = requestUrl(document);
        var leadsTo = leadsTo(document, url);
        var requestUrl = ReturnTo.of(url).isPresent()
                ? url
                : leadsTo.map(to -> ReturnTo.added(url, to)).orElse(url);
        var json = WireJson.mapper().createObjectNode();
        json.put("id", document.id().toString());
        json.put("type", document.type().name().toLowerCase(Locale.ROOT));
        json.put("expires_at", document.expiresAt().toString());
        json.put("issued_at", document.issuedAt().toString());
        json.put("request_url", requestUrl);
        leadsTo.ifPresent(returnTo -> json.put("return_to", returnTo));
        var ui = json.putObject("ui");
        ui.put("action", urls.publicBase() + "/self-service/settings?flow=" + document.id());
        ui.put("method", "POST");
        var notices = new NoticeJson(opener, stream);
        ui.set("nodes", nodes(document, shown(document, identity), schema, csrf, notices));
        var messages = notices.of(document.notices(), "");
        if (!messages.isEmpty()) {
            ui.set("messages", messages);
        }
        json.set("identity", identities.forPerson(identity));
        json.put("state", document.state().name().toLowerCase(Locale.ROOT));
        return json;
    }

    /** The traits that the form shows: what was typed, if that was refused, else what is so. */
    private JsonNode shown(SettingsDocument document, Identity.Present identity) {
        return document.typed()
                .map(typed -> WireJson.mapper().readTree(opener.open(typed, document.id().stream())))
                .orElseGet(() -> identities.traits(identity));
    }

    /** Where the flow leads in the end. */
    public Optional<String> returnTo(SettingsDocument document) {
        return leadsTo(document, requestUrl(document));
    }

    private Optional<String> leadsTo(SettingsDocument document, String url) {
        var recovery = document.beginning().filter(Beginning::beganRecovery);
        return ReturnTo.of(url, recovery, opener).or(() -> afterRecovery.filter(_ -> recovery.isPresent()));
    }

    /** The URL that opened it; of a flow that takes another's place the other's, unless that followed from a recovery. */
    private String requestUrl(SettingsDocument document) {
        return document.beginning()
                .filter(first -> !first.beganRecovery())
                .map(first -> opener.open(first.requestUrl(), first.stream()))
                .orElseGet(() -> opener.open(document.requestUrl(), document.id().stream()));
    }

    private static ArrayNode nodes(
            SettingsDocument document,
            JsonNode traits,
            IdentitySchema schema,
            Optional<CsrfSecret> csrf,
            NoticeJson notices) {
        boolean shown = document.type() == FlowType.BROWSER;
        var nodes = new UiNodes()
                .csrf(csrf.filter(_ -> shown).map(CsrfSecret::token).orElse(""));
        for (var trait : schema.traits()) {
            addTrait(nodes, trait, trait.valueIn(traits), notices.of(document.notices(), trait.field()));
        }
        nodes.add(PROFILE, "method", "submit").value(PROFILE).label(1070003, "Save");
        nodes.add(PASSWORD, PASSWORD, PASSWORD)
                .required()
                .with("autocomplete", "new-password")
                .messages(notices.of(document.notices(), PASSWORD))
                .label(1070001, "Password");
        nodes.add(PASSWORD, "method", "submit").value(PASSWORD).label(1070003, "Save");
        return nodes.json();
    }

    private static void addTrait(UiNodes nodes, Trait trait, JsonNode value, ArrayNode messages) {
        var field = nodes.add(PROFILE, trait.field(), inputType(trait)).messages(messages);
        if (!value.isMissingNode() && !value.isNull()) {
            field.attributes().set("value", value);
        }
        if (trait.required()) {
            field.required();
        }
        if (trait.format().equals("email")) {
            field.with("autocomplete", "email");
        }
        trait.title()
                .ifPresent(title -> field.label(
                        1070002,
                        title,
                        WireJson.mapper().createObjectNode().put("title", title).put("name", trait.field())));
    }

    private static String inputType(Trait trait) {
        return switch (trait.type()) {
            case "number", "integer" -> "number";
            case "boolean" -> "checkbox";
            default ->
                switch (trait.format()) {
                    case "email" -> "email";
                    case "tel" -> "tel";
                    case "uri" -> "url";
                    case "date" -> "date";
                    case "date-time" -> "datetime-local";
                    default -> "text";
                };
        };
    }
}
