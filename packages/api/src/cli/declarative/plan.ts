import { changedFields, changedValues, type FieldChange } from './compare.ts'
import {
  type Entry,
  type KindSpec,
  type ListSpec,
  type Reference,
  type Resolver,
  type Row,
  targetOf,
} from './kind.ts'
import { isObject, supplierOf } from './kinds/parts.ts'
import { groupIds } from './kinds/service.ts'
import { KINDS } from './kinds.ts'
import { planReferences } from './plan-references.ts'
import type { EntryChange, ObjectChange, Phases, PlannedObjects } from './planned.ts'
import type { Place, Problem } from './problems.ts'
import { numbered } from './repeats.ts'
import type { Item, Resolution } from './resolve.ts'

/** The lists whose entries are created, so that others can refer to them. */
const PARTS: ReadonlySet<string> = new Set(['groups', 'keyResults'])

/** Compares the declared objects with the existing ones. Problems are added to those of the resolution. */
export function planObjects(resolution: Resolution, mark: string, problems: Problem[]): PlannedObjects {
  const phases: Phases = { create: [], update: [], parts: [], link: [], references: [], single: [] }
  const planned = {
    changes: [] as ObjectChange[],
    phases,
    surplus: [] as { item: Item; list: string; entry: Entry }[],
    known: new Map<string, string>(),
  }
  for (const item of parentsFirst(resolution.items, resolution, problems)) {
    planObject(item, resolution.resolverOf(item.declared), mark, planned, problems)
  }
  return planned
}

function planObject(
  item: Item,
  resolver: Resolver,
  mark: string,
  planned: {
    changes: ObjectChange[]
    phases: Phases
    surplus: PlannedObjects['surplus'][number][]
    known: Map<string, string>
  },
  problems: Problem[],
): void {
  const { declared, existing, key, name } = item
  const spec = KINDS[declared.kind]
  const { phases } = planned
  const place = declared.placeOf([])
  const owner = existing?.id ?? `$${key}`
  const values = declaredValues(item, spec, resolver)
  const fields = changedFields(values, existing?.fields ?? standards(spec), spec.fields).map((change) => {
    const supplier = existing === undefined ? undefined : supplierOf(existing.row, change.field)
    return supplier === undefined ? change : { ...change, instead: supplier }
  })
  if (existing === undefined) {
    for (const required of spec.required) {
      const choices = [required].flat()
      if (choices.every((field) => values[field] === undefined)) {
        problems.push({ place, message: `the new ${spec.word} "${name}" needs ${choices.join(' or ')}` })
      }
    }
    const { secretsFrom } = declared.fields
    const input = { ...inputOf(spec, values), ...(secretsFrom === undefined ? {} : { secretsFrom }) }
    phases[spec.batched ? 'create' : 'single'].push({
      step: { name: `create${spec.type}`, key, input },
      place,
    })
  } else {
    const fixed = fields.find(({ field }) => spec.fields[field]?.fixed === true)
    if (fixed !== undefined) {
      problems.push({
        place: declared.placeOf([fixed.field]),
        message: `${fixed.field} of an existing ${spec.word} cannot be changed`,
      })
    }
    const { id, version } = existing
    const changed = changedOnly(values, fields, spec)
    const apart = Object.keys(changed).filter((field) => spec.fields[field]?.mutation !== undefined)
    const together = Object.fromEntries(Object.entries(changed).filter(([field]) => !apart.includes(field)))
    const phase = phases[spec.batched ? 'update' : 'single']
    if (Object.keys(together).length > 0) {
      const input = inputOf(spec, together, existing.row)
      phase.push({
        step: { name: `update${spec.type}`, input: { ...targetOf(spec, id), version, ...input } },
        place,
      })
    }
    for (const field of apart) {
      const input = { id, ...inputOf(spec, { [field]: changed[field] }, existing.row) }
      phase.push({ step: { name: spec.fields[field]?.mutation ?? '', input }, place })
    }
  }
  const entries = Object.entries(spec.lists).flatMap(([list, listSpec]) =>
    planList(item, owner, list, listSpec, resolver, planned, problems),
  )
  const references = planReferences(item, owner, mark, phases)
  if (existing === undefined || fields.length > 0 || entries.length > 0 || references.length > 0) {
    planned.changes.push({
      kind: declared.kind,
      name,
      action: existing === undefined ? 'create' : 'update',
      fields: existing === undefined ? fields.map((one) => ({ ...one, before: undefined })) : fields,
      entries: [...entries, ...references],
    })
  }
}

/** The declared values of the fields; those that refer to something with its ID or `$key`. */
function declaredValues({ declared }: Item, spec: KindSpec, resolver: Resolver): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec.fields).map(([field, { to, resolved }]) => {
      const value = declared.fields[field]
      if (value === undefined || value === null) return [field, value]
      if (resolved !== undefined) return [field, resolved(value, resolver, [field])]
      return [field, to === undefined ? value : resolver.id(to, value as never, [field])]
    }),
  )
}

function standards(spec: KindSpec): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec.fields).map(([field, { standard }]) => [field, standard]))
}

