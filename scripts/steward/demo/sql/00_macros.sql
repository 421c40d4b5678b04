-- Every value is a function of the seed, the entity and its number: md5, so that any engine can make it again.
-- Integers only: a logarithm may differ in its last digit from one machine to the next.

create macro draw(entity, number) as
    md5_number(concat(getvariable('seed'), '|', entity, '|', number));

-- One draw holds eight independent parts, 0 to 65535.
create macro part(drawn, nth) as ((drawn >> (16 * nth)::uhugeint) & 65535::uhugeint)::bigint;

create macro pick(choices, number) as choices[1 + number % len(choices)];

-- Prospects and former customers are told by their number, so that nobody has to look them up.
create macro is_prospect(number) as number % 40 = 7;

create macro is_former(number) as number % 50 = 11;

create macro is_active(number) as not (number % 40 = 7 or number % 50 = 11);

create macro second_account(number) as number % 10 in (3, 6, 9);

create macro customer_id_of(number) as concat('demo-', lpad(number::varchar, 8, '0'));

create macro account_id_of(number, nth) as
    concat('acct-', lpad(number::varchar, 8, '0'), '-', nth::varchar);

-- What a nightly extract of a day's facts carries.
create macro loaded_after(moment) as
    greatest(date_trunc('day', moment) + interval 26 hour, timestamp '2026-06-01 02:00:00');

-- Check digits of whole numbers: many times faster than of their text.
create macro digit(body, power) as (body // power) % 10;

create macro resident_check(body) as
    '10X98765432'[1 + (
        digit(body, 10000000000000000) * 7 + digit(body, 1000000000000000) * 9 + digit(body, 100000000000000) * 10
        + digit(body, 10000000000000) * 5 + digit(body, 1000000000000) * 8 + digit(body, 100000000000) * 4
        + digit(body, 10000000000) * 2 + digit(body, 1000000000) + digit(body, 100000000) * 6
        + digit(body, 10000000) * 3 + digit(body, 1000000) * 7 + digit(body, 100000) * 9 + digit(body, 10000) * 10
        + digit(body, 1000) * 5 + digit(body, 100) * 8 + digit(body, 10) * 4 + digit(body, 1) * 2
    ) % 11];

create macro licence_value(body, nth) as
    strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', body[nth]) - 1;

create macro licence_check(body) as
    '0123456789ABCDEFGHJKLMNPQRTUWXY'[1 + (31 - (
        licence_value(body, 1) * 1 + licence_value(body, 2) * 3 + licence_value(body, 3) * 9
        + licence_value(body, 4) * 27 + licence_value(body, 5) * 19 + licence_value(body, 6) * 26
        + licence_value(body, 7) * 16 + licence_value(body, 8) * 17 + licence_value(body, 9) * 20
        + licence_value(body, 10) * 29 + licence_value(body, 11) * 25 + licence_value(body, 12) * 13
        + licence_value(body, 13) * 8 + licence_value(body, 14) * 24 + licence_value(body, 15) * 10
        + licence_value(body, 16) * 30 + licence_value(body, 17) * 28
    ) % 31) % 31];

create macro doubled(number) as number * 2 - case when number > 4 then 9 else 0 end;

-- The last of the 18 digits before the check digit is doubled, and so every second one to the left of it.
create macro luhn_check(body) as
    (100 - (
        digit(body, 100000000000000000) + doubled(digit(body, 10000000000000000))
        + digit(body, 1000000000000000) + doubled(digit(body, 100000000000000))
        + digit(body, 10000000000000) + doubled(digit(body, 1000000000000))
        + digit(body, 100000000000) + doubled(digit(body, 10000000000))
        + digit(body, 1000000000) + doubled(digit(body, 100000000))
        + digit(body, 10000000) + doubled(digit(body, 1000000))
        + digit(body, 100000) + doubled(digit(body, 10000))
        + digit(body, 1000) + doubled(digit(body, 100))
        + digit(body, 10) + doubled(digit(body, 1))
    ) % 10) % 10;
