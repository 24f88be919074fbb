import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longestFirst.ts'

// The processes that tests start compile the same modules: read by them and by the workers, before they load anything.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url))

const fromApi = createRequire(new URL('packages/api/package.json', import.meta.url))

/** What takes long or needs a browser: run by `pnpm test:slow`, not at every change. */
export const SLOW = [
  'db/test/{embedded*,killed-runs,pool}.test.ts',
  'packages/api/src/cli/plugin/commands.test.ts',
  'packages/api/test/cli/*.test.ts',
  'packages/api/src/reasoning/mirror/concurrent.test.ts',
  'packages/api/test/features/many-streams.test.ts',
  'packages/api/test/alignment/*.test.ts',
  'packages/api/test/commitments/*.test.ts',
  'packages/api/test/mapping/*.test.ts',
  'packages/api/test/pooler/*.test.ts',
  'packages/api/test/limits/flood.test.ts',
  'packages/api/test/metrics/ingest-costs.test.ts',
  'packages/api/test/features/{dry-runs,progress,secrets,simulate,sources,team-scope,webhooks}.test.ts',
  'packages/api/test/http/{sign-in,survey-answers-scores}.test.ts',
  'packages/api/test/releases/releases.test.ts',
  'packages/api/test/sync/{entities/{survey-invitations,ticket-events,trouble},runs/fence,runs/large,runs/trouble,runs/write-costs,reconciliation/concurrent,reconciliation/disagreement,reconciliation/distinct,reconciliation/order.property,retirement/withdrawn-records,merging/merge.property,model/{model,order.property}}.test.ts',
  'packages/plugins/kit/test/{internal-addresses,tarball,template,tutorial}.test.ts',
  'packages/plugins/kubernetes/test/api.test.ts',
  'packages/plugins/{github,gitlab,limesurvey,netbox}/test/conformance.test.ts',
  'packages/plugins/{jira,servicenow}/test/{jira,servicenow}.test.ts',
  'packages/api/test/work/*.test.ts',
  'test/e2e/{operations*,sdk-tarball,story}.test.ts',
  'test/faults/*.test.ts',
  'test/graphiql/**/*.test.ts',
  'test/pages/*.test.ts',
]

/** Of the slow suites, those that are run one after the other: they watch how much time or memory something takes. */
export const UNDISTURBED = [
  'packages/api/test/features/many-streams.test.ts',
  'packages/api/test/limits/flood.test.ts',
  'packages/api/test/metrics/ingest-costs.test.ts',
  'packages/api/test/sync/runs/write-costs.test.ts',
  'packages/api/test/work/{bad-plugins,busy-machine}.test.ts',
  'test/graphiql/page.test.ts',
]

/** Of the slow suites, those that neither end processes nor fill memory: they share their workers, as those of `pnpm test` do. */
export const TOGETHER = [
  'packages/api/test/alignment/*.test.ts',
  'packages/api/test/commitments/*.test.ts',
  'packages/api/test/mapping/*.test.ts',
  'packages/api/test/features/{dry-runs,simulate,sources,team-scope,webhooks}.test.ts',
  'packages/api/test/sync/{entities/{survey-invitations,ticket-events,trouble},runs/trouble,reconciliation/concurrent,reconciliation/disagreement,reconciliation/distinct,reconciliation/order.property,retirement/withdrawn-records,merging/merge.property,model/{model,order.property}}.test.ts',
  'packages/plugins/kubernetes/test/api.test.ts',
  'packages/plugins/{github,gitlab,limesurvey,netbox}/test/conformance.test.ts',
  'packages/plugins/{jira,servicenow}/test/{jira,servicenow}.test.ts',
  'test/e2e/story.test.ts',
]

/** What `pnpm test` tries a part of, and the slow suites the whole: see packages/api/test/runs.ts. */
export const IN_FULL = [
  'packages/api/test/metrics/last-write-wins.property.test.ts',
  'packages/api/test/graph/{filters,pages,property}.test.ts',
  'packages/api/test/graph/bad-input/values.test.ts',
  'packages/api/test/features/series.test.ts',
  'packages/api/test/sync/ingestion/preview.test.ts',
  'packages/api/test/sync/entities/pending.test.ts',
]

export default defineConfig({
  // Node takes the CommonJS half of graphql for every package; Vite would take the other half for our own
  // files, and the two do not know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fromApi.resolve('graphql') }] },
  test: {
    include: ['db/**/*.test.ts', 'packages/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...SLOW],
    globalSetup: ['db/src/testing-global.ts'],
    // Modules are evaluated once a worker, the schema above all; what a file changes of the process it puts back.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Left to itself it keeps a core free, which on two cores is half of them.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
