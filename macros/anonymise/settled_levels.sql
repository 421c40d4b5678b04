{#- Reads the level of each column and the bounds of top coding that the first cohort of the epoch settled. -#}
{%- macro settled_levels(spec) -%}
    {%- set targets = [] -%}
    {%- for column in spec.columns -%}
        {%- do targets.append('levels[' ~ loop.index ~ ']') -%}
        {%- do targets.append('tops[' ~ loop.index ~ ']') -%}
    {%- endfor -%}
    {%- set row = run_query(
        'select ' ~ (targets | join(', ')) ~ ' from ' ~ spec.relation ~ ' where epoch = ' ~ spec.epoch
        ~ ' order by cohort limit 1')[0] -%}
    {%- for column in spec.columns -%}
        {%- do spec.levels.append(row[2 * loop.index0] | int) -%}
        {%- do spec.tops.update({column: row[2 * loop.index0 + 1]}) -%}
    {%- endfor -%}
{%- endmacro %}
