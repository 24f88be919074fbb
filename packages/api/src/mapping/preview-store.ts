import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { mappingFacts } from './facts-store.ts'
import { serviceNames, textOf } from './resolve-store.ts'
import { type MappingDecision, RuleBook, type StoredRule } from './rule-book.ts'
import { storedRules } from './rules-store.ts'

/** What would become of the link between an asset and a service. */
export interface PreviewedLink {
  readonly assetId: string
  readonly outcome: 'ADDED' | 'REMOVED' | 'UNCHANGED' | 'TASK'
  /** UUID; null for a service that would be created, and for a task. */
  readonly serviceId: string | null
  /** Name that the rule gives, if a template names the service. */
  readonly serviceName: string | null
}

/** What a rule would do if it were in force. */
export interface MappingPreview {
  readonly matched: number
  readonly added: number
  readonly removed: number
  readonly unchanged: number
  readonly tasks: number
  readonly services: number
  readonly samples: readonly PreviewedLink[]
}

const ASSETS_AT_ONCE = 2000
const SAMPLES = 20

/** A rule to try, and where: at a position among all rules, in place of a rule with this UUID. */
export interface TriedRule {
  readonly rule: StoredRule
  readonly before: number
  readonly replaces: string | undefined
}

/** What a rule would do, compared with the links that there are. Reads only. */
export async function previewRule(db: Kysely<Database>, tried: TriedRule): Promise<MappingPreview> {
  const book = await bookWith(db, tried)
  const versions = new Set(tried.replaces === undefined ? [] : await versionsOf(db, tried.replaces))
  const counts = { matched: 0, added: 0, removed: 0, unchanged: 0, tasks: 0 }
  const made = new Set<string>()
  const changes: PreviewedLink[] = []
  const kept: PreviewedLink[] = []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await nextAssets(db, after)
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
    const decided = (await mappingFacts(db, ids, { lock: false, sources: book.readsSources })).flatMap(
      (facts) => {
        const decision = book.decide(facts.traits)
        const isOf = decision?.rule === tried.rule
        const wasOf = facts.links.some(({ versionId }) => versionId !== null && versions.has(versionId))
        return isOf || wasOf ? [{ facts, decision, isOf }] : []
      },
    )
    const decisions = decided.flatMap(({ decision }): MappingDecision[] =>
      decision === undefined ? [] : [decision],
    )
    const names = await serviceNames(db, decisions)
    for (const { facts, decision, isOf } of decided) {
      if (isOf) counts.matched += 1
      const found = decision === undefined ? undefined : names.resolve(decision)
      const serviceName = decision?.keys[0]?.name ?? null
      const target =
        found?.kind === 'service' && !facts.excluded.includes(found.serviceId) ? found.serviceId : null
      const current = target === null ? undefined : facts.links.find(({ serviceId }) => serviceId === target)
      const note = (outcome: PreviewedLink['outcome'], serviceId: string | null, name: string | null) => {
        const list = outcome === 'UNCHANGED' ? kept : changes
        if (list.length < SAMPLES) list.push({ assetId: facts.id, outcome, serviceId, serviceName: name })
      }
      for (const link of facts.links) {
        if (link.versionId === null || link === current) continue
        counts.removed += 1
        note('REMOVED', link.serviceId, null)
      }
      if (found?.kind === 'task') {
        if (facts.links.some(({ versionId }) => versionId === null)) continue
        counts.tasks += 1
        note('TASK', null, serviceName)
      } else if (found?.kind === 'new') {
        counts.added += 1
        made.add(textOf(found.key))
        note('ADDED', null, serviceName)
      } else if (target !== null) {
        counts[current === undefined ? 'added' : 'unchanged'] += 1
        note(current === undefined ? 'ADDED' : 'UNCHANGED', target, serviceName)
      }
    }
  }
  return { ...counts, services: made.size, samples: [...changes, ...kept].slice(0, SAMPLES) }
}

/** The rules in force with the tried one among them. */
async function bookWith(db: Kysely<Database>, { rule, before, replaces }: TriedRule): Promise<RuleBook> {
  const rules = (await storedRules(db)).filter(({ id }) => id !== replaces)
  const rows = await db.selectFrom('mapping_rule').select(['id', 'position']).execute()
  const positions = new Map(rows.map(({ id, position }) => [id, position]))
  const first = rules.findIndex(({ id }) => (positions.get(id) ?? 0) >= before)
  const at = first === -1 ? rules.length : first
  return new RuleBook([...rules.slice(0, at), rule, ...rules.slice(at)])
}

async function versionsOf(db: Kysely<Database>, ruleId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('mapping_rule_version')
    .select('id')
    .where('rule_id', '=', ruleId)
    .execute()
  return rows.map(({ id }) => id)
}

async function nextAssets(db: Kysely<Database>, after: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('asset')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(ASSETS_AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}
