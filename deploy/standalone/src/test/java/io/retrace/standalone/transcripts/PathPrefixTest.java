package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.StandaloneFixture;
import io.retrace.standalone.port.LoopbackPort;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recordings once more, with Retrace below a path of its origin that a proxy strips. One configuration has every kind
 * of URL: actions, redirects, request URLs, places to go to in errors and letters.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathPrefixTest {

    private static final String FOLDER = "code";

    private final Due due = Due.read();
    private StandaloneFixture retrace;
    private StrippingProxy proxy;
    private Endpoints endpoints;

    static List<String> files() {
        var due = Due.read();
        return Transcript.files().stream()
                .filter(file -> Transcript.folderOf(file).equals(FOLDER) && due.contains(file))
                .toList();
    }

    @BeforeAll
    void start() {
        int port = LoopbackPort.findFree();
        var base = StrippingProxy.base(port);
        Map<String, String> configuration = new TreeMap<>(FolderConfiguration.of(FOLDER));
        configuration.put("retrace.serve.public.base_url", base + "/");
        retrace = StandaloneFixture.start(configuration);
        var direct = retrace.endpoints();
        proxy = StrippingProxy.start(port, direct.publicBase());
        endpoints = new Endpoints(base, direct.adminBase(), direct.uiBase(), direct.mailCatcherBase());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_transcript_passes_below_a_path_too(String file) throws InterruptedException {
        assertThat(Replay.run(Transcript.read(file), endpoints, Patience.THOROUGH, due.skippedSteps(file)))
                .isEmpty();
    }

    @Test
    void what_the_recordings_do_not_show_is_below_the_path_too() {
        var client = new NativeClient(endpoints);
        var token = client.recoverNew("below-a-path@example.org");

        var list = client.send("GET", endpoints.publicBase(), "/sessions", "", "X-Session-Token", token);
        var sentBack = client.getAdmin("/self-service/recovery/api?return_to=x");
        var settings = client.send("GET", endpoints.publicBase(), "/.well-known/change-password", "");

        assertThat(list.headers().firstValue("Link").orElseThrow()).startsWith("</auth/sessions?page=0&");
        assertThat(sentBack.headers().firstValue("Location"))
                .contains(endpoints.publicBase() + "/self-service/recovery/api?return_to=x");
        assertThat(settings.headers().firstValue("Location")).contains(FolderConfiguration.UI + "/settings");
        assertThat(client.send("POST", endpoints.publicBase(), "/nowhere", "").status())
                .isEqualTo(403);
    }

    @AfterAll
    void stop() {
        proxy.close();
        retrace.close();
    }
}
