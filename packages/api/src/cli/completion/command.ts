import { Argument, type Command } from 'commander'
import { EXIT } from '../exit.ts'
import { bashScript } from './bash.ts'
import { fishScript } from './fish.ts'
import { type CompletionNode, completionTree } from './tree.ts'
import { zshScript } from './zsh.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

const SCRIPTS: Readonly<Record<Shell, (tree: CompletionNode) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** Adds `completion`, which prints a script that completes the commands that the program has then. */
export function registerCompletion(program: Command, exit: (code: number) => void): void {
  program
    .command('completion')
    .description('Print a script that completes commands and options in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', HELP)
    .action((shell: Shell) => {
      process.stdout.write(SCRIPTS[shell](completionTree(program)))
      exit(EXIT.done)
    })
}

const HELP = `
Examples:
  source <(throughline completion bash)          in ~/.bashrc
  source <(throughline completion zsh)           in ~/.zshrc, after compinit
  throughline completion fish | source           in ~/.config/fish/config.fish
`
