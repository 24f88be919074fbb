import { createHttpClient } from '@throughline/plugin-kit/http'
import { startUpstream } from '@throughline/plugin-kit/testing'

const upstream = await startUpstream(({ path }) => ({ json: { path } }))
const http = createHttpClient({
  hosts: [new URL(upstream.url).host],
  allowPrivate: true,
  signal: new AbortController().signal,
})
const answer = await http.request(`${upstream.url}/api/issues`)
console.log(answer.json()) // { path: '/api/issues' }
await http.close()
await upstream.close()
