{#- The lower bound of the band of the amount, with its sign: 0, 100, 1000, 10000, 50000, 100000, 1000000. -#}
{%- macro generalise_amount_band(expr, data_type='decimal(18,2)') -%}
    cast(sign({{ expr }}) * case
        when abs({{ expr }}) < 100 then 0
        when abs({{ expr }}) < 1000 then 100
        when abs({{ expr }}) < 10000 then 1000
        when abs({{ expr }}) < 50000 then 10000
        when abs({{ expr }}) < 100000 then 50000
        when abs({{ expr }}) < 1000000 then 100000
        else 1000000
    end as {{ data_type }})
{%- endmacro %}
