/** What a decision is: events to append and a reply to give. */
@NullMarked
package io.retrace.model.deciding;

import org.jspecify.annotations.NullMarked;
