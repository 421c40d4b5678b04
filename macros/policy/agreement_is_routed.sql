{#- Whether an agreement lets data reach its recipient: overseas it must name the route and the place of storage. -#}
{%- macro agreement_is_routed(agreement, recipient) -%}
    coalesce(upper({{ recipient }}.country) = 'CN', false)
        or ({{ agreement }}.transfer_route is not null and {{ agreement }}.storage_country is not null)
{%- endmacro %}
