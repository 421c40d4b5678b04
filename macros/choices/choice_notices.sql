{#- From when each notice version covers a purpose: one row per version and purpose. -#}
{%- macro choice_notices() -%}
    select
        notices.notice_version,
        purposes.purpose_number,
        min({{ shanghai_midnight('notices.effective_from') }}) as covers_from
    from {{ ref('stg_privacy_notices') }} as notices
    inner join (
        {%- for purpose in choice_purposes() %}
        select {{ loop.index }} as purpose_number, '|{{ purpose }}|' as word
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ) as purposes
        on position(purposes.word in '|' || lower(replace(notices.purposes, ' ', '')) || '|') > 0
    where notices.is_current
    group by notices.notice_version, purposes.purpose_number
{%- endmacro %}
