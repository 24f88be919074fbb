import { isMap, isNode, isSeq, LineCounter, type Node, parseAllDocuments, type Document as Yaml } from 'yaml'
import type { Place, Problem } from './problems.ts'
import type { SourceText } from './read-files.ts'

/** One document of a file as plain data. */
export interface ParsedDocument {
  readonly value: unknown
  /** The place of the value at a path, or of the last part of the path that exists; of its key with `key`. */
  readonly placeOf: (path: readonly PropertyKey[], what?: 'key' | 'value') => Place
}

/** Aliases may be resolved this often per anchor; more is an attack or a mistake. */
const MAX_ALIASES = 100

/** Parses the YAML documents of a file, without the empty ones. Syntax errors are among the problems. */
export function parseFile({ file, text }: SourceText): {
  readonly documents: readonly ParsedDocument[]
  readonly problems: readonly Problem[]
} {
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  // As the API stores texts: composed characters. Editors and file systems may decompose them.
  const parsed = parseAllDocuments(text.normalize('NFC'), {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  })
  const documents: ParsedDocument[] = []
  const problems: Problem[] = []
  for (const yaml of Array.isArray(parsed) ? parsed : []) {
    problems.push(...yaml.errors.map(({ pos, message }) => ({ place: placeAt(pos[0]), message })))
    if (yaml.errors.length > 0 || yaml.contents === null) continue
    try {
      const value: unknown = yaml.toJS({ maxAliasCount: MAX_ALIASES, reviver: composed })
      if (value === null) continue
      documents.push({ value, placeOf: (path, what = 'value') => placeAt(offsetOf(yaml, path, what)) })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      problems.push({ place: placeAt(startOf(yaml.contents) ?? 0), message })
    }
  }
  return { documents, problems }
}

function composed(_key: unknown, value: unknown): unknown {
  return typeof value === 'string' ? value.normalize('NFC') : value
}

function offsetOf(yaml: Yaml.Parsed, path: readonly PropertyKey[], what: 'key' | 'value'): number {
  let here: unknown = yaml.contents
  let start = startOf(here) ?? 0
  for (const [index, key] of path.entries()) {
    let keyNode: unknown
    if (isMap(here)) {
      const pair = here.items.find(
        (item) => String(isNode(item.key) ? (item.key as Node).toJSON() : item.key) === String(key),
      )
      keyNode = pair?.key
      here = pair?.value
    } else here = isSeq(here) ? here.items[Number(key)] : undefined
    const last = index === path.length - 1
    const found =
      last && what === 'key' ? (startOf(keyNode) ?? startOf(here)) : (startOf(here) ?? startOf(keyNode))
    if (found === undefined) return start
    start = found
  }
  return start
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
