{#- The rows of a table that staging dropped, and the versions that it kept with a flag. -#}
{% macro rejections(table, key) -%}
    select '{{ table }}' as table_name, {{ joined_key(key) }} as key, dq_flags, 'dropped' as effect, loaded_at
    from {{ ref('stg_' ~ table ~ '__typed') }}
    where dq_effect = 'dropped'
    union all
    select '{{ table }}' as table_name, {{ joined_key(key) }} as key, dq_flags, 'kept_flagged' as effect, loaded_at
    from {{ ref('stg_' ~ table) }}
    where dq_flags <> ''
{%- endmacro %}
