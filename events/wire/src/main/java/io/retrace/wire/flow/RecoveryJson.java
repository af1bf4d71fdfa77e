package io.retrace.wire.flow;

import io.retrace.model.event.FlowType;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.RecoveryDocument.State;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.wire.http.CsrfSecret;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recovery flow as the wire shows it (spec sections 2.1, 2.6 and 4.2). */
public final class RecoveryJson {

    private static final String CODE = RecoveryMethod.CODE.wireName();

    private final Urls urls;
    private final Opener opener;
    private final Opener addressOpener;

    /**
     * How to show flows.
     *
     * @param addressOpener takes the same steps for an address that somebody owns and one that nobody does
     */
    public RecoveryJson(Urls urls, Opener opener, Opener addressOpener) {
        this.urls = urls;
        this.opener = opener;
        this.addressOpener = addressOpener;
    }

    /**
     * The flow as it stands.
     *
     * @param csrf of the cookie that the client has from now on
     */
    public ObjectNode of(RecoveryDocument document, Optional<CsrfSecret> csrf) {
        var requestUrl = opener.open(document.requestUrl(), document.urlStream());
        var json = WireJson.mapper().createObjectNode();
        json.put("id", document.id().toString());
        json.put("type", document.type().name().toLowerCase(Locale.ROOT));
        json.put("expires_at", document.expiresAt().toString());
        json.put("issued_at", document.issuedAt().toString());
        json.put("request_url", requestUrl);
        ReturnTo.of(requestUrl, document.beginning(), opener).ifPresent(returnTo -> json.put("return_to", returnTo));
        json.put("active", document.active());
        var ui = json.putObject("ui");
        ui.put("action", urls.publicBase() + "/self-service/recovery?flow=" + document.id());
        ui.put("method", "POST");
        var notices = new NoticeJson(opener, document.id().stream());
        ui.set("nodes", nodes(document, csrf, notices));
        var messages = notices.of(document.notices(), "");
        if (!messages.isEmpty()) {
            ui.set("messages", messages);
        }
        json.put("state", document.state().name().toLowerCase(Locale.ROOT));
        return json;
    }

    /** Where the flow leads in the end. */
    public Optional<String> returnTo(RecoveryDocument document) {
        return ReturnTo.of(opener.open(document.requestUrl(), document.urlStream()), document.beginning(), opener);
    }

    private ArrayNode nodes(RecoveryDocument document, Optional<CsrfSecret> csrf, NoticeJson notices) {
        boolean shown = document.csrfShown() || document.type() == FlowType.BROWSER;
        var nodes = new UiNodes()
                .csrf(csrf.filter(_ -> shown).map(CsrfSecret::token).orElse(""));
        var address = document.address().map(closed -> addressOpener.open(closed, document.id().stream()));
        var messages = notices.of(document.notices(), "email");
        if (document.state() == State.CHOOSE_METHOD || document.method() == RecoveryMethod.LINK) {
            askForAddress(nodes, document.active(), address, messages);
        } else {
            askForCode(nodes, address.orElse(""), messages);
        }
        return nodes.json();
    }

    private static void askForAddress(UiNodes nodes, String method, Optional<String> address, ArrayNode messages) {
        var email = nodes.add(method, "email", "email");
        address.ifPresent(email::value);
        email.required().messages(messages).label(1070007, "Email");
        nodes.add(method, "method", "submit").value(method).label(1070009, "Continue");
    }

    private static void askForCode(UiNodes nodes, String address, ArrayNode messages) {
        nodes.add(CODE, "code", "text")
                .required()
                .with("pattern", "[0-9]+")
                .maxLength(6)
                .label(1070010, "Recovery code");
        nodes.add(CODE, "method", "hidden").value(CODE);
        nodes.add(CODE, "method", "submit").value(CODE).label(1070009, "Continue");
        nodes.add(CODE, "email", "submit").value(address).messages(messages).label(1070008, "Resend code");
    }
}
