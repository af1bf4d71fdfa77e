package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import java.util.List;

/** All views of this node; stopped before the feed that they follow. */
public record Followers(List<Follower> all, EventFeed feed) implements AutoCloseable {

    public Followers {
        all = List.copyOf(all);
    }

    @Override
    public void close() {
        all.forEach(Follower::close);
        feed.close();
    }
}
