import { type CompletionNode, pathsOf } from './tree.ts'

/** A script for bash 4 and later. */
export function bashScript(root: CompletionNode): string {
  const cases = pathsOf(root).map(({ words, node }) => {
    const offered = [
      ...node.commands.map(({ name }) => name),
      ...node.choices,
      ...node.options.map(({ flag }) => flag),
    ]
    const files = node.takesFile ? ' files=1' : ''
    return `    ${quoted(words.join(' '))}) words=${quoted(offered.join(' '))}${files} ;;`
  })
  const values = pathsOf(root).flatMap(({ words, node }) =>
    node.options
      .filter(({ takesValue }) => takesValue)
      .map(({ flag, choices, takesFile }) => {
        const offered = `words=${quoted(choices.join(' '))}${takesFile ? ' files=1' : ''}`
        return `    ${quoted([...words, flag].join(' '))}) value=1 ${offered} ;;`
      }),
  )
  const commands = pathsOf(root).filter(({ words }) => words.length > 0)
  return `# bash completion of throughline; load it with: source <(throughline completion bash)
_throughline() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local path='' words='' files='' value='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
      ${commands.map(({ words }) => quoted(` ${words.join(' ')}`)).join('|')}) path="$path \${COMP_WORDS[index]}" ;;
    esac
  done
  path=\${path# }
  case "$path\${path:+ }$previous" in
${values.join('\n')}
  esac
  if [[ -z $value ]]; then
    case "$path" in
${cases.join('\n')}
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  if [[ -n $files && \${#COMPREPLY[@]} -eq 0 ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _throughline throughline
`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
