"""The Excel workbook: real tables, live formulas with their results stored, ready to print. Written by XlsxWriter."""

from joint_plan.reports.excel.workbook import write_workbook

__all__ = ["write_workbook"]
