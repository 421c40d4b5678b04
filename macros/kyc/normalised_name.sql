{#- A name without what only an encoding changes: width, case, spaces, the dot between given names. -#}
{%- macro normalised_name(expr) -%}
    upper(translate(
        {{ expr }},
        'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９()&•・‧∙　 ',
        'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()&····'
    ))
{%- endmacro %}
