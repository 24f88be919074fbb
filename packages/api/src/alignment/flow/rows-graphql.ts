import { type ArrayPage, arrayPage } from '../../graph/array-connection.ts'
import { arrayConnection } from '../../graph/array-connection-types.ts'
import { builder } from '../../graph/builder.ts'
import { ExplanationRef } from '../../graph/explanation-types.ts'
import { significant } from '../../graph/figures.ts'
import { pageOnlyArgs } from '../../graph/page-args.ts'
import { visibleTo } from '../../graph/visibility.ts'
import type { ShownAlignment } from './alignment-store.ts'
import { AmountRef, amountOf } from './amount-graphql.ts'
import {
  aboutFields,
  BucketType,
  CellConnection,
  EntryConnection,
  type ShownCell,
  type ShownEntry,
} from './cells-graphql.ts'
import { entriesOf } from './ledger-entries.ts'
import { type About, cellsOf, type LedgerRow } from './ledger-rows.ts'
import { dividing } from './ledger-store.ts'
import { rowExplanation } from './words.ts'

const READERS = visibleTo('READERS')

export interface ShownRow {
  readonly alignment: ShownAlignment
  readonly row: LedgerRow
}

const rounded = (value: number | null) => (value === null ? null : significant(value))

export const RowRef = builder.objectRef<ShownRow>('AlignmentRow').implement({
  description: 'A row of the allocation ledger: an objective or bucket, a team, or a service.',
  extensions: READERS,
  fields: (t) => ({
    ...aboutFields<ShownRow>(({ row }) => row.about),
    bucket: t.field({
      type: BucketType,
      nullable: true,
      description: 'The bucket that the row is about.',
      resolve: ({ row }) => row.about.bucket,
    }),
    weight: t.float({
      nullable: true,
      description:
        'Mean weight of the objective over the days of the period, up to today; 0 for buckets that count. Null for other rows.',
      resolve: ({ row }) => rounded(row.weight),
    }),
    amount: t.field({
      type: AmountRef,
      description: 'What was done.',
      resolve: ({ alignment, row }) => amountOf(alignment, row.amount),
    }),
    share: t.float({
      nullable: true,
      description:
        'Its share of what counts: of all but RUN. Null for RUN, and if nothing counts. The part of a team or service that is RUN is left out.',
      resolve: ({ row }) => rounded(row.share),
    }),
    planned: t.field({
      type: AmountRef,
      description: 'What allocations come to.',
      resolve: ({ alignment, row }) => amountOf(alignment, row.planned),
    }),
    plannedShare: t.float({
      nullable: true,
      description: 'Its share of what is planned and counts.',
      resolve: ({ row }) => rounded(row.plannedShare),
    }),
    matched: t.float({
      nullable: true,
      description: 'The smaller of weight and share; of all objectives they add up to the fit.',
      resolve: ({ row }) => rounded(row.matched),
    }),
    difference: t.float({
      nullable: true,
      description: 'Share less weight: above 0 more than its weight went there, below 0 less.',
      resolve: ({ row }) => rounded(row.difference),
    }),
    cells: t.field({
      type: CellConnection,
      args: pageOnlyArgs(),
      description: 'What the row is made of: by service and objective or bucket, the largest first.',
      resolve: ({ alignment, row }, args): ArrayPage<ShownCell> => {
        const cells = cellsOf(alignment.ledger, row).map((cell) => ({ alignment, cell }))
        return arrayPage(cells, args, `CELLS ${row.key}`, ({ cell }) => cell.key)
      },
    }),
    entries: t.field({
      type: EntryConnection,
      args: pageOnlyArgs(),
      description: 'The pieces of work behind the amount, by day. Their parts add up to it.',
      resolve: ({ alignment, row }, args) => entryPage(alignment, row, 'actual', args),
    }),
    plannedEntries: t.field({
      type: EntryConnection,
      args: pageOnlyArgs(),
      description: 'The allocations behind what is planned, by their first day.',
      resolve: ({ alignment, row }, args) => entryPage(alignment, row, 'planned', args),
    }),
    explanation: t.field({
      type: ExplanationRef,
      description: 'How it was computed.',
      resolve: ({ alignment, row }) =>
        rowExplanation(alignment.ledger, row, alignment.grouping, alignment.currency),
    }),
  }),
})

async function entryPage(
  alignment: ShownAlignment,
  row: LedgerRow,
  side: 'actual' | 'planned',
  args: Parameters<typeof arrayPage>[1],
): Promise<ArrayPage<ShownEntry>> {
  const found = await dividing(entriesOf(alignment.ledger[side], row))
  const entries = found.map((entry) => ({ alignment, entry }))
  return arrayPage(entries, args, `${side} ENTRIES ${row.key}`, ({ entry }) => entry.key)
}

export const RowConnection = arrayConnection('AlignmentRow', RowRef, 'rows of the ledger')

export const FlowRef = builder
  .objectRef<{ readonly alignment: ShownAlignment; readonly about: About | null; readonly amount: bigint }>(
    'AlignmentFlow',
  )
  .implement({
    description: 'Work of a team that entered by a service and ended at an objective or in a bucket.',
    extensions: READERS,
    fields: (t) => ({
      ...aboutFields<{ readonly about: About | null }>(({ about }) => about),
      bucket: t.field({
        type: BucketType,
        nullable: true,
        description: 'The bucket. Null for an objective.',
        resolve: ({ about }) => about?.bucket ?? null,
      }),
      isRest: t.boolean({
        description: 'Whether it is all that the other flows do not show.',
        resolve: ({ about }) => about === null,
      }),
      amount: t.field({
        type: AmountRef,
        description: 'What was done.',
        resolve: ({ alignment, amount }) => amountOf(alignment, amount),
      }),
    }),
  })
