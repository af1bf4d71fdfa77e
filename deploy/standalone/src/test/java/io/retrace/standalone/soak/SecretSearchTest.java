package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The positive control of the canary: what is there is found. */
class SecretSearchTest {

    private static final String SECRET = "canary+P\u00e4ssword 4711";
    private static final String CODE = "473019";

    @TempDir
    private Path directory;

    private final Random random = new Random(4711);

    @Test
    void each_spelling_is_found_amid_noise() throws IOException {
        for (var spelling : Spellings.of(SECRET).entrySet()) {
            plant(spelling.getValue().getBytes(ISO_8859_1));

            assertThat(search(SECRET).found())
                    .extracting(SecretSearch.Found::spelling)
                    .contains(spelling.getKey());
        }
    }

    @Test
    void base64_is_found_wherever_in_the_encoded_text_it_begins() throws IOException {
        for (var before : Set.of("", "a", "ab", "abc", "abcd")) {
            var text = (before + SECRET + "behind").getBytes(UTF_8);

            plant(Base64.getEncoder().encode(text));
            assertThat(search(SECRET).found()).isNotEmpty();
            plant(Base64.getUrlEncoder().encode(text));
            assertThat(search(SECRET).found()).isNotEmpty();
        }
    }

    @Test
    void a_code_is_found_where_it_stands_alone_and_not_within_a_number() throws IOException {
        plant(("{\"code\":\"" + CODE + "\"}").getBytes(UTF_8));
        assertThat(search(CODE).secrets()).containsExactly(CODE);

        plant(("at 10:00:00." + CODE + "Z, mac 0a" + CODE + "ff, ns 1" + CODE).getBytes(UTF_8));
        assertThat(search(CODE).found()).isEmpty();
    }

    @Test
    void a_name_of_a_file_is_searched_too() throws IOException {
        Files.writeString(directory.resolve("letter-" + CODE), "");

        assertThat(search(CODE).secrets()).containsExactly(CODE);
    }

    private void plant(byte[] planted) throws IOException {
        var noise = new byte[100_000];
        random.nextBytes(noise);
        Files.write(
                directory.resolve("planted"),
                HostileBodies.join(noise, " ".getBytes(UTF_8), planted, " ".getBytes(UTF_8), noise));
    }

    private SecretSearch.Result search(String secret) throws IOException {
        return new SecretSearch(Set.of(secret)).in(directory, _ -> false);
    }
}
