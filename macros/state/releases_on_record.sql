{#- Publish writes the manifests after the build has ended, so a build sees the releases of those before it. -#}
{% macro releases_on_record() -%}
    {%- set columns = {
        'release': 'text', 'audience': 'text', 'state': 'text', 'published_at': 'timestamptz',
        'choices_read_at': 'timestamptz', 'ended_at': 'timestamptz', 'reason': 'text', 'invocation_id': 'text',
    } -%}
    {%- set files = release_files('json') -%}
    select
        {%- for name, type in columns.items() %}
        cast({{ name if files else 'null' }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if files %}
    from read_json(
        ['{{ files | map("replace", "'", "''") | join("', '") }}'],
        columns = { {%- for name in columns %}'{{ name }}': 'varchar'{{ ', ' if not loop.last }}{% endfor -%} }
    )
    where state <> 'prepared'
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}
