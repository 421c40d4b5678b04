create view numbered_account as
select
    number,
    nth,
    number % 10 = 6 and nth = 2 as is_usd,
    99990000000000000 * 10 + nth * 10000000000000 + number as account_body
from numbers, range(1, 3) as seats (nth)
where (nth = 1 or second_account(number)) and not is_prospect(number);

create view drawn_account as
select
    *,
    draw('customer life', number) as life,
    draw('account', number * 10 + nth) as drawn
from numbered_account;

create view population_accounts as
select
    account_id_of(number, nth) as account_id,
    customer_id_of(number) as customer_id,
    case when nth = 2 and number % 10 = 3 then 'prepaid_named' else 'payment' end as account_type,
    concat(account_body, luhn_check(account_body)) as account_number,
    case when is_usd then 'USD' else 'CNY' end as currency,
    started_on(life) + ((nth - 1) * 30)::integer as opened_on,
    ended_on(number, life) as closed_on,
    case
        when is_former(number) then 'closed' when part(drawn, 0) % 100 = 5 then 'frozen' else 'active'
    end as status,
    'CN' as branch_country,
    timestamp '2026-06-01 02:00:00' as loaded_at
from drawn_account;

create view population_account_holders as
select
    account_id_of(number, 1) as account_id,
    customer_id_of(case when is_active(number + 1) then number + 1 else number + 2 end) as customer_id,
    'joint' as role,
    date '2026-01-01' as valid_from,
    null::date as valid_to,
    timestamp '2026-06-01 02:00:00' as loaded_at
from numbers
where number % 25 = 14 and number + 2 <= getvariable('population') and is_active(number);

create view dated_balance as
select
    number,
    nth,
    is_usd,
    drawn,
    step,
    date '2026-06-01' + (part(drawn, 1) % 20 + step * 35)::integer as balance_date
from drawn_account, range(0, 2) as steps (step)
where not is_former(number) and number % 3 = 0;

create view population_account_balances as
select
    account_id_of(number, nth) as account_id,
    balance_date,
    (part(drawn, 2 + step) % 1200000)::decimal(18, 2) / 5 as closing_balance,
    case when is_usd then 'USD' else 'CNY' end as currency,
    loaded_after(balance_date) as loaded_at
from dated_balance;
