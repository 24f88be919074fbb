import { expect, test } from 'vitest'
import { z } from 'zod'
import { resolveSecrets, Secret, secret } from './secret.ts'

/** The kit as a plugin finds it that was installed with a copy of its own. */
async function anotherCopy(): Promise<typeof import('./secret.ts')> {
  const address = './secret.ts?copy'
  return import(/* @vite-ignore */ address)
}

test('a secret of another copy of the kit is resolved, and knows ours', async () => {
  const other = await anotherCopy()
  expect(other.Secret).not.toBe(Secret)
  const config = z.strictObject({ token: other.secret(), deep: z.object({ key: other.secret() }) })
  const parsed = config.parse({ token: 'env:TOKEN', deep: { key: 'env:KEY' } })
  const { token, deep } = await resolveSecrets(parsed, { env: { TOKEN: 'a', KEY: 'b' } })
  expect([token.reveal(), deep.key.reveal()]).toEqual(['a', 'b'])
  expect(JSON.stringify({ token, deep })).toBe('{"token":"[secret]","deep":{"key":"[secret]"}}')
  expect(token instanceof other.Secret).toBe(true)
  expect(secret().parse('env:TOKEN') instanceof other.Secret).toBe(true)
  expect(parsed.token instanceof Secret).toBe(true)
})

test('nothing else is taken for one', () => {
  for (const value of [null, undefined, 'env:TOKEN', {}, { reference: 'env:TOKEN', reveal: () => 'x' }]) {
    expect(value instanceof Secret).toBe(false)
  }
})
