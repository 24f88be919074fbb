import type { TableName } from '@throughline/db'
import { builder } from './builder.ts'
import type { RoleSet } from './roles.ts'
import type { RowType } from './row-type.ts'
import { visibleTo } from './visibility.ts'

/** Relay's arguments for a page of a list. */
export function pageOnlyArgs(readers: RoleSet = 'ANYONE') {
  return builder.args((t) => ({
    first: t.int({
      description:
        'The size of the page, read from the start: 0 to 100, 20 when neither first nor last is given.',
    }),
    after: t.string({
      description: 'Returns only rows after this cursor.',
      extensions: visibleTo(readers),
    }),
    last: t.int({ description: 'The size of the page, read from the end: 0 to 100.' }),
    before: t.string({
      description: 'Returns only rows before this cursor.',
      extensions: visibleTo(readers),
    }),
  }))
}

/** The arguments of every list of rows. */
export function pageArgs<U extends TableName>(target: Pick<RowType<U>, 'filter' | 'order' | 'declaration'>) {
  return {
    ...pageOnlyArgs(target.declaration.visibleTo),
    ...builder.args((t) => ({
      filter: t.field({ type: target.filter, description: 'Returns only rows that match.' }),
      orderBy: t.field({
        type: [target.order],
        description: 'Sort order of the rows; the first key has priority.',
      }),
    })),
  }
}
