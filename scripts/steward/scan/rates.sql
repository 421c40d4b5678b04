-- One row per column: how many of its sampled values look like what. Nothing but counts leaves this query.
with

seen as (

    select
        column_no,
        value,
        cleaned(value) as c,
        count(*) as times
    from scan_sample
    group by column_no, value

),

prepared as (

    select
        *,
        compact(c) as k,
        day_of(c) as day
    from seen
    where c <> ''

),

judged as (

    select
        column_no,
        times,
        c,
        k,
        day,
        is_resident_id(k) as resident_id,
        is_travel_document(c, k) as travel_document,
        is_mobile(k) as mobile,
        is_landline(c) as landline,
        is_card(k) as card,
        is_email(c) as email,
        is_address(c) as address,
        is_chinese_name(c) or is_latin_name(c) as person_name,
        is_chinese_name(c) or has_latin_name_shape(c) as name_shape,
        is_name_word(c) as name_word,
        is_unit_code(k) as unit_code,
        is_hash(c) as hash,
        holds_personal(c) as personal_inside,
        is_gender(c) as gender,
        is_ethnicity(c) as ethnicity,
        is_province(c) as province,
        is_marital_status(c) as marital_status,
        is_education(c) as education,
        is_religion(c) as religion,
        is_number(c) as number,
        is_account_shape(k) as account_shape,
        coalesce(day between current_date - interval 111 year and current_date, false) as past_day
    from prepared

)

select
    column_no,
    sum(times) as n,
    count(*) as distinct_values,
    {counts},
    coalesce(date_diff('day', quantile_disc(day, 0.1), quantile_disc(day, 0.9)), 0) as day_spread,
    coalesce(date_diff('day', quantile_disc(day, 0.5), current_date), 0) as median_age
from judged
group by column_no
