{#- Whether a decision allows: only the latest event does if it is a valid opt-in, or the law's default. -#}
{%- macro choice_allows(why, strictest, is_allowed_by_default) -%}
    coalesce(
        ({{ why }} = 'latest_event' and mod({{ strictest }}, 16) < {{ reading_codes().opt_out }})
        or ({{ why }} = 'default' and {{ is_allowed_by_default }}),
        false
    )
{%- endmacro %}
