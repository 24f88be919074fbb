import type { FieldChange } from './compare.ts'
import type { Existing } from './existing.ts'
import type { Entry, KindName, Step } from './kind.ts'
import type { Place } from './problems.ts'
import type { Item } from './resolve.ts'

/** A mutation with the place of what it comes from. */
export interface PlacedStep {
  readonly step: Step
  /** Undefined for what no file declares. */
  readonly place: Place | undefined
  /** What it is about where it has no place, for example `team "Ops"`. */
  readonly subject?: string
  /** Belongs to the step before it: both are in one transaction. */
  readonly joined?: true
}

export interface EntryChange {
  readonly list: string
  readonly action: 'add' | 'change' | 'remove'
  readonly label: string
  readonly fields: readonly FieldChange[]
  /** What owned the entry before: it is the users' afterwards. */
  readonly instead?: string
}

/** What is to be done with one object. */
export interface ObjectChange {
  readonly kind: KindName
  readonly name: string
  readonly action: 'create' | 'update' | 'delete'
  readonly fields: readonly FieldChange[]
  readonly entries: readonly EntryChange[]
}

/** The mutations of a plan by phase: what is created first can be referred to by what follows. */
export interface Phases {
  readonly create: PlacedStep[]
  readonly update: PlacedStep[]
  /** Parts of objects that other entries refer to, such as redundancy groups. */
  readonly parts: PlacedStep[]
  readonly link: PlacedStep[]
  readonly references: PlacedStep[]
  /** Mutations that a batch does not take, such as those of sources. */
  readonly single: PlacedStep[]
}

export interface PlannedObjects {
  readonly changes: readonly ObjectChange[]
  readonly phases: Phases
  /** Entries of managed objects that no file has: removed with --prune only. */
  readonly surplus: readonly { readonly item: Item; readonly list: string; readonly entry: Entry }[]
  /** IDs by the keys that steps use for what exists. */
  readonly known: ReadonlyMap<string, string>
}

/** Whether these files have created an object. */
export function isMarked({ references }: Pick<Existing, 'references'>, mark: string): boolean {
  return references.some(({ source }) => source === mark)
}
