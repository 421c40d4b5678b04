-- What a value looks like: one predicate a kind, in arithmetic and patterns only, so that no value leaves the
-- database. Checksums are unrolled: no lambda, and a text that is no number counts as a wrong checksum.
-- The ranges of seeds/demo/README.md, which nobody has, count as issued: demo and tests speak of nobody.

create temp macro digit(s, i) as ascii(substr(s, i, 1)) - 48;
create temp macro doubled(d) as d * 2 - case when d > 4 then 9 else 0 end;

-- Full-width characters to their plain form; the apostrophe by which spreadsheets keep a number a text goes.
create temp macro cleaned(v) as trim(regexp_replace(
    translate(
        v,
        '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＠．－＋（）　',
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@.-+() '
    ),
    '^\s*[''’‘`]+', ''
));
create temp macro compact(c) as upper(regexp_replace(regexp_replace(c, '[\s()-]', '', 'g'), '\.0+$', ''));

create temp macro is_past_day(s) as
    coalesce(try_strptime(s, '%Y%m%d') between timestamp '1900-01-01' and localtimestamp, false);

-- Provinces of GB/T 2260; 83 on a residence permit is Taiwan's; 9 opens a foreigner's permanent permit.
create temp macro opens_with_province(k) as
    regexp_matches(k, '^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d|0\d)');

-- GB 11643: ISO 7064, MOD 11-2.
create temp macro resident_check(k) as substr('10X98765432', cast((
    digit(k, 1) * 7 + digit(k, 2) * 9 + digit(k, 3) * 10 + digit(k, 4) * 5 + digit(k, 5) * 8 + digit(k, 6) * 4
    + digit(k, 7) * 2 + digit(k, 8) * 1 + digit(k, 9) * 6 + digit(k, 10) * 3 + digit(k, 11) * 7
    + digit(k, 12) * 9 + digit(k, 13) * 10 + digit(k, 14) * 5 + digit(k, 15) * 8 + digit(k, 16) * 4
    + digit(k, 17) * 2
) % 11 + 1 as integer), 1);

create temp macro is_resident_id(k) as
    case
        when not opens_with_province(k) then false
        when regexp_full_match(k, '\d{17}[\dX]')
            then is_past_day(substr(k, 7, 8)) and resident_check(k) = substr(k, 18, 1)
        when regexp_full_match(k, '\d{15}') then is_past_day('19' || substr(k, 7, 6))
        else false
    end;

create temp macro is_mobile(k) as
    regexp_full_match(k, '(\+?86|0086)?(1[3-9]\d{9}|100[6-9]\d{7})')
    or regexp_full_match(k, '\+[1-9]\d{7,14}');
create temp macro is_landline(c) as
    regexp_full_match(c, '\(?0\d{2,3}(-|\)\s?|\s)\d{7,8}(-\d{1,5})?|\(\d{3}\)\s?\d{3}-\d{4}|(\+?1[-. ])?\d{3}[-.]\d{3}[-.]\d{4}(x\d{1,5})?');

create temp macro luhn_sum(p) as
    digit(p, 19) + doubled(digit(p, 18)) + digit(p, 17) + doubled(digit(p, 16)) + digit(p, 15)
    + doubled(digit(p, 14)) + digit(p, 13) + doubled(digit(p, 12)) + digit(p, 11) + doubled(digit(p, 10))
    + digit(p, 9) + doubled(digit(p, 8)) + digit(p, 7) + doubled(digit(p, 6)) + digit(p, 5)
    + doubled(digit(p, 4)) + digit(p, 3) + doubled(digit(p, 2)) + digit(p, 1);
-- ISO/IEC 7812: the issuer's prefix with its lengths, then Luhn. A number that opens with a day is an order's.
create temp macro is_card(k) as
    case
        when not regexp_full_match(k, '(4\d{12}|4\d{15}|4\d{18}|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|35\d{14}|6[025]\d{14,17}|9999\d{15})')
            then false
        else luhn_sum(lpad(k, 19, '0')) % 10 = 0 and not is_resident_id(k)
    end;

create temp macro is_email(c) as
    regexp_full_match(c, '[A-Za-z0-9._%+''-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}');

