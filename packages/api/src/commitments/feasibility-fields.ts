import { type Batch, batched } from '../graph/batch.ts'
import { builder } from '../graph/builder.ts'
import type { Context } from '../graph/context.ts'
import { COMPUTED_POINTS } from '../graph/cost.ts'
import { InvalidInput } from '../graph/errors.ts'
import { today } from '../reasoning/today.ts'
import { Service } from '../services/graphql.ts'
import { settingsOf } from '../settings/store.ts'
import { FeasibilityRef, type ShownFeasibility } from './feasibility-graphql.ts'
import { possiblePromises } from './feasibility-store.ts'
import { Slo } from './graphql.ts'

/** A question as a statement selects it. */
interface Asked {
  readonly id: string
  readonly promised: number | null
}

/** All questions of a tick from one graph. */
const computed: Batch<ShownFeasibility> = async (context, keys) => {
  const asked = keys.map((key) => JSON.parse(key) as Asked)
  const possible = await possiblePromises(
    context.db.kysely,
    asked.map(({ id }) => id),
    today(context, await settingsOf(context)),
  )
  return asked.map(({ id, promised }) => {
    const found = possible.of(id, promised)
    return found === null ? new Error(`the service ${id} went away`) : { found, promised }
  })
}

function answer(value: unknown, context: Context): Promise<ShownFeasibility> {
  const { id, promised } = value as Asked
  if (promised !== null && !(promised >= 0 && promised <= 1))
    throw InvalidInput.at(['promised'], 'is a share from 0 to 1')
  return batched(computed, context, JSON.stringify({ id, promised }))
}

Service.fields((t) => ({
  feasibility: t.expression({
    type: FeasibilityRef,
    description: 'What it can promise at most, by what it depends on as the graph is now.',
    args: builder.args((a) => ({
      promised: a.float({ description: 'An availability to compare with, from 0 to 1, e.g. 0.999.' }),
    })),
    cost: { points: COMPUTED_POINTS },
    sql: ({ statement, row, argument }) => {
      const promised = argument('promised')
      const given = promised.value === undefined || promised.value === null
      const bound = given ? 'null' : statement.bindArgument('float8', promised, Number)
      return `json_build_object('id', ${row}."id", 'promised', ${bound})`
    },
    read: answer,
  }),
}))

Slo.fields((t) => ({
  feasibility: t.expression({
    type: FeasibilityRef,
    description: 'Whether its service can keep the target, by what the service depends on.',
    cost: { points: COMPUTED_POINTS },
    sql: ({ row }) => `json_build_object('id', ${row}."service_id", 'promised', ${row}."target")`,
    read: answer,
  }),
}))
