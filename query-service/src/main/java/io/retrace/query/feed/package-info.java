/** One ordered feed to every view; a view's rows and how far it has come commit together. */
@NullMarked
package io.retrace.query.feed;

import org.jspecify.annotations.NullMarked;
