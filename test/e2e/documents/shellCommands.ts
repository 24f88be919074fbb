import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProgram } from '../../../packages/api/src/cli/program.ts'

const root = new URL('../../..', import.meta.url).pathname

/** Programs of the machine, which are taken for granted. */
const MACHINE = new Set(
  'bash cat cd cp curl docker export git helm kubectl npm psql syft terraform tofu trivy'.split(' '),
)
/** What pnpm can do without a script. */
const PNPM = new Set(['install', 'add'])

/** The commands of a block of shell, each as its words; comments, prompts and redirections are left out. */
export function shellCommands(block: string): string[][] {
  return block
    .replace(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => commandsOf(line.replace(/^\$ /, '')))
    .filter((words) => words.length > 0)
}

/** Quotes hold words together; an operator ends a command, `#` the line. */
function commandsOf(line: string): string[][] {
  const commands: string[][] = [[]]
  for (const [word] of line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)) {
    if (word.startsWith('#')) break
    if (/^(&&|\|\||\||;|&)$/.test(word)) commands.push([])
    else commands.at(-1)?.push(word.replaceAll(/["']/g, ''))
  }
  return commands.map((words) => {
    const redirected = words.findIndex((word) => /^\d?[<>]/.test(word))
    return redirected < 0 ? words : words.slice(0, redirected)
  })
}

/** What is wrong with a command, or undefined where it could be typed as it stands. Nothing is run. */
export async function commandProblem(command: readonly string[]): Promise<string | undefined> {
  const words = command.slice(command.findIndex((word) => !/^[A-Z_]+=/.test(word)))
  const missing = words.find(
    (word) => /^(packages|db|test|[.]ci)\//.test(word) && !existsSync(join(root, word)),
  )
  if (missing !== undefined) return `there is no file ${missing}`
  const [program = '', ...rest] = words
  if (MACHINE.has(program)) return undefined
  if (program === 'node') return undefined
  if (program === 'throughline') return commandLineProblem(rest)
  if (program === 'npx')
    return rest[0] === '-y' ? commandProblem(rest.slice(1)) : 'npx asks before it installs: npx -y'
  if (program === 'pnpm') return pnpmProblem(rest)
  return `${program} is neither a program of the machine nor a command of this project`
}

async function pnpmProblem(words: readonly string[]): Promise<string | undefined> {
  if (words[0] === '--filter') {
    const [, name = '', script = ''] = words
    const folder = join(root, 'packages', name.replace('@throughline/', ''))
    return existsSync(folder) ? scriptProblem(folder, script) : `there is no package ${name}`
  }
  const [script = '', ...rest] = words
  if (PNPM.has(script)) return undefined
  if (script === 'exec') {
    const [binary = ''] = rest
    return existsSync(join(root, 'node_modules/.bin', binary)) ? undefined : `nothing installs ${binary}`
  }
  if (script === 'throughline') return commandLineProblem(rest)
  return scriptProblem(root, script)
}

function scriptProblem(folder: string, script: string): string | undefined {
  const { scripts }: { scripts?: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  return scripts?.[script] === undefined ? `package.json has no script ${script}` : undefined
}

class Understood extends Error {}

/** The real command line reads the words, and stops where it would begin to act. */
async function commandLineProblem(words: readonly string[]): Promise<string | undefined> {
  const program = createProgram(
    () => {
      throw new Understood()
    },
    () => {},
  )
  const silent = { writeOut: () => {}, writeErr: () => {} }
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)])
    command.configureOutput(silent)
  try {
    await program.parseAsync(words, { from: 'user' })
    return 'it does nothing'
  } catch (error) {
    if (error instanceof Understood) return undefined
    const { code, message } = error as { code?: string; message: string }
    return code === 'commander.helpDisplayed' || code === 'commander.version' ? undefined : message
  }
}
