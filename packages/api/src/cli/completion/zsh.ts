import { type CompletionNode, type CompletionOption, pathsOf } from './tree.ts'

/** A script for zsh, for the directory of functions as well as to be sourced. */
export function zshScript(root: CompletionNode): string {
  return `#compdef throughline
# zsh completion of throughline; load it after compinit with: source <(throughline completion zsh)
${pathsOf(root)
  .map(({ words, node }) => functionOf(words, node))
  .join('\n')}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _throughline "$@"
else
  compdef _throughline throughline
fi
`
}

function functionOf(
  words: readonly string[],
  { options, commands, choices, takesFile }: CompletionNode,
): string {
  const name = nameOf(words)
  const specs = options.map((option) => `    ${quoted(optionSpec(option))} \\\n`).join('')
  if (commands.length === 0) {
    const values =
      choices.length > 0 ? `1:value:(${choices.join(' ')})` : takesFile ? '*:file:_files' : '*:value: '
    return `${name}() {
  _arguments \\
${specs}    ${quoted(values)}
}
`
  }
  return `${name}() {
  local curcontext=$curcontext state line
  _arguments -C \\
${specs}    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map((command) => `        ${quoted(`${command.name}:${command.description}`)}`).join('\n')}
      )
      _describe command commands
      ;;
    argument)
      case $line[1] in
${commands.map((command) => `        ${command.name}) ${nameOf([...words, command.name])} ;;`).join('\n')}
      esac
      ;;
  esac
}
`
}

function optionSpec({ flag, description, takesValue, choices, takesFile }: CompletionOption): string {
  const text = description.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:')
  const values = choices.length > 0 ? `(${choices.join(' ')})` : takesFile ? '_files' : ' '
  return `*${flag}[${text}]${takesValue ? `:value:${values}` : ''}`
}

function nameOf(words: readonly string[]): string {
  return ['_throughline', ...words.map((word) => word.replaceAll('-', '_'))].join('_')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
