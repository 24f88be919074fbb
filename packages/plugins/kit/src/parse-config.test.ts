import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { ConfigSchema } from './config-schema.ts'
import { definePlugin } from './define.ts'
import { errorCodeOf, PluginError } from './errors.ts'
import { InvalidConfig, parseConfig } from './parse-config.ts'
import type { Plugin, PluginDefinition } from './plugin.ts'
import { Secret, secret } from './secret.ts'

function pluginWith<Config>(part: Pick<PluginDefinition<Config>, 'config' | 'configJsonSchema'>) {
  return definePlugin<Config>({
    id: 'sample',
    title: 'Sample',
    kind: 'ticketing',
    apiRange: '^2.0.0',
    check: async () => [],
    streams: [
      {
        name: 'tickets',
        record: 'ticket',
        mode: 'snapshot',
        scopes: async () => [],
        async *pages() {},
        primaryKey: () => 'x',
        map: () => [],
      },
    ],
    ...part,
  })
}

async function refusal(plugin: Plugin, value: unknown): Promise<InvalidConfig> {
  const error: unknown = await parseConfig(plugin, value).catch((thrown: unknown) => thrown)
  if (!(error instanceof InvalidConfig)) throw new Error('The configuration was taken', { cause: error })
  return error
}

describe('a configuration described with zod', () => {
  const plugin = pluginWith({
    config: z.strictObject({
      url: z.url().describe('Where the tracker is'),
      nested: z.strictObject({ token: secret().describe('A token that may read') }).optional(),
      pageSize: z.int().max(100).default(100),
    }),
  })

  test('is given as its schema returns it', async () => {
    const config = await parseConfig(plugin, { url: 'https://x.example', nested: { token: 'env:TOKEN' } })
    expect(config).toMatchObject({ url: 'https://x.example', pageSize: 100 })
    expect(config.nested?.token).toBeInstanceOf(Secret)
  })

  test('is refused by what is wrong with the shape that is meant', async () => {
    const table = z.strictObject({ columns: z.strictObject({ id: z.string() }), unit: z.enum(['m', 's']) })
    const either = pluginWith({
      config: z.strictObject({ table: z.union([z.literal('template'), table]).describe('A table') }),
    })
    const refused = async (value: unknown) => (await refusal(either, { table: value })).problems
    expect(await refused({ columns: { id: 1 }, unit: 'h' })).toEqual([
      { path: ['table', 'columns', 'id'], problem: expect.stringContaining('expected string') },
      { path: ['table', 'unit'], problem: expect.stringContaining('"m"') },
    ])
    expect(await refused({ columns: { id: 'x' }, unit: 'm', more: 1 })).toEqual([
      { path: ['table'], problem: 'Unrecognized key: "more"' },
    ])
    expect(await refused('sheet')).toEqual([{ path: ['table'], problem: 'Invalid input' }])
  })

  test('is refused with the setting that a misspelt one comes nearest to', async () => {
    expect((await refusal(plugin, { url: 'https://x.example', pagesize: 1 })).problems).toEqual([
      { path: [], problem: 'Unrecognized key: "pagesize"; did you mean "pageSize"?' },
    ])
    const { problems } = await refusal(plugin, {
      url: 'https://x.example',
      nested: { token: 'env:T', colour: 1 },
    })
    expect(problems).toEqual([{ path: ['nested'], problem: 'Unrecognized key: "colour"' }])
  })

  test('is refused by the name of the field, with what it is for', async () => {
    const { message, problems } = await refusal(plugin, { url: 'nowhere', pageSize: 1000 })
    expect(message).toContain(
      'The configuration of sample is wrong:\n  url: Invalid URL (Where the tracker is)',
    )
    expect(message).toContain('\n  pageSize: ')
    expect(problems.map(({ path }) => path)).toEqual([['url'], ['pageSize']])
  })

  test('is refused with a code that pauses the source', async () => {
    expect(errorCodeOf(await refusal(plugin, {}))).toBe('CONFIG_ERROR')
  })

  test('is refused without showing a secret that stands in it', async () => {
    const error = await refusal(plugin, { url: 'https://x.example', nested: { token: 'hunter2-hunter2' } })
    expect(error.message).toContain('nested.token: must be a reference to the secret')
    expect(JSON.stringify([error.message, error.stack, error.problems])).not.toContain('hunter2')
  })

  test('is refused when it has a field too many', async () => {
    expect((await refusal(plugin, { url: 'https://x.example', tokn: 'x' })).message).toContain('tokn')
  })
})

interface Foreign {
  readonly url: string
  readonly token: Secret
}

/** A schema as another library would make it. */
function foreignSchema(converter: object): ConfigSchema<Foreign> {
  return {
    '~standard': {
      version: 1,
      vendor: 'hand-made',
      async validate(value) {
        const { url, token } = Object.assign({ url: undefined, token: undefined }, value)
        if (typeof url !== 'string') {
          return { issues: [{ message: 'must be a text', path: [{ key: 'url' }] }] }
        }
        if (token === 'quoted') return { issues: [{ message: `${token} is no token`, path: ['token'] }] }
        return { value: { url, token } as unknown as Foreign }
      },
      ...converter,
    },
  }
}

const foreignJsonSchema = {
  type: 'object',
  properties: {
    url: { type: 'string', description: 'Where it is' },
    token: { type: 'string', format: 'secret-reference' },
  },
}

describe('a configuration described with another library', () => {
  test('is asked for its JSON Schema where it can tell it', async () => {
    const jsonSchema = { input: ({ target }: { target: string }) => ({ ...foreignJsonSchema, target }) }
    const plugin = pluginWith({ config: foreignSchema({ jsonSchema }) })
    expect(plugin.configJsonSchema).toEqual({ ...foreignJsonSchema, target: 'draft-2020-12' })
    expect(plugin.secretFields).toEqual(['token'])
  })

  test('needs a JSON Schema beside it where it cannot', () => {
    expect(() => pluginWith({ config: foreignSchema({}) })).toThrow(PluginError)
    expect(() => pluginWith({ config: foreignSchema({}) })).toThrow('give it as configJsonSchema')
  })

  const plugin = pluginWith({ config: foreignSchema({}), configJsonSchema: foreignJsonSchema })

  test('has its references made secrets', async () => {
    const { url, token } = await parseConfig(plugin, { url: 'x', token: 'env:TOKEN' })
    expect(url).toBe('x')
    expect(token).toBeInstanceOf(Secret)
    expect(token.reference).toBe('env:TOKEN')
  })

  test('is refused by the name of the field', async () => {
    expect((await refusal(plugin, {})).message).toContain('url: must be a text (Where it is)')
  })

  test('is refused with a secret in it, which no message shows', async () => {
    const error = await refusal(plugin, { url: 'x', token: 'quoted' })
    expect(error.message).toContain('token: must be a reference')
    expect(error.message).not.toContain('quoted')
  })

  test('is refused when it is no schema at all', () => {
    expect(() => pluginWith({ config: Object.assign({}, foreignSchema({}), { '~standard': 1 }) })).toThrow(
      'keeps to Standard Schema',
    )
  })
})
