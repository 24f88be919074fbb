import { SHEETS } from '@throughline/plugin-csv'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { throughline } from './command.ts'

const COMMANDS = [
  ['serve'],
  ['explorer'],
  ['template'],
  ['migrate'],
  ['seed'],
  ['token', 'create'],
  ['token', 'list'],
  ['token', 'revoke'],
  ['sync'],
  ['work'],
  ['source', 'list'],
  ['source', 'show'],
  ['source', 'add'],
  ['source', 'set'],
  ['source', 'secret'],
  ['source', 'test'],
  ['source', 'sync'],
  ['source', 'pause'],
  ['source', 'resume'],
  ['source', 'remove'],
  ['source', 'rotate-keys'],
  ['plugin', 'replay'],
  ['audit', 'verify'],
  ['backup'],
  ['restore'],
  ['retention', 'list'],
  ['retention', 'set'],
  ['impact'],
  ['show'],
  ['search'],
  ['gaps'],
  ['promises'],
  ['health'],
  ['alignment'],
  ['report'],
  ['mapping'],
  ['metrics', 'ingest'],
  ['query'],
  ['apply'],
  ['export'],
  ['openslo', 'check'],
  ['openslo', 'apply'],
  ['openslo', 'export'],
  ['slo', 'list'],
  ['slo', 'show'],
]

/** Those without an option --json, or with a test of their own. */
const OTHERS = ['completion', 'plugin new', 'plugin check']

test('the list of commands is complete', () => {
  const program = createProgram(
    () => {
      throw new Error('it began')
    },
    () => {},
  )
  const leaves = ({ commands }: Command, path: readonly string[]): readonly string[] =>
    commands.flatMap((command) => {
      const here = [...path, command.name()]
      return command.commands.length === 0 ? [here.join(' ')] : leaves(command, here)
    })
  expect([...leaves(program, [])].sort()).toEqual(
    [...COMMANDS.map((words) => words.join(' ')), ...OTHERS].sort(),
  )
})

test('without a command it says what there is, and that something was missing', async () => {
  const { code, stdout, stderr } = await throughline([])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  for (const command of ['serve', 'migrate', 'seed', 'token', 'sync'])
    expect(stderr).toContain(`  ${command}`)
})

