package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole journeys with Ory's SDK for JavaScript, as {@code src/test/js/journeys.mjs} tells them. */
@NullMarked
@ExtendWith(SdkEndpoints.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkForJavaScriptTest {

    private static final Path SOURCE = Path.of("src/test/js");
    private static final Pattern VERSION_FOR_JAVA = Pattern.compile("<kratos-client.version>(.+?)<");

    private final NodeScripts scripts;
    private final Endpoints endpoints;

    SdkForJavaScriptTest(Endpoints endpoints) throws IOException, InterruptedException {
        this.endpoints = endpoints;
        scripts = NodeScripts.install(SOURCE, Path.of("target/js"));
    }

    @Test
    void a_native_client_recovers_with_a_code_sets_a_password_and_leaves() throws Exception {
        tell("nativeCode");
    }

    @Test
    void a_single_page_app_recovers_with_a_code_sets_a_password_and_leaves() throws Exception {
        tell("singlePageCode");
    }

    @Test
    void a_single_page_app_recovers_with_a_link_that_works_once() throws Exception {
        tell("singlePageLink");
    }

    @Test
    void a_refusal_is_an_error_with_the_status() throws Exception {
        tell("refusals");
    }

    @Test
    void it_has_the_version_of_the_one_for_java() throws Exception {
        var java = VERSION_FOR_JAVA.matcher(Files.readString(Path.of("../../pom.xml")));
        assertThat(java.find()).isTrue();

        var libraries = WireJson.mapper()
                .readTree(Files.readString(SOURCE.resolve("package.json")))
                .path("dependencies");

        assertThat(libraries.path("@ory/kratos-client").asString("")).isEqualTo(java.group(1));
    }

    private void tell(String journey) throws IOException, InterruptedException {
        var told = scripts.journey(journey, endpoints);
        assertThat(told.exit()).as(told.text()).isZero();
    }
}
