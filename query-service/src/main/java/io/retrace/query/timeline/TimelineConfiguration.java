package io.retrace.query.timeline;

import io.retrace.query.QuerySide;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds timelines. */
@Configuration(proxyBeanMethods = false)
public class TimelineConfiguration {

    @Bean
    Timelines timelines(Moments moments, Views views, Histories histories, QuerySide side) {
        var table = new TimelineTable(side.database(), side.codec());
        return new Timelines(moments, views, table, new Entries(table, histories));
    }

    @Bean
    TimelineController timelineController(Moments moments, Timelines timelines) {
        return new TimelineController(moments, timelines);
    }
}
