{#- Fills `anonymise_level`: the level of each column for each unit, by the engine of the policy. -#}
{%- macro anonymise_recode(spec) -%}
    {%- if spec.rows > 0 and spec.engine == 'cascade' -%}
        {%- do anonymise_cascade(spec) -%}
    {%- elif spec.rows > 0 and spec.engine == 'top_down' -%}
        {%- do anonymise_top_down(spec) -%}
    {%- elif spec.rows > 0 -%}
        {%- set levels = spec.levels or anonymise_global(spec) -%}
        {%- do run_query(
            'insert into anonymise_level select unit, ' ~ (levels | join(', ')) ~ ' from anonymise_weight') -%}
    {%- endif -%}
{%- endmacro %}
