import { type Plugin, type PluginContext, resolveSecrets } from '@throughline/plugin-kit'
import { createHttpClient } from '@throughline/plugin-kit/http'
import {
  apiConformance,
  memoryFiles,
  startUpstream,
  testContext,
  type Upstream,
} from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { configSchema, type TerraformConfig } from '../src/config.ts'
import { terraform } from '../src/index.ts'
import { fixtures, shop } from './fixtures.ts'
import { type Backend, backend, PASSWORD, PATH, USERNAME } from './system.ts'

describe('conformance', () => {
  for (const check of apiConformance(terraform as Plugin, fixtures)) test(check.name, check.run)
})

interface Stage {
  readonly upstream: Upstream
  readonly ctx: PluginContext<TerraformConfig>
}

async function onStage<T>(system: Backend, http: object, work: (stage: Stage) => Promise<T>): Promise<T> {
  const upstream = await startUpstream(system.answer)
  const written = { workspace: 'shop', http: { url: `${upstream.url}${PATH}`, ...http } }
  const config = await resolveSecrets(configSchema.parse(written), { env: { PASSWORD } })
  const { signal } = new AbortController()
  const way = createHttpClient({
    hosts: terraform.hosts?.(config) ?? [],
    allowPrivate: true,
    signal,
    wait: async () => {},
  })
  try {
    return await work({ upstream, ctx: testContext(config, { http: way, signal }) })
  } finally {
    await way.close()
    await upstream.close()
  }
}

async function idsOf(ctx: PluginContext<TerraformConfig>, until = new Date('2030-01-01T00:00:00Z')) {
  const ids: string[] = []
  for (const stream of terraform.streams) {
    for await (const { raw } of stream.pages(ctx, { id: 'shop' }, null, until)) {
      ids.push(...raw.map((each) => stream.primaryKey(each)))
    }
  }
  return ids
}

const BASIC = { username: USERNAME, password: 'env:PASSWORD' }

describe('a state behind an address', () => {
  test('is fetched once for both streams of a run, and again for the next run', () =>
    onStage(backend(shop), BASIC, async ({ ctx, upstream }) => {
      const first = await idsOf(ctx)
      expect(first.length).toBeGreaterThan(10)
      expect(upstream.requests).toHaveLength(1)
      expect(await idsOf(ctx, new Date('2030-01-02T00:00:00Z'))).toEqual(first)
      expect(upstream.requests).toHaveLength(2)
    }))

  test('is fetched with a bearer token', () =>
    onStage(backend(shop, `Bearer ${PASSWORD}`), { token: 'env:PASSWORD' }, async ({ ctx }) =>
      expect((await idsOf(ctx)).length).toBeGreaterThan(10),
    ))

  test('that was never written is empty', () =>
    onStage(backend(undefined), BASIC, async ({ ctx }) => expect(await idsOf(ctx)).toEqual([])))

  test('that is not there is a scope that is gone, and nothing is taken for removed', () =>
    onStage(backend(shop), BASIC, async ({ ctx, upstream }) => {
      upstream.faults = () => ({ kind: 'answer', answer: { status: 404 } })
      await expect(idsOf(ctx)).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))

  test('that is wrong is an input error, with the address and without what it holds', () =>
    onStage(
      backend('{"version": 4, "resources": [{"mode": "canary-in-mode"}]}'),
      BASIC,
      async ({ ctx, upstream }) => {
        await expect(idsOf(ctx)).rejects.toMatchObject({ code: 'INPUT_ERROR' })
        await expect(idsOf(ctx)).rejects.toThrow(`${upstream.url}${PATH}`)
        await expect(idsOf(ctx)).rejects.not.toThrow('canary')
      },
    ))

  test('is left alone where files are given', () =>
    onStage(backend(shop), BASIC, async ({ ctx, upstream }) => {
      const files = memoryFiles({
        'a.tfstate': '{"version": 4, "serial": 1, "lineage": "a", "resources": []}',
      })
      expect(await idsOf({ ...ctx, files })).toEqual([])
      expect(upstream.requests).toEqual([])
    }))
})

test.each([
  [{ url: 'ftp://states.example.org' }, 'http or https'],
  [{ url: 'https://states.example.org', username: 'ada' }, 'together with username'],
  [{ url: 'https://states.example.org', ...BASIC, token: 'env:TOKEN' }, 'cannot be given together'],
  [{ url: 'https://states.example.org', token: 'in the clear' }, 'reference to the secret'],
])('the settings %j are refused', (http, words) => {
  expect(configSchema.safeParse({ http }).error?.message).toContain(words)
})
