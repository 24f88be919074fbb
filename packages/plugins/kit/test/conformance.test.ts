import { fileURLToPath } from 'node:url'
import { InputError, type Plugin, type Stream } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inventory } from './inventory.ts'

const HOSTS = 'host web1 4\nhost db1 8\nlink web1 db1\n'
const MORE = 'host web2 4\nlink web2 db1\n'

const fixtures = {
  config: {},
  listings: [
    {
      name: 'two files',
      files: () => memoryFiles({ 'a.txt': HOSTS, 'b.txt': MORE }),
      golden: fileURLToPath(new URL('./fixtures/inventory.golden.json', import.meta.url)),
    },
  ],
  broken: [
    {
      name: 'a line of nonsense',
      files: () => memoryFiles({ 'a.txt': HOSTS, 'b.txt': 'host web2\n' }),
      mentions: ['b.txt, line 1', 'host <name> <cores>'],
    },
  ],
  removals: [
    {
      name: 'a host',
      before: () => memoryFiles({ 'a.txt': HOSTS, 'b.txt': MORE }),
      after: () => memoryFiles({ 'a.txt': HOSTS }),
      gone: ['main/web2', 'CONNECTS_TO main/web2 > main/db1'],
    },
  ],
  canaries: ['hunter2'],
}

describe('a plugin that keeps its promises', () => {
  for (const check of conformance(inventory, fixtures)) test(check.name, check.run)
})

/** The names of the checks that a plugin fails. */
async function failures(plugin: Plugin, having: Partial<typeof fixtures> = {}): Promise<string[]> {
  const names: string[] = []
  for (const check of conformance(plugin, { ...fixtures, ...having })) {
    await check.run().catch(() => names.push(check.name.replace(/^[^:]*: /, '')))
  }
  return names
}

/** The inventory plugin with its first stream spoiled. */
function spoiled(change: (hosts: Stream) => Partial<Stream>): Plugin {
  const [hosts, links] = inventory.streams
  if (hosts === undefined || links === undefined) throw new Error('The inventory plugin has two streams')
  return { ...inventory, streams: [Object.assign({ ...hosts }, change(hosts)), links] }
}

function firstRecord(hosts: Stream, raw: unknown) {
  const [record] = [hosts.map(raw)].flat()
  if (record?.type !== 'asset') throw new Error('map gave no asset')
  return record
}

