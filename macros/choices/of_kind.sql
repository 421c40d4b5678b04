{#- What the law says of a row's recipient: by its kind, and of those that need a choice by the person's age, then
    overseas first. -#}
{%- macro of_kind(column) -%}
    case
        when choices.kind = 'processor' then law.processor_{{ column }}
        when choices.kind = 'authority' then law.authority_{{ column }}
        when choices.kind not in ('controller', 'affiliate') then null
        when choices.is_under_14 then law.under_14_{{ column }}
        when choices.is_under_16 and law.under_16_provision is not null then law.under_16_{{ column }}
        when choices.is_overseas then law.overseas_{{ column }}
        when choices.kind = 'affiliate' then law.affiliate_{{ column }}
        when choices.kind = 'controller' then law.general_{{ column }}
    end
{%- endmacro %}
