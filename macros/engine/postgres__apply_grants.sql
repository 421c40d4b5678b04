{#- Grants to the audiences that the server knows. Before `steward postgres-setup` it knows none: then nobody may
    read, the build still ends, and `steward verify-roles` names what is missing. -#}
{% macro postgres__apply_grants(relation, grant_config, should_revoke=True) %}
    {%- if grant_config -%}
        {%- set known = run_query("select rolname from pg_catalog.pg_roles").columns[0].values() -%}
        {%- set granted = {} -%}
        {%- for privilege, grantees in grant_config.items() -%}
            {%- do granted.update({privilege: grantees | select('in', known) | list}) -%}
        {%- endfor -%}
        {%- do default__apply_grants(relation, granted, should_revoke) -%}
    {%- endif -%}
{% endmacro %}
