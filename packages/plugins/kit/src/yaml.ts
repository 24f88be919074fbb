import {
  isCollection,
  isNode,
  LineCounter,
  parseAllDocuments,
  type YAMLError,
  type Document as YamlDocument,
} from 'yaml'
import { InputError, type InputProblem } from './errors.ts'
import { parseJsonTexts } from './json-text.ts'

/** Where a document, or a part of it, stands. */
export type Place = Pick<InputProblem, 'file' | 'document' | 'line'>

/** One document of a file as plain data; empty documents are left out but counted. */
export interface Document {
  readonly place: Place
  readonly value: unknown
  /** The place of what stands at a path of keys and indexes, or of the last part of the path that exists. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/** A document that does not parse. */
export interface BrokenDocument {
  readonly error: InputError
  /** What could be read of it, for a caller that looks for its name; undefined if nothing. Never use it as content. */
  readonly remains: unknown
}

/** The documents of a file, in two lists. */
export interface ReadDocuments {
  readonly documents: readonly Document[]
  readonly broken: readonly BrokenDocument[]
}

export interface ParseOptions {
  /** What to do about a text that cannot be parsed, where the caller can tell why that is. */
  readonly hint?: (text: string) => string | undefined
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
 * The documents of a file: YAML, or JSON when it reads as such, also several JSON values in a row.
 *
 * @throws InputError with document and line when one cannot be parsed. The message never quotes the file, which may
 * hold secrets.
 */
export function parseDocuments(file: string, text: string, options: ParseOptions = {}): Document[] {
  const { documents, broken } = readDocuments(file, text, options)
  const [first] = broken
  if (first !== undefined) throw first.error
  return [...documents]
}

/** The same, with what cannot be parsed in a list of its own, so that one broken document bars no other. */
export function readDocuments(file: string, text: string, options: ParseOptions = {}): ReadDocuments {
  const json = parseJsonTexts(text)
  if (json === undefined) return readYaml(file, text, options)
  const documents = json.map(({ value, line, lineAt }, index) => {
    const place = { file, document: index + 1, line }
    return { place, value, placeOf: (path: readonly PropertyKey[]) => ({ ...place, line: lineAt(path) }) }
  })
  return { documents, broken: [] }
}

function readYaml(file: string, text: string, { hint }: ParseOptions): ReadDocuments {
  const lines = new LineCounter()
  const lineAt = (offset: number) => lines.linePos(offset).line
  const refuse = (place: Place, problem: string) =>
    new InputError({
      ...place,
      problem,
      hint: hint?.(text) ?? 'Correct the file; nothing of it was taken.',
    })
  const settings = {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    resolveKnownTags: false,
    // As JSON is read: a whole number beyond 2^53 becomes text.
    intAsBigInt: true,
    stringKeys: true,
  }
  const parsed = orRefusal({ file }, refuse, () => parseAllDocuments(text, settings))
  if (parsed instanceof InputError) return { documents: [], broken: [{ error: parsed, remains: undefined }] }
  const documents: Document[] = []
  const broken: BrokenDocument[] = []
  for (const [index, yaml] of (Array.isArray(parsed) ? parsed : []).entries()) {
    const [error] = yaml.errors
    const place = { file, document: index + 1, line: lineAt(error?.pos[0] ?? startOf(yaml)) }
    const value: unknown = orRefusal(place, refuse, () =>
      yaml.toJS({ maxAliasCount: MAX_ALIASES, reviver: unrounded }),
    )
    if (error !== undefined) {
      const problem = PROBLEMS[error.code] ?? 'this is neither valid YAML nor valid JSON'
      const remains = value instanceof InputError ? undefined : value
      broken.push({ error: refuse(place, problem), remains })
    } else if (value instanceof InputError) broken.push({ error: value, remains: undefined })
    else if (value !== null && value !== undefined) {
      documents.push({
        place,
        value,
        placeOf: (path) => ({ ...place, line: lineAt(startOfPart(yaml, path)) }),
      })
    }
  }
  return { documents, broken }
}

/** Whole numbers as numbers where those hold them. */
function unrounded(_key: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

function startOf(yaml: YamlDocument.Parsed): number {
  return yaml.contents?.range[0] ?? yaml.range[0]
}

function startOfPart(yaml: YamlDocument.Parsed, path: readonly PropertyKey[]): number {
  let start = startOf(yaml)
  let here: unknown = yaml.contents
  for (const key of path) {
    here = isCollection(here) ? here.get(key, true) : undefined
    if (!isNode(here)) return start
    start = here.range?.[0] ?? start
  }
  return start
}

/** The parser throws on aliases that lead nowhere or multiply, and on nesting that exhausts the stack. */
function orRefusal<T>(
  place: Place,
  refuse: (place: Place, problem: string) => InputError,
  parse: () => T,
): T | InputError {
  try {
    return parse()
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) return refuse(place, TOO_DEEP)
    const multiplied = cause.message.startsWith('Excessive alias count')
    return refuse(place, multiplied ? `aliases in it are resolved more than ${MAX_ALIASES} times` : BAD_ALIAS)
  }
}
