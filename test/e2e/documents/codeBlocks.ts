/** A fenced block of a Markdown document. */
export interface CodeBlock {
  /** The first word after the fence, such as `graphql`; empty where there is none. */
  readonly language: string
  /** The line of the opening fence, from 1. */
  readonly line: number
  readonly text: string
}

/** The fenced blocks of a document in their order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { fence: string; language: string; line: number; lines: string[] } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = /^ {0,3}(`{3,}|~{3,})\s*(\S*)/.exec(line)
    if (open === undefined) {
      if (fence) open = { fence: fence[1] ?? '', language: fence[2] ?? '', line: index + 1, lines: [] }
    } else if (fence?.[1]?.startsWith(open.fence) && fence[2] === '') {
      blocks.push({ language: open.language, line: open.line, text: open.lines.join('\n') })
      open = undefined
    } else open.lines.push(line)
  }
  if (open !== undefined) throw new Error(`The block that begins in line ${open.line} has no end`)
  return blocks
}

/** A GraphQL operation of a document, with the answer that the document gives for it. */
export interface ShownOperation {
  readonly line: number
  readonly query: string
  /** What the next block says in JSON: the whole answer where it has `data`, else the data alone. */
  readonly answer: { readonly data: unknown } | undefined
}

/** The blocks in GraphQL, each with a block in JSON that follows it at once. */
export function shownOperations(markdown: string): ShownOperation[] {
  const blocks = codeBlocks(markdown)
  return blocks.flatMap(({ language, line, text }, index): ShownOperation[] => {
    if (language !== 'graphql') return []
    const next = blocks[index + 1]
    const json: unknown = next?.language === 'json' ? JSON.parse(next.text) : undefined
    if (typeof json !== 'object' || json === null) return [{ line, query: text, answer: undefined }]
    return [{ line, query: text, answer: 'data' in json ? { data: json.data } : { data: json } }]
  })
}

/** The targets of links and pictures that lead to a file, without what follows a `#`. */
export function fileLinks(markdown: string): string[] {
  const prose = markdown.replace(/^ {0,3}(`{3,})[\s\S]*?^ {0,3}\1`*\s*$/gm, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
}
