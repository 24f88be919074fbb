import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { format, inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError } from './errors.ts'
import { resolveSecrets, secret } from './secret.ts'

const schema = z.object({
  url: z.string(),
  token: secret(),
  nested: z.array(z.object({ key: secret() })).optional(),
})

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'secret-'))
})
afterAll(() => rm(directory, { recursive: true }))

describe('a secret', () => {
  test('is resolved wherever it stands, and shown nowhere', async () => {
    await writeFile(path.join(directory, 'key'), 'hunter3\n')
    const written = { url: 'x', token: 'env:TOKEN', nested: [{ key: `file:${directory}/key` }] }
    const config = await resolveSecrets(schema.parse(written), { env: { TOKEN: 'hunter2' } })
    expect(config.token.reveal()).toBe('hunter2')
    expect(config.nested?.[0]?.key.reveal()).toBe('hunter3')
    expect(config.url).toBe('x')
    for (const shown of [
      JSON.stringify(config),
      inspect(config, { depth: 9, showHidden: true }),
      format('%o', config),
      `${config.token}`,
    ]) {
      expect(shown).toContain('[secret]')
      expect(shown).not.toMatch(/hunter[23]/)
    }
  })

  test('written into the configuration itself is refused without being repeated', () => {
    const result = schema.safeParse({ url: 'x', token: 'hunter2' })
    expect(result.error?.message).toContain('must be a reference')
    expect(result.error?.message).not.toContain('hunter2')
  })

  test('that was not resolved is not handed out', () => {
    expect(() => schema.parse({ url: 'x', token: 'env:TOKEN' }).token.reveal()).toThrow(ConfigError)
  })

  test.each([
    ['env:TOKEN', /env:TOKEN is not set/],
    ['file:/does/not/exist', /file:\/does\/not\/exist cannot be read/],
    ['file:/dev/null', /is empty/],
  ])('that does not resolve is named: %s', async (token, sentence) => {
    const config = schema.parse({ url: 'x', token })
    const resolving = resolveSecrets(config, { env: { TOKEN: '' } })
    await expect(resolving).rejects.toThrow(ConfigError)
    await expect(resolving).rejects.toThrow(sentence)
  })

  test('says in its JSON Schema what it is', () => {
    expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
      properties: { token: { type: 'string', format: 'secret-reference' } },
    })
  })
})
