with

merge_rows as (

    select
        survivor_customer_id,
        merged_customer_id,
        state
    from {{ ref('vlt_merge') }}

),

identity as (

    select
        customer_id,
        person_id
    from {{ ref('vlt_customer_identity') }}

),

document_matches as (

    select
        matches.match_id,
        matches.customer_id,
        matches.state,
        identity.person_id
    from {{ ref('vlt_document_match') }} as matches
    inner join identity on matches.customer_id = identity.customer_id

),

-- The first twenty ids show where to look; a number that thousands of records carry is one finding all the same.
placed_matches as (

    select
        *,
        row_number() over (partition by match_id order by {{ byte_order('customer_id') }}) as place
    from document_matches

),

document_findings as (

    select
        case
            when min(state) <> 'joins' then min(state)
            else 'kept_apart'
        end as finding_type,
        count(*) as record_count,
        string_agg(case when place <= 20 then customer_id end, '|' order by place) as customer_ids
    from placed_matches
    group by match_id
    having min(state) <> 'joins' or min(person_id) <> max(person_id)

),

merge_findings as (

    select
        case
            when merge_rows.state = 'kept_apart' then 'contradicting_merges'
            when merge_rows.state = 'unknown_customer' then 'merge_of_unknown_customer'
            when merge_rows.state = 'names_itself' then 'merge_with_itself'
            else 'merge_without_date'
        end as finding_type,
        cast(2 as bigint) as record_count,
        coalesce(merge_rows.survivor_customer_id, '') || '|' || coalesce(merge_rows.merged_customer_id, '') as customer_ids
    from merge_rows
    left join identity as one on merge_rows.survivor_customer_id = one.customer_id
    left join identity as other on merge_rows.merged_customer_id = other.customer_id
    where
        merge_rows.state in ('unknown_customer', 'names_itself', 'without_date')
        or (merge_rows.state = 'kept_apart' and one.person_id = other.person_id)

),

findings as (

    select * from document_findings
    union all
    select * from merge_findings

)

select
    finding_type,
    record_count,
    customer_ids,
    case finding_type
        when 'too_many_records' then 'One resident id is on more than three records; none was merged. Correct the records.'
        when 'differing_birth_dates' then 'Records with one resident id differ in birth date; none was merged. Correct them.'
        when 'kept_apart' then 'A resident id would join records that an un-merge row keeps apart; it joins nobody.'
        when 'contradicting_merges' then 'Other merges join a pair that an un-merge row keeps apart. Correct customer_merges.'
        when 'merge_of_unknown_customer' then 'A merge names an id without a customer record; it joins nobody, only refusals count. Load the record.'
        when 'merge_with_itself' then 'A merge names one id twice; it was ignored. Correct customer_merges.'
        when 'merge_without_date' then 'A merge has no date; it was ignored. Correct customer_merges.'
    end as sentence_en,
    case finding_type
        when 'too_many_records' then '同一身份证号出现在三条以上记录，未合并；请更正记录。'
        when 'differing_birth_dates' then '同一身份证号的记录出生日期不同，未合并；请更正记录。'
        when 'kept_apart' then '身份证号相同的记录已被撤销合并，该号码不用于合并；请核实。'
        when 'contradicting_merges' then '其他合并把已撤销合并的两条记录连在一起；请更正合并表。'
        when 'merge_of_unknown_customer' then '合并所指客户没有记录，未合并，仅其拒绝生效；请加载该客户。'
        when 'merge_with_itself' then '合并的两个编号相同，已忽略；请更正合并表。'
        when 'merge_without_date' then '合并没有日期，已忽略；请更正合并表。'
    end as sentence_zh
from findings
