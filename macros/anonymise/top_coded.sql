{#- A part of a label, `{floor}` standing for the lower bound of the interval in which the bound of top coding lies. -#}
{%- macro top_coded(spec, part, capped) -%}
    {%- set cases = [] -%}
    {%- for column, top in spec.tops.items() if top -%}
        {%- set floor = 'case when width = 0 then cast(' ~ top ~ ' as ' ~ dbt.type_string() ~ ') else cast(cast(floor('
            ~ top ~ ' / width) * width as bigint) as ' ~ dbt.type_string() ~ ') end' -%}
        {%- set over = 'cast(lower_bound as decimal(28, 8)) + coalesce(width, 0) > ' ~ top
            ~ ' or (width = 0 and cast(lower_bound as decimal(28, 8)) >= ' ~ top ~ ')' -%}
        {%- do cases.append(
            'when ' ~ (spec.columns.index(column) + 1) ~ ' then case when ' ~ over ~ ' then '
            ~ (capped | replace('{floor}', floor)) ~ ' else ' ~ part ~ ' end') -%}
    {%- endfor -%}
    {%- if cases -%}
    case position {{ cases | join(' ') }} else {{ part }} end
    {%- else -%}
    {{ part }}
    {%- endif -%}
{%- endmacro %}
