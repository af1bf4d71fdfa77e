package io.retrace.standalone.incident;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody with an account.
 *
 * @param identity its id, given when the account is brought in
 * @param visitor where the person usually asks from
 */
record Person(String email, String identity, Visitor visitor) {

    private static final List<String> FIRST = List.of(
            "ada", "amir", "anna", "bela", "chidi", "clara", "dana", "emil", "fatou", "goran", "hana", "ines", "ivo",
            "jonas", "kemal", "lena", "luis", "mara", "mina", "nils", "noor", "olga", "pavel", "rosa", "sven", "tariq",
            "uma", "vera", "wanda", "yusuf", "zoe");
    private static final List<String> LAST = List.of(
            "adler", "bauer", "castro", "diallo", "ebert", "fischer", "garcia", "haddad", "ivanov", "jansen", "kaya",
            "lund", "meyer", "novak", "okafor", "petrov", "quist", "rossi", "sato", "torres", "urban", "vogel", "weber",
            "yilmaz", "zander");
    private static final List<String> DOMAINS =
            List.of("mail.example.com", "mail.example.net", "example.org", "post.example.org");

    /** An address that nobody else has. */
    static String email(SplittableRandom chance, int number) {
        return of(FIRST, chance) + "." + of(LAST, chance) + number + "@" + of(DOMAINS, chance);
    }

    private static String of(List<String> words, SplittableRandom chance) {
        return words.get(chance.nextInt(words.size()));
    }
}
