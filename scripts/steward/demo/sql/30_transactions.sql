create macro span_seconds() as 121 * 86400;

create view drawn_transaction as
select
    number,
    draw('transaction', number) as drawn,
    timestamp '2026-06-01 00:00:00' + to_seconds(number * span_seconds() // getvariable('transactions')) as occurred_at
from (
    select (person.number - 1) * getvariable('per_customer') + nth as number
    from numbers as person, range(0, getvariable('per_customer')) as steps (nth)
);

-- A few customers move much and most little: the square of an even draw, in whole numbers.
create view placed_transaction as
select
    number,
    drawn,
    occurred_at,
    part(drawn, 2) % 1000 as type_draw,
    part(drawn, 3) as detail,
    part(drawn, 4) as band,
    part(drawn, 5) as size,
    number % 400 = 5 as is_unregistered,
    1 + (
        (((drawn & 4294967295::uhugeint)::ubigint * (drawn & 4294967295::uhugeint)::ubigint) >> 32)::bigint * getvariable('population')
    ) // 4294967296 as drawn_payer,
    1 + (part(drawn, 7) * getvariable('population') // 65536 + number) % getvariable('population') as drawn_peer
from drawn_transaction;

create view typed_transaction as
select
    *,
    drawn_payer - (not is_active(drawn_payer))::bigint as payer,
    drawn_peer - (not is_active(drawn_peer))::bigint as peer,
    case
        when is_unregistered then 'remittance'
        when type_draw < 640 then 'payment'
        when type_draw < 760 then 'transfer'
        when type_draw < 860 then 'topup'
        when type_draw < 920 then 'withdrawal'
        when type_draw < 945 then 'refund'
        when type_draw < 965 then 'fee'
        when type_draw < 975 then 'interest'
        when type_draw < 985 then 'red_packet'
        when type_draw < 992 then 'product_buy'
        when type_draw < 996 then 'product_sell'
        when type_draw < 998 then 'remittance'
        else 'card_order'
    end as transaction_type,
    -- Six bands, even inside each.
    case
        when band % 1000 < 300 then 100 + size % 4900
        when band % 1000 < 650 then 5000 + size % 15000
        when band % 1000 < 880 then 20000 + size * 80000 // 65536
        when band % 1000 < 970 then 100000 + size * 400000 // 65536
        when band % 1000 < 995 then 500000 + size * 1500000 // 65536
        else 2000000 + size * 4000000 // 65536
    end as cents
from placed_transaction;

create view seated_transaction as
select
    *,
    case when second_account(payer) and detail % 10 < 4 then 2 else 1 end as nth
from typed_transaction;

create view population_transactions as
select
    concat('txn-', lpad(number::varchar, 10, '0')) as transaction_id,
    case when not is_unregistered then account_id_of(payer, nth) end as account_id,
    case when is_unregistered then concat(
        pick(getvariable('surnames'), part(drawn, 6)), pick(getvariable('given_male'), part(drawn, 7))
    ) end as payer_name,
    null::varchar as payer_id_type,
    null::varchar as payer_id_number,
    case when is_unregistered then concat('card-token-', number::varchar) end as payer_reference,
    transaction_type,
    case
        when transaction_type in ('topup', 'refund', 'interest', 'product_sell') then 'in'
        when transaction_type in ('transfer', 'red_packet') and detail % 2 = 0 then 'in'
        else 'out'
    end as direction,
    (cents::decimal(18, 2) / 100)::decimal(18, 2) as amount,
    case when nth = 2 and payer % 10 = 6 and not is_unregistered then 'USD' else 'CNY' end as currency,
    case
        when part(drawn, 6) % 100 < 97 then 'settled' when part(drawn, 6) % 100 < 99 then 'failed' else 'pending'
    end as status,
    occurred_at,
    case when transaction_type = 'transfer' then account_id_of(peer, 1) end as counterparty_account_id,
    null::varchar as reverses_transaction_id,
    null::varchar as order_id,
    case
        when is_unregistered then 'counter'
        when transaction_type = 'withdrawal' then 'atm'
        else pick(['app', 'app', 'app', 'app', 'app', 'app', 'app', 'web', 'web', 'pos'], detail // 16)
    end as channel,
    case when transaction_type in ('product_buy', 'product_sell') then 'money_fund' end as product_class,
    is_unregistered or transaction_type = 'withdrawal' as is_cash,
    case when transaction_type = 'remittance' and not is_unregistered then 'US' else 'CN' end as counterparty_country,
    loaded_after(occurred_at) as loaded_at
from seated_transaction;
