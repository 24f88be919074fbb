import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { codeBlocks } from './documents/codeBlocks.ts'

const execute = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname

/** The folder of the SDK. */
export const SDK = join(root, 'packages/sdk')

/** What a command wrote to its standard output. @throws Error with all that it wrote, when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    return (await execute(command, args, { cwd, env: { ...process.env, ...env } })).stdout
  } catch (error) {
    const { stdout, stderr } = Object.assign({ stdout: '', stderr: '' }, error)
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** The blocks of TypeScript of the SDK's README, in their order. Together they are one module. */
export async function readmeScripts(): Promise<readonly string[]> {
  const markdown = await readFile(join(SDK, 'README.md'), 'utf8')
  return codeBlocks(markdown)
    .filter(({ language }) => language === 'ts')
    .map(({ text }) => text)
}

/** A project outside the repository. Disposing removes it. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string
  write(file: string, text: string): Promise<void>
  /** Makes a package of the repository's available under a name. */
  link(name: string, target: string): Promise<void>
  /** Type-checks these files. @throws Error with what the compiler says. */
  check(files: readonly string[], compilerOptions: Readonly<Record<string, unknown>>): Promise<void>
}

/** An empty ESM project. */
export async function openConsumer(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-consumer-'))
  const write = (file: string, text: string) => writeFile(join(folder, file), text)
  await write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  return {
    folder,
    write,
    async link(name, target) {
      const path = join(folder, 'node_modules', name)
      await mkdir(dirname(path), { recursive: true })
      await symlink(target, path)
    },
    async check(files, compilerOptions) {
      const options = { strict: true, noEmit: true, types: [], ...compilerOptions }
      await write('tsconfig.json', JSON.stringify({ files, compilerOptions: options }))
      await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], folder)
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
