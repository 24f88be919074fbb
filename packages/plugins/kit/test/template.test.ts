import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { NeutralRecord } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Thing } from '../template/src/client.ts'
import { map as asset } from '../template/src/map.discovery.ts'
import { map as alert } from '../template/src/map.monitoring.ts'
import { map as survey } from '../template/src/map.survey.ts'
import { map as ticket } from '../template/src/map.ts'
import { SampleSourceSystem } from '../template/test/system.ts'

const run = promisify(execFile)
const KIT = fileURLToPath(new URL('..', import.meta.url))
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

const versions = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  version: z.string(),
})

async function packageAt(path: string) {
  return versions.parse(JSON.parse(await readFile(path, 'utf8')))
}

test('the template keeps every promise as it stands', async () => {
  const { stdout } = await run(process.execPath, ['--test', 'template/test/promises.ts'], { cwd: KIT })
  expect(stdout).toMatch(/\bfail 0\b/)
  expect(stdout).toMatch(/\bpass [3-9][0-9]\b/)
})

test('the template type-checks with its own settings', async () => {
  await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', 'template/tsconfig.json'], { cwd: KIT })
})

test('a new package has the versions of this workspace', async () => {
  const made = await packageAt(join(KIT, 'template/package.template.json'))
  const kit = await packageAt(join(KIT, 'package.json'))
  const workspace = await packageAt(join(ROOT, 'package.json'))
  expect(made.dependencies).toEqual({
    '@throughline/plugin-kit': `^${kit.version}`,
    zod: kit.dependencies.zod,
  })
  expect(made.devDependencies).toEqual({
    '@types/node': workspace.devDependencies['@types/node'],
    node: workspace.devDependencies.node,
    typescript: workspace.devDependencies.typescript,
  })
})

describe('what the template makes of a thing', () => {
  const things = new SampleSourceSystem().things
  const kinds: Readonly<Record<string, (thing: Thing) => NeutralRecord>> = { asset, alert, survey, ticket }

  test.each(Object.entries(kinds))('is a golden %s', async (type, map) => {
    const kind = { asset: '.discovery', alert: '.monitoring', survey: '.survey' }[type] ?? ''
    const golden: unknown = JSON.parse(
      await readFile(join(KIT, `template/test/things.golden${kind}.json`), 'utf8'),
    )
    expect(things.map(map)).toEqual(golden)
  })
})
