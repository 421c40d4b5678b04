{#- The categories of sensitive data that may not be used, joined by `|`; empty where there is none. -#}
{%- macro categories_refused() -%}
    case
        when apart.sensitive_data_why is not null then coalesce(apart.refused_categories, '')
        when whole.sensitive_data_allowed then ''
        else (
            select coalesce(string_agg(scope, '|' order by {{ byte_order('scope') }}), '')
            from domain
            where purpose = 'sensitive_data'
        )
    end
{%- endmacro %}
