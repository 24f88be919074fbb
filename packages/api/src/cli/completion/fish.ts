import { type CompletionNode, type CompletionOption, pathsOf } from './tree.ts'

/** A script for fish 3 and later. */
export function fishScript(root: CompletionNode): string {
  const lines = pathsOf(root).flatMap(({ words, node }) => {
    const here = `__throughline_at ${words.map(quoted).join(' ')}`.trim()
    return [
      ...node.commands.map(({ name, description }) =>
        line(here, `-f -a ${quoted(name)} -d ${quoted(description)}`),
      ),
      ...(node.choices.length === 0 ? [] : [line(here, `-f -a ${quoted(node.choices.join(' '))}`)]),
      ...node.options.map((option) => line(here, optionFlags(option))),
      ...(node.takesFile ? [] : [line(here, '-f')]),
    ]
  })
  const known = pathsOf(root).flatMap(({ words }) => (words.length === 0 ? [] : [quoted(words.join(' '))]))
  return `# fish completion of throughline; load it with: throughline completion fish | source
function __throughline_at
    set -l path
    for word in (commandline -opc)[2..]
        if contains -- (string join -- ' ' $path $word) ${known.join(' ')}
            set path $path $word
        end
    end
    test "$path" = "$argv"
end
${lines.join('\n')}
`
}

function line(condition: string, rest: string): string {
  return `complete -c throughline -n ${quoted(condition)} ${rest}`
}

function optionFlags({ flag, description, takesValue, choices, takesFile }: CompletionOption): string {
  const offered = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesFile ? ' -r -F' : ' -x'
  const value = takesValue ? offered : ''
  return `-l ${flag.slice(2)}${value} -d ${quoted(description)}`
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
