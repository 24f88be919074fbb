import { isNode, isSeq, LineCounter, parseAllDocuments, type Document as Yaml } from 'yaml'

/** One OpenSLO object as plain data. */
export interface RawDocument {
  readonly value: unknown
  /** The line of the value at a path, or of the last part of the path that exists; lines begin at 1. */
  readonly lineOf: (path: Path) => number
}

export type Path = readonly (string | number)[]

export interface SyntaxProblem {
  readonly line: number
  readonly message: string
}

/** Aliases may be resolved this often per anchor; more is an attack or a mistake. */
const MAX_ALIASES = 100

/**
 * Takes a text apart into its OpenSLO objects: YAML documents or JSON, each with one object or a list of them. Empty
 * documents are left out.
 */
export function documentsIn(text: string): {
  readonly documents: readonly RawDocument[]
  readonly problems: readonly SyntaxProblem[]
} {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text.normalize('NFC'), {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    merge: true,
  })
  const documents: RawDocument[] = []
  const problems: SyntaxProblem[] = []
  for (const yaml of Array.isArray(parsed) ? parsed : []) {
    problems.push(...yaml.errors.map(({ pos, message }) => ({ line: lineAt(lines, pos[0]), message })))
    if (yaml.errors.length > 0 || yaml.contents === null) continue
    const value = plain(yaml, problems, lines)
    if (value === null) continue
    if (containsItself(value)) {
      problems.push({ line: lineAt(lines, offsetOf(yaml, [])), message: 'contains itself by an alias' })
      continue
    }
    const objects: readonly (readonly [unknown, Path])[] =
      isSeq(yaml.contents) && Array.isArray(value)
        ? value.map((one: unknown, index) => [one, [index]] as const)
        : [[value, []]]
    for (const [one, base] of objects) {
      documents.push({
        value: one,
        lineOf: (path) => lineAt(lines, offsetOf(yaml, [...base, ...path])),
      })
    }
  }
  return { documents, problems }
}

function plain(yaml: Yaml.Parsed, problems: SyntaxProblem[], lines: LineCounter): unknown {
  try {
    return yaml.toJS({ maxAliasCount: MAX_ALIASES })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    problems.push({ line: lineAt(lines, offsetOf(yaml, [])), message })
    return null
  }
}

/** Whether a value is part of itself, as an alias inside of its own anchor makes it. */
function containsItself(value: unknown, above: ReadonlySet<unknown> = new Set()): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (above.has(value)) return true
  const within = new Set(above).add(value)
  return Object.values(value).some((part) => containsItself(part, within))
}

function offsetOf(yaml: Yaml.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? yaml.contents : yaml.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function lineAt(lines: LineCounter, offset: number): number {
  return Math.max(1, lines.linePos(offset).line)
}
