import type { Http, HttpRequest, PluginContext, SourceFile, SourceFiles } from '@throughline/plugin-kit'
import type { HttpStateConfig, TerraformConfig } from './config.ts'

type Context = PluginContext<TerraformConfig>

interface Reading {
  readonly config: TerraformConfig
  readonly until: number
  readonly files: SourceFiles
}

/** What was read last through a way out. Another run begins at another moment and reads anew. */
const readings = new WeakMap<Http, Reading>()

/**
 * The context with the state behind the configured address as its file, once for all streams of a run. Files that
 * were given by hand come before it.
 *
 * @param until the moment the run began
 */
export function withState(ctx: Context, until: Date): Context {
  const { http, config } = ctx
  if (ctx.files !== undefined || config.http === undefined) return ctx
  const known = readings.get(http)
  if (known?.config === config && known.until === until.getTime()) return { ...ctx, files: known.files }
  const files = stateAt(http, config.http)
  readings.set(http, { config, until: until.getTime(), files })
  return { ...ctx, files }
}

/** The state as a file that is asked for when it is walked; none where nothing was ever written there. */
function stateAt(http: Http, { url, ...credentials }: HttpStateConfig): SourceFiles {
  return {
    async *[Symbol.asyncIterator]() {
      const response = await http.request(url, requestWith(credentials))
      if (response.status === 204) return
      // Cut off on the way, it is to be asked for again; nobody's file is wrong.
      response.json()
      const file: SourceFile = {
        path: response.url,
        bytes: async () => response.bytes(),
        text: async () => response.text(),
      }
      yield file
    },
  }
}

function requestWith({ username, password, token, ca }: Omit<HttpStateConfig, 'url'>): HttpRequest {
  return {
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: ['Bearer ', token] }),
    },
    ...(username === undefined || password === undefined ? {} : { basic: { user: username, password } }),
    ...(ca === undefined ? {} : { ca }),
  }
}
