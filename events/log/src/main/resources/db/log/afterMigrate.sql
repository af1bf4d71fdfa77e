-- A service looks whether its schema is as new as it is.
grant select on log.flyway_schema_history to retrace_command, retrace_query, retrace_courier;
