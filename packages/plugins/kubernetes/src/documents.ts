import { InputError, type InputProblem } from '@throughline/plugin-kit'
import {
  isMap,
  isNode,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type YAMLError,
  type Document as YamlDocument,
} from 'yaml'

/** Where a document, or an item of a list in it, stands. */
export type Place = Pick<InputProblem, 'file' | 'document' | 'line'>

/** One document of a file as plain data; empty documents are left out but counted. */
export interface Document {
  readonly place: Place
  readonly value: unknown
  /** The place of an item of the document's `items`. */
  readonly placeOfItem: (index: number) => Place
}

/** Aliases may be resolved this often per anchor; more is an attack or a mistake. */
const MAX_ALIASES = 100

const BAD_ALIAS = 'an alias is used whose anchor is not defined before it'
const TOO_DEEP = 'it is nested too deeply'
const PROBLEMS: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS,
  BAD_DQ_ESCAPE: 'a text in double quotes has an unknown escape',
  BAD_INDENT: 'the indentation does not fit what stands around it',
  BLOCK_AS_IMPLICIT_KEY: 'a value begins where only a key may stand',
  DUPLICATE_KEY: 'a key is given twice',
  MISSING_CHAR: 'a bracket, a quote, a comma or a colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines, a colon may be missing',
  NON_STRING_KEY: 'a key is not a text',
  RESOURCE_EXHAUSTION: TOO_DEEP,
  TAB_AS_INDENT: 'a tab is used for indentation',
  UNEXPECTED_TOKEN: 'something stands where it does not belong',
}

/**
 * The documents of a file: YAML, or JSON when it reads as such.
 *
 * @throws InputError with document and line when one cannot be parsed. The message never quotes the file, which may
 * hold secrets.
 */
export function parseDocuments(file: string, text: string): Document[] {
  const json = /^\s*\{/.test(text) ? parseJson(text) : undefined
  if (json === undefined) return parseYaml(file, text)
  const place = { file, document: 1, line: 1 }
  return [{ place, value: json, placeOfItem: () => ({ file, document: 1 }) }]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Flow-style YAML begins with a brace too; the YAML parser reads both and knows the line of an error.
    return undefined
  }
}

function parseYaml(file: string, text: string): Document[] {
  const lines = new LineCounter()
  const lineAt = (offset: number) => lines.linePos(offset).line
  const options = {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    resolveKnownTags: false,
    stringKeys: true,
  }
  const parsed = guarded({ file }, text, () => parseAllDocuments(text, options))
  const documents: Document[] = []
  for (const [index, yaml] of (Array.isArray(parsed) ? parsed : []).entries()) {
    const [error] = yaml.errors
    const place = { file, document: index + 1, line: lineAt(error?.pos[0] ?? startOf(yaml)) }
    if (error !== undefined) {
      throw refused(place, text, PROBLEMS[error.code] ?? 'this is neither valid YAML nor valid JSON')
    }
    const value: unknown = guarded(place, text, () => yaml.toJS({ maxAliasCount: MAX_ALIASES }))
    if (value === null || value === undefined) continue
    const placeOfItem = (item: number) => ({ ...place, line: lineAt(startOfItem(yaml, item)) })
    documents.push({ place, value, placeOfItem })
  }
  return documents
}

function startOf(yaml: YamlDocument.Parsed): number {
  return yaml.contents?.range[0] ?? yaml.range[0]
}

function startOfItem(yaml: YamlDocument.Parsed, index: number): number {
  const items = isMap(yaml.contents) ? yaml.contents.get('items', true) : undefined
  const item = isSeq(items) ? items.items[index] : undefined
  return isNode(item) ? (item.range?.[0] ?? startOf(yaml)) : startOf(yaml)
}

/** The parser throws on aliases that lead nowhere or multiply, and on nesting that exhausts the stack. */
function guarded<T>(place: Place, text: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw refused(place, text, TOO_DEEP)
    const multiplied = cause.message.startsWith('Excessive alias count')
    throw refused(
      place,
      text,
      multiplied ? `aliases in it are resolved more than ${MAX_ALIASES} times` : BAD_ALIAS,
    )
  }
}

function refused(place: Place, text: string, problem: string): InputError {
  return new InputError({
    ...place,
    problem,
    hint: templateHint(text) ?? 'Correct the file; nothing of it was taken.',
  })
}

/** What to do when a text is a template that was not rendered. */
export function templateHint(text: string): string | undefined {
  if (!text.includes('{{')) return undefined
  return 'It holds {{ … }} and looks like a template: render it first, for example with "helm template", and read the result.'
}
