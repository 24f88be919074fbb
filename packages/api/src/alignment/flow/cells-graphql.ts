import { arrayConnection } from '../../graph/array-connection-types.ts'
import { builder, Node } from '../../graph/builder.ts'
import { entityField, loadNode } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Objective } from '../../objectives/graphql.ts'
import { Service } from '../../services/graphql.ts'
import { Team } from '../../teams/graphql.ts'
import type { ShownAlignment } from './alignment-store.ts'
import { AmountRef, amountOf } from './amount-graphql.ts'
import { entryDay, type LedgerEntry } from './ledger-entries.ts'
import type { About, LedgerCell } from './ledger-rows.ts'
import { entryPath } from './path.ts'
import type { Bucket } from './targets.ts'

const READERS = visibleTo('READERS')

export const BucketType = builder.enumType('AlignmentBucket', {
  description: 'What work ends in that reaches no objective that counts.',
  values: {
    NO_OBJECTIVE: { description: 'Work that leads to no objective.' },
    INACTIVE_OBJECTIVE: {
      description: 'Work for an objective that does not count on its day, and has none below it that does.',
    },
    RUN: {
      description: 'Work of services with a duty that no objective names. It is not counted as misalignment.',
    },
  } as const satisfies Record<Bucket, object>,
})

export interface ShownCell {
  readonly alignment: ShownAlignment
  readonly cell: LedgerCell
}

export interface ShownEntry {
  readonly alignment: ShownAlignment
  readonly entry: LedgerEntry
}

/** The fields that say what a row, cell or flow is about. */
export function aboutFields<Parent extends object>(aboutOf: (parent: Parent) => About | null) {
  return {
    objective: entityField<Parent, 'objective'>(Objective, {
      nullable: true,
      description: 'The objective.',
      id: (parent) => aboutOf(parent)?.objective,
    }),
    team: entityField<Parent, 'team'>(Team, {
      nullable: true,
      description: 'The team: whose effort it is, or who owns what costs.',
      id: (parent) => aboutOf(parent)?.team,
    }),
    service: entityField<Parent, 'service'>(Service, {
      nullable: true,
      description: 'The service that the work entered by.',
      id: (parent) => aboutOf(parent)?.service,
    }),
  }
}

const CellRef = builder.objectRef<ShownCell>('AlignmentCell').implement({
  description: 'Work that entered by one service, or by none, and ended at one objective or in one bucket.',
  extensions: READERS,
  fields: (t) => ({
    ...aboutFields<ShownCell>(({ cell }) => cell.about),
    bucket: t.field({
      type: BucketType,
      nullable: true,
      description: 'The bucket. Null for an objective.',
      resolve: ({ cell }) => cell.about.bucket,
    }),
    amount: t.field({
      type: AmountRef,
      description: 'What was done.',
      resolve: ({ alignment, cell }) => amountOf(alignment, cell.amount),
    }),
    planned: t.field({
      type: AmountRef,
      description: 'What allocations come to.',
      resolve: ({ alignment, cell }) => amountOf(alignment, cell.planned),
    }),
  }),
})

const EntryRef = builder.objectRef<ShownEntry>('AlignmentEntry').implement({
  description: 'A piece of work behind a row.',
  extensions: READERS,
  fields: (t) => ({
    node: t.field({
      type: Node,
      nullable: true,
      description:
        'The effort, the ticket or change that states minutes, the cost, the asset with a cost per month, or the allocation. Null if it was deleted during the query.',
      resolve: ({ entry }, _args, context, info) => loadNode(context, info, entry.work.node),
    }),
    day: t.field({
      type: 'Date',
      description: 'Its day; of a cost or an allocation the first day in the period.',
      resolve: ({ alignment, entry }) =>
        entryDay(alignment.facts.period, alignment.facts.timeZone, entry.work),
    }),
    team: entityField<ShownEntry, 'team'>(Team, {
      nullable: true,
      description: 'The team whose effort it is, or who owns what costs.',
      id: ({ entry }) => entry.work.team,
    }),
    whole: t.field({
      type: AmountRef,
      description: 'All of it that lies in the period.',
      resolve: ({ alignment, entry }) => amountOf(alignment, entry.whole),
    }),
    amount: t.field({
      type: AmountRef,
      description: 'The part that belongs to the row.',
      resolve: ({ alignment, entry }) => amountOf(alignment, entry.amount),
    }),
    path: t.string({
      description: 'How it came to the row, by its largest part.',
      resolve: ({ alignment, entry }) => entryPath(entry, alignment.facts),
    }),
  }),
})

export const CellConnection = arrayConnection('AlignmentCell', CellRef, 'cells of the ledger')
export const EntryConnection = arrayConnection('AlignmentEntry', EntryRef, 'pieces of work')
