{#- The agreements with a recipient that allow a disclosure on the as-of date. A processor acts for the company and
    an authority on its order, so neither has one. -#}
{%- macro agreement_in_force(recipient_id) -%}
    select
        recipient_id,
        attributes,
        disclosure_level
    from (
        {{ agreements_in_force(ref('ldm_agreement'), ref('ldm_recipient'), as_of_date()) }}
    ) as agreements
    where
        recipient_id = '{{ recipient_id }}'
        and kind in ('controller', 'affiliate')
        and is_routed
{%- endmacro %}
