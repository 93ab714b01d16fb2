"""gouji inside another program: load rules once, judge reports, use the findings.

Run it from the repository: ``python examples/embed.py``.
"""

from pathlib import Path

import gouji

HERE = Path(__file__).resolve().parent


def main() -> None:
    # Rules are loaded once and can be shared; a parameter is set as a locality would set it.
    rules = gouji.load_rules("cn-performance", settings={"超额阈值": "150%"})

    # A report may come from a file, or be built from what a system already holds.
    report = gouji.read(HERE / "reports" / "06-planted-faults.yaml")
    result = rules.check(report)
    print(f"{result.unit}: {len(result.findings)} findings, {result.counts.undecided} checks undecided")
    for finding in result.findings[:3]:
        place = finding.locations[0].place
        print(f"  line {place.line}, column {place.column}: [{finding.severity.code}] {finding.message}")
        print(f"    {finding.evidence.filled}")

    built = gouji.report_from_dict(
        {
            "fields": {"总分": "97.5"},
            "tables": {
                "预算执行": [
                    {"来源": "合计", "全年预算数": "200.00万元", "全年执行数": "189.12万元", "执行率": "94.5%"}
                ],
            },
        }
    )
    for finding in rules.check(built).findings:
        print(finding.rule, "→", finding.evidence.to_dict())

    # Rules of one line need no vocabulary: the names are the columns of the report they meet.
    own = gouji.load_rules(HERE / "rules" / "beginner.yaml")
    for outcome in gouji.check([HERE / "reports"], own):
        if isinstance(outcome, gouji.SubmissionError):
            print("cannot be read:", outcome)
        elif outcome.findings:
            print(f"{Path(outcome.path).name}: {len(outcome.findings)}")


if __name__ == "__main__":
    main()
