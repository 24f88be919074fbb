import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { COMPILED } from '../compiled.ts'
import { startApi } from '../harness.ts'
import { everything } from './applied.ts'
import { collect, MAIN, throughline, urlOf } from './command.ts'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const PAGE = readFileSync(new URL('../../docs/declarative-files.md', import.meta.url), 'utf8')

/** Runs lines of a shell, in which `throughline` is the command line of this repository. */
async function shell(lines: string, env: Readonly<Record<string, string>>) {
  const command = `throughline() { "${process.execPath}" "${MAIN}" "$@"; }\n${lines}`
  const child = spawn('sh', ['-ec', command], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_COMPILE_CACHE: COMPILED, ...env },
  })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr() }
}

test('the first steps of the documentation lead to an organisation, and a repetition finds nothing to do', async () => {
  const [, steps = ''] =
    /## Your own organisation in ten minutes\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(PAGE) ?? []
  expect(steps.match(/^throughline/gm)).toHaveLength(4)
  const own = await startApi()
  try {
    const server = { THROUGHLINE_URL: own.url, THROUGHLINE_TOKEN: own.token }
    const { code, stdout, stderr } = await shell(steps, server)
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^\d+ of \d+ gaps; .*\n$/) })
    expect(stdout).toContain('+ service "Web shop"')
    expect(stdout).toMatch(/service "Network": new → CRITICAL/)
    expect(stdout).toContain('Plan: 82 to create, 0 to change, 0 to delete.')
    expect(stdout).toContain('Sell a third of all bikes online')
    expect(stdout.endsWith('Nothing to do: everything is as the files state.\n')).toBe(true)
    const counts = await own.get<Record<string, { totalCount: number }>>(`{
      teams { totalCount } people { totalCount } objectives { totalCount } services { totalCount }
      processes { totalCount } assets { totalCount }
      unmapped: gaps(kinds: [SERVICE_WITHOUT_OWNER, OBJECTIVE_WITHOUT_SERVICE]) { totalCount } }`)
    expect(Object.values(counts).map(({ totalCount }) => totalCount)).toEqual([6, 3, 4, 8, 1, 60, 0])
    const folder = 'packages/api/examples/declarative-files'
    const database = { DATABASE_URL: urlOf(own.db.connection) }
    const again = await throughline(['apply', '-f', folder, '--exit-code'], { env: database, cwd: ROOT })
    expect(again).toEqual({
      code: 0,
      signal: null,
      stdout: 'Nothing to do: everything is as the files state.\n',
      stderr: '',
    })
    // Of a file with an error nothing is written, whatever else it has.
    const written = await everything(own)
    const broken = await throughline(['apply', '-f', '-', '--exit-code', '--yes'], {
      env: server,
      input: 'services:\n  - { name: Backup, owner: Infrastructur }\n  - { name: New, kind: TECHNICAL }\n',
    })
    expect(broken).toMatchObject({ code: 1, stdout: '' })
    expect(broken.stderr).toBe(
      'throughline: <stdin>:2:28: there is no team "Infrastructur", neither in the files nor in the database; did you mean "Infrastructure"?\n',
    )
    expect(await everything(own)).toEqual(written)
  } finally {
    await own.stop()
  }
})
