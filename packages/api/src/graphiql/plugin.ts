import type { Plugin } from 'graphql-yoga'
import { type Assets, loadAssets } from './assets.ts'
import type { Example } from './example.ts'
import { contentSecurityPolicy, renderGraphiqlPage } from './page.ts'

export interface GraphiqlOptions {
  /** Name of the product, shown in the bar. */
  title: string
  examples: readonly Example[]
  /** Path of the GraphQL endpoint, without a slash at its end; `/graphql` unless said otherwise. */
  endpoint?: string
  /**
   * Where the script of the page exchanges the code of its address (`/graphql#code=…`) for an API token, relative
   * to the page. Without it the person enters a token.
   */
  exchange?: string
  /** What examples with days in them are made for; the machine's clock unless said otherwise. */
  clock?: () => Date
}

/**
 * A Yoga plugin that answers a browser's GET of the endpoint with GraphiQL, and GET of
 * `<endpoint>/assets/…` with the files of that page. Goes before any plugin that asks who is calling, with
 * Yoga's own `graphiql` turned off.
 */
export function useGraphiql(options: GraphiqlOptions): Plugin {
  const endpoint = options.endpoint ?? '/graphql'
  const clock = options.clock ?? (() => new Date())
  const assetPath = `${endpoint}/assets/`
  let loading: Promise<Assets> | undefined
  const assets = () => {
    // A failure is not kept: the next request loads again.
    loading ??= loadAssets().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  return {
    async onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return
      if (url.pathname === endpoint && request.headers.get('accept')?.includes('text/html')) {
        const page = renderGraphiqlPage({
          title: options.title,
          examples: options.examples,
          assets: await assets(),
          // Relative, so that the page also works below a path that a proxy takes away.
          assetBase: `${endpoint.slice(endpoint.lastIndexOf('/') + 1)}/assets/`,
          now: clock(),
          ...(options.exchange === undefined ? {} : { exchange: options.exchange }),
        })
        // A copy, because the response writes the length of this page into it.
        endResponse(new fetchAPI.Response(page, { headers: { ...pageHeaders } }))
      } else if (url.pathname.startsWith(assetPath)) {
        const fileName = url.pathname.slice(assetPath.length)
        const found = Object.values(await assets()).find((asset) => asset.fileName === fileName)
        if (!found) return endResponse(new fetchAPI.Response('No such file.', { status: 404 }))
        const { bytes, encoding } = await found.body(request.headers.get('accept-encoding') ?? '')
        endResponse(
          new fetchAPI.Response(bytes, {
            headers: {
              'content-type': found.contentType,
              'cache-control': 'public, max-age=31536000, immutable',
              'x-content-type-options': 'nosniff',
              vary: 'Accept-Encoding',
              ...(encoding ? { 'content-encoding': encoding } : {}),
            },
          }),
        )
      }
    },
  }
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'Accept',
}
