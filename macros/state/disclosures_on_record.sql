{#- Custody's record of disclosures, one row per file. The record is written by `steward disclose`, so a build sees
    those before it. -#}
{% macro disclosures_on_record() -%}
    {%- set files = disclosure_records() -%}
    {%- set columns = {
        'disclosure': 'disclosure_id', 'recipient': 'recipient_id',
        "manifest ->> '$.level'": 'level', "manifest ->> '$.requested_by'": 'requested_by', 'reason': 'reason',
        "release": 'release', "file ->> '$.relation'": 'relation', "file ->> '$.file'": 'file',
        "file ->> '$.sha256'": 'file_sha256',
    } -%}
    select
        {%- for source, name in columns.items() %}
        cast({{ source if files else 'null' }} as text) as {{ name }},
        {%- endfor %}
        cast({{ "manifest ->> '$.disclosed_at'" if files else 'null' }} as timestamptz) as disclosed_at,
        cast({{ "file ->> '$.rows'" if files else 'null' }} as bigint) as row_count
    {%- if files %}
    from (
        select *, unnest(cast(manifest -> '$.files' as json[])) as file
        from read_json(
            ['{{ files | map("replace", "'", "''") | join("', '") }}'],
            columns = {
                'disclosure': 'varchar', 'recipient': 'varchar', 'reason': 'varchar', 'release': 'varchar',
                'manifest': 'json'
            }
        )
    ) as disclosed
    {%- else %}
    where false
    {%- endif %}
{%- endmacro %}
