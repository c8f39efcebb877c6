"""What the tests of the import share."""

HEADINGS = ["单位名称", "统一社会信用代码", "镇街", "营业收入（万元）", "从业人数", "行业代码", "统计年份"]


def counts(job):
    said = job.outcome["counts"]
    return said["new"], said["changed"], said["unchanged"], said["bad"]
