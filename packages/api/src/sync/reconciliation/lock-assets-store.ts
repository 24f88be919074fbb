import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { canonicalIdentifier, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import {
  type LockedSource,
  lockIdentifiers,
  lockSources,
  NO_SOURCE,
  tryLockSources,
} from '../records/ingestion-lock.ts'
import type { IdentificationRules } from './identification.ts'
import { findByIdentifiers, identificationRules } from './identification-store.ts'

/** What a transaction is going to write. */
export interface AffectedAssets {
  /** Assets whose identifiers or records may change. */
  readonly changed: readonly string[]
  /** Assets of which nothing is written that other assets depend on. */
  readonly seen?: readonly string[]
  /** Identifiers that assets may get, and that can identify assets of their kind. */
  readonly identifiers?: readonly WrittenIdentifier[]
}

/**
 * Locks assets for the transaction, by the sources that report them and those that share an identifier with them: what
 * two transactions read and write of an asset, they read and write one after the other. Identifiers that no asset has
 * yet are locked themselves, because two sources may report them first.
 * @param sources locked in any case
 * @param affected reads what is affected; called again after the locks are taken, because it may be different then
 */
export async function lockAssetsOf(
  transaction: Kysely<Database>,
  sources: readonly string[],
  affected: () => Promise<AffectedAssets>,
): Promise<void> {
  const rules = await identificationRules(transaction)
  const needed = new Set<LockedSource>(sources)
  let waits = false
  for (;;) {
    await sql`savepoint lock_assets`.execute(transaction)
    if (await take(transaction, rules, needed, waits, affected)) {
      await sql`release savepoint lock_assets`.execute(transaction)
      return
    }
    // Locks are only waited for in their order: those that were taken are given back first.
    await sql`rollback to savepoint lock_assets`.execute(transaction)
    await sql`release savepoint lock_assets`.execute(transaction)
    waits = true
  }
}

/** Takes the locks, and adds to them what proves to be needed. Returns false if they must be taken in order. */
async function take(
  transaction: Kysely<Database>,
  rules: IdentificationRules,
  needed: Set<LockedSource>,
  waits: boolean,
  affected: () => Promise<AffectedAssets>,
): Promise<boolean> {
  if (waits) await lockSources(transaction, needed)
  else if (!(await tryLockSources(transaction, needed))) return false
  const locked = new Set<string>()
  for (;;) {
    const assets = await affected()
    const identifiers = (assets.identifiers ?? []).filter((identifier) => !locked.has(keyOf(identifier)))
    await lockIdentifiers(transaction, identifiers.map(canonical))
    for (const identifier of identifiers) locked.add(keyOf(identifier))
    const before = needed.size
    for (const source of await sourcesOf(transaction, rules, assets)) needed.add(source)
    if (needed.size === before) return true
    if (!(await tryLockSources(transaction, needed))) return false
  }
}

function canonical(identifier: WrittenIdentifier): WrittenIdentifier {
  return { kind: identifier.kind, value: canonicalIdentifier(identifier) }
}

function keyOf(identifier: WrittenIdentifier): string {
  return `${identifier.kind} ${canonicalIdentifier(identifier)}`
}

/** The sources that report these assets, or assets that share an identifier or a de-duplication task with them. */
async function sourcesOf(
  db: Kysely<Database>,
  rules: IdentificationRules,
  { changed, seen = [], identifiers = [] }: AffectedAssets,
): Promise<readonly LockedSource[]> {
  const held =
    changed.length === 0
      ? []
      : (
          await sql<WrittenIdentifier & { asset_kind: string }>`
            select distinct i.kind, i.value, a.kind as asset_kind
            from asset_identifier i join asset a on a.id = i.asset_id where i.asset_id = ${anyId(changed)}`.execute(
            db,
          )
        ).rows
  const telling = held.filter(({ asset_kind, ...identifier }) => rules.tells(asset_kind, identifier))
  const sharing = (await findByIdentifiers(db, [...identifiers, ...telling])).assetIds()
  const close = [...new Set([...changed, ...sharing])]
  if (close.length + seen.length === 0) return []
  const { rows } = await sql<{ source_id: LockedSource }>`
    with close as (
      select id from unnest(${close}::uuid[]) as id
      union
      select other.asset_id from duplicate_task t
      join duplicate_task_asset own on own.task_id = t.id and own.asset_id = ${anyId(close)}
      join duplicate_task_asset other on other.task_id = t.id
      where t.state in ('OPEN', 'DISMISSED')),
    concerned as (select id from close union select id from unnest(${seen}::uuid[]) as id)
    select source_id from (
      select c.source_id from concerned join asset_claim c on c.asset_id = concerned.id
      union
      select i.source_id from concerned join asset_identifier i on i.asset_id = concerned.id
      union
      select w.source_id from close
      join duplicate_task_asset a on a.asset_id = close.id join pending_record w on w.task_id = a.task_id
      union
      select ${NO_SOURCE}::uuid from concerned where not exists (
        select from asset_claim c where c.asset_id = concerned.id and c.source_id is not null)
    ) reported`.execute(db)
  return rows.map(({ source_id }) => source_id)
}
