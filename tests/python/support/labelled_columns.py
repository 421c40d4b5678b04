"""A labelled corpus: sixty columns of invented values from a fixed seed, direct identifiers and their traps.

Numbers come from the ranges of seeds/demo/README.md, which nobody has; a trap is a column that looks like an
identifier and is none.
"""

import hashlib
import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from steward.demo.ranges import licence_check, luhn_check, resident_check

ROWS = 400
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华建国志强晓彤雨晨子涵"
CITIES = re.findall(
    r"\w+",
    "北京 上海 广州 深圳 杭州 南京 武汉 成都 重庆 西安 苏州 天津 长沙 郑州 东莞 青岛 沈阳 宁波 昆明 合肥 佛山 "
    "福州 无锡 厦门 哈尔滨 长春 济南 石家庄 温州 常州 金华 唐山 江门 马鞍山 安庆 高雄",
)
COMPANIES = ("科技有限公司", "贸易有限公司", "物流集团", "电子商务有限公司", "建筑工程公司")
ENGLISH = (
    "James",
    "Mary",
    "Robert",
    "Linda",
    "David",
    "Susan",
    "Daniel",
    "Karen",
    "Kevin",
    "Laura",
    "Otto",
    "Ines",
)
FAMILY = ("Smith", "Johnson", "Brown", "Taylor", "Wilson", "Chen", "Wang", "Okafor", "Lindqvist", "Walker")
WIDE = str.maketrans(string.digits, "０１２３４５６７８９")


@dataclass(frozen=True)
class Labelled:
    """A column of the corpus: its table, name, values and the attribute that it holds, '' for none of them."""

    table: str
    name: str
    attribute: str
    values: list[str]


