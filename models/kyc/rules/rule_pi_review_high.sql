with rules as (

    select min(effective_from) as since
    from {{ ref('int_kyc_rule') }}
    where rule_id = 'PI-REVIEW-HIGH'

),

ratings as (

    select
        rating_id,
        customer_id,
        rating,
        rated_on,
        loaded_at,
        lead(rated_on) over (partition by customer_id order by rated_on, rating_id) as next_on
    from {{ ref('risk_rating__personal_data') }}

),

high as (

    select * from ratings
    where rating = 'high'

),

reviews as (

    select
        evidence.evidence_id,
        evidence.customer_id,
        evidence.performed_on,
        evidence.loaded_at
    from {{ ref('kyc_evidence__personal_data') }} as evidence
    inner join high
        on evidence.customer_id = high.customer_id
        and evidence.performed_on > high.rated_on
        and evidence.performed_on < coalesce(high.next_on, date '9999-12-31')
    where evidence.obligation_type = 'REVIEW'

),

-- A rating from before the rule runs from the day on which the rule began.
found as (

    select
        high.customer_id as subject_id,
        high.customer_id,
        greatest(high.rated_on, rules.since) as trigger_date,
        high.rating_id as source_id,
        high.loaded_at as detected_at,
        {{ event_facts("'最高风险等级,应每年复核'", "'highest risk, to be reviewed within a year'") }}
    from high
    cross join rules
    where high.next_on is null or high.next_on >= rules.since
    union all
    select
        reviews.customer_id as subject_id,
        reviews.customer_id,
        greatest(reviews.performed_on, rules.since) as trigger_date,
        reviews.evidence_id as source_id,
        reviews.loaded_at as detected_at,
        {{ event_facts("'复核后仍为最高风险等级,应再次复核'", "'still of the highest risk after a review, to be reviewed again'") }}
    from reviews
    cross join rules

)

{{ event_trigger('PI-REVIEW-HIGH', 'customer') }}
