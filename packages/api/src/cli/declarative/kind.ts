import type { z } from 'zod'

/** The lists of a file, in the order in which what they declare is written. */
export const KIND_NAMES = [
  'teams',
  'people',
  'objectives',
  'services',
  'processes',
  'assets',
  'mappingRules',
  'sources',
] as const
export type KindName = (typeof KIND_NAMES)[number]

/** A row as the API returns it, with its nested lists complete. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string }

/** How a field of a declared object is compared and written. */
export interface FieldSpec {
  /** Field of the inputs of create and update. Defaults to the name of the field. */
  readonly input?: string
  /** The kind that it refers to: its value is a {@link Reference}. */
  readonly to?: KindName
  /** The value that the API returns, in the shape that files have; an ID for a reference. Defaults to the field of this name. */
  readonly read?: (row: Row) => unknown
  /** The value as inputs take it. Defaults to the value itself. */
  readonly write?: (value: unknown) => unknown
  /** The value as an update of this row takes it. Defaults to the value itself. */
  readonly update?: (value: unknown, row: Row) => unknown
  /** What a new object has if nothing is declared. Export leaves it out. */
  readonly standard?: unknown
  /** An object whose keys are managed one by one: keys that no file has stay as they are. */
  readonly byKey?: true
  /** The declared value with IDs in place of the references that it contains. */
  readonly resolved?: (value: unknown, resolver: Resolver, path: readonly PropertyKey[]) => unknown
  /** What export writes of a row, where it is not what `read` returns; null for nothing. */
  readonly exported?: (row: Row, referenceTo: ReferenceTo) => unknown
  /** The mutation that changes it, where that of the kind does not. */
  readonly mutation?: string
  /** Only for creation, such as the plugin of a source. */
  readonly fixed?: true
}

/** One entry of a list, such as a key result, with what it refers to resolved. */
export interface Entry {
  /** Tells the entries of a list apart: an ID, a `$key` of the batch, or a name. */
  readonly key: string
  /** Shown to the user. */
  readonly label: string
  /** What differs; a declared entry has only what the file states. */
  readonly values: Readonly<Record<string, unknown>>
  /** ID of the row of an existing entry, if it has one. */
  readonly id?: string
  /** What owns an existing entry, for example `the source cmdb`: it is not exported and not pruned. Undefined for users. */
  readonly owner?: string
}

/** One mutation of a batch. */
export interface Step {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
  readonly key?: string
}

/** How a file refers to an object. */
export type ReferenceTo = (to: KindName, id: string) => Reference

/** What the entries of a list are resolved with. */
export interface Resolver {
  /** The ID, or the `$key` of what the batch creates, of a reference at a path within the object. */
  id(to: KindName, reference: Reference, path: readonly PropertyKey[]): string
}

/** A name, or a reference to an object in another system. */
export type Reference = string | { readonly source: string; readonly id: string }

/** What the list of an object declares, such as the services of an objective. */
export interface ListSpec {
  /** The connection of the API that has the entries. */
  readonly connection: { readonly field: string; readonly selection: string; readonly edges?: true }
  /** An entry as a file has it. */
  readonly declared: (entry: unknown, resolver: Resolver, path: readonly PropertyKey[]) => Entry
  /** An entry of an object as the API returns it; undefined for one that files do not declare. */
  readonly stored: (row: unknown, object: Row) => Entry | undefined
  /** The entry as files have it. */
  readonly exported: (entry: Entry, referenceTo: ReferenceTo) => unknown
  /** Entries that sources and rules own are exported, too. */
  readonly exportsAll?: true
  /** Several entries may have one key: their order distinguishes them. */
  readonly repeats?: true
  /** What a new entry has where the file states nothing. */
  readonly standard: Readonly<Record<string, unknown>>
  /** @param owner ID or `$key`; @param values all of them, those of the existing entry too */
  readonly put: (owner: string, entry: Entry, existing: Entry | undefined) => Step
  /** Undefined where entries are never removed. */
  readonly remove?: (owner: string, entry: Entry) => Step
}

/** One kind of declared objects: a list of a file. To add a kind, add a file with its spec, and a line in kinds.ts. */
export interface KindSpec {
  readonly name: KindName
  /** Name of the GraphQL type. */
  readonly type: string
  /** One word for messages. */
  readonly word: string
  /** What files may state of one object. */
  readonly schema: z.ZodType<DeclaredFields>
  /** The field that objects are known by: name or title. */
  readonly nameField: 'name' | 'title'
  /** Fields selected for comparison, in addition to `id`, `version` and the lists. */
  readonly selection: string
  readonly fields: Readonly<Record<string, FieldSpec>>
  readonly lists: Readonly<Record<string, ListSpec>>
  /** Fields without which no object can be created; of several in one list, one is enough. */
  readonly required: readonly (string | readonly string[])[]
  /** Whether objects have external references, and so a mark of the files that created them. */
  readonly referable: boolean
  /** The field by which an object is known before its name, such as the e-mail address of a person. */
  readonly identity?: string
  /** Whether mutations of the kind are run in batches; sources are written one by one. */
  readonly batched: boolean
  /** Objects that a new organisation has by itself, and that export leaves out. */
  readonly isGiven?: (row: Row) => boolean
  /** The order of the objects has a meaning: their position, and the mutation that changes it. */
  readonly order?: { readonly position: (row: Row) => number; readonly mutation: string }
}

/** What a file states of one object. */
export type DeclaredFields = Readonly<Record<string, unknown>> & {
  readonly id?: string | undefined
  readonly references?: readonly DeclaredReference[] | undefined
}

export interface DeclaredReference {
  readonly source: string
  readonly id: string
  readonly url?: string | undefined
}

/** The field of an update or a delete that says which object is meant. */
export function targetOf({ referable, type }: KindSpec, id: string): Readonly<Record<string, unknown>> {
  return referable ? { [`${type.charAt(0).toLowerCase()}${type.slice(1)}`]: { id } } : { id }
}
