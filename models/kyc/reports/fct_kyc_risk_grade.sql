with scores as (

    select * from {{ ref('risk_scorecard') }}
    where effective_from <= {{ as_of_date() }} and (effective_to is null or effective_to >= {{ as_of_date() }})

),

grades as (

    select * from {{ ref('risk_grades') }}
    where effective_from <= {{ as_of_date() }} and (effective_to is null or effective_to >= {{ as_of_date() }})

),

customers as (

    select
        customer_id,
        nationality,
        is_foreign_pep
    from {{ ref('customer__personal_data') }}

),

merchants as (

    select
        customer_id,
        country,
        industry
    from {{ ref('merchant__personal_data') }}
    where ended_on is null or ended_on >= {{ as_of_date() }}

),

-- Every value that a factor takes for a customer; the highest score of a factor counts.
facts as (

    select customer_id, 'region' as factor, coalesce(nationality, 'unknown') as value from customers
    union
    select customer_id, 'region' as factor, coalesce(country, 'unknown') as value from merchants
    union
    select customer_id, 'industry' as factor, coalesce(industry, 'unknown') as value from merchants
    union
    select customer_id, 'business' as factor, 'merchant' as value from merchants
    union
    select
        customer_id,
        'business' as factor,
        case account_type when 'prepaid_anonymous' then 'prepaid_anonymous' else 'account' end as value
    from {{ ref('account__personal_data') }}
    where customer_id is not null
    union
    select
        customer_id,
        'foreign_pep' as factor,
        case when is_foreign_pep is null then 'unknown' when is_foreign_pep then 'true' else 'false' end as value
    from customers

),

scored as (

    select
        facts.customer_id,
        facts.factor,
        facts.value,
        coalesce(named.score, others.score, 0) as score,
        coalesce(named.filed_on, others.filed_on) as filed_on,
        coalesce(named.signed_off_by, others.signed_off_by, 'not_signed') as signed_off_by,
        row_number() over (
            partition by facts.customer_id, facts.factor
            order by coalesce(named.score, others.score, 0) desc, facts.value
        ) as nth
    from facts
    left join scores as named on facts.factor = named.factor and facts.value = named.value
    left join scores as others on facts.factor = others.factor and others.value = 'other'

),

totals as (

    select
        customer_id,
        cast(sum(score) as integer) as score,
        max(filed_on) as filed_on,
        min(case when signed_off_by = 'not_signed' then 0 else 1 end) = 1 as is_signed,
        string_agg(factor || '=' || value || ' ' || cast(score as varchar), '; ' order by factor) as parts
    from scored
    where nth = 1
    group by customer_id

)

select
    totals.customer_id,
    grades.grade,
    totals.score,
    totals.filed_on,
    totals.is_signed and grades.signed_off_by <> 'not_signed' as standard_is_signed,
    '得分' || cast(totals.score as varchar) || '(' || totals.parts || '),' || grades.name_zh || ':'
    || cast(grades.score_from as varchar) || '-' || cast(grades.score_to as varchar) || '分,标准所载备案日期'
    || coalesce(cast(totals.filed_on as varchar), '为空')
    || case when totals.is_signed and grades.signed_off_by <> 'not_signed' then '。' else '(标准未经签核)。' end as why_zh,
    'Score ' || cast(totals.score as varchar) || ' (' || totals.parts || '), grade ' || grades.grade || ' from '
    || cast(grades.score_from as varchar) || ' to ' || cast(grades.score_to as varchar) || ', filing date of the standard '
    || coalesce(cast(totals.filed_on as varchar), 'empty')
    || case when totals.is_signed and grades.signed_off_by <> 'not_signed' then '.' else ' (standard not signed).' end
        as why_en
from totals
inner join grades on totals.score between grades.score_from and grades.score_to
