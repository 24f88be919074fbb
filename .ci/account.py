"""Reads a report of vitest: prints how many tests passed and failed, and appends what failed to a file."""

import json
import sys

report, failures = sys.argv[1:]
with open(report) as file:
    result = json.load(file)
broken = 0
with open(failures, "a") as file:
    for suite in result["testResults"]:
        path = suite["name"].split("/packages/")[-1]
        if suite["status"] == "failed" and not suite["assertionResults"]:
            broken += 1
            print(path, suite.get("message", "")[:500], sep=": ", file=file)
        for test in suite["assertionResults"]:
            if test["status"] == "failed":
                why = (test["failureMessages"] or [""])[0][:500]
                print(path, test["fullName"] + "\n    " + why, sep=": ", file=file)
print(result["numPassedTests"], result["numFailedTests"] + broken)
