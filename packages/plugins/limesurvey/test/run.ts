import { type PluginContext, Secret } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream, testContext, type Upstream } from '@throughline/plugin-kit/testing'
import { configSchema, type LimesurveyConfig } from '../src/config.ts'
import { MadeUpLimesurvey, PASSWORD, PATH, USER } from './system.ts'

export interface Stage {
  readonly system: MadeUpLimesurvey
  readonly upstream: Upstream
  /** A context whose calls reach the fake system at once. */
  context(settings?: object): PluginContext<LimesurveyConfig>
  /** The methods called so far. */
  methods(): string[]
}

/** Runs `work` with a fake LimeSurvey that answers. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const system = new MadeUpLimesurvey()
  const upstream = await startUpstream(system.answer)
  const end = new AbortController()
  const http = createHttpClient({
    hosts: [new URL(upstream.url).host],
    allowPrivate: true,
    signal: end.signal,
    limits: { requestsPerSecond: 10_000 },
    wait: async () => {},
  })
  try {
    return await work({
      system,
      upstream,
      context(settings = {}) {
        const said = {
          url: `${upstream.url}${PATH}`,
          user: USER,
          password: 'env:P',
          pageSize: 2,
          timeZone: 'Europe/Berlin',
        }
        const parsed = configSchema.parse({ ...said, ...settings })
        return testContext({ ...parsed, password: new Secret('env:P', PASSWORD) }, { http })
      },
      methods: () => upstream.requests.map(({ body }) => /"method":"(\w+)"/.exec(body)?.[1] ?? ''),
    })
  } finally {
    await http.close()
    await upstream.close()
  }
}

/** Everything an iterable yields. */
export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
