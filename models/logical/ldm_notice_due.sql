with

notices as (

    select
        notice_version,
        min(effective_from) as effective_from
    from {{ ref('ldm_privacy_notice') }}
    where effective_from <= {{ as_of_date() }}
    group by notice_version

),

newest as (

    select
        notice_version,
        effective_from
    from (
        select
            *,
            row_number() over (order by effective_from desc, {{ byte_order('notice_version') }} desc) as place
        from notices
    ) as ranked
    where place = 1

),

-- Whoever chose under a version was shown it then.
shown as (

    select
        customer_id,
        notice_version
    from {{ ref('ldm_choice') }}
    union all
    select
        customer_id,
        notice_version
    from {{ ref('ldm_customer_preference') }}

),

told as (

    select
        shown.customer_id,
        max(notices.effective_from) as told_from
    from shown
    inner join notices on shown.notice_version = notices.notice_version
    group by shown.customer_id

)

select
    customers.customer_id,
    newest.notice_version,
    case when upper(trim(customers.jurisdiction)) = 'CN' then 'zh' else 'en' end as language,
    newest.effective_from as due_since,
    case when told.customer_id is null then 'never_told' else 'older_version' end as reason
from {{ ref('ldm_customer') }} as customers
cross join newest
left join told on customers.customer_id = told.customer_id
where
    coalesce(customers.status, '') <> 'former'
    and (told.told_from is null or told.told_from < newest.effective_from)
