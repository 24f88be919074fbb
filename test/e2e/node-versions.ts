import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { run } from './consumer.ts'

const execute = promisify(execFile)

/**
 * The path of a Node of a major version: that of this process, one of the machine, or one that npm installs into a
 * temporary folder, where it stays for the next time.
 */
export async function nodeOf(major: number): Promise<string> {
  const machine = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const kept = join(tmpdir(), 'throughline-node', String(major))
  const installed = join(kept, 'node_modules/node/bin/node')
  for (const path of [process.execPath, ...machine, installed]) {
    if (await isVersion(path, major)) return path
  }
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefix', kept, `node@${major}`], tmpdir())
  return installed
}

async function isVersion(path: string, major: number): Promise<boolean> {
  if (!existsSync(path)) return false
  const { stdout } = await execute(path, ['--version'])
  return stdout.startsWith(`v${major}.`)
}
