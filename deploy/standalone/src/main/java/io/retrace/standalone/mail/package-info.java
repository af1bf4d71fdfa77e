/** A catcher for the mail that the courier sends, so that a recovery can be tried without a mail server. */
@NullMarked
package io.retrace.standalone.mail;

import org.jspecify.annotations.NullMarked;