function inputOf(
  spec: KindSpec,
  values: Readonly<Record<string, unknown>>,
  row?: Row,
): Record<string, unknown> {
  const inputs = Object.entries(values).flatMap(([field, value]) => {
    const { input = field, to, write, update } = spec.fields[field] ?? {}
    if (value === undefined) return []
    const node = to === undefined || value === null ? value : { id: value }
    const written = write === undefined ? node : write(node)
    return [[input, row === undefined || update === undefined ? written : update(written, row)]]
  })
  return Object.fromEntries(inputs) as Record<string, unknown>
}

/** The values of the fields that differ; of an object that is managed key by key, the keys that differ. */
function changedOnly(
  values: Readonly<Record<string, unknown>>,
  fields: readonly FieldChange[],
  spec: KindSpec,
): Record<string, unknown> {
  const changed = new Set(fields.map(({ field }) => field))
  const entries = Object.entries(values).flatMap(([field, value]) => {
    if (spec.fields[field]?.byKey !== true || !isObject(value))
      return changed.has(field) ? [[field, value]] : []
    const keys = Object.entries(value).filter(([key]) => changed.has(`${field}.${key}`))
    return keys.length === 0 ? [] : [[field, Object.fromEntries(keys)]]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}

function planList(
  item: Item,
  owner: string,
  list: string,
  spec: ListSpec,
  resolver: Resolver,
  planned: { phases: Phases; surplus: PlannedObjects['surplus'][number][]; known: Map<string, string> },
  problems: Problem[],
): EntryChange[] {
  const { declared, existing } = item
  const stored = existing?.lists[list] ?? []
  if (list === 'groups') for (const [key, id] of groupIds(owner, stored)) planned.known.set(key, id)
  const given = declared.fields[list]
  if (!Array.isArray(given)) return []
  const byKey = new Map(stored.map((entry) => [entry.key, entry]))
  const seen = new Set<string>()
  const changes: EntryChange[] = []
  const entries = given.map((value, index) => spec.declared(value, resolver, [list, index]))
  for (const [index, entry] of (spec.repeats === true
    ? numbered(entries, spec.standard)
    : entries
  ).entries()) {
    const place = declared.placeOf([list, index])
    if (entry.key !== '' && seen.has(entry.key)) {
      problems.push({ place, message: `${entry.label} is listed twice` })
    }
    seen.add(entry.key)
    checkGroup(item, entry, place, problems)
    const before = byKey.get(entry.key)
    const all = { ...spec.standard, ...before?.values, ...entry.values }
    const fields = changedValues(entry.values, before?.values ?? spec.standard)
    if (before !== undefined && fields.length === 0) continue
    const step = spec.put(owner, { ...entry, values: all }, before)
    planned.phases[PARTS.has(list) ? 'parts' : 'link'].push({ step, place })
    changes.push({
      list,
      action: before === undefined ? 'add' : 'change',
      label: entry.label,
      fields,
      ...(before?.owner === undefined ? {} : { instead: before.owner }),
    })
  }
  if (spec.remove !== undefined) {
    planned.surplus.push(
      ...stored
        .filter(({ key, owner: other }) => !seen.has(key) && other === undefined)
        .map((entry) => ({ item, list, entry })),
    )
  }
  return changes
}

/** A dependency may only name a redundancy group of its own service. */
function checkGroup(
  { declared, existing }: Item,
  { values }: Entry,
  place: Place,
  problems: Problem[],
): void {
  if (declared.kind !== 'services' || typeof values.group !== 'string') return
  const { groups } = declared.fields
  const names = [
    ...(Array.isArray(groups) ? groups.map((group: { name: string }) => group.name) : []),
    ...(existing?.lists.groups ?? []).map(({ key }) => key),
  ]
  if (names.includes(values.group)) return
  problems.push({
    place,
    message: `the service has no redundancy group "${values.group}"; declare it under groups`,
  })
}

/** Items by kind; within a kind, the parents that are created before their children. */
function parentsFirst(items: readonly Item[], resolution: Resolution, problems: Problem[]): Item[] {
  const byKey = new Map(items.map((item) => [`$${item.key}`, item]))
  const placed = new Set<Item>()
  const open = new Set<Item>()
  const sorted: Item[] = []
  const visit = (item: Item) => {
    if (placed.has(item)) return
    if (open.has(item)) {
      problems.push({
        place: item.declared.placeOf(['parent']),
        message: `"${item.name}" is its own parent, through other parents`,
      })
      return
    }
    open.add(item)
    const { parent } = item.declared.fields
    const { kind } = item.declared
    // What cannot be resolved is told when the object is planned.
    const keys = parent == null ? [] : resolution.find(kind, parent as Reference)
    for (const key of keys) {
      const above = byKey.get(key)
      if (above !== undefined) visit(above)
    }
    open.delete(item)
    placed.add(item)
    sorted.push(item)
  }
  for (const item of items.toSorted((a, b) => order(a) - order(b))) visit(item)
  return sorted
}

const ORDER = Object.keys(KINDS)

function order({ declared }: Item): number {
  return ORDER.indexOf(declared.kind)
}
