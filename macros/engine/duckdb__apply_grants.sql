{#- DuckDB has no roles: who may read is who gets the file. The adapter would warn at every relation. -#}
{% macro duckdb__apply_grants(relation, grant_config, should_revoke=True) %}
{% endmacro %}
