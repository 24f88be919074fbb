import { sql } from 'kysely'
import type { Work } from '../graph/mutation.ts'

/** A link of a service to an asset, by their UUIDs. */
interface Pair {
  readonly service_id: string
  readonly on_asset_id: string
}

const rows = (pairs: readonly Pair[]) => sql`
  unnest(${pairs.map(({ service_id }) => service_id)}::uuid[], ${pairs.map(({ on_asset_id }) => on_asset_id)}::uuid[])
    as p (service_id, asset_id)`

/** Keeps that a person has removed links, so that mapping rules do not make them again. */
export async function excludeFromMapping({ transaction }: Work, pairs: readonly Pair[]): Promise<void> {
  await sql`
    insert into mapping_exclusion (service_id, asset_id)
    select p.service_id, p.asset_id from ${rows(pairs)}
    where exists (select from mapping_rule)
      and exists (select from service s where s.id = p.service_id)
      and exists (select from asset a where a.id = p.asset_id)
    on conflict do nothing`.execute(transaction)
}

/** Forgets it: a person links the assets again. */
export async function includeInMapping({ transaction }: Work, pairs: readonly Pair[]): Promise<void> {
  await sql`
    delete from mapping_exclusion e using ${rows(pairs)}
    where e.service_id = p.service_id and e.asset_id = p.asset_id`.execute(transaction)
}
