import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short files that take long. A fresh clone knows no durations, and vitest then goes by size. */
const LONG =
  /\/(api-conformance|conformance|filters|jira|pages|property|secrets|servicenow|story|values)\.test\.ts$/

/** Begins with what takes long, so that no worker is left with it when the others have ended. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const long = sorted.filter(({ moduleId }) => LONG.test(moduleId))
    return [...long, ...sorted.filter((file) => !long.includes(file))]
  }
}
