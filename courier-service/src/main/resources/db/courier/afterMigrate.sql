-- A service looks whether its schema is as new as it is.
grant select on courier.flyway_schema_history to retrace_courier;
