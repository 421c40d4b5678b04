{#- What an exception is and what was made of it, in one sentence. -#}
{%- macro exception_sentence(language) -%}
    {%- set sentences = {
        'unknown_purpose': ['The purpose is not one that is known; the choice touches no flag.',
            '目的不可识别，不影响任何标识。'],
        'not_opt_outable': ['Nobody can leave this purpose; the law overrides the choice.',
            '该目的不可选退，由法律规定。'],
        'unknown_customer': ['No customer record has this number; the choice is kept and counts for nobody.',
            '没有该客户号的记录，保留但不适用于任何人。'],
        'id_in_other_case': ['The number is in another case; a refusal counts for whoever it may mean, an opt-in not.',
            '客户号大小写不同：拒绝对可能所指的人生效，同意不生效。'],
        'id_without_record': ['Only a merge names the number; a refusal counts for the person, an opt-in ends it.',
            '仅合并记录含该号：拒绝对该人生效，同意只撤回该号自己的拒绝。'],
        'unknown_channel': ['The channel is not known; a refusal counts for every channel, an opt-in for none.',
            '渠道不可识别：拒绝对所有渠道生效，同意不生效。'],
        'future_dated': ['The choice is dated in the future; it denies while it is the latest.',
            '选择日期在未来；作为最新记录时按拒绝处理。'],
        'payload_conflict': ['One event number came with different contents; it denies while it is the latest.',
            '同一事件号内容不同；作为最新记录时按拒绝处理。'],
        'unknown_choice': ['The choice is neither opt_in nor opt_out; it denies while it is the latest.',
            '选择既非同意也非拒绝；作为最新记录时按拒绝处理。'],
        'unreadable_time': ['A time of the choice cannot be read; an opt-in denies while it is the latest.',
            '时间不可读；同意作为最新记录时按拒绝处理。'],
        'recorded_before_occurred': ['Recorded over five minutes before it occurred; an opt-in denies while the latest.',
            '记录时间早于发生时间五分钟以上；同意作为最新记录时按拒绝处理。'],
        'notice_not_covering': ['No notice in force covered the purpose; the opt-in denies while it is the latest.',
            '当时有效的告知版本未涵盖该目的；同意作为最新记录时按拒绝处理。'],
        'minor_without_guardian': ['A child under 14 opted in without a guardian; it denies while it is the latest.',
            '不满十四周岁且无监护人同意；作为最新记录时按拒绝处理。'],
        'same_second_conflict': ['Different choices were made in one second; they deny while they are the latest.',
            '同一秒内选择不同；作为最新记录时按拒绝处理。'],
        'unknown_jurisdiction': ['The jurisdiction is not known; all is denied, whatever was chosen.', '法域不可识别，一律拒绝。'],
        'merged_customers_differ': ['Records of one person differ; the strictest decides.', '同一人的记录不一致，以最严格者为准。'],
    } -%}
    case exception
        {%- for word, texts in sentences.items() %}
        when '{{ word }}' then '{{ texts[0 if language == 'en' else 1] }}'
        {%- endfor %}
    end
{%- endmacro %}
