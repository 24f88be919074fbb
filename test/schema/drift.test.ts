import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const ROOT = new URL('../../', import.meta.url)
const PRINT = new URL('packages/api/src/print-schema.ts', ROOT).pathname
const SCHEMA = new URL('packages/sdk/schema.graphql', ROOT).pathname

it('the committed schema is what the code prints', async () => {
  await run(process.execPath, [PRINT, SCHEMA, '--check'])
})

it('a schema that was edited by hand is noticed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-schema-'))
  try {
    const copy = join(folder, 'schema.graphql')
    await cp(SCHEMA, copy)
    await writeFile(copy, (await readFile(copy, 'utf8')).replace('type Query', 'type  Query'))
    await expect(run(process.execPath, [PRINT, copy, '--check'])).rejects.toMatchObject({
      stderr: expect.stringContaining('pnpm generate:schema'),
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})
