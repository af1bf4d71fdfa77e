-- A service looks whether its schema is as new as it is.
grant select on view.flyway_schema_history to retrace_query;