create temp macro is_address(c) as
    length(c) between 6 and 90
    and not regexp_matches(c, '(公司|银行|支行|分行|集团|事务所|委员会|医院|学校|大学|[。！？])$')
    and (
        (
            length(c) >= 8
            and regexp_matches(c, '省|自治区|市|州|县|区|镇|乡|旗')
            and regexp_matches(c, '路|街|道|巷|弄|胡同|村|号|栋|幢|楼|单元|室|小区|花园|大厦')
            and regexp_matches(c, '[0-9一二三四五六七八九十百]\s*(号|栋|幢|楼|单元|室|弄|组|层|座|期)|路|街|巷|村|小区|花园|大厦')
        )
        or regexp_matches(c, '(路|街|大道|巷|弄|胡同|村|里|道)\s*[0-9一二三四五六七八九十百]+\s*(号|弄|栋|幢|室)')
        or regexp_matches(c, '^((Flat|Apt|Apartment|Unit|Suite|Room|Rm)\.? ?\w+,? )?\d{1,6}[A-Za-z]?,? ([A-Z][\w''.-]* ){1,4}(Streets?|St|Avenue|Ave|Roads?|Rd|Lane|Ln|Boulevard|Blvd|Drives?|Dr|Courts?|Ct|Way|Place|Pl|Terrace|Squares?|Sq|Highway|Hwy|Crescent|Close|Parkways?|Park|Trail|Circles?|Alley|Bridge|Burgs?|Bypass|Canyon|Cliffs?|Corners?|Coves?|Creek|Crossing|Dale|Estates?|Expressway|Extensions?|Falls|Ferry|Fields?|Flats?|Forest|Forges?|Fords?|Forks?|Fort|Freeway|Gardens?|Gateway|Glens?|Greens?|Groves?|Harbors?|Haven|Heights|Hills?|Hollow|Inlet|Islands?|Isle|Junctions?|Keys?|Knolls?|Lakes?|Landing|Lights?|Locks?|Loop|Manors?|Meadows?|Mews|Mills?|Mission|Motorway|Mountains?|Mount|Neck|Orchard|Oval|Overpass|Pass|Passage|Path|Pike|Pines?|Plains?|Plaza|Points?|Ports?|Prairie|Ramp|Ranch|Rapids?|Ridges?|River|Route|Row|Rue|Run|Shoals?|Shores?|Skyway|Springs?|Spurs?|Station|Stream|Summit|Throughway|Trace|Track|Tunnel|Turnpike|Union|Valleys?|Viaduct|Views?|Villages?|Ville|Vista|Walks?|Wall|Wells?|Crest|Club|Common|Center|Centers|Cape|Camp|Causeway|Brooks?|Branch|Bluffs?|Beach|Bayou|Mall|Lodge)\b')
        or regexp_matches(c, '^P\.?\s?O\.? Box \d+')
    );

-- About 170 surnames that nine in ten bear, and the compound ones.
create temp macro is_chinese_name(c) as
    (
        regexp_full_match(c, '[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{20000}-\x{3134F}]{2,4}')
        and regexp_matches(c, '^([王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺肖闫付代邝]|欧阳|上官|司马|诸葛|皇甫|令狐|夏侯|慕容|尉迟|长孙|宇文|司徒|东方|端木|独孤|南宫|百里|呼延|轩辕|公孙|澹台|钟离|申屠|闻人)')
        and not regexp_matches(c, '(省|市|区|县|镇|乡|路|街|州|族|教|局|院|店|厂|司|类|型|级|员|师|险|款|卡|费|额|率|户|风险|高中|收入|农民|学生|商务|全部|成功|应付|马上|时间|和平|连锁|金融|包装|文化|商业|商品|石油|查询|解除|管理|计划|高校|高新|全额|单位|安全|时效|关闭|正常|完成|明细|待办|温和|常用|连续|强制)$')
        and not regexp_matches(c, '^(江苏|江西|宁夏|安徽|云南|黑龙江|广东|河南|高中|计算|商务|管理|金融|房地|查询|石油|成都|武汉|温州|郑州|宁波|安全|关于|单位|成功|应收|应付|全部|文化|商业|司机|厨师|强制|解约|应急)')
    )
    or regexp_full_match(c, '[\x{4E00}-\x{9FFF}]{2,6}·[\x{4E00}-\x{9FFF}]{2,10}');