class Corpus:
    """Draws values; each drawer returns one."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.counter = 0

    def digits(self, count: int) -> str:
        return "".join(self.draw.choices(string.digits, k=count))

    def day(self, first: int = 1950, last: int = 2005) -> date:
        return date(first, 1, 1) + timedelta(self.draw.randrange((last - first) * 365))

    def resident(self) -> str:
        body = f"09{self.digits(4)}{self.day():%Y%m%d}{self.digits(3)}"
        return body + resident_check(body)

    def resident_15(self) -> str:
        return f"09{self.digits(4)}{self.day(1940, 1990):%y%m%d}{self.digits(3)}"

    def mobile(self) -> str:
        return f"100{self.draw.choice('6789')}{self.digits(7)}"

    def card(self) -> str:
        body = "9999" + self.digits(14)
        return body + luhn_check(body)

    def name(self) -> str:
        return self.draw.choice(SURNAMES) + "".join(self.draw.choices(GIVEN, k=self.draw.choice((1, 2, 2))))

    def english(self) -> str:
        return f"{self.draw.choice(ENGLISH)} {self.draw.choice(FAMILY)}"

    def email(self) -> str:
        return f"{''.join(self.draw.choices(string.ascii_lowercase, k=7))}{self.digits(2)}@example.com"

    def address(self) -> str:
        street = self.draw.choice(("虚构路", "样例街", "演示大道"))
        return f"上海市浦东新区{street}{self.draw.randrange(1, 999)}号{self.draw.randrange(1, 30)}室"

    def street(self) -> str:
        return f"{self.draw.randrange(1, 9999)} {self.draw.choice(('Sample', 'Invented', 'Nowhere'))} Street"

    def permit(self) -> str:
        return f"{self.draw.choice('HT')}DEMO{self.digits(6)}"

    def unit_code(self) -> str:
        body = "0" + "".join(self.draw.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=16))
        return body + licence_check(body)

    def company(self) -> str:
        return self.draw.choice(CITIES) + "".join(self.draw.choices(GIVEN, k=2)) + self.draw.choice(COMPANIES)

    def next(self, start: int, least: int = 1, most: int = 1) -> str:
        self.counter += self.draw.randint(least, most)
        return str(start + self.counter)

    def moment(self) -> str:
        return f"{self.day(2023, 2026):%Y%m%d}{self.draw.randrange(24):02d}{self.digits(4)}"

    def hashed(self, value: str, how: str = "sha256") -> str:
        return hashlib.new(how, value.encode()).hexdigest()

    def note(self) -> str:
        said = self.draw.choice(
            ("客户来电咨询余额", "要求更改联系方式", "投诉网点排队时间长", "已回访，满意")
        )
        return (
            f"{said}，请回电 {self.mobile()}"
            if self.draw.random() < 0.05
            else f"{said}，编号 {self.digits(4)}"
        )

    def clean_note(self) -> str:
        return f"第 {self.draw.randrange(1, 40)} 批货物已到 {self.draw.choice(CITIES)} 仓库，状态正常"

    def nested(self) -> str:
        return f'{{"level": {self.draw.randrange(9)}, "reach": "{self.mobile()}", "lang": "zh"}}'

    def mixed_document(self) -> str:
        return self.draw.choice(
            (self.resident, self.resident, self.permit, lambda: "DEMO" + self.digits(7))
        )()


def _columns(c: Corpus) -> list[tuple[str, str, str, Callable[[], str]]]:
    pick = c.draw.choice
    return [
        # Direct identifiers, with telling names, foreign names and none.
        ("khxx", "zjhm", "id_number", c.resident),
        ("t_base", "f17", "id_number", c.resident),
        ("t_base", "身份证号码", "id_number", lambda: c.resident().lower()),
        ("t_base", "c_lower_x", "id_number", lambda: c.resident().replace("X", "x")),
        ("t_base", "c_apostrophe", "id_number", lambda: "'" + c.resident()),
        ("t_base", "c_wide", "id_number", lambda: c.resident().translate(WIDE)),
        ("t_old", "old_no", "id_number", c.resident_15),
        ("t_docs", "document_number", "id_number", c.mixed_document),
        ("t_docs", "travel_doc", "id_number", lambda: "DEMO" + c.digits(7)),
        ("t_docs", "txz", "id_number", c.permit),
        ("payments", "payer_id_no", "related_person_id_number", c.resident),
        ("khxx", "sjh", "mobile", c.mobile),
        ("t_base", "f21", "mobile", c.mobile),
        ("t_base", "contact_1", "mobile", lambda: f"+86 {c.mobile()[:3]} {c.mobile()[3:7]} {c.digits(4)}"),
        ("t_base", "c_mobile_wide", "mobile", lambda: c.mobile().translate(WIDE)),
        ("t_branch", "mobile_no", "mobile", lambda: c.next(10065000000)),
        ("orders", "收货人手机", "mobile", lambda: f"{c.mobile()[:3]}-{c.digits(4)}-{c.digits(4)}"),
        ("khxx", "kh", "account_number", c.card),
        ("t_base", "f30", "account_number", c.card),
        (
            "payments",
            "cardNo",
            "account_number",
            lambda: " ".join((lambda n: (n[:4], n[4:8], n[8:12], n[12:]))(c.card())),
        ),
        ("payments", "acct_no", "account_number", lambda: "62" + c.digits(12)),
        ("users", "email", "email", c.email),
        ("t_base", "f44", "email", c.email),
        ("t_base", "登录账户", "email", c.email),
        ("khxx", "txdz", "street_address", c.address),
        ("t_base", "f52", "street_address", c.address),
        ("users", "shipping_address", "street_address", c.street),
        ("t_base", "f53", "street_address", c.street),
        ("khxx", "xm", "full_name", c.name),
        ("t_base", "f60", "full_name", c.name),
        ("users", "full_name", "full_name", c.english),
        ("t_base", "f61", "full_name", c.english),
        ("customers", "name", "full_name", c.name),
        ("users", "first_name", "full_name", lambda: pick(ENGLISH)),
        ("accounts", "emergency_contact_name", "related_person_name", c.name),
        ("tickets", "body", "free_text", c.note),
        ("events", "payload", "free_text", c.nested),
        ("users", "mobile_sha256", "pseudonym", lambda: c.hashed(c.mobile())),
        # Traps: each looks like one of the above.
        ("orders", "order_no", "record_id", c.moment),
        ("orders", "trade_no", "record_id", lambda: c.moment() + c.digits(4)),
        ("orders", "ext_ref", "", lambda: c.digits(16)),
        ("orders", "long_ref", "", lambda: "62" + c.digits(16)),
        ("orders", "biz_seq", "", lambda: c.next(13800000000)),
        ("orders", "gapped_seq", "", lambda: c.next(15000000000, 1, 50)),
        ("orders", "random_18", "", lambda: c.digits(18)),
        ("orders", "waybill", "", lambda: "S" + c.next(10000000)),
        ("orders", "row_hash", "", lambda: c.hashed(c.digits(9), "md5")),
        ("t_place", "c_city", "city", lambda: pick(CITIES)),
        ("t_place", "c_words", "", lambda: pick(("高风险", "中风险", "低风险", "未评级"))),
        ("t_place", "c_product", "", lambda: pick(("黄金积存", "安心理财", "高收益债", "金卡", "白金卡"))),
        (
            "t_place",
            "c_job",
            "occupation",
            lambda: pick(("教师", "工程师", "司机", "护士", "农民", "学生", "厨师", "会计", "律师")),
        ),
        ("companies", "name", "organisation_name", c.company),
        ("companies", "c_company", "", c.company),
        ("companies", "c_uscc", "", c.unit_code),
        (
            "companies",
            "c_firm",
            "",
            lambda: f"{pick(FAMILY)} {pick(('Trading', 'Holdings', 'Insurance'))} Ltd",
        ),
        (
            "products",
            "product_name",
            "business_text",
            lambda: f"{pick(('Gold', 'Basic', 'Premium'))} {pick(('Card', 'Account', 'Loan'))}",
        ),
        ("t_place", "c_day", "", lambda: str(c.day(2020, 2026))),
        ("t_place", "c_stamp", "", lambda: str(1690000000 + int(c.digits(8)))),
        ("t_place", "c_amount", "", lambda: f"{c.draw.uniform(1, 99999):.2f}"),
        ("t_place", "c_notice", "", c.clean_note),
    ]


def labelled_columns(seed: int = 6) -> list[Labelled]:
    """Return the corpus; the same columns and values for the same seed."""
    corpus = Corpus(seed)
    return [
        Labelled(table, name, attribute, [drawer() for _ in range(ROWS)])
        for table, name, attribute, drawer in _columns(corpus)
    ]


def load(connection: duckdb.DuckDBPyConnection, columns: list[Labelled]) -> None:
    """Write the corpus as tables of texts, in the order in which the values were drawn."""
    for table in dict.fromkeys(column.table for column in columns):
        own = [column for column in columns if column.table == table]
        names = ", ".join(
            f'unnest(${number}) as "{column.name}"' for number, column in enumerate(own, start=1)
        )
        connection.execute(f"create table {table} as select {names}", [column.values for column in own])
