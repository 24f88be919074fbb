import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { type Cluster, clusterOf, objectsIn, TOKEN } from './cluster.ts'

/** The path of a file or directory of the fixtures. */
export const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

async function shopFiles(): Promise<Record<string, string>> {
  const names = (await readdir(fixture('shop'))).filter((name) => !name.startsWith('kustomization'))
  const texts = names.map(async (name) => [name, await readFile(fixture(`shop/${name}`), 'utf8')] as const)
  return Object.fromEntries(await Promise.all(texts))
}

/** The manifests of a shop, by their names. */
export const shop = await shopFiles()

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<Cluster> = {
  system: () => clusterOf(objectsIn(shop)),
  config: (url) => ({ cluster: 'main', api: { url, token: 'env:KUBERNETES_TOKEN', pageSize: 3 } }),
  env: { KUBERNETES_TOKEN: TOKEN },
  canaries: ['canary-in-'],
  golden: fixture('shop.golden.json'),
}