create temp macro has_latin_name_shape(c) as
    length(c) <= 50
    and regexp_full_match(c, '((Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?[A-Z][A-Za-z''’-]+,?( [A-Z]\.?)?( (de|van|von|der|la|bin|al))*( [A-Z][A-Za-z''’-]+){1,3}(,? (Jr|Sr|II|III|IV|MD|PhD|DDS|DVM)\.?)?')
    and not regexp_matches(c, '\b(Ltd|Inc|LLC|Co|Corp|Corporation|Group|Bank|Trading|Company|GmbH|Plc|Holdings?|Limited|Insurance|Technologies|Technology|Partners|Services|Solutions|Industries|Logistics|Foods?|Store|Shop|Market|City|Street|Road|Avenue|University|Hospital|Card|Account|Loan|Fund|Plan|Gold|Plus|Basic|Premium|Beach|County|Springs|North|South|East|West|New|San|Los|Saint|Santa|Fort|Port|Lake|Mount)\b');
create temp macro known_given(t) as t in (
    'james', 'john', 'robert', 'michael', 'william', 'david', 'richard', 'joseph', 'thomas', 'charles', 'christopher', 'daniel', 'matthew', 'anthony', 'mark', 'donald', 'steven', 'paul', 'andrew', 'joshua', 'kenneth', 'kevin', 'brian', 'george', 'timothy', 'ronald', 'edward', 'jason', 'jeffrey', 'ryan', 'jacob', 'gary', 'nicholas', 'eric', 'jonathan', 'stephen', 'larry', 'justin', 'scott', 'brandon', 'benjamin', 'samuel', 'gregory', 'alexander', 'frank', 'patrick', 'raymond', 'jack', 'dennis', 'jerry', 'tyler', 'aaron', 'jose', 'adam', 'nathan', 'henry', 'douglas', 'zachary', 'peter', 'kyle', 'ethan', 'walter', 'noah', 'jeremy', 'christian', 'keith', 'roger', 'terry', 'gerald', 'harold', 'sean', 'austin', 'carl', 'arthur', 'lawrence', 'dylan', 'jesse', 'jordan', 'bryan', 'billy', 'joe', 'bruce', 'gabriel', 'logan', 'albert', 'willie', 'alan', 'juan', 'wayne', 'elijah', 'randy', 'roy', 'vincent', 'ralph', 'eugene', 'russell', 'bobby', 'mason', 'philip', 'louis', 'oliver', 'harry', 'leo', 'simon', 'martin', 'tom', 'tony', 'steve', 'mike', 'bob', 'chris', 'alex', 'ben', 'sam', 'nick', 'max', 'ian', 'neil', 'graham', 'colin', 'stuart',
    'mary', 'patricia', 'jennifer', 'linda', 'elizabeth', 'barbara', 'susan', 'jessica', 'sarah', 'karen', 'lisa', 'nancy', 'betty', 'margaret', 'sandra', 'ashley', 'kimberly', 'emily', 'donna', 'michelle', 'carol', 'amanda', 'dorothy', 'melissa', 'deborah', 'stephanie', 'rebecca', 'sharon', 'laura', 'cynthia', 'kathleen', 'amy', 'angela', 'shirley', 'anna', 'brenda', 'pamela', 'emma', 'nicole', 'helen', 'samantha', 'katherine', 'christine', 'debra', 'rachel', 'carolyn', 'janet', 'catherine', 'maria', 'heather', 'diane', 'ruth', 'julie', 'olivia', 'joyce', 'virginia', 'victoria', 'kelly', 'lauren', 'christina', 'joan', 'evelyn', 'judith', 'megan', 'andrea', 'cheryl', 'hannah', 'jacqueline', 'martha', 'gloria', 'teresa', 'ann', 'sara', 'madison', 'frances', 'kathryn', 'janice', 'jean', 'abigail', 'alice', 'julia', 'judy', 'sophia', 'grace', 'denise', 'amber', 'doris', 'marilyn', 'danielle', 'beverly', 'isabella', 'theresa', 'diana', 'natalie', 'brittany', 'charlotte', 'marie', 'kayla', 'alexis', 'lori', 'jane', 'lucy', 'kate', 'claire', 'fiona', 'chloe', 'zoe', 'mia', 'ella', 'ava', 'tina', 'tracy', 'wendy', 'holly', 'erin', 'tiffany', 'crystal', 'april', 'monica', 'veronica', 'vanessa', 'courtney', 'allison', 'jamie', 'leslie', 'dawn', 'cassandra', 'bonnie', 'robin', 'shannon', 'ada', 'cleo', 'grace', 'eve'
);
create temp macro known_family(t) as t in (
    'smith', 'johnson', 'williams', 'brown', 'jones', 'garcia', 'miller', 'davis', 'rodriguez', 'martinez', 'hernandez', 'lopez', 'gonzalez', 'wilson', 'anderson', 'thomas', 'taylor', 'moore', 'jackson', 'martin', 'lee', 'perez', 'thompson', 'white', 'harris', 'sanchez', 'clark', 'ramirez', 'lewis', 'robinson', 'walker', 'young', 'allen', 'king', 'wright', 'scott', 'torres', 'nguyen', 'hill', 'flores', 'green', 'adams', 'nelson', 'baker', 'hall', 'rivera', 'campbell', 'mitchell', 'carter', 'roberts', 'gomez', 'phillips', 'evans', 'turner', 'diaz', 'parker', 'cruz', 'edwards', 'collins', 'reyes', 'stewart', 'morris', 'morales', 'murphy', 'cook', 'rogers', 'gutierrez', 'ortiz', 'morgan', 'cooper', 'peterson', 'bailey', 'reed', 'kelly', 'howard', 'ramos', 'kim', 'cox', 'ward', 'richardson', 'watson', 'brooks', 'chavez', 'wood', 'james', 'bennett', 'gray', 'mendoza', 'ruiz', 'hughes', 'price', 'alvarez', 'castillo', 'sanders', 'patel', 'myers', 'long', 'ross', 'foster', 'jimenez', 'fraser', 'murray', 'khan', 'singh', 'kaur', 'ahmed', 'ali',
    'wang', 'li', 'zhang', 'liu', 'chen', 'yang', 'zhao', 'huang', 'zhou', 'wu', 'xu', 'sun', 'hu', 'zhu', 'gao', 'lin', 'he', 'guo', 'ma', 'luo', 'liang', 'song', 'zheng', 'xie', 'han', 'tang', 'feng', 'yu', 'dong', 'xiao', 'cheng', 'cao', 'yuan', 'deng', 'fu', 'shen', 'zeng', 'peng', 'lu', 'su', 'jiang', 'cai', 'jia', 'ding', 'wei', 'xue', 'ye', 'yan', 'pan', 'du', 'dai', 'xia', 'zhong', 'tian', 'ren', 'fan', 'fang', 'shi', 'yao', 'tan', 'liao', 'zou', 'xiong', 'jin', 'hao', 'kong', 'bai', 'cui', 'kang', 'mao', 'qiu', 'qin', 'gu', 'hou', 'shao', 'meng', 'long', 'wan', 'duan', 'qian', 'yin', 'yi', 'chang', 'qiao', 'lai', 'gong', 'wen', 'chan', 'wong', 'lam', 'cheung', 'leung', 'ng', 'ho', 'lau', 'chow', 'kwok', 'tsang', 'yeung', 'cheng', 'chu', 'ip', 'hsu', 'tsai', 'chiu', 'kuo', 'ouyang', 'zhuge', 'sima'
);
create temp macro is_latin_name(c) as
    case
        when not has_latin_name_shape(c) then false
        else
            known_given(lower(regexp_extract(regexp_replace(c, '^(Mr|Mrs|Ms|Miss|Dr|Prof)\.? ', ''), '^([A-Za-z''’-]+)', 1)))
            or known_family(lower(regexp_extract(c, '^([A-Za-z''’-]+)', 1)))
            or known_family(lower(regexp_extract(c, '([A-Za-z''’-]+)(,? (Jr|Sr|II|III|IV|MD|PhD|DDS|DVM)\.?)?$', 1)))
            or known_given(lower(regexp_extract(c, '^[A-Za-z''’-]+, ([A-Za-z''’-]+)', 1)))
    end;