describe('plugins that break one', () => {
  test('fails when nothing is yielded', async () => {
    const plugin = spoiled(() => ({ pages: async function* () {} }))
    expect(await failures(plugin)).toContain('every stream yields something')
  })

  test('fails when two records have one identity', async () => {
    expect(await failures(spoiled(() => ({ primaryKey: () => 'same' })))).toEqual([
      'identities and external ids are unique',
    ])
  })

  test('fails when two records have one external id', async () => {
    const plugin = spoiled((hosts) => ({
      map: (raw) => ({ ...firstRecord(hosts, raw), externalId: 'main/db1' }),
    }))
    expect(await failures(plugin)).toContain('identities and external ids are unique')
  })

  test('fails when a raw record is not plain data', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        for await (const page of hosts.pages(...args)) {
          yield { raw: page.raw.map((raw) => Object.assign({ seen: new Date(0) }, raw)), next: null }
        }
      },
    }))
    expect(await failures(plugin)).toEqual(['raw records can be stored and mapped again'])
  })

  test('fails when map changes its argument', async () => {
    const plugin = spoiled((hosts) => ({
      map(raw) {
        const record = hosts.map(raw)
        if (typeof raw === 'object' && raw !== null && !Object.isFrozen(raw))
          Object.assign(raw, { mapped: true })
        return record
      },
    }))
    expect(await failures(plugin)).toContain('map is pure')
  })

  test('fails when map remembers', async () => {
    let calls = 0
    const plugin = spoiled((hosts) => ({
      map(raw) {
        calls += 1
        return { ...firstRecord(hosts, raw), environment: `call ${calls}` }
      },
    }))
    expect(await failures(plugin)).toEqual(
      expect.arrayContaining(['map is pure', 'a second listing is the same']),
    )
  })

  test('fails when a record is not valid', async () => {
    const plugin = spoiled((hosts) => ({ map: (raw) => ({ ...firstRecord(hosts, raw), name: 'web\u0000' }) }))
    expect(await failures(plugin)).toContain('every record is valid')
  })

  test('fails when a stream yields another kind of record than it declares', async () => {
    const plugin = spoiled((hosts) => ({ ...hosts, record: 'relation' }))
    expect(await failures(plugin)).toEqual([
      'every record is valid',
      'what is removed goes, and the rest stays',
    ])
  })

  test('fails when an asset kind is not declared', async () => {
    const plugin = spoiled((hosts) => ({
      map: (raw) => ({ ...firstRecord(hosts, raw), kind: 'inventory.rack' }),
    }))
    expect(await failures(plugin)).toContain('attributes fit the declared kind')
  })

  test('holds an asset of a kind that is named elsewhere to what all others hold', async () => {
    const attributes = z.strictObject({ cores: z.int().max(4) })
    const racks = spoiled((hosts) => ({
      map: (raw) => ({ ...firstRecord(hosts, raw), kind: 'inventory.rack' }),
    }))
    const others = { ...racks, otherAssetKinds: { title: 'Other', attributes, jsonSchema: {} } }
    expect(await failures(others)).toContain('attributes fit the declared kind')
    const wider = { title: 'Other', attributes: z.strictObject({ cores: z.int() }), jsonSchema: {} }
    expect(await failures({ ...racks, otherAssetKinds: wider })).not.toContain(
      'attributes fit the declared kind',
    )
  })

  test('fails when attributes do not fit the kind', async () => {
    const plugin = spoiled((hosts) => ({
      map: (raw) => ({ ...firstRecord(hosts, raw), attributes: { cores: 'four' } }),
    }))
    expect(await failures(plugin)).toContain('attributes fit the declared kind')
  })

  test('fails when a relation leads nowhere', async () => {
    const files = () => memoryFiles({ 'a.txt': `${HOSTS}link web1 lost1\n` })
    expect(await failures(inventory, { listings: [{ name: 'x', files, golden: '' }] })).toContain(
      'every relation joins assets of the listing',
    )
  })

  test('fails when listings differ', async () => {
    let listings = 0
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        listings += 1
        for await (const page of hosts.pages(...args))
          yield { ...page, raw: page.raw.slice(0, 1 + (listings % 2)) }
      },
    }))
    expect(await failures(plugin)).toContain('a second listing is the same')
  })

  test('fails when only the first file is read', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(ctx, ...rest) {
        const first = {
          async *[Symbol.asyncIterator]() {
            for await (const file of ctx.files ?? []) {
              yield file
              return
            }
          },
        }
        yield* hosts.pages({ ...ctx, files: first }, ...rest)
      },
    }))
    expect(await failures(plugin)).toContain('the order of the files does not matter')
  })

  test('fails when the signal is not heard before a listing', async () => {
    const deaf = new AbortController().signal
    const plugin = spoiled((hosts) => ({
      pages: (ctx, ...rest) => hosts.pages({ ...ctx, signal: deaf }, ...rest),
    }))
    expect(await failures(plugin)).toEqual(['a run that was stopped lists nothing'])
  })

  test('fails when pages go on after the signal', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        for await (const page of hosts.pages(...args))
          for (const raw of page.raw) yield { raw: [raw], next: null }
      },
    }))
    expect(await failures(plugin)).toEqual(['no page follows once the run is stopped'])
  })

  test('fails when the connection test does not say ok', async () => {
    const plugin: Plugin = {
      ...inventory,
      check: async () => [{ capability: 'read', status: 'unreachable' }],
    }
    expect(await failures(plugin)).toEqual(['the connection test says ok'])
  })

  test('fails when the connection test says ok to broken input', async () => {
    const plugin: Plugin = { ...inventory, check: async () => [{ capability: 'read', status: 'ok' }] }
    expect(await failures(plugin)).toEqual(['the connection test reports it'])
  })

  test('fails when a secret is passed on', async () => {
    const files = () => memoryFiles({ 'a.txt': HOSTS.replaceAll('web1', 'hunter2') })
    expect(await failures(inventory, { listings: [{ name: 'x', files, golden: '' }] })).toContain(
      'no secret is passed on',
    )
  })

  test('fails when a secret is written to the log', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(ctx, ...rest) {
        ctx.log.info('listing', { password: 'hunter2' })
        yield* hosts.pages(ctx, ...rest)
      },
    }))
    expect(await failures(plugin)).toEqual(['no secret is passed on'])
  })

  test('fails when broken input is taken up to where it breaks', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(ctx, ...rest) {
        for await (const file of ctx.files ?? []) {
          const files = {
            async *[Symbol.asyncIterator]() {
              yield file
            },
          }
          yield* hosts.pages({ ...ctx, files }, ...rest)
        }
      },
    }))
    expect(await failures(plugin)).toContain('is refused before the first page')
  })

  test('fails when broken input is refused with an error of another kind', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        try {
          yield* hosts.pages(...args)
        } catch (error) {
          throw new Error('did not work', { cause: error })
        }
      },
    }))
    expect(await failures(plugin)).toEqual(['is refused before the first page'])
  })

  test('fails when the message does not say where', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        try {
          yield* hosts.pages(...args)
        } catch (error) {
          throw new InputError(
            { file: 'the input', problem: 'is broken', hint: 'Mend it.' },
            { cause: error },
          )
        }
      },
    }))
    expect(await failures(plugin)).toEqual(['is refused before the first page'])
  })

  test('fails when what was removed is listed on', async () => {
    const seen = new Set<string>()
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        for await (const page of hosts.pages(...args))
          for (const raw of page.raw) seen.add(JSON.stringify(raw))
        yield { raw: [...seen].sort().map((raw) => JSON.parse(raw)), next: null }
      },
    }))
    expect(await failures(plugin)).toContain('what is removed goes, and the rest stays')
  })

  test('fails when a listing is always partial, so that nothing ever goes', async () => {
    const plugin = spoiled((hosts) => ({
      async *pages(...args) {
        for await (const page of hosts.pages(...args)) yield { ...page, partial: true }
      },
    }))
    expect(await failures(plugin)).toEqual(['what is removed goes, and the rest stays'])
  })

  test('fails when more goes than what was removed', async () => {
    const removals = fixtures.removals.map((removal) => ({ ...removal, gone: removal.gone.slice(0, 1) }))
    expect(await failures(inventory, { removals })).toEqual(['what is removed goes, and the rest stays'])
  })

  test('fails when nothing is said of removals', async () => {
    expect(await failures(inventory, { removals: [] })).toEqual(['have a fixture'])
  })

  test('fails when the records are not the golden ones', async () => {
    const plugin = spoiled((hosts) => ({
      map: (raw) => ({ ...firstRecord(hosts, raw), environment: 'test' }),
    }))
    expect(await failures(plugin)).toEqual(['the records are the golden ones'])
  })
})

test('refuses to run without a listing', () => {
  expect(() => conformance(inventory, { config: {}, listings: [] })).toThrow('at least one listing')
})
