import type { ObjectFieldBuilder } from '@pothos/core'
import type { RowChanges } from '@throughline/db'
import { canonicalJson } from '@throughline/plugin-kit'
import { recordAudit } from '../access/audit.ts'
import {
  auditContextOf,
  createEntity,
  deleteEntity,
  lockEntity,
  type Target,
  updateEntity,
} from '../access/entity-writes.ts'
import { builder, type Types } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import { followMutations, mutation, type Work } from '../graph/mutation.ts'
import { entityField } from '../graph/query.ts'
import { installRuleSet } from './default-rules-store.ts'
import { mapChangedAssets } from './evaluate-store.ts'
import { MappingRule } from './graphql.ts'
import { applyRulesAgain } from './progress-store.ts'
import { ruleColumns, ruleFields } from './rule-fields-graphql.ts'
import { RULE_SETS } from './rule-sets.ts'
import {
  definitionOf,
  keepVersion,
  lockRules,
  nextNumber,
  type RuleRow,
  ruleOrder,
  writeOrder,
} from './rules-store.ts'

const RULE = { type: 'MappingRule', table: 'mapping_rule' } as const

wordConstraint('mapping_rule_one_target', ['serviceName'], 'and service: give exactly one of the two')
wordConstraint(
  'mapping_rule_creates_by_name',
  ['createService'],
  'needs serviceName: a service that is named by its ID is there',
)
wordConstraint('mapping_rule_name_check', ['name'], 'has 1 to 200 characters')
wordConstraint('mapping_rule_description_check', ['description'], 'has at most 2,000 characters')
wordConstraint('mapping_rule_group_name_check', ['redundancyGroup'], 'has 1 to 200 characters')
wordConstraint(
  'mapping_rule_group_min_available_check',
  ['minAvailable'],
  'is a whole number from 1 to 10,000',
)
wordConstraint('mapping_rule_strength_check', ['strength'], 'is a number from 0 to 1')
wordReference('mapping_rule_service_id_fkey', 'service')

// The payload of a mutation that changes assets shows what the rules make of them.
followMutations({
  due: 'exists (select from mapping_due where xid = pg_current_xact_id_if_assigned())',
  run: (work) =>
    mapChangedAssets(work.transaction, { at: work.context.clock(), auditContext: auditContextOf(work) }),
})

const payload = () => ({
  mappingRule: entityField(MappingRule, { description: 'The rule after the mutation.', id: () => null }),
})

const VERSION = 'Version for optimistic locking. A stale value returns ConflictError. Optional.'

async function storedRow({ transaction }: Work, id: string): Promise<RuleRow> {
  return transaction.selectFrom('mapping_rule').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Writes changes of a rule; a change of what an enabled rule does is applied to all assets. */
async function update(work: Work, target: Target, changes: RowChanges<'mapping_rule'>): Promise<string> {
  await lockRules(work.transaction)
  const { id } = await lockEntity(work, RULE, target)
  const before = await storedRow(work, id)
  const after = { ...before, ...changes } as RuleRow
  const isNewVersion = canonicalJson(definitionOf(after)) !== canonicalJson(definitionOf(before))
  await updateEntity(work, RULE, target, {
    ...changes,
    ...(isNewVersion ? { rule_version: before.rule_version + 1 } : {}),
  })
  if (isNewVersion) await keepVersion(work.transaction, await storedRow(work, id))
  const inForce = after.enabled !== before.enabled || (isNewVersion && after.enabled)
  if (inForce) await applyRulesAgain(work.transaction, work.context.clock())
  return id
}

/** Puts a rule at a position among all rules, from 1 on; past the end is the end. Gives whether it moved. */
async function place(work: Work, id: string, position: number): Promise<boolean> {
  if (position < 1) throw InvalidInput.at(['position'], 'is 1 or more')
  const before = await ruleOrder(work.transaction)
  const order = before.filter((other) => other !== id)
  order.splice(position - 1, 0, id)
  await writeOrder(work.transaction, order)
  return order.some((other, index) => other !== before[index])
}

mutation('createMappingRule', {
  visibleTo: 'MODELLERS',
  description:
    'Creates a mapping rule, as a draft unless enabled is true. previewMappingRule says what it would do. Maintenance applies an enabled rule to all assets in steps; see mappingProgress.',
  input: builder.inputType('CreateMappingRuleInput', {
    description: 'A new mapping rule.',
    fields: (t) => ({
      name: t.string({ required: true, description: 'The name.' }),
      description: t.string({ description: 'What the rule is for.' }),
      enabled: t.boolean({ description: 'Whether the rule is in force. Defaults to false.' }),
      position: t.int({ description: 'Position among all rules, from 1 on. Defaults to the end.' }),
      ...ruleFields(t),
    }),
  }),
  payload,
  run: async ({ position, ...input }, work) => {
    await lockRules(work.transaction)
    const order = await ruleOrder(work.transaction)
    const { id } = await createEntity(work, RULE, {
      ...ruleColumns(input, true),
      number: await nextNumber(work.transaction),
      position: order.length + 1,
      name: input.name,
      description: input.description ?? '',
      enabled: input.enabled ?? false,
    })
    const row = await storedRow(work, id)
    await keepVersion(work.transaction, row)
    if (position != null) await place(work, id, position)
    if (row.enabled) await applyRulesAgain(work.transaction, work.context.clock())
    return { mappingRule: id }
  },
})

mutation('updateMappingRule', {
  visibleTo: 'MODELLERS',
  description:
    'Updates the given fields of a mapping rule. Null clears an optional field. A change of what the rule does makes a new version; maintenance applies it in steps, and links keep their version until then.',
  input: builder.inputType('UpdateMappingRuleInput', {
    description: 'Changes to a mapping rule.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The rule.' }),
      version: t.int({ description: VERSION }),
      name: t.string({ description: 'The name.' }),
      description: t.string({ description: 'What the rule is for.' }),
      ...ruleFields(t),
    }),
  }),
  payload,
  run: async (input, work) => {
    const { name, description } = input
    if (name === null) throw InvalidInput.at(['name'], 'cannot be empty')
    const changes = {
      ...ruleColumns(input, false),
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description: description ?? '' }),
    }
    return { mappingRule: await update(work, input, changes) }
  },
})

