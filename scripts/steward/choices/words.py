"""The words of an answer about choices, in English and Chinese, and the articles of law behind it."""

from dataclasses import dataclass

from steward.choices.decisions import Answer, Event
from steward.choices.moments import shown
from steward.policy import Instrument, Policy, Provision, load_legal_rows
from steward.project import Project


@dataclass(frozen=True)
class Text:
    """A sentence in both languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} / {self.zh}"


ALLOWED, DENIED = Text("allowed", "允许"), Text("denied", "禁止")
PARTS = {
    "channel": Text("channel", "渠道"),
    "recipient": Text("recipient", "接收方"),
    "data_category": Text("data category", "数据种类"),
}
STATES = {
    "opted_in": Text("opted in", "已选入"),
    "opted_out": Text("opted out", "已选退"),
    "no_record": Text("no record", "无记录"),
    "overridden_by_law": Text("overridden by law", "由法律规定"),
}
WHYS = {
    "latest_event": Text("the latest choice decides", "以最新选择为准"),
    "refused": Text("the latest choice refuses", "最新选择为拒绝"),
    "default": Text("nothing was chosen; the law's default holds", "未作选择，适用法律默认"),
    "minor": Text("a child under 14 without a guardian's consent", "不满十四周岁且无监护人同意"),
    "unknown_jurisdiction": Text("the jurisdiction is not known", "法域不可识别"),
    "merged_restriction": Text("another record of the person refuses", "同一人的其他记录已拒绝"),
    "same_second_conflict": Text("different choices in one second", "同一秒内选择不同"),
    "notice_not_covering": Text("no notice in force covered the purpose", "当时有效的告知未涵盖该目的"),
    "recorded_before_occurred": Text("recorded before it occurred", "记录时间早于发生时间"),
    "unreadable_time": Text("a time that cannot be read", "时间不可读"),
    "unknown_choice": Text("neither opt_in nor opt_out", "选择不可识别"),
    "payload_conflict": Text("one event number with two contents", "同一事件号内容不同"),
    "future_dated": Text("dated in the future", "选择日期在未来"),
    "overridden_by_law": Text("nobody can leave this purpose", "该目的不可选退"),
    "contract": Text("a processor under contract", "受托处理，依合同"),
    "legal_order": Text("a legal order", "有法定调取依据"),
    "no_legal_order": Text("no legal order", "无法定调取依据"),
    "no_agreement": Text("no agreement in force", "无生效协议"),
    "overseas_without_route": Text("overseas without a transfer route", "出境而无合规路径"),
    "unknown_kind": Text("the recipient's kind is not known", "接收方类型不可识别"),
}


def word(words: dict[str, Text], key: str) -> Text:
    """Return the text of a word; one without a text is shown as it is."""
    return words.get(key, Text(key, key))


class Law:
    """The articles of `seeds/legal/`, with the company's own rows, by provision."""

    def __init__(self, project: Project) -> None:
        rows = load_legal_rows(project)
        self._provisions = {
            row.provision_id: _article(row, rows.instruments[row.instrument_id,])
            for row in rows.provisions.values()
        }

    def article(self, provision: str) -> Text:
        """Return the article that a provision names; the provision itself where no row cites it."""
        return self._provisions.get(provision, Text(provision, provision)) if provision else Text("-", "-")


def _article(row: Provision, instrument: Instrument) -> Text:
    book = instrument.title_zh if "《" in instrument.title_zh else f"《{instrument.title_zh}》"
    return Text(
        f"{instrument.title_en}, Art. {row.article} ({row.provision_id})",
        f"{book}第{row.article}条（{row.provision_id}）",
    )


def purpose_name(policy: Policy, purpose: str) -> Text:
    """Return the name of a purpose in both languages."""
    row = policy.purposes.get(purpose)
    return Text(row.name_en, row.name_zh) if row else Text(purpose, purpose)


def event_text(number: str, event: Event | None) -> Text:
    """Return the event that decided: its number, and when, how and under which notice it was captured."""
    if not number:
        return Text("no event", "无事件")
    if event is None:
        return Text(f"event {number}", f"事件 {number}")
    occurred = shown(event.occurred_at) if event.occurred_at else "?"
    recorded = shown(event.recorded_at) if event.recorded_at else "?"
    notice = event.notice_version or "-"
    return Text(
        f"event {number}: {event.choice}, occurred {occurred}, recorded {recorded}, notice {notice}",
        f"事件 {number}：{event.choice}，发生于 {occurred}，记录于 {recorded}，告知版本 {notice}",
    )


def reason(answer: Answer, event: Event | None, law: Law) -> Text:
    """Return why an answer is as it is: the reading, the deciding event, the article."""
    why, article = word(WHYS, answer.why), law.article(answer.provision)
    happened = event_text(answer.event, event)
    return Text(f"{why.en}; {happened.en}; {article.en}", f"{why.zh}；{happened.zh}；{article.zh}")
