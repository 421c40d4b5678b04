-- The numbers that the population is made from: a table, since all cores read one and only one core counts.
create table numbers as
select number from range(1, getvariable('population') + 1) as counted (number);

-- Most relationships began in one year: rare years would make every row rare.
create macro started_on(life) as
    make_date(
        case when part(life, 0) % 20 < 15 then 2024 when part(life, 0) % 20 < 18 then 2023 else 2025 end, 1, 1
    ) + (part(life, 1) % 365)::integer;

create macro ended_on(number, life) as
    case when is_former(number) then date '2026-01-01' + (part(life, 1) % 90)::integer end;

create view drawn_person as
select
    number,
    draw('customer', number) as who,
    draw('customer life', number) as life,
    draw('customer rare', number) as rare
from numbers;

create view known_person as
select
    number,
    life,
    rare,
    case
        when part(who, 0) % 1000 < 950 then 'individual'
        when part(who, 0) % 1000 < 980 then 'unit'
        else 'sole_trader'
    end as customer_type,
    part(who, 1) % 2 = 1 as is_male,
    make_date(pick(getvariable('decades'), part(who, 2)), 1, 1) + (part(who, 3) % 3650)::integer as birth_date,
    1 + part(who, 4) % len(getvariable('provinces')) as place_number,
    case
        when part(who, 0) % 1000 >= 950 then 'business_licence'
        when part(who, 5) % 1000 < 965 then 'resident_id'
        when part(who, 5) % 1000 < 980 then 'passport'
        when part(who, 5) % 1000 < 988 then 'hk_macau_permit'
        when part(who, 5) % 1000 < 995 then 'taiwan_permit'
        else 'foreign_permanent_resident'
    end as id_type,
    concat(
        pick(getvariable('surnames'), part(who, 6)),
        case
            when part(who, 1) % 2 = 1 then pick(getvariable('given_male'), part(who, 7))
            else pick(getvariable('given_female'), part(who, 7))
        end
    ) as person_name
from drawn_person;

create view numbered_person as
select
    *,
    -- 500 people of one sex share a district and a birth date.
    case when id_type = 'resident_id' then number // 500 % 100000 else 900840 end * 100000000000
    + (year(birth_date) * 10000 + month(birth_date) * 100 + day(birth_date)) * 1000
    + number % 500 * 2
    + is_male::bigint as resident_body,
    concat('010', lpad((number // 500 % 100000)::varchar, 5, '0'), 'D', lpad(number::varchar, 8, '0')) as licence_body
from known_person;

create view identified_person as
select
    *,
    case id_type
        when 'business_licence' then concat(licence_body, licence_check(licence_body))
        when 'passport' then concat('DEMO', lpad((number % 10000000)::varchar, 7, '0'))
        when 'hk_macau_permit' then concat('HDEMO', lpad((number % 1000000)::varchar, 6, '0'))
        when 'taiwan_permit' then concat('TDEMO', lpad((number % 1000000)::varchar, 6, '0'))
        else concat(lpad(resident_body::varchar, 17, '0'), resident_check(resident_body))
    end as id_number
from numbered_person;
