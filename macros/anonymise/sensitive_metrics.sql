{#- The least l and the highest t over the sensitive columns that are shown, null where none is: those from the place
    after `known`; `hidden_at` gives the level of `*` of each. -#}
{%- macro sensitive_metrics(known, hidden_at, persons) -%}
    {%- if hidden_at -%}
    select min(l_distinct) as l_distinct, max(t_equal) as t_equal
    from (
        {% for top in hidden_at -%}
        {%- set place = known + loop.index -%}
        select cast(l_distinct as bigint) as l_distinct, t_equal
        from ({{ anonymity_metrics(
            '(select label[1:' ~ known ~ '] as known, label[' ~ place ~ '] as value, person_id from released where levels['
            ~ place ~ '] < ' ~ top ~ ') as shown', ['known'], 'value', persons
        ) }}) as metrics
        {{ 'union all ' if not loop.last }}
        {%- endfor %}
    ) as shown_metrics
    {%- else -%}
    select cast(null as bigint) as l_distinct, cast(null as double precision) as t_equal
    {%- endif -%}
{%- endmacro %}
