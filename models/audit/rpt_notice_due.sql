with

due as (

    select * from {{ ref('ldm_notice_due') }}

),

texts as (

    select distinct
        notice_version,
        lower(language) as language
    from {{ ref('ldm_privacy_notice') }}
    where body is not null

)

select
    due.notice_version,
    due.language,
    due.due_since,
    count(*) as customers,
    count(case when due.reason = 'never_told' then 1 end) as customers_never_told,
    max(texts.notice_version) is not null as has_text
from due
left join texts on due.notice_version = texts.notice_version and due.language = texts.language
group by due.notice_version, due.language, due.due_since
