{#- THE agreements in force on a day, each beside its recipient: signed, begun and not ended. One is routed that may
    reach its recipient: overseas it must name the route and the place of storage. Whoever asks what an agreement
    permits, live or of the build, asks here. -#}
{%- macro agreements_in_force(agreements, recipients, day) -%}
    select
        recipient.recipient_id,
        lower(trim(recipient.kind)) as kind,
        agreement.agreement_id,
        agreement.attributes,
        agreement.disclosure_level,
        lower(agreement.agreement_type) = 'legal_order' as is_legal_order,
        coalesce(upper(recipient.country) = 'CN', false)
        or (agreement.transfer_route is not null and agreement.storage_country is not null) as is_routed
    from {{ agreements }} as agreement
    inner join {{ recipients }} as recipient on agreement.recipient_id = recipient.recipient_id
    where
        agreement.signed_on <= {{ day }}
        and agreement.valid_from <= {{ day }}
        and (agreement.valid_to is null or agreement.valid_to >= {{ day }})
{%- endmacro %}