-- One name alone, given or family; right only where the column's name asks for it.
create temp macro is_name_word(c) as
    regexp_full_match(c, '[A-Z][A-Za-z''’-]*\.?|[\x{4E00}-\x{9FFF}]{1,4}');

-- GB 32100: MOD 31. A unit's number, not a person's.
create temp macro licence_value(k, i) as strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(k, i, 1)) - 1;
create temp macro is_unit_code(k) as
    case
        when not regexp_full_match(k, '[0-9ANY][0-9A-HJ-NPQRTUWXY]{17}') then false
        else (
            licence_value(k, 1) * 1 + licence_value(k, 2) * 3 + licence_value(k, 3) * 9 + licence_value(k, 4) * 27
            + licence_value(k, 5) * 19 + licence_value(k, 6) * 26 + licence_value(k, 7) * 16
            + licence_value(k, 8) * 17 + licence_value(k, 9) * 20 + licence_value(k, 10) * 29
            + licence_value(k, 11) * 25 + licence_value(k, 12) * 13 + licence_value(k, 13) * 8
            + licence_value(k, 14) * 24 + licence_value(k, 15) * 10 + licence_value(k, 16) * 30
            + licence_value(k, 17) * 28 + licence_value(k, 18)
        ) % 31 = 0 and not is_resident_id(k)
    end;

