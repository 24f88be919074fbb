import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '../environment.ts'
import { registerPluginCommands } from './commands.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plugin-commands-'))
  const kit = dirname(fileURLToPath(import.meta.resolve('@throughline/plugin-kit/template/tsconfig.json')))
  const modules = join(directory, 'node_modules')
  await mkdir(join(modules, '@throughline'), { recursive: true })
  await symlink(join(kit, '..'), join(modules, '@throughline/plugin-kit'))
  await symlink(join(kit, '../node_modules/zod'), join(modules, 'zod'))
})
afterAll(() => rm(directory, { recursive: true }))

/** Runs one command, as the program does; what it said, and its outcome. */
async function run(...args: string[]): Promise<{ said: string; outcome: unknown; code: number | undefined }> {
  const said: string[] = []
  let outcome: unknown
  let code: number | undefined
  const program = new Command('throughline').exitOverride()
  registerPluginCommands(program, {
    command: (parent, usage, description) =>
      parent
        .command(usage)
        .description(description)
        .option('--json', '', false)
        .configureOutput({
          writeErr() {},
        }),
    tools: () => ({
      environment: { ...readEnvironment({}), directory },
      log: pino({ level: 'silent' }),
      output: {
        say: (line) => void said.push(line),
        result: (value) => {
          outcome = value
        },
        progress() {},
      },
    }),
    exit: (given) => {
      code = given
    },
  })
  await program.parseAsync(['plugin', ...args], { from: 'user' })
  return { said: said.join('\n'), outcome, code }
}

describe('plugin new', () => {
  test('writes a package that knows its own names alone', async () => {
    const { said, outcome, code } = await run('new', 'acme-tracker')
    expect(code).toBe(0)
    expect(said).toContain('npm test')
    expect(outcome).toMatchObject({ id: 'acme-tracker', directory: join(directory, 'acme-tracker') })
    const paths = await readdir(join(directory, 'acme-tracker'), { recursive: true })
    expect(paths).toEqual(
      expect.arrayContaining(['.gitignore', 'package.json', 'src/index.ts', 'test/acme-tracker.test.ts']),
    )
    for (const path of paths.filter((each) => /\.(ts|json|md)$/.test(each))) {
      const text = await readFile(join(directory, 'acme-tracker', path), 'utf8')
      expect(text, path).not.toMatch(/sample.?source/i)
    }
  })

  test('depends on the kit that is here where that comes from no registry', async () => {
    await run('new', 'acme-here')
    const manifest: unknown = JSON.parse(await readFile(join(directory, 'acme-here/package.json'), 'utf8'))
    const kit = fileURLToPath(new URL('../../../../plugins/kit', import.meta.url))
    expect(manifest).toMatchObject({ dependencies: { '@throughline/plugin-kit': `file:${kit}` } })
    const settings = await readFile(join(directory, 'acme-here/pnpm-workspace.yaml'), 'utf8')
    expect(settings).toContain(`'@throughline/plugin-kit': "link:${kit}"`)
  })

  test('depends on the kit it is told', async () => {
    await run('new', 'acme-kit', '--kit', 'file:../kit.tgz')
    const manifest: unknown = JSON.parse(await readFile(join(directory, 'acme-kit/package.json'), 'utf8'))
    expect(manifest).toMatchObject({
      name: 'throughline-plugin-acme-kit',
      dependencies: { '@throughline/plugin-kit': 'file:../kit.tgz' },
    })
    expect(await readFile(join(directory, 'acme-kit/pnpm-workspace.yaml'), 'utf8')).not.toContain('overrides')
  })

  test.each([
    ['discovery', 'asset'],
    ['ticketing', 'ticket'],
    ['survey', 'survey'],
    ['monitoring', 'alert'],
  ])('of the kind %s yields %s records', async (kind, record) => {
    await run('new', `acme-${kind}`, '--kind', kind, '--dir', 'kinds')
    const read = (path: string) => readFile(join(directory, 'kinds', `acme-${kind}`, path), 'utf8')
    expect(await read('src/index.ts')).toContain(`kind: '${kind}'`)
    expect(await read('src/streams.ts')).toContain(`record: '${record}'`)
    expect(await read('src/map.ts')).toContain(`type: '${record}'`)
    expect(await read('test/things.golden.json')).toContain(`"type": "${record}"`)
  })

  test('leaves a directory alone that holds something', async () => {
    await mkdir(join(directory, 'taken'))
    await writeFile(join(directory, 'taken/mine.txt'), 'mine')
    await expect(run('new', 'taken')).rejects.toThrow('is in use already')
    expect(await readdir(join(directory, 'taken'))).toEqual(['mine.txt'])
  })

  test('refuses an id that is none', async () => {
    await expect(run('new', '../elsewhere')).rejects.toThrow('is no id of a plugin')
  })
})

describe('plugin check', () => {
  test('says what a plugin is', async () => {
    await run('new', 'checked', '--kind', 'discovery')
    const { said, outcome } = await run('check', './checked')
    expect(said).toContain('Checked (checked), discovery: nothing is wrong with it.')
    expect(said).toMatch(/things +asset +incremental +version 1 +60 s +- +not seen/)
    expect(said).toContain('Kinds of assets: checked.thing')
    expect(said).toMatch(/token +secret +needed +An API token that may read things/)
    expect(said).toMatch(/pageSize +integer +default 100/)
    expect(said).toContain('Calls the hosts that follow from its settings, at most 5 times a second')
    expect(outcome).toMatchObject({ manifest: { id: 'checked', secretFields: ['token'] } })
  })

  test('knows the built-in plugins', async () => {
    expect((await run('check', 'kubernetes')).said).toContain('(kubernetes), discovery')
  })

  const broken: [what: string, text: string, complaint: RegExp][] = [
    ['throws', 'throw new Error("no luck today")', /threw when it was loaded: no luck today/],
    ['exports none', 'export const nothing = 1', /exports no plugin/],
    [
      'breaks the contract',
      `import { definePlugin } from '@throughline/plugin-kit'
       export const wrong = definePlugin({ id: 'wrong', title: '', kind: 'ticketing' })`,
      /Plugin "wrong": the title is empty/,
    ],
  ]
  test.each(broken)('says what is wrong with one that %s', async (what, text, complaint) => {
    const path = join(directory, `${what.replaceAll(' ', '-')}.ts`)
    await writeFile(path, text)
    await expect(run('check', path)).rejects.toThrow(complaint)
  })

  test('says that there is none', async () => {
    await expect(run('check', './nowhere')).rejects.toThrow('does not exist')
    await expect(run('check', 'nope')).rejects.toThrow(
      /^There is no plugin, package or path nope: .*\. Built-in plugins are .*\bjira\b/,
    )
  })
})
