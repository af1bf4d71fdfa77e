package io.retrace.standalone.pages;

import java.util.Optional;

/**
 * What is around every page.
 *
 * @param letters where the letters can be read, of pages on which somebody may wait for one
 */
record Frame(Texts texts, Optional<String> letters) {}
