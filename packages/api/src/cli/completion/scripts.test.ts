import { spawnSync } from 'node:child_process'
import { Command, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { completionTree } from './tree.ts'
import { zshScript } from './zsh.ts'

function tree() {
  const program = new Command('throughline').description('The program.')
  program
    .command('show <node>')
    .description("Show a node: what it 'supports'.")
    .addOption(new Option('--type <type>', 'a [type]').choices(['asset', 'service']))
    .option('--json', 'as JSON')
  program.command('query <file>').description('Run a query.')
  const source = program.command('source').description('Sources.')
  source
    .command('add <name>')
    .description('Add a source.')
    .option('--file <path>', 'a file')
    .option('--name <name>', 'a name')
  source.command('secret', { hidden: true })
  return completionTree(program)
}

test('the tree has what help shows', () => {
  expect(tree()).toMatchObject({
    name: 'throughline',
    commands: [
      {
        name: 'show',
        options: [
          { flag: '--type', takesValue: true, choices: ['asset', 'service'] },
          { flag: '--json', takesValue: false },
          { flag: '--help', takesValue: false },
        ],
      },
      { name: 'query', takesFile: true },
      { name: 'source', commands: [{ name: 'add' }] },
    ],
  })
})

/** What bash offers for the last of the words. */
function completed(...words: string[]): readonly string[] {
  const script = `${bashScript(tree())}
COMP_WORDS=(throughline ${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length}
_throughline
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['--norc'], {
    input: script,
    encoding: 'utf8',
    cwd: import.meta.dirname,
  })
  if (stderr !== '') throw new Error(stderr)
  return stdout.split('\n').filter((word) => word !== '')
}

describe('bash', () => {
  test.each([
    [['s'], ['show', 'source']],
    [['source', 'add', '--name', ''], []],
    [
      ['source', ''],
      ['add', '--help'],
    ],
    [['source', 'add', '--f'], ['--file']],
    [['source', 'add', '--file', 'fish'], ['fish.ts']],
    [
      ['show', '--'],
      ['--type', '--json', '--help'],
    ],
    [
      ['show', '--type', ''],
      ['asset', 'service'],
    ],
    [['show', '--type', 'asset', '--j'], ['--json']],
    [['show', 'source', '--t'], ['--type']],
    [['show', 'f'], []],
    [['query', 'f'], ['fish.ts']],
  ])('%j is completed to %j', (words, offered) => {
    expect(completed(...words)).toEqual(offered)
  })
})

test('names and descriptions are quoted as each shell reads them', () => {
  expect(zshScript(tree())).toContain(`'show:Show a node: what it '\\''supports'\\''.'`)
  expect(zshScript(tree())).toContain(`'*--type[a \\[type\\]]:value:(asset service)'`)
  expect(fishScript(tree())).toContain(
    `complete -c throughline -n '__throughline_at' -f -a 'show' -d 'Show a node: what it \\'supports\\'.'`,
  )
})

test.each([
  ['zsh', zshScript],
  ['fish', fishScript],
])('%s reads its script, where it is installed', (shell, script) => {
  const { error, status, stderr } = spawnSync(shell, ['-n'], { input: script(tree()), encoding: 'utf8' })
  if (error !== undefined) return
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
