import type { Command } from 'commander'

/** A command as a shell completes it. */
export interface CompletionNode {
  readonly name: string
  /** One line. */
  readonly description: string
  readonly options: readonly CompletionOption[]
  readonly commands: readonly CompletionNode[]
  /** What its first argument may be; empty if it is free. */
  readonly choices: readonly string[]
  /** Whether an argument names a file. */
  readonly takesFile: boolean
}

export interface CompletionOption {
  /** With its dashes. */
  readonly flag: string
  readonly description: string
  readonly takesValue: boolean
  /** What its value may be; empty if it is free. */
  readonly choices: readonly string[]
  /** Whether its value names a file. */
  readonly takesFile: boolean
}

/** The commands and options of a program, hidden ones left out. */
export function completionTree(command: Command): CompletionNode {
  const help = command.createHelp()
  const commands = help.visibleCommands(command).filter(({ parent }) => parent === command)
  return {
    name: command.name(),
    description: oneLine(command.description()),
    options: help.visibleOptions(command).flatMap((option): CompletionOption[] => {
      if (option.long === undefined) return []
      const takesValue = option.required || option.optional
      const choices = option.argChoices ?? []
      const takesFile = FILE.test(option.flags)
      return [{ flag: option.long, description: oneLine(option.description), takesValue, choices, takesFile }]
    }),
    commands: commands.map(completionTree),
    choices: command.registeredArguments[0]?.argChoices ?? [],
    takesFile: command.registeredArguments.some((argument) => FILE.test(`<${argument.name()}>`)),
  }
}

/** How the usage of a command writes names of files. */
const FILE = /<(file|path|directory)\b/

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** A command with the words that lead to it, the program left out. */
export interface CompletionPath {
  readonly words: readonly string[]
  readonly node: CompletionNode
}

/** All commands, each before those below it. */
export function pathsOf(node: CompletionNode, words: readonly string[] = []): readonly CompletionPath[] {
  return [{ words, node }, ...node.commands.flatMap((below) => pathsOf(below, [...words, below.name]))]
}
