import type { Declared } from './check.ts'
import type { Existing } from './existing.ts'
import type { DeclaredReference, KindName, Reference, Resolver } from './kind.ts'
import { KINDS } from './kinds.ts'
import { type Place, type Problem, placeText, suggestion } from './problems.ts'

/** A declared object and what it is here. */
export interface Item {
  readonly declared: Declared
  readonly name: string
  /** Tells the objects of a kind apart within the files. */
  readonly fileId: string
  /** Under which a batch creates it. */
  readonly key: string
  /** Undefined if it has to be created. */
  readonly existing: Existing | undefined
}

export interface Resolution {
  readonly items: readonly Item[]
  /** Grows while references are resolved. */
  readonly problems: Problem[]
  /** What a reference can mean: IDs of existing objects, and `$key` of those that are created. */
  readonly find: (to: KindName, reference: Reference) => readonly string[]
  /** The references to existing objects that were resolved; grows with them. */
  readonly uses: readonly Use[]
  /** Resolves the references of an object; what cannot be resolved is added to the problems. */
  readonly resolverOf: (declared: Declared) => Resolver
}

/** A reference in the files to an object that exists, by its ID. */
export interface Use {
  readonly id: string
  readonly place: Place
}

type State = ReadonlyMap<KindName, readonly Existing[]>

/**
 * Finds out which existing object each declared one is: by the mark of these files, then by its references, then by its
 * exact name. Persons are known by their e-mail address before their name. What could be several is a problem, and so
 * is an object that is declared twice.
 */
export function resolveItems(objects: readonly Declared[], state: State, mark: string): Resolution {
  const problems: Problem[] = []
  const items = objects.map((declared) => identify(declared, state, mark, problems))
  checkTwice(items, problems)
  const matched = new Set(items.flatMap(({ existing }) => existing?.id ?? []))
  const uses: Use[] = []
  const find = (to: KindName, reference: Reference) => candidates(to, reference, items, state, matched)
  return {
    items,
    problems,
    find,
    uses,
    resolverOf: (declared) => ({
      id: (to, reference, path) => {
        const found = find(to, reference)
        const [only] = found
        const place = declared.placeOf(path)
        if (only !== undefined && found.length === 1) {
          uses.push({ id: only, place })
          return only
        }
        problems.push({ place, message: unresolved(to, reference, found.length, items, state) })
        return ''
      },
    }),
  }
}

function identify(declared: Declared, state: State, mark: string, problems: Problem[]): Item {
  const { kind, fields } = declared
  const spec = KINDS[kind]
  const name = String(fields[spec.nameField])
  const identity = spec.identity === undefined ? undefined : fields[spec.identity]
  const fileId = fields.id ?? (typeof identity === 'string' ? identity.toLowerCase() : name)
  const all = state.get(kind) ?? []
  const steps: [problemPath: readonly PropertyKey[], found: readonly Existing[]][] = [
    [['id'], all.filter((one) => hasReference(one, { source: mark, id: `${kind}/${fileId}` }))],
    [
      ['references'],
      all.filter((one) => (fields.references ?? []).some((reference) => hasReference(one, reference))),
    ],
  ]
  if (spec.identity !== undefined && typeof identity === 'string') {
    const { identity: field } = spec
    steps.push([[field], all.filter((one) => sameAddress(one.fields[field], identity))])
  }
  const isThisKind = (one: Existing) =>
    kind !== 'assets' || fields.kind === undefined || one.fields.kind === fields.kind
  steps.push([
    [spec.nameField],
    all.filter((one) => one.name === name && isThisKind(one) && !isOther(one, identity, spec.identity)),
  ])
  for (const [path, found] of steps) {
    if (found.length > 1) {
      problems.push({
        place: declared.placeOf(path),
        message: `${found.length} existing ${kind} could be "${name}"; add a reference { source, id } of the one that is meant${kind === 'assets' ? ', or its kind' : ''}`,
      })
    }
    const [existing] = found
    if (existing !== undefined) return { declared, name, fileId, key: `${kind}/${fileId}`, existing }
  }
  return { declared, name, fileId, key: `${kind}/${fileId}`, existing: undefined }
}

/** Two persons with the same name and different addresses are two persons. */
function isOther(one: Existing, identity: unknown, field: string | undefined): boolean {
  if (field === undefined || typeof identity !== 'string') return false
  return typeof one.fields[field] === 'string' && !sameAddress(one.fields[field], identity)
}

function sameAddress(stored: unknown, given: string): boolean {
  return typeof stored === 'string' && stored.toLowerCase() === given.toLowerCase()
}

function hasReference(
  { references }: Pick<Existing, 'references'>,
  { source, id }: DeclaredReference,
): boolean {
  return references.some((one) => one.source === source && one.id === id)
}

function checkTwice(items: readonly Item[], problems: Problem[]): void {
  const seen = new Map<string, Place>()
  for (const { declared, existing, key, name } of items) {
    for (const identity of new Set([key, existing?.id ?? key])) {
      const first = seen.get(identity)
      const place = declared.placeOf([])
      if (first === undefined) seen.set(identity, place)
      else {
        problems.push({
          place,
          message: `the ${KINDS[declared.kind].word} "${name}" is declared twice, first at ${placeText(first)}; if these are two, give each an id and a reference`,
        })
        break
      }
    }
  }
}

function candidates(
  to: KindName,
  reference: Reference,
  items: readonly Item[],
  state: State,
  matched: ReadonlySet<string>,
): string[] {
  const { identity } = KINDS[to]
  const isMeant = (
    name: string,
    fields: Readonly<Record<string, unknown>>,
    references: readonly DeclaredReference[],
  ) => {
    if (typeof reference !== 'string') return hasReference({ references: references as never }, reference)
    return name === reference || (identity !== undefined && sameAddress(fields[identity], reference))
  }
  const found = new Set<string>()
  for (const { declared, name, existing, key } of items) {
    const { kind, fields } = declared
    if (kind !== to) continue
    const references = [...(fields.references ?? []), ...(existing?.references ?? [])]
    if (fields.id === reference || isMeant(name, fields, references)) found.add(existing?.id ?? `$${key}`)
  }
  // A name in the files means what the files declare under it.
  if (found.size > 0) return [...found]
  for (const one of state.get(to) ?? []) {
    if (!matched.has(one.id) && isMeant(one.name, one.fields, one.references)) found.add(one.id)
  }
  return [...found]
}

function unresolved(
  to: KindName,
  reference: Reference,
  count: number,
  items: readonly Item[],
  state: State,
): string {
  const { word } = KINDS[to]
  const shown = typeof reference === 'string' ? `"${reference}"` : `${reference.source}: ${reference.id}`
  if (count > 1)
    return `${count} ${to} are called ${shown}; use a reference { source, id }, or an id of the files`
  const names = [
    ...items.filter(({ declared }) => declared.kind === to).map(({ name }) => name),
    ...(state.get(to) ?? []).map(({ name }) => name),
  ]
  const hint = typeof reference === 'string' ? suggestion(reference, names) : ''
  return `there is no ${word} ${shown}, neither in the files nor in the database${hint}`
}
