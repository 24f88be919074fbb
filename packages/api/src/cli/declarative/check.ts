import type { z } from 'zod'
import { fileSchema, jsonSchema } from './file-schema.ts'
import { type DeclaredFields, KIND_NAMES, type KindName } from './kind.ts'
import { isObject } from './kinds/parts.ts'
import { type ParsedDocument, parseFile } from './parse.ts'
import { type Place, type Problem, suggestion } from './problems.ts'
import type { SourceText } from './read-files.ts'
import type { DeclaredSettings } from './settings.ts'

/** An object as a file states it. */
export interface Declared {
  readonly kind: KindName
  readonly fields: DeclaredFields
  /** The place of a part of it, or of the object itself. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/** What all files state together. */
export interface Declarations {
  readonly objects: readonly Declared[]
  readonly settings: readonly { readonly value: DeclaredSettings; readonly place: Place }[]
}

/** Reads what the files state; every problem of every file is told. */
export function checkFiles(
  files: readonly SourceText[],
): Declarations & { readonly problems: readonly Problem[] } {
  const objects: Declared[] = []
  const settings: { value: DeclaredSettings; place: Place }[] = []
  const problems: Problem[] = []
  for (const file of files) {
    const parsed = parseFile(file)
    problems.push(...parsed.problems)
    for (const document of parsed.documents) {
      const checked = fileSchema.safeParse(document.value)
      if (!checked.success) {
        problems.push(...checked.error.issues.flatMap((issue) => problemsOf(issue, document)))
        continue
      }
      if (checked.data.settings !== undefined) {
        settings.push({ value: checked.data.settings, place: document.placeOf(['settings'], 'key') })
      }
      for (const kind of KIND_NAMES) {
        for (const [index, fields] of (checked.data[kind] ?? []).entries()) {
          objects.push({ kind, fields, placeOf: (path) => document.placeOf([kind, index, ...path]) })
        }
      }
    }
  }
  return { objects, settings, problems }
}

/** What is wrong, with its place. Of a value that may have several shapes, the shape that it comes nearest to counts. */
function problemsOf(
  issue: z.core.$ZodIssue,
  document: ParsedDocument,
  base: readonly PropertyKey[] = [],
): Problem[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find((issues) =>
      issues.every((one) => one.path.length > 0 || one.code !== 'invalid_type'),
    )
    if (branch !== undefined && branch.length > 0) {
      return branch.flatMap((inner) => problemsOf(inner, document, path))
    }
  }
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(jsonSchema(), path)
    return issue.keys.map((key) => ({
      place: document.placeOf([...path, key], 'key'),
      message: `unknown key "${key}"${suggestion(key, known) || `; known here: ${known.join(', ')}`}`,
    }))
  }
  const value = path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    document.value,
  )
  const shown = value === undefined ? '' : `, not ${JSON.stringify(value).slice(0, 60)}`
  const isMissing = issue.code === 'invalid_type' && value === undefined
  const wanted =
    issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number'
      ? 'must be a text; put it in quotes'
      : `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`
  const name = path.filter((part) => typeof part === 'string').at(-1)
  return [
    {
      place: document.placeOf(path),
      message: isMissing
        ? `${String(name)} is missing`
        : `${String(name ?? 'the document')}: ${wanted}${shown}`,
    },
  ]
}

/** The keys that a JSON Schema knows at a path. */
function keysAt(part: unknown, path: readonly PropertyKey[], root: unknown = part): string[] {
  const schema = referred(part, root)
  if (!isObject(schema)) return []
  const variants = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const [key, ...rest] = path
  const within = variants.flatMap((variant) => keysAt(variant, path, root))
  if (key === undefined)
    return [...Object.keys(isObject(schema.properties) ? schema.properties : {}), ...within]
  if (typeof key === 'number') return [...keysAt(schema.items, rest, root), ...within]
  const property = isObject(schema.properties) ? schema.properties[String(key)] : undefined
  return [...keysAt(property, rest, root), ...within]
}

/** What a reference within a JSON Schema stands for. */
function referred(part: unknown, root: unknown): unknown {
  if (!isObject(part) || typeof part.$ref !== 'string') return part
  const path = part.$ref.split('/').slice(1)
  return path.reduce<unknown>((found, key) => (isObject(found) ? found[key] : undefined), root)
}
