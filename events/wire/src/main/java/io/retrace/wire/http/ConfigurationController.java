package io.retrace.wire.http;

import io.retrace.model.event.EventCodec;
import io.retrace.model.policy.Policy;
import io.retrace.wire.settings.EffectiveConfiguration;
import io.retrace.wire.settings.RetraceSettings;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What a node is configured with, without secrets, and the hash by which its decisions name their limits. */
@RestController
public final class ConfigurationController {

    private final ObjectNode answer;

    /** @param policy that of a node that decides; empty for the others */
    public ConfigurationController(RetraceSettings settings, Optional<Policy> policy) {
        answer = WireJson.mapper().createObjectNode();
        policy.ifPresent(limits -> answer.put("policy_hash", new EventCodec().hash(limits)));
        answer.set("configuration", EffectiveConfiguration.of(settings));
    }

    @GetMapping("/admin/config")
    ResponseEntity<byte[]> configuration() {
        return Answers.json(200, answer);
    }
}
