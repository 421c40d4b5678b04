{#- The agreements with a recipient that allow a disclosure on the as-of date. A processor acts for the company and
    an authority on its order, so neither has one; overseas the route and the place of storage must be agreed. -#}
{%- macro agreement_in_force(recipient_id) -%}
    select
        agreement.recipient_id,
        agreement.attributes,
        agreement.disclosure_level
    from {{ ref('ldm_agreement') }} as agreement
    inner join {{ ref('ldm_recipient') }} as recipient on agreement.recipient_id = recipient.recipient_id
    where
        agreement.recipient_id = '{{ recipient_id }}'
        and lower(recipient.kind) in ('controller', 'affiliate')
        and {{ agreement_holds('agreement', as_of_date()) }}
        and ({{ agreement_is_routed('agreement', 'recipient') }})
{%- endmacro %}
