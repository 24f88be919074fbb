import { inspect } from 'node:util'
import type { PluginContext } from '../../context.ts'
import type { Http, HttpLimits } from '../../http/http.ts'
import { createHttpClient, type OpenHttp } from '../../http/open.ts'
import { parseConfig } from '../../parse-config.ts'
import type { Plugin } from '../../plugin.ts'
import { pseudonymsWith } from '../../pseudonym.ts'
import { resolveSecrets } from '../../secret.ts'
import type { ApiFixtures, FakeSystem } from '../api-fixtures.ts'
import { startUpstream, type Upstream, type UpstreamFault, type UpstreamRequest } from '../upstream.ts'
import { VirtualTime } from './time.ts'

/** A call as the system heard it, by the virtual clock. */
export interface HeardCall {
  readonly request: UpstreamRequest
  readonly at: Date
  /** What the system answered; undefined where a fault took the place of an answer. */
  status?: number
}

/** What a context is made of, where it is not the usual. */
export interface ContextChoice {
  readonly signal?: AbortSignal
  readonly http?: Http
  readonly limits?: HttpLimits
}

/** A fake system that runs on the loopback address, and a plugin's context to reach it. */
export interface Stage {
  readonly system: FakeSystem
  readonly upstream: Upstream
  readonly time: VirtualTime
  /** All calls so far. */
  readonly heard: readonly HeardCall[]
  /** What happens to a call, by its number from 0 on, instead of the answer. */
  faults: (index: number, request: UpstreamRequest) => UpstreamFault | undefined
  /** What the plugin and its HTTP client logged. */
  readonly lines: readonly string[]
  /** As the plugin gets it. */
  readonly config: unknown
  /** The hosts that the plugin calls with this configuration, as it says. */
  readonly hosts: readonly string[]
  /** A context of a new run. */
  context(choice?: ContextChoice): PluginContext
}

/** The moment every run begins. */
export function runBegan(fixtures: ApiFixtures): Date {
  return new Date(fixtures.now ?? '2030-01-01T00:00:00Z')
}

/** Sets a new system up, lets `work` do with it what it wants, and takes it down. */
export async function onStage<T>(
  plugin: Plugin,
  fixtures: ApiFixtures,
  work: (stage: Stage) => Promise<T>,
  env: Readonly<Record<string, string>> = fixtures.env,
): Promise<T> {
  const system = fixtures.system()
  const time = new VirtualTime(runBegan(fixtures))
  const heard: HeardCall[] = []
  const upstream = await startUpstream(async (request) => {
    const answer = await system.answer(request)
    const call = heard.find((each) => each.request === request)
    if (call !== undefined) call.status = answer.status ?? 200
    return answer
  })
  const opened: OpenHttp[] = []
  try {
    const config = await resolveSecrets(await parseConfig(plugin, fixtures.config(upstream.url)), { env })
    const lines: string[] = []
    const write = (message: string, fields?: Readonly<Record<string, unknown>>) => {
      lines.push(`${message} ${inspect(fields, { depth: 10 })}`)
    }
    const log = { debug: write, info: write, warn: write, error: write }
    const hosts = plugin.hosts?.(config) ?? []
    const open = (signal: AbortSignal, limits: HttpLimits | undefined) => {
      const http = createHttpClient({
        hosts,
        limits,
        allowPrivate: true,
        signal,
        log,
        clock: () => time.now().getTime(),
        random: () => 0.5,
        wait: async (milliseconds, waiting) => {
          time.pass(milliseconds)
          waiting.throwIfAborted()
        },
      })
      opened.push(http)
      return http
    }
    const stage: Stage = {
      system,
      upstream,
      time,
      heard,
      faults: () => undefined,
      lines,
      config,
      hosts,
      context({ signal = new AbortController().signal, http, limits = plugin.limits } = {}) {
        return {
          config,
          signal,
          log,
          clock: () => runBegan(fixtures),
          http: http ?? open(signal, limits),
          pseudonym: pseudonymsWith('conformance'),
        }
      },
    }
    upstream.faults = (request, index) => {
      heard.push({ request, at: time.now() })
      return stage.faults(index, request)
    }
    return await work(stage)
  } finally {
    for (const http of opened) await http.close()
    await upstream.close()
  }
}
