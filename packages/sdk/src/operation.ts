import { InvalidInputError } from './errors.ts'

/** What a document asks for. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** Absent for an anonymous operation. */
  readonly name?: string
}

const quotedOrComment = /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*/g
const definition = /[\s,\uFEFF]*([^{}]*)\{\}/g
const operationHead = /^(query|mutation|subscription)\b[\s,]*(\w+)?/

/**
 * Reads kind and name of the one operation in a document, whatever comments, descriptions and fragments stand
 * around it.
 *
 * @throws InvalidInputError when the document holds no operation or more than one.
 */
export function readOperation(document: string): Operation {
  const operations: Operation[] = []
  for (const [, head = ''] of outline(document).matchAll(definition)) {
    if (head === '') operations.push({ kind: 'query' })
    const [, kind, name] = operationHead.exec(head) ?? []
    if (kind === 'query' || kind === 'mutation' || kind === 'subscription') {
      operations.push(name === undefined ? { kind } : { kind, name })
    }
  }
  const [only] = operations
  if (only !== undefined && operations.length === 1) return only
  throw new InvalidInputError({
    code: 'BAD_USER_INPUT',
    message: `A document must hold exactly one operation, and this one holds ${operations.length}`,
  })
}

/** The document without what stands inside brackets, strings and comments: `query Name() {} fragment F on T {}`. */
function outline(document: string): string {
  let depth = 0
  let text = ''
  for (const character of document.replace(quotedOrComment, ' ')) {
    if ('})]'.includes(character)) depth--
    if (depth === 0) text += character
    if ('{(['.includes(character)) depth++
  }
  return text
}
