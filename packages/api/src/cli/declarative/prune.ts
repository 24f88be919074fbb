import type { Existing } from './existing.ts'
import { type Entry, type KindName, targetOf } from './kind.ts'
import { reporterOf } from './kinds/parts.ts'
import { KINDS } from './kinds.ts'
import { isMarked, type ObjectChange, type PlacedStep, type PlannedObjects } from './planned.ts'
import type { Problem } from './problems.ts'
import type { Item, Use } from './resolve.ts'

export interface Pruning {
  readonly changes: readonly ObjectChange[]
  readonly steps: readonly PlacedStep[]
  /** What is kept although no file has it, and why. */
  readonly kept: readonly { readonly kind: KindName; readonly name: string; readonly reason: string }[]
  /** Objects and entries that are removed, of those that the files manage. */
  readonly removed: number
  readonly managed: number
  /** The objects that are deleted. */
  readonly deleted: readonly Existing[]
}

/** References in the files to what would be deleted: it is still needed, and no file declares it. */
export function deletedButUsed({ deleted }: Pruning, uses: readonly Use[]): Problem[] {
  const byId = new Map(deleted.map((one) => [one.id, one]))
  return uses.flatMap(({ id, place }) => {
    const one = byId.get(id)
    if (one === undefined) return []
    const message = `names the ${KINDS[one.kind].word} "${one.name}", which no file declares and --prune would delete; declare it, or take it out here, too`
    return [{ place, message }]
  })
}

/** The share of what files manage that is removed without a further confirmation. */
const SHARE = 0.2

export function exceedsGuard({ removed, managed }: Pruning): boolean {
  return removed > managed * SHARE
}

/**
 * What these files have created and do not declare any more, and the entries of such objects that they do not list any
 * more. What another system refers to is kept: it belongs to a source, too.
 */
export function planPruning(
  state: ReadonlyMap<KindName, readonly Existing[]>,
  items: readonly Item[],
  surplus: PlannedObjects['surplus'],
  mark: string,
): Pruning {
  const declared = new Set(items.flatMap(({ existing }) => existing?.id ?? []))
  const marked = [...state.values()].flat().filter((one) => isMarked(one, mark))
  const gone = marked.filter(({ id }) => !declared.has(id))
  const kept: Pruning['kept'][number][] = []
  const deleted = gone.filter((one) => {
    const reason = belongsElsewhere(one, mark)
    if (reason !== undefined) kept.push({ kind: one.kind, name: one.name, reason })
    return reason === undefined
  })
  const entries = surplus.filter(({ item }) => item.existing !== undefined && isMarked(item.existing, mark))
  const steps: PlacedStep[] = []
  for (const { item, list, entry } of entries.toSorted((a, b) => partsLast(a.list) - partsLast(b.list))) {
    const step = KINDS[item.declared.kind].lists[list]?.remove?.(item.existing?.id ?? '', entry)
    if (step !== undefined) steps.push({ step, place: item.declared.placeOf([list]) })
  }
  for (const one of childrenFirst(deleted)) {
    const spec = KINDS[one.kind]
    const { type, word } = spec
    const input = { ...targetOf(spec, one.id), version: one.version }
    steps.push({ step: { name: `delete${type}`, input }, place: undefined, subject: `${word} "${one.name}"` })
  }
  const changes = [
    ...Map.groupBy(entries, ({ item }) => item)
      .entries()
      .map(
        ([item, removed]): ObjectChange => ({
          kind: item.declared.kind,
          name: item.name,
          action: 'update',
          fields: [],
          entries: removed.map(({ list, entry }) => ({
            list,
            action: 'remove',
            label: entry.label,
            fields: [],
          })),
        }),
      ),
    ...deleted.map(
      ({ kind, name }): ObjectChange => ({ kind, name, action: 'delete', fields: [], entries: [] }),
    ),
  ]
  const managed = marked.reduce(
    (sum, { lists }) => sum + 1 + Object.values(lists).flat().filter(isOfUsers).length,
    0,
  )
  return { changes, steps, kept, removed: entries.length + deleted.length, managed, deleted }
}

function isOfUsers({ owner }: Entry): boolean {
  return owner === undefined
}

function belongsElsewhere({ references, row }: Existing, mark: string): string | undefined {
  const other = references.find(({ source }) => source !== mark)
  if (other !== undefined) return `${other.source} refers to it`
  const reporter = reporterOf(row)
  return reporter === undefined ? undefined : `${reporter} reports it`
}

function partsLast(list: string): number {
  return list === 'groups' ? 1 : 0
}

const KIND_ORDER = Object.keys(KINDS)

/** In the reverse order of creation; a child before its parent. */
function childrenFirst(objects: readonly Existing[]): Existing[] {
  const byId = new Map(objects.map((one) => [one.id, one]))
  const depth = (one: Existing, seen = 0): number => {
    const parent = byId.get(String(one.fields.parent))
    return parent === undefined || seen > objects.length ? 0 : 1 + depth(parent, seen + 1)
  }
  return objects.toSorted(
    (a, b) => KIND_ORDER.indexOf(b.kind) - KIND_ORDER.indexOf(a.kind) || depth(b) - depth(a),
  )
}
