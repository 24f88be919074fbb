import type { Criticality } from '../reasoning/criticality.ts'

/** What an organisation looks like, as far as a preview compares it. */
export interface ModelState {
  /** By uuid of each asset and service. */
  readonly figures: ReadonlyMap<string, NodeState>
  /** Numbers of gaps by kind. */
  readonly gaps: Readonly<Record<string, number>>
}

export interface NodeState {
  readonly type: 'Asset' | 'Service'
  readonly name: string
  readonly level: Criticality
  readonly valueAtRisk: number
}

/** An asset or service whose level differs; null where it is not there. */
export interface CriticalityChange {
  readonly id: string
  readonly type: 'Asset' | 'Service'
  readonly name: string
  readonly before: NodeState | null
  readonly after: NodeState | null
}

export interface GapChange {
  readonly kind: string
  readonly before: number
  readonly after: number
}

/** The nodes whose level differs, services first, each in the order of names; what is new or gone and LOW is left out. */
export function criticalityChanges(before: ModelState, after: ModelState): CriticalityChange[] {
  const changes: CriticalityChange[] = []
  for (const id of new Set([...before.figures.keys(), ...after.figures.keys()])) {
    const [was, is] = [before.figures.get(id), after.figures.get(id)]
    const node = is ?? was
    if (node === undefined || (was?.level ?? 'LOW') === (is?.level ?? 'LOW')) continue
    changes.push({ id, type: node.type, name: node.name, before: was ?? null, after: is ?? null })
  }
  const key = ({ type, name, id }: CriticalityChange) => `${type === 'Service' ? 0 : 1} ${name} ${id}`
  return changes.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** The kinds of gaps whose number differs, in the order of the report. */
export function gapChanges(before: ModelState, after: ModelState): GapChange[] {
  return Object.entries(after.gaps).flatMap(([kind, count]) => {
    const was = before.gaps[kind] ?? 0
    return was === count ? [] : [{ kind, before: was, after: count }]
  })
}
