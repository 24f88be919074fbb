import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { type Backend, backend, PASSWORD, PATH, USERNAME } from './system.ts'

/** The path of a file of the fixtures. */
export const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

/** The state of a shop. */
export const shop = await readFile(fixture('shop.tfstate'), 'utf8')

/** What the plugin is tried with where it fetches a state: the system that keeps it, and what comes of it. */
export const fixtures: ApiFixtures<Backend> = {
  system: () => backend(shop),
  config: (url) => ({
    workspace: 'shop',
    http: { url: `${url}${PATH}`, username: USERNAME, password: 'env:STATE_PASSWORD', pageSize: 3 },
  }),
  env: { STATE_PASSWORD: PASSWORD },
  canaries: ['canary-in-'],
  golden: fixture('shop.golden.json'),
}
