import { type DocumentNode, parse, type ValueNode } from '@humanwhocodes/momoa'
import { InputError, type InputProblem } from './errors.ts'
import { parseJson } from './json.ts'

/** Keys and indexes from the root of a JSON document. */
export type JsonPath = readonly (string | number)[]

/** A file of JSON as plain data that still knows where everything stands. */
export interface JsonDocument {
  readonly value: unknown
  /** The file, and the line of what stands at a path, or of the nearest thing around it that is there. */
  placeOf(path: JsonPath): Pick<InputProblem, 'file' | 'line'>
}

/** Documents nested deeper are refused, so that no walk over one can exhaust the stack. */
const MAX_DEPTH = 200
/** Beyond this many characters a place is named without its line: finding it would cost too much memory. */
const MAX_LOCATED_LENGTH = 32 * 1024 * 1024

/**
 * Reads a file that holds one JSON document.
 *
 * @throws InputError with the line and column of what is wrong. The message never quotes the file, which may hold
 * secrets, and carries no cause that does.
 */
export function parseJsonDocument(file: string, text: string): JsonDocument {
  if (text.trim() === '') {
    const hint = 'Check that the command which wrote it succeeded, and read its output again.'
    throw new InputError({ file, problem: 'is empty', hint })
  }
  const value = parsed(file, text)
  if (isDeeperThan(value, MAX_DEPTH)) {
    throw new InputError({
      file,
      problem: `is nested deeper than ${MAX_DEPTH} levels`,
      hint: 'Correct the file; nothing of it was taken.',
    })
  }
  let tree: DocumentNode | undefined
  return {
    value,
    placeOf(path) {
      if (text.length > MAX_LOCATED_LENGTH) return { file }
      tree ??= parse(text)
      return { file, line: nodeAt(tree.body, path).loc.start.line }
    },
  }
}

/** A path as messages write it: `components[3].purl`; `the document` for the whole of it. */
export function describeJsonPath(path: JsonPath): string {
  if (path.length === 0) return 'the document'
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      if (/^[A-Za-z_$][\w$-]*$/.test(step)) return index === 0 ? step : `.${step}`
      return `[${JSON.stringify(step)}]`
    })
    .join('')
}

/** One of several JSON values in a text. */
export interface JsonText {
  readonly value: unknown
  /** 1-based line at which it begins. */
  readonly line: number
  /** The line of what stands at a path in it, or of the nearest thing around it. */
  lineAt(path: readonly PropertyKey[]): number
}

/** The objects and lists that stand in a text, one after another; undefined if something else stands there too. */
export function parseJsonTexts(text: string): JsonText[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  const whole = parsedOrUndefined(text)
  if (whole !== undefined) return [jsonText(text, whole, 1)]
  const texts: JsonText[] = []
  let line = 1
  for (const { lead, body } of topLevel(text)) {
    line += newlinesIn(lead)
    const value = parsedOrUndefined(body)
    if (value === undefined) return undefined
    texts.push(jsonText(body, value, line))
    line += newlinesIn(body)
  }
  return texts
}

function jsonText(body: string, value: unknown, line: number): JsonText {
  let tree: DocumentNode | undefined
  return {
    value,
    line,
    lineAt(path) {
      if (body.length > MAX_LOCATED_LENGTH || isDeeperThan(value, MAX_DEPTH)) return line
      tree ??= parse(body)
      const steps = path.map((step) => (typeof step === 'symbol' ? String(step) : step))
      return line + nodeAt(tree.body, steps).loc.start.line - 1
    },
  }
}

/** The values at the top of a text, with the white space before each; whatever stands elsewhere is a body of its own. */
function* topLevel(text: string): Generator<{ lead: string; body: string }> {
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs
  let end = 0
  let depth = 0
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '{' || found === '[') depth += 1
    else if (found === '}' || found === ']') depth -= 1
    if (depth > 0 || found.startsWith('"')) continue
    const piece = text.slice(end, index + 1)
    const body = piece.trimStart()
    yield { lead: piece.slice(0, piece.length - body.length), body }
    end = index + 1
    depth = 0
  }
  const rest = text.slice(end)
  if (rest.trim() !== '') yield { lead: '', body: rest }
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1
}

function parsedOrUndefined(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    // It may be YAML; the engine's message would quote the text.
    return undefined
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    // The engine's own message quotes the text around the error.
    throw new InputError({
      file,
      ...errorPosition(text),
      problem: 'is not valid JSON',
      hint: 'Correct it there, or write the file again; it may be cut off. Nothing of it was taken.',
    })
  }
}

function errorPosition(text: string): Pick<InputProblem, 'line' | 'column'> {
  if (text.length > MAX_LOCATED_LENGTH) return {}
  try {
    parse(text)
  } catch (error) {
    if (!(error instanceof Error && 'line' in error && 'column' in error)) return {}
    // The parser does not say where the text ended too early.
    if (error.message.startsWith('Unexpected end of input')) return endOf(text)
    const { line, column } = error
    return typeof line === 'number' && typeof column === 'number' ? { line, column } : {}
  }
  return {}
}

function endOf(text: string): { line: number; column: number } {
  const lines = text.split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}

function nodeAt(root: ValueNode, path: JsonPath): ValueNode {
  let here = root
  for (const step of path) {
    const next = childOf(here, step)
    if (next === undefined) return here
    here = next
  }
  return here
}

function childOf(node: ValueNode, step: string | number): ValueNode | undefined {
  if (node.type === 'Array') return typeof step === 'number' ? node.elements[step]?.value : undefined
  if (node.type !== 'Object') return undefined
  return node.members.findLast(({ name }) => (name.type === 'String' ? name.value : name.name) === step)
    ?.value
}
