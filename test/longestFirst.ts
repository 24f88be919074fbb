import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short files that take long. A fresh clone knows no durations, and vitest then goes by size. */
const LONG =
  /\/(actions|api-conformance|backup|config-file|conformance|deliveries|disagreement|embedded|fence|filters|jira|kill|large|merge\.property|order\.property|pages|property|secrets|servicenow|sources|stop|story|values|worker)\.test\.ts$/

/** Begins with what takes long, so that no worker is left with it when the others have ended. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const long = sorted.filter(({ moduleId }) => LONG.test(moduleId))
    return [...long, ...sorted.filter((file) => !long.includes(file))]
  }
}
