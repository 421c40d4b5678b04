with

terms as (
    select * from {{ ref('aud_disclosure_term') }}
),

recipients as (
    select * from {{ ref('ldm_recipient') }}
),

agreements as (
    select
        agreement_id,
        lower(recipient_id) as recipient_id,
        lower(agreement_type) as agreement_type,
        '|' || lower(replace(attributes, ' ', '')) || '|' as attributes,
        signed_on,
        valid_from,
        valid_to,
        valid_to - cast(renewal_notice_days as integer) as renewal_due_on,
        transfer_route is not null and storage_country is not null as is_routed,
        {{ as_of_date() }} as today,
        case
            when signed_on is null or signed_on > {{ as_of_date() }} then 'unsigned'
            when valid_to < {{ as_of_date() }} then 'expired'
            when valid_from is null or valid_from > {{ as_of_date() }} then 'not_begun'
            else 'in_force'
        end as state
    from {{ ref('ldm_agreement') }}
),

-- One that is signed, begins before the other ends or today, and lasts longer.
replaced as (
    select distinct ending.agreement_id
    from agreements as ending
    inner join agreements as following
        on
            ending.recipient_id = following.recipient_id
            and ending.agreement_type = following.agreement_type
            and ending.agreement_id <> following.agreement_id
    where
        following.signed_on <= ending.today
        and following.valid_from <= greatest(ending.valid_to + 1, ending.today)
        and (following.valid_to is null or (following.valid_to > ending.valid_to and following.valid_to >= ending.today))
),

of_agreements as (
    select
        agreements.recipient_id,
        agreements.agreement_id,
        case
            when agreements.state in ('unsigned', 'expired') then agreements.state
            when agreements.state = 'in_force' and agreements.renewal_due_on <= agreements.today then 'renewal_due'
        end as due,
        case agreements.state
            when 'unsigned' then agreements.valid_from
            when 'expired' then agreements.valid_to
            else agreements.renewal_due_on
        end as due_on,
        cast(null as text) as attributes
    from agreements
    left join replaced on agreements.agreement_id = replaced.agreement_id
    where replaced.agreement_id is null
),

overseas as (
    select
        agreements.recipient_id,
        agreements.agreement_id,
        'overseas_without_route' as due,
        agreements.valid_from as due_on,
        cast(null as text) as attributes
    from agreements
    inner join recipients on agreements.recipient_id = lower(recipients.recipient_id)
    where agreements.state = 'in_force' and not agreements.is_routed and upper(recipients.country) <> 'CN'
),

of_terms as (
    select
        terms.recipient_id,
        terms.attribute,
        count(agreements.agreement_id) as agreements_in_force,
        count(case when position('|' || terms.attribute || '|' in agreements.attributes) > 0 then 1 end) as naming
    from terms
    left join agreements on terms.recipient_id = agreements.recipient_id and agreements.state = 'in_force'
    group by terms.recipient_id, terms.attribute
),

of_relations as (
    select
        recipient_id,
        cast(null as text) as agreement_id,
        case when max(agreements_in_force) = 0 then 'relation_without_agreement' else 'terms_broader' end as due,
        cast(null as date) as due_on,
        string_agg(attribute, '|' order by {{ byte_order('attribute') }}) as attributes
    from of_terms
    where naming = 0 and (agreements_in_force = 0 or attribute is not null)
    group by recipient_id
),

every as (
    select * from of_agreements
    union all
    select * from overseas
    union all
    select * from of_relations
)

select
    recipient_id,
    agreement_id,
    due,
    due_on,
    cast(due_on - {{ as_of_date() }} as bigint) as days_left,
    attributes
from every
where due is not null
