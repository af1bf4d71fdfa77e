package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import java.util.List;
import java.util.Optional;

/** All views of this node; stopped before the feed that they follow. */
public record Followers(List<Follower> all, EventFeed feed) implements AutoCloseable {

    public Followers {
        all = List.copyOf(all);
    }

    /** How each view is. */
    public List<ProjectionStatus> statuses() {
        return all.stream().map(Follower::status).toList();
    }

    Optional<Follower> named(String name) {
        return all.stream().filter(follower -> follower.name().equals(name)).findFirst();
    }

    @Override
    public void close() {
        all.forEach(Follower::close);
        feed.close();
    }
}
