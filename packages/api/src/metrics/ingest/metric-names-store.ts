import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { DomainError, InvalidInput } from '../../graph/errors.ts'
import { findNodes } from '../../graph/node-ref.ts'
import { anyId, chunked } from '../../graph/sql-arrays.ts'
import { text } from '../../graph/values.ts'
import type { SampledMetric } from './chunks.ts'
import type { MetricName } from './read-sample.ts'
import { uuidBytes } from './sample-rows.ts'

const NAMES_AT_ONCE = 10_000

/** Finds the metrics that names lead to; under the key of a name that leads to none, what is wrong with it. */
export async function findMetrics(
  db: Kysely<Database>,
  names: readonly MetricName[],
): Promise<Map<string, SampledMetric | string>> {
  const found = new Map<string, SampledMetric | string>()
  for (const some of chunked(names, NAMES_AT_ONCE)) {
    const storable = some.filter(({ key, ref: { reference } }) => {
      const fault = reference == null ? undefined : faultOf({ ...reference })
      if (fault !== undefined) found.set(key, fault)
      return fault === undefined
    })
    const nodes = await findNodes(
      db,
      storable.map(({ ref }) => ({ ref, types: ['Metric'] as const, path: ['metric'] })),
    )
    const ids = nodes.flatMap((node) => (node instanceof DomainError ? [] : [node.id]))
    const rows = await db.selectFrom('metric').select(['id', 'kind']).where('id', '=', anyId(ids)).execute()
    const metrics = new Map(rows.map((row) => [row.id, { ...row, bytes: uuidBytes(row.id) }]))
    for (const [index, { key }] of storable.entries()) {
      const node = nodes[index]
      if (node === undefined) continue
      if (node instanceof DomainError) found.set(key, node.message)
      else found.set(key, metrics.get(node.id) ?? 'metric: no metric has this id')
    }
  }
  return found
}

/** What PostgreSQL cannot hold of a reference. */
function faultOf(reference: Readonly<Record<string, string>>): string | undefined {
  try {
    for (const [field, value] of Object.entries(reference)) text(value, ['metric', 'reference', field])
    return undefined
  } catch (error) {
    if (error instanceof InvalidInput) return error.message
    throw error
  }
}
