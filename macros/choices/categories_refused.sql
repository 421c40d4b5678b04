{#- The categories of sensitive data that may not be used, joined by `|`; empty where there is none. -#}
{%- macro categories_refused() -%}
    case
        when has_chosen_categories
            then coalesce(case when sensitive_data_allowed then refused else refused_with_rest end, '')
        when sensitive_data_allowed then ''
        else (
            select coalesce(string_agg(scope, '|' order by {{ byte_order('scope') }}), '')
            from domain
            where purpose_number = {{ purpose_number('sensitive_data') }}
        )
    end
{%- endmacro %}