test('--help of the whole names the commands, the environment and the exit codes', async () => {
  const { code, stdout, stderr } = await throughline(['--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const word of ['serve', 'sync', 'DATABASE_URL', 'THROUGHLINE_HOME', 'LOG_LEVEL', 'Exit codes: 0 done'])
    expect(stdout).toContain(word)
})

test.each(COMMANDS)('--help of %s … teaches', async (...command) => {
  const { code, stdout, stderr } = await throughline([...command.filter(Boolean), '--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  for (const word of [
    'Usage: throughline',
    '--json',
    'DATABASE_URL',
    'THROUGHLINE_HOME',
    'Exit codes: 0 done',
  ])
    expect(stdout).toContain(word)
  expect(stdout).toMatch(/Examples?:\n {2}\S/)
})

test('serve names what it alone reads, under the heading of the environment', async () => {
  const { stdout } = await throughline(['serve', '--help'])
  const [, environment = ''] = stdout.split('Environment:')
  for (const name of ['PORT', 'HOST', 'THROUGHLINE_ALLOW_REMOTE', 'THROUGHLINE_SEED'])
    expect(environment).toMatch(new RegExp(`^ {2}${name} `, 'm'))
})

test('work names the limits of plugins, with their defaults', async () => {
  const { stdout } = await throughline(['work', '--help'])
  for (const [name, value] of [
    ['LOAD_SECONDS', 30],
    ['SILENCE_SECONDS', 30],
    ['STALL_SECONDS', 600],
    ['ATTEMPTS', 3],
  ])
    expect(stdout).toMatch(new RegExp(`^ {2}THROUGHLINE_PLUGIN_${name} [^(]*\\(${value}\\)$`, 'm'))
})

test('sync names its plugins and shows kubectl piped into it', async () => {
  const { stdout } = await throughline(['sync', '--help'])
  for (const word of ['kubernetes', '--file', '--source', '--set', '--approve-retirement', 'kubectl get'])
    expect(stdout).toContain(word)
})

test('template names every kind that there is one of', async () => {
  const { stdout } = await throughline(['template', '--help'])
  for (const kind of SHEETS) expect(stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(`[ :]${kind}[,.]`))
})

test('--version is a version', async () => {
  expect(await throughline(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
})

test.each([
  [['explode'], "unknown command 'explode'"],
  [['serve', '--loud'], "unknown option '--loud'"],
  [['token', 'create'], "missing required argument 'name'"],
  [['token', 'create', 'x', '--role', 'KING'], 'Allowed choices are'],
  [['token', 'create', 'x', '--expires-in-days', 'soon'], 'a whole number from 1 to 3650'],
  [['token', 'create', 'x', '--expires-in-days', '0'], 'a whole number from 1 to 3650'],
  [['sync', '--file', 'x'], "missing required argument 'plugin'"],
  [['sync', 'kubernetes'], "required option '--file <path>' not specified"],
  [['template', 'wishes'], 'There is no template of "wishes"; there is one of people, teams, services,'],
])('%j is refused with a word about what is wrong', async (args, message) => {
  const { code, stdout, stderr } = await throughline(args)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/^\s+at /m)
})

test.each([
  ['PORT', 'abc', 'PORT is "abc"; it is a number from 0 to 65535'],
  ['PORT', '65536', 'PORT is "65536"; it is a number from 0 to 65535'],
  ['PORT', '-1', 'it is a number from 0 to 65535'],
  ['DATABASE_URL', 'mysql://root:hunter2@host/db', 'DATABASE_URL must begin with postgres://'],
  ['DATABASE_URL', 'postgres://me:hunter2@host:99999/db', 'DATABASE_URL must look like postgres://'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; it is one of trace, debug'],
  ['THROUGHLINE_SEED', 'all', 'THROUGHLINE_SEED is "all"; it is demo or none'],
  ['THROUGHLINE_PLUGIN_LOAD_SECONDS', '0.5', 'it is a whole number above 0'],
  ['THROUGHLINE_PLUGIN_ATTEMPTS', 'many', 'it is a whole number above 0'],
  ['THROUGHLINE_ALLOW_REMOTE', 'yes', 'THROUGHLINE_ALLOW_REMOTE is "yes"; it is true or false'],
])('%s=%s is refused before anything is opened', async (name, value, message) => {
  const { code, stdout, stderr } = await throughline(['migrate'], { env: { [name]: value } })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('hunter2')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('an error is one line of JSON for scripts', async () => {
  const { code, stderr } = await throughline(['serve', '--json'], { env: { PORT: 'abc' } })
  expect(code).toBe(2)
  expect(JSON.parse(stderr)).toEqual({
    error: { code: 'USAGE', message: 'PORT is "abc"; it is a number from 0 to 65535' },
  })
})

test.each([
  ['postgres://me:hunter2@127.0.0.1:1/db', ['migrate']],
  ['postgres://me:hunter2@localhost:1/db', ['token', 'list', '--json']],
  ['postgres://me:hunter2@nowhere.invalid/db', ['serve']],
])('a database out of reach at %s is told in a sentence', async (url, command) => {
  const { code, stdout, stderr } = await throughline(command, { env: { DATABASE_URL: url, PORT: '0' } })
  expect(code).toBe(1)
  const message = command.includes('--json') ? JSON.parse(stderr).error.message : stderr
  expect(message).toContain('The database is out of reach')
  expect(message).toContain('DATABASE_URL')
  expect(message).toMatch(/\(.*(ECONNREFUSED|ENOTFOUND|EAI_AGAIN).*\)/)
  expect(stdout + stderr).not.toContain('hunter2')
  expect(stderr).not.toMatch(/^\s+at /m)
})

test('help loads commander and the descriptions, nothing that the commands work with', async () => {
  const listing = `import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
    process.on('exit', () => process.stderr.write(loaded.join('\\n')))`
  const { stderr } = await throughline(['--help'], {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(listing)}` },
  })
  const loaded = stderr.split('\n')
  expect(loaded).toContainEqual(expect.stringMatching(/\/cli\/program\.ts$/))
  const packages = loaded.map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1])
  expect([...new Set(packages)]).toEqual([undefined, 'commander'])
  expect(loaded.filter((url) => /\/(?:db|plugins|sdk)\//.test(url))).toEqual([])
})
