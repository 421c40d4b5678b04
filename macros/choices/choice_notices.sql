{#- From when each notice version covers a purpose: one row per version and purpose. -#}
{%- macro choice_notices() -%}
    select
        notices.notice_version,
        purposes.purpose,
        min({{ shanghai_midnight('notices.effective_from') }}) as covers_from
    from {{ ref('stg_privacy_notices') }} as notices
    inner join (
        {%- for purpose in choice_purposes() %}
        select '{{ purpose }}' as purpose
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ) as purposes
        on position(
            '|' || purposes.purpose || '|'
            in '|' || lower(replace(notices.purposes, ' ', '')) || '|'
        ) > 0
    where notices.is_current
    group by notices.notice_version, purposes.purpose
{%- endmacro %}
