with documents as (

    select
        document_id,
        customer_id,
        document_type,
        valid_from,
        valid_to as valid_to_text,
        {{ parsed_validity('valid_to') }} as valid_to,
        coalesce(copy_on_file, false) as copy_on_file,
        verified_on,
        nullif(verified_by, 'own') as delegate_id,
        loaded_at
    from {{ ref('identity_document__personal_data') }}

),

agreements as (

    select
        recipient_id,
        signed_on,
        valid_from,
        valid_to
    from {{ ref('agreement__personal_data') }}
    where agreement_type = 'delegation'

),

merchants as (

    select distinct customer_id
    from {{ ref('merchant__personal_data') }}

),

own_work as (

    select min(effective_from) as since
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-DELEGATE' and rule_version = 2

),

judged as (

    select
        documents.*,
        merchants.customer_id is not null as is_merchant,
        -- Article 25 asks for an agreement in force; since 2024-05-01 a merchant is identified by the institution itself.
        documents.delegate_id is null
        or (
            exists (
                select 1 from agreements
                where agreements.recipient_id = documents.delegate_id
                    and agreements.signed_on <= documents.verified_on
                    and coalesce(agreements.valid_from, agreements.signed_on) <= documents.verified_on
                    and coalesce(agreements.valid_to, date '9999-12-31') >= documents.verified_on
            )
            and not (merchants.customer_id is not null and documents.verified_on >= own_work.since)
        ) as delegation_holds
    from documents
    cross join own_work
    left join merchants on documents.customer_id = merchants.customer_id

)

select
    *,
    -- The last day on which the document proves identity; empty validity is unknown, not long-term.
    case
        when valid_to = date '9999-12-31' then valid_to
        when valid_to is null and valid_to_text is null and {{ reading('AMB16') }} = 'B' then date '9999-12-31'
        when {{ reading('AMB15') }} = 'B' then valid_to - 1
        else valid_to
    end as last_valid_day
from judged
