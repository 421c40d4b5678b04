create view population_customers as
select
    customer_id_of(number) as customer_id,
    customer_type,
    case customer_type
        when 'individual' then person_name
        when 'unit' then concat(getvariable('cities')[place_number], '样例', number::varchar, '号商贸有限公司')
        else concat(getvariable('cities')[place_number], '样例', number::varchar, '号经营部')
    end as full_name,
    case when customer_type <> 'unit' then case when is_male then 'male' else 'female' end end as gender,
    case when customer_type <> 'unit' then birth_date end as birth_date,
    id_type,
    id_number,
    case
        when id_type in ('resident_id', 'business_licence') then 'CN'
        when id_type = 'hk_macau_permit' then 'HK'
        when id_type = 'taiwan_permit' then 'TW'
        else pick(['DE', 'FR', 'US', 'US', 'JP'], part(rare, 1))
    end as nationality,
    case
        when id_type <> 'resident_id' then null
        when part(rare, 2) % 20 = 0 then pick(['回族', '满族', '壮族', '苗族'], part(rare, 3))
        else '汉族'
    end as ethnicity,
    case when customer_type = 'individual' and part(rare, 2) % 25 = 1
        then pick(['佛教', '道教', '基督教', '伊斯兰教'], part(rare, 3)) end as religion,
    case when customer_type = 'individual'
        then pick(['single', 'married', 'married', 'married', 'divorced'], part(life, 2)) end as marital_status,
    case when customer_type = 'individual' then pick(getvariable('occupations'), part(life, 3)) end as occupation,
    case when customer_type = 'individual'
        then pick(['高中', '大专', '本科', '本科', '硕士'], part(life, 4)) end as education,
    case when customer_type = 'individual'
        then ((3 + part(life, 5) % 38) * 10000)::decimal(18, 2) end as annual_income,
    case when customer_type = 'individual'
        then pick(['阅读', '旅行', '阅读|旅行', '运动', '音乐', '烹饪'], part(life, 6)) end as interests,
    case when customer_type = 'individual' and part(rare, 4) % 30 = 2
        then pick(['高血压', '听力障碍,请用文字联系', '色弱'], part(rare, 3)) end as health_note,
    concat('100', (70000000 + number)::varchar) as phone,
    concat(customer_id_of(number), '@example.com') as email,
    getvariable('provinces')[place_number] as province,
    getvariable('cities')[place_number] as city,
    getvariable('districts')[place_number] as district,
    concat(pick(getvariable('streets'), part(rare, 5)), (1 + part(rare, 6) % 300)::varchar, '号') as street_address,
    getvariable('postcodes')[place_number] as postcode,
    case when customer_type = 'individual' then false end as is_foreign_pep,
    case
        when part(rare, 7) % 1000 < 950 then 'CN'
        when part(rare, 7) % 1000 < 975 then 'EU'
        when part(rare, 7) % 1000 < 995 then 'US-CA'
    end as jurisdiction,
    case
        when is_prospect(number) then 'prospect' when is_former(number) then 'former' else 'customer'
    end as status,
    case when not is_prospect(number) then started_on(life) end as relationship_started_on,
    ended_on(number, life) as relationship_ended_on,
    case when not is_prospect(number) then 'daily_payments' end as relationship_purpose,
    case when customer_type <> 'individual' then person_name end as legal_representative,
    case when customer_type <> 'individual'
        then ((1 + part(life, 7) % 50) * 100000)::decimal(18, 2) end as registered_capital,
    case when customer_type <> 'individual' then '日用百货批发零售' end as business_scope,
    timestamp '2026-06-01 02:00:00' as loaded_at
from identified_person;

create view drawn_document as
select
    number,
    id_type,
    id_number,
    life,
    draw('document', number) as drawn
from identified_person
where not is_prospect(number);

create view population_identity_documents as
select
    concat('doc-', lpad(number::varchar, 8, '0')) as document_id,
    customer_id_of(number) as customer_id,
    id_type as document_type,
    id_number as document_number,
    make_date(case when part(drawn, 0) % 10 < 7 then 2021 else 2020 end, 1, 1) + (part(drawn, 1) % 365)::integer
        as valid_from,
    case
        when id_type = 'business_licence' or part(drawn, 0) % 10 = 8 then '长期'
        when part(drawn, 2) % 100 = 3 then '2024-12-31'
        else '2041-12-31'
    end as valid_to,
    part(drawn, 3) % 20 > 0 as copy_on_file,
    started_on(life) as verified_on,
    'own' as verified_by,
    timestamp '2026-06-01 02:00:00' as loaded_at
from drawn_document;