mutation('enableMappingRule', {
  visibleTo: 'MODELLERS',
  description:
    'Puts a mapping rule in force, or makes it a draft again. Maintenance applies it to all assets in steps; see mappingProgress.',
  input: builder.inputType('EnableMappingRuleInput', {
    description: 'A mapping rule and its state.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The rule.' }),
      version: t.int({ description: VERSION }),
      enabled: t.boolean({
        required: true,
        defaultValue: true,
        description: 'True puts the rule in force, false makes it a draft.',
      }),
    }),
  }),
  payload,
  run: async (input, work) => ({ mappingRule: await update(work, input, { enabled: input.enabled }) }),
})

mutation('moveMappingRule', {
  visibleTo: 'MODELLERS',
  description: 'Moves a mapping rule to another position. The first rule that matches an asset decides.',
  input: builder.inputType('MoveMappingRuleInput', {
    description: 'A mapping rule and its position.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The rule.' }),
      position: t.int({
        required: true,
        description: 'Position among all rules, from 1 on; a number past the end means the end.',
      }),
    }),
  }),
  payload,
  run: async (input, work) => {
    await lockRules(work.transaction)
    const { id } = await lockEntity(work, RULE, input)
    const before = await storedRow(work, id)
    if (await place(work, id, input.position)) {
      const after = await storedRow(work, id)
      await recordAudit(work.transaction, auditContextOf(work), [
        { action: 'mapping_rule.move', entityType: 'MappingRule', entityId: id, before, after },
      ])
      if (after.enabled) await applyRulesAgain(work.transaction, work.context.clock())
    }
    return { mappingRule: id }
  },
})

mutation('deleteMappingRule', {
  visibleTo: 'MODELLERS',
  description:
    'Deletes a mapping rule. Maintenance removes its links in steps, and the services that it created retire if nothing else refers to them. Its versions stay.',
  input: builder.inputType('DeleteMappingRuleInput', {
    description: 'Mapping rule to delete.',
    fields: (t) => ({
      id: t.id({ required: true, description: 'The rule.' }),
      version: t.int({ description: VERSION }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted rule.' }),
  }),
  run: async (input, work) => {
    await lockRules(work.transaction)
    const { id } = await lockEntity(work, RULE, input, 'delete')
    const { enabled } = await storedRow(work, id)
    const deletedId = await deleteEntity(work, RULE, input)
    await writeOrder(work.transaction, await ruleOrder(work.transaction))
    if (enabled) await applyRulesAgain(work.transaction, work.context.clock())
    return { deletedId }
  },
})

mutation('addMappingRuleSet', {
  visibleTo: 'MODELLERS',
  description: 'Adds the rules of a shipped set after all other rules; see mappingRuleSets.',
  input: builder.inputType('AddMappingRuleSetInput', {
    description: 'A shipped set of mapping rules.',
    fields: (t) => ({
      key: t.string({ required: true, description: 'Key of the set.' }),
      enabled: t.boolean({ description: 'Whether its rules are in force. Defaults to false.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { added: number }>) => ({
    added: t.exposeInt('added', { description: 'Number of rules added.' }),
  }),
  run: async ({ key, enabled }, work) => {
    const set = RULE_SETS.find((each) => each.key === key)
    if (set === undefined) {
      throw InvalidInput.at(
        ['key'],
        `is no rule set; there are ${RULE_SETS.map((each) => each.key).join(', ')}`,
      )
    }
    const known = await work.transaction
      .selectFrom('mapping_rule')
      .select('id')
      .where('rule_set', '=', key)
      .executeTakeFirst()
    if (known !== undefined)
      throw InvalidInput.at(['key'], 'has been added already; delete its rules first to add it again')
    const writer = { auditContext: auditContextOf(work), at: work.context.clock() }
    const added = await installRuleSet(work.transaction, set, enabled ?? false, writer)
    return { added: added.length }
  },
})
