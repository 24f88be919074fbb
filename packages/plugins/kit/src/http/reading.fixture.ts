import type { PluginContext, Secret } from '@throughline/plugin-kit'

interface Config {
  readonly url: string
  readonly token: Secret
}

/** One page of issues that changed, and whether there is another. */
export async function issues({ http, config }: PluginContext<Config>, since: string, page: number) {
  const answer = await http.request(new URL('/api/issues', config.url), {
    headers: { authorization: ['Bearer ', config.token] },
    query: { since, page, sort: 'updated' },
  })
  return { raw: answer.json(), more: answer.header('x-next-page') !== undefined }
}
