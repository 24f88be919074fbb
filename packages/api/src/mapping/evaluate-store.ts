import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { chunked } from '../graph/sql-arrays.ts'
import { type MappingFacts, mappingFacts, type StoredLink } from './facts-store.ts'
import { deleteEmptyGroups, ensureGroups, type Groups, groupOf, tendGroups } from './groups-store.ts'
import { type ChangedLink, writeLinks } from './links-store.ts'
import { lockMadeServices, makeServices, newServices, tendServices } from './made-services-store.ts'
import { type ServiceNames, serviceNames } from './resolve-store.ts'
import type { MappingDecision, RuleBook } from './rule-book.ts'
import { ruleBook } from './rules-store.ts'
import { type TaskChange, type WantedTask, writeTasks } from './tasks-store.ts'
import type { WantedLink } from './wanted-link.ts'
import type { MappingWriter } from './writer.ts'

const ASSETS_AT_ONCE = 1000
const MOST_TRIES = 3

/**
 * Evaluates the rules for the assets that this transaction has changed, and writes what follows: links, services, tasks.
 * The number of statements does not depend on the number of rules.
 */
export async function mapChangedAssets(transaction: Kysely<Database>, writer: MappingWriter): Promise<void> {
  const { rows } = await sql<{ asset_id: string }>`
    delete from mapping_due where xid = pg_current_xact_id_if_assigned() returning asset_id`.execute(
    transaction,
  )
  await mapAssets(
    transaction,
    writer,
    rows.map(({ asset_id }) => asset_id),
  )
}

/** The same for these assets, which are locked until the transaction ends. */
export async function mapAssets(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  assetIds: readonly string[],
): Promise<void> {
  if (assetIds.length === 0) return
  // Takes the lock that a change of rules waits for.
  await sql`select mapping_in_use(), set_config('throughline.mapping', 'on', true)`.execute(transaction)
  const book = await ruleBook(transaction)
  for (const ids of chunked([...assetIds].sort(), ASSETS_AT_ONCE)) {
    await mapChunk(
      transaction,
      writer,
      book,
      await mappingFacts(transaction, ids, { lock: true, sources: book.readsSources }),
    )
  }
  await sql`select set_config('throughline.mapping', '', true)`.execute(transaction)
}

interface DecidedAsset {
  readonly facts: MappingFacts
  readonly decision: MappingDecision | undefined
}

async function mapChunk(
  transaction: Kysely<Database>,
  writer: MappingWriter,
  book: RuleBook,
  facts: readonly MappingFacts[],
): Promise<void> {
  const decided = facts.map((each) => ({ facts: each, decision: book.decide(each.traits) }))
  const decisions = decided.flatMap(({ decision }) => decision ?? [])
  let names = await serviceNames(transaction, decisions)
  let created = false
  // Others may take the names meanwhile: rules until the lock is taken, users until the services are made.
  for (let left = MOST_TRIES; left > 0 && !created && newServicesOf(decisions, names).length > 0; left -= 1) {
    await lockMadeServices(transaction)
    const wanted = newServicesOf(decisions, await serviceNames(transaction, decisions))
    created = await makeServices(transaction, writer, wanted)
    names = await serviceNames(transaction, decisions)
  }
  const { links, tasks } = answers(decided, names)
  const groups = await ensureGroups(transaction, writer, links)
  const changes = linkChanges(decided, links, groups)
  await writeLinks(transaction, writer, changes, groups)
  await writeTasks(transaction, writer, tasks)
  const left = changes.lost
  await deleteEmptyGroups(transaction, writer, groupsOf(left))
  await tendGroups(transaction, writer, book.rules, [
    ...groupsOf(left),
    ...[...changes.added, ...changes.changed].flatMap((link) => groupOf(link, groups) ?? []),
  ])
  const touched = new Set([
    ...[...left, ...changes.added].map(({ serviceId }) => serviceId),
    // A user may have removed the last link.
    ...facts.flatMap(({ excluded }) => excluded),
  ])
  await tendServices(transaction, writer, [...touched], { created, lost: left.length > 0 })
}

function newServicesOf(decisions: readonly MappingDecision[], names: ServiceNames) {
  return newServices(
    decisions.flatMap((decision) => {
      const found = names.resolve(decision)
      return found.kind === 'new' ? [{ key: found.key, rule: decision.rule }] : []
    }),
  )
}

/** The links and tasks that follow from the decisions. */
function answers(
  decided: readonly DecidedAsset[],
  names: ServiceNames,
): { readonly links: readonly WantedLink[]; readonly tasks: readonly TaskChange[] } {
  const links: WantedLink[] = []
  const tasks: TaskChange[] = []
  for (const { facts, decision } of decided) {
    let wanted: WantedTask | undefined
    if (decision !== undefined) {
      const { rule } = decision
      const found = names.resolve(decision)
      if (found.kind === 'service') {
        const { serviceId } = found
        if (!facts.excluded.includes(serviceId)) links.push({ assetId: facts.id, serviceId, rule })
      } else if (!isLinkedByOthers(facts)) {
        // A new service whose name was taken meanwhile: which one is meant is for a person to say.
        const task =
          found.kind === 'new'
            ? { reason: 'SIMILAR_NAME' as const, names: [found.key.name], candidates: [] }
            : found
        const { reason, names: given, candidates } = task
        wanted = { assetId: facts.id, versionId: rule.versionId, reason, names: given, candidates }
      }
    }
    tasks.push({ assetId: facts.id, stored: facts.task, wanted })
  }
  return { links, tasks }
}

/** A link that a person or a source has made decides what rules leave open. */
function isLinkedByOthers({ links }: MappingFacts): boolean {
  return links.some(({ versionId }) => versionId === null)
}

/** What is to become of the links. Those that rules did not make stay as they are. */
function linkChanges(decided: readonly DecidedAsset[], links: readonly WantedLink[], groups: Groups) {
  const wanted = new Map(links.map((link) => [link.assetId, link]))
  const added: WantedLink[] = []
  const changed: ChangedLink[] = []
  const lost: StoredLink[] = []
  const removed: string[] = []
  for (const { facts } of decided) {
    const link = wanted.get(facts.id)
    const same = facts.links.find(({ serviceId }) => serviceId === link?.serviceId)
    for (const stored of facts.links) {
      if (stored.versionId === null || stored === same) continue
      removed.push(stored.id)
      lost.push(stored)
    }
    if (link === undefined) continue
    if (same === undefined) added.push(link)
    else if (same.versionId !== null && !isAsWanted(same, link, groups)) {
      changed.push({ ...link, id: same.id })
      // It may leave a group.
      lost.push(same)
    }
  }
  return { added, changed, removed, lost }
}

function isAsWanted(stored: StoredLink, wanted: WantedLink, groups: Groups): boolean {
  const { versionId, strength } = wanted.rule
  return (
    stored.versionId === versionId &&
    stored.strength === strength &&
    stored.groupId === groupOf(wanted, groups)
  )
}

function groupsOf(links: readonly StoredLink[]): readonly string[] {
  return links.flatMap(({ groupId }) => groupId ?? [])
}
