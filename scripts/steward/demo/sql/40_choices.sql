-- Five slots a customer (a benchmark may ask for more), seven of ten used, by all but 15 of 100 customers: three
-- events each.
create view drawn_choice as
select
    number,
    slot,
    draw('choice', number * 10 + slot) as drawn
from numbers, range(1, getvariable('choice_slots') + 1) as slots (slot)
where part(draw('choice silent', number), 0) % 100 >= 15;

create view purposed_choice as
select
    *,
    pick(
        ['direct_marketing', 'third_party_disclosure', 'automated_decisions', 'sensitive_data'], part(drawn, 0)
    ) as purpose,
    case when part(drawn, 1) % 100 < 60 then 'opt_in' else 'opt_out' end as choice
from drawn_choice
where part(drawn, 2) % 10 < 7;

create view timed_choice as
select
    *,
    -- No notice before 2026 covers sensitive data.
    case
        when purpose = 'sensitive_data' then timestamp '2026-01-01' + to_days((part(drawn, 4) % 270)::integer)
        else timestamp '2025-01-01' + to_days((part(drawn, 4) % 635)::integer)
    end + to_seconds(28800 + part(drawn, 5) % 43200) as occurred_at
from purposed_choice;

create view population_choice_events as
select
    concat('evt-', lpad(number::varchar, 8, '0'), '-', slot::varchar) as event_id,
    customer_id_of(number) as customer_id,
    purpose,
    choice,
    case when purpose = 'direct_marketing' and part(drawn, 3) % 10 < 3
        then pick(['sms', 'phone', 'email', 'post', 'app'], part(drawn, 6)) end as channel,
    case when purpose = 'third_party_disclosure' and part(drawn, 3) % 10 < 6
        then pick(['harbour_insurance', 'harbour_insurance', 'delta_research'], part(drawn, 6)) end as recipient_id,
    case when purpose = 'sensitive_data' and part(drawn, 3) % 10 < 2
        then pick(['health', 'religion', 'finance', 'ethnicity'], part(drawn, 6)) end as data_category,
    case when occurred_at < timestamp '2026-01-01' then 'v2' else 'v3' end as notice_version,
    pick(['app', 'app', 'app', 'web', 'branch'], part(drawn, 7)) as captured_by,
    occurred_at,
    occurred_at + to_seconds(part(drawn, 7) % 120) as recorded_at,
    loaded_after(occurred_at + to_seconds(part(drawn, 7) % 120)) as loaded_at
from timed_choice;
