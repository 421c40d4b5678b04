{#- The rows that publish wrote beside each manifest, with release and audience out of the file's place. -#}
{% macro release_members() -%}
    {%- set files = release_files('parquet') -%}
    {%- if files -%}
    select
        regexp_extract(filename, '([^/]+)/([^/]+)\.parquet$', 1) as release,
        regexp_extract(filename, '([^/]+)/([^/]+)\.parquet$', 2) as audience,
        relation,
        customer_id
    from read_parquet(['{{ files | map("replace", "'", "''") | join("', '") }}'], filename = true)
    {%- else -%}
    select
        cast(null as text) as release,
        cast(null as text) as audience,
        cast(null as text) as relation,
        cast(null as text) as customer_id
    where false
    {%- endif -%}
{%- endmacro %}