-- Chinese passports, permits of Hong Kong, Macau and Taiwan, Hong Kong identity cards: a form, no checksum.
create temp macro is_travel_document(c, k) as
    regexp_full_match(k, '[EGDSP][A-HJ-NP-Z]?\d{7,8}|DEMO\d{7}')
    or regexp_full_match(k, '[HM]\d{8}(\d{2})?|[HT]DEMO\d{6}')
    or regexp_full_match(c, '[A-Z]{1,2}\d{6}\([0-9A]\)');

create temp macro is_hash(c) as
    regexp_full_match(lower(c), '[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}')
    or regexp_full_match(c, '[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|\$2[aby]\$.{56}');

-- A sentence or a nest of fields that holds a number, an address or an e-mail of somebody.
create temp macro is_prose(c) as
    length(c) >= 12
    and (regexp_matches(c, '\S\s+\S+\s+\S') or regexp_matches(c, '[\x{4E00}-\x{9FFF}].*[0-9A-Za-z]|[0-9A-Za-z].*[\x{4E00}-\x{9FFF}]|[，。；：,;{}\[\]"]'));
create temp macro holds_personal(c) as
    is_prose(c)
    and (
        regexp_matches(c, '(^|[^0-9A-Za-z.])(\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|100[6-9]\d{7})($|[^0-9A-Za-z])')
        or regexp_matches(c, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}')
        or is_resident_id(upper(regexp_extract(c, '(?:^|[^0-9A-Za-z])(\d{17}[\dXx])(?:$|[^0-9A-Za-z])', 1)))
        or is_card(regexp_extract(c, '(?:^|[^0-9A-Za-z])(\d{16,19})(?:$|[^0-9A-Za-z])', 1))
        or regexp_matches(c, '(省|市|区|县|镇).{1,20}(路|街|道|巷|弄)\s*[0-9一二三四五六七八九十]+\s*号')
    );

create temp macro day_of(c) as try_strptime(
    left(regexp_replace(c, '[T ]\d{1,2}:.*$', ''), 12), ['%Y-%m-%d', '%Y/%m/%d', '%Y%m%d', '%Y.%m.%d', '%Y年%m月%d日', '%m/%d/%Y']
);
create temp macro is_gender(c) as
    lower(c) in ('男', '女', '男性', '女性', 'male', 'female', 'm', 'f', '先生', '女士');
create temp macro is_ethnicity(c) as
    regexp_full_match(c, '(汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族');
create temp macro is_province(c) as
    regexp_full_match(c, '(北京|天津|上海|重庆)市?|(河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?|(内蒙古|西藏)(自治区)?|广西(壮族自治区)?|宁夏(回族自治区)?|新疆(维吾尔自治区)?|(香港|澳门)(特别行政区)?');
create temp macro is_marital_status(c) as
    lower(c) in ('已婚', '未婚', '离异', '离婚', '丧偶', 'married', 'single', 'divorced', 'widowed');
create temp macro is_education(c) as
    lower(c) in ('小学', '初中', '高中', '中专', '大专', '专科', '本科', '硕士', '博士', '研究生', 'bachelor', 'master', 'doctorate', 'phd', 'high school');
create temp macro is_religion(c) as
    lower(c) in ('佛教', '道教', '基督教', '天主教', '伊斯兰教', 'buddhism', 'taoism', 'christianity', 'catholicism', 'islam', 'hinduism', 'judaism');
create temp macro is_number(c) as regexp_full_match(c, '[+-]?\d+(\.\d+)?([Ee][+-]?\d+)?');
create temp macro is_account_shape(k) as regexp_full_match(k, '[A-Z]{0,4}\d{8,30}');
