{#- What the law says of a row's recipient: by its kind, and of those that need a choice, overseas first. -#}
{%- macro of_kind(column) -%}
    case
        when choices.kind = 'processor' then law.processor_{{ column }}
        when choices.kind = 'authority' then law.authority_{{ column }}
        when choices.is_overseas then law.overseas_{{ column }}
        when choices.kind = 'affiliate' then law.affiliate_{{ column }}
        when choices.kind = 'controller' then law.general_{{ column }}
    end
{%- endmacro %}
