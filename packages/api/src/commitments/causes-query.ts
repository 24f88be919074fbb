import { builder } from '../graph/builder.ts'
import { ANALYSIS_POINTS, cost } from '../graph/cost.ts'
import { InvalidInput, NotFound } from '../graph/errors.ts'
import { NodeRef, resolveNode, resolveNodes } from '../graph/node-ref.ts'
import { visibleTo } from '../graph/visibility.ts'
import { today } from '../reasoning/today.ts'
import { settingsOf } from '../settings/store.ts'
import { BudgetCausesRef } from './causes-graphql.ts'
import { budgetCausesOf } from './causes-store.ts'

/** The most causes that may be left out of a question. */
const MOST_LEFT_OUT = 100

builder.queryField('budgetCauses', (t) =>
  t.field({
    type: BudgetCausesRef,
    description:
      'Who spent the error budget of an SLO: own changes, dependencies, or what is unexplained. Each bad event of the window, after agreed maintenance, belongs to the first cause that holds at its instant: an own change that was being made or whose caused incident was open, of several the one that began last; then a live dependency that was bad by its own SLO or a firing alert, of several the one with the largest strength × share of bad events.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: ANALYSIS_POINTS }) },
    args: {
      slo: t.arg({ type: NodeRef, required: true, description: 'The SLO.' }),
      at: t.arg({
        type: 'DateTime',
        description: 'The window of which instant to look at. Defaults to now.',
      }),
      withoutOwnChanges: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'With true, own changes are left out: what they answer for is unexplained.',
      }),
      without: t.arg({
        type: [NodeRef],
        required: true,
        defaultValue: [],
        description: `Changes, services and assets that are left out as causes; up to ${MOST_LEFT_OUT}. What they answer for is unexplained.`,
      }),
    },
    resolve: async (_root, { slo, at, withoutOwnChanges, without }, context) => {
      if (without.length > MOST_LEFT_OUT)
        throw InvalidInput.at(
          ['without'],
          `has ${without.length} nodes; at most ${MOST_LEFT_OUT} are left out at once`,
        )
      const db = context.db.kysely
      const { id: sloId } = await resolveNode(db, slo, ['Slo'], ['slo'])
      const left = await resolveNodes(db, without, ['Change', 'Service', 'Asset'], ['without'])
      const found = await budgetCausesOf(db, {
        sloId,
        now: at == null ? context.clock() : new Date(at),
        on: today(context, await settingsOf(context)),
        without: { ownChanges: withoutOwnChanges, ids: left.map(({ id }) => id) },
      })
      if (found === null) throw new NotFound('the SLO was deleted', ['slo'])
      return found
    },
  }),
)
