import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type AuditContext, recordAudit } from '../access/audit.ts'
import { applyRulesAgain } from './progress-store.ts'
import { DEFAULT_RULE_SET, RULE_SETS, type RuleSet } from './rule-sets.ts'
import { keepVersion, lockRules, nextNumber, type RuleRow, ruleOrder } from './rules-store.ts'

/** Adds the rules of a shipped set after the rules that are there. Gives the new rules. */
export async function installRuleSet(
  transaction: Kysely<Database>,
  set: RuleSet,
  enabled: boolean,
  { auditContext, at }: { readonly auditContext: AuditContext; readonly at: Date },
): Promise<readonly RuleRow[]> {
  await lockRules(transaction)
  const first = (await ruleOrder(transaction)).length + 1
  const rows: RuleRow[] = []
  for (const [index, rule] of set.rules.entries()) {
    const row = await transaction
      .insertInto('mapping_rule')
      .values({
        number: await nextNumber(transaction),
        name: rule.name,
        description: rule.description,
        position: first + index,
        enabled,
        rule_set: set.key,
        filter: JSON.parse(JSON.stringify(rule.filter)),
        service_name: rule.serviceName,
        service_namespace: rule.serviceNamespace,
        creates_service: rule.createsService,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await keepVersion(transaction, row)
    rows.push(row)
  }
  await recordAudit(
    transaction,
    auditContext,
    rows.map((row) => ({
      action: 'mapping_rule.create',
      entityType: 'MappingRule',
      entityId: row.id,
      before: null,
      after: row,
      reason: `rule set ${set.key}`,
    })),
  )
  if (enabled) await applyRulesAgain(transaction, at)
  return rows
}

const SYSTEM: AuditContext = { actor: 'throughline', requestId: 'default-rules' }

/**
 * Adds the default rule set to a new organisation, once; to a database that was in use before there were rules, and
 * after the first call, nothing. Gives the title of the set if it was added.
 */
export async function installDefaultRules(db: Kysely<Database>, at: Date): Promise<string | undefined> {
  const set = RULE_SETS.find(({ key }) => key === DEFAULT_RULE_SET)
  if (set === undefined) return undefined
  return db.transaction().execute(async (transaction) => {
    const taken = await transaction
      .updateTable('mapping_progress')
      .set({ default_rules: 'INSTALLED' })
      .where('default_rules', '=', 'PENDING')
      .returning('default_rules')
      .executeTakeFirst()
    if (taken === undefined) return undefined
    await installRuleSet(transaction, set, true, { auditContext: SYSTEM, at })
    return set.title
  })
}
