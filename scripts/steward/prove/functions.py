"""The functions that the proof knows. A function that is in none of these lists is unknown, and never passes.

All of them compute their result from their arguments alone: no session, no file, no other relation.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AGGREGATES = _words(
    """
    any_value approx_count_distinct approx_quantile arbitrary arg_max arg_max_null arg_min
    arg_min_null array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star
    countif covar_pop covar_samp entropy first geometric_mean group_concat histogram kurtosis last
    list listagg mad max max_by mean median min min_by mode product quantile quantile_cont
    quantile_disc skewness stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance
    """
)
# Under a guard of k distinct persons these show a group and no member; the others show a member's value.
DECLASSIFYING = _words("avg count count_star mean sum")
COUNTING = _words("approx_count_distinct count count_star")
# These answer yes or no.
PREDICATES = _words(
    """
    !~~ !~~* && <@ @> ^@ array_contains array_has contains ends_with ilike_escape isfinite isinf isnan
    json_valid like_escape list_contains list_has list_has_all list_has_any not_ilike_escape
    not_like_escape prefix regexp_full_match regexp_matches starts_with suffix ~~ ~~* ~~~
    """
)
SCALARS = _words(
    """
    !~~ !~~* % & && * ** + - -> ->> / // <-> << <=> <@ >> @ @> ^ ^@ abs acos add age apply
    array_append array_apply array_concat array_contains array_distinct array_extract array_filter
    array_has array_has_all array_has_any array_length array_position array_prepend array_reverse
    array_slice array_sort array_to_string array_transform array_value ascii asin atan atan2 bar
    base64 bin bit_count bit_length bitstring ceil ceiling century char_length character_length chr
    coalesce concat concat_ws constant_or_null contains cos cot crc32 current_date current_timestamp
    damerau_levenshtein date_add date_diff date_part date_sub date_trunc datediff datepart datesub
    datetrunc day dayname dayofmonth dayofweek dayofyear decade decode degrees divide editdist3
    element_at encode ends_with epoch epoch_ms epoch_ns epoch_us equi_width_bins era even exp extract
    factorial filter flatten floor format format_bytes formatreadablesize from_base64 from_binary
    from_hex gamma gcd generate_series generate_subscripts get_current_time get_current_timestamp
    greatest greatest_common_divisor hamming hash hex hour ilike_escape instr isfinite isinf isnan
    isodow isoyear jaccard jaro_similarity jaro_winkler_similarity json json_array json_array_length
    json_extract json_extract_path json_extract_path_text json_extract_string json_group_array
    json_keys json_merge_patch json_object json_quote json_type json_valid julian last_day lcase lcm
    least least_common_multiple left left_grapheme len length length_grapheme levenshtein lgamma
    like_escape list_aggr list_aggregate list_any_value list_append list_apply list_avg list_cat
    list_concat list_contains list_count list_distance list_distinct list_element list_extract
    list_filter list_first list_grade_up list_has list_has_all list_has_any list_indexof
    list_intersect list_last list_max list_min list_pack list_position list_prepend list_reduce
    list_resize list_reverse list_reverse_sort list_select list_slice list_sort list_string_agg
    list_sum list_transform list_unique list_value list_where list_zip ln localtimestamp log log10
    log2 lower lpad ltrim make_date make_time make_timestamp make_timestamptz map map_concat
    map_contains map_entries map_extract map_extract_value map_from_entries map_keys map_values md5
    md5_number md5_number_lower md5_number_upper microsecond millennium millisecond minute mismatches
    mod month monthname multiply nanosecond nextafter nfc_normalize not_ilike_escape not_like_escape
    now nullif octet_length ord parse_dirname parse_dirpath parse_filename parse_path pi position pow
    power prefix printf quarter radians range reduce regexp_escape regexp_extract regexp_extract_all
    regexp_full_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table repeat
    replace reverse right right_grapheme round row row_to_json rpad rtrim second sha1 sha256 sha512
    sign signbit sin split split_part sqrt starts_with str_split str_split_regex strftime string_split
    string_split_regex string_to_array strip_accents strlen strpos strptime struct_concat
    struct_extract struct_extract_at struct_insert struct_pack struct_update substr substring
    substring_grapheme subtract suffix tan time_bucket timezone timezone_hour timezone_minute to_base
    to_base64 to_binary to_centuries to_days to_decades to_hex to_hours to_json to_microseconds
    to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks
    to_years today transaction_timestamp translate trim trunc try_strptime typeof ucase unbin unhex
    unicode union_extract union_tag union_value unnest unpivot_list upper url_decode url_encode
    vector_type week weekday weekofyear xor year yearweek | || ~ ~~ ~~* ~~~
    """
)
# The project's own function, defined by its plugin: a random key, made of nothing.
OWN = _words("random_key")
WINDOWS = _words(
    """
    cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank
    row_number
    """
)
TABLE_FUNCTIONS = _words("generate_series range unnest")
ALLOWED = AGGREGATES | SCALARS | OWN | WINDOWS
