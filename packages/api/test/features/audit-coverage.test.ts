import { type TableName, tables } from '@throughline/db'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEAM_OF } from '../../src/access/team-scope.ts'
import { createToken } from '../../src/access/tokens.ts'
import { removeSource } from '../../src/sync/source-management/remove.ts'
import { startApi, type TestApi } from '../harness.ts'
import { asset, relation, sync } from '../sync/scripted.ts'
import { eventsOfRequest } from './audit-trail.ts'
import { done, make } from './mutate.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** Tables whose rows leave no event when they go or change with another row, and why. */
const NOT_AUDITED: Readonly<Record<string, string>> = {
  asset: 'its only such column is merged_into, and the survivor of a merge cannot be deleted',
  asset_claim: 'what a source says; the values that follow from it are in the events of the asset',
  asset_identifier: 'what a source says; kept with its record',
  campaign_recipient: 'the hash of a link; the events of the campaign tell how many there are',
  change: 'an objective that it named is gone; the event of the objective tells of it',
  cost: 'what a source says; events of the source count them',
  cost_subject: 'what records of a source refer to',
  dead_letter: 'a record of a source that was refused',
  dry_run_change: 'what a dry run has found',
  duplicate_task_asset: 'part of a task, which is listed in the events of the task',
  duplicate_task_entity: 'part of a task, which is listed in the events of the task',
  entity_claim: 'what a source says; the values that follow from it are in the events of the entity',
  mapped_service: 'which rule created a service; the service is audited itself',
  mapping_exclusion: 'that a user removed a link; the removal is an event of the service',
  mapping_rule_version: 'what a rule did; when the rule is deleted, its event says so',
  mapping_task: 'what rules leave open about an asset; it goes with the asset',
  mapping_task_service: 'part of a task, which is listed in the events of the task',
  metric_day: 'what samples come to',
  metric_hour: 'what samples come to',
  metric_rollup_due: 'how far maintenance has come',
  metric_sample: 'measurements; the event of the metric tells of them',
  pending_refresh: 'how far maintenance has come',
  pending_removal: 'how far maintenance has come',
  pending_record: 'a record of a source that waits',
  pending_reference: 'what a record of a source refers to',
  person_sign_in: 'when a provider last issued a token; not what anyone did',
  record_link: 'what a record of a source refers to',
  slo_alert: 'the state of an evaluation; the alert it raised is audited',
  slo_figure: 'what samples come to',
  slo_period: 'what samples come to',
  slo_progress: 'how far maintenance has come',
  source_action: 'a request to another system; its end is in its own events',
  source_pseudonym_key: 'a key of a source',
  source_record: 'what a source says',
  source_scope: 'the position up to which a source was read',
  source_secret: 'a secret; setting it is an event of the source',
  survey_publication: 'what was shown of answers; it follows from the responses',
  sync_run: 'the log of a run',
  ticket: 'an objective that it named is gone; the event of the objective tells of it',
  ticket_event: 'the status of a ticket; events of the ticket tell of it',
  webhook_delivery: 'a message of another system',
}

test('rows that go or change with another row have a trigger for the audit trail, or a reason', async () => {
  const { rows } = await sql<{ name: string; actions: string[]; triggers: string[] }>`
    select t.relname::text as name, array_agg(distinct k.confdeltype::text) as actions,
      array(select g.tgname::text from pg_trigger g where g.tgrelid = t.oid and g.tgname like '%audit%') as triggers
    from pg_constraint k join pg_class t on t.oid = k.conrelid
    where k.contype = 'f' and k.confdeltype in ('c', 'n') and k.conparentid = 0
    group by t.oid order by 1`.execute(api.db.kysely)
  expect(rows.length).toBeGreaterThan(30)
  const silent = rows.flatMap(({ name, actions, triggers }) => [
    ...(actions.includes('c') && !triggers.includes(`${name}_audit_delete`) ? [name] : []),
    ...(actions.includes('n') && !triggers.includes(`${name}_audit_update`) ? [name] : []),
  ])
  // A merge forgets its task only if the task is deleted, which nothing does.
  expect([...new Set(silent)].filter((name) => name !== 'asset_merge').sort()).toEqual(
    Object.keys(NOT_AUDITED).sort(),
  )
  expect(Object.keys(NOT_AUDITED).filter((name) => !(name in tables))).toEqual([])
})

/**
 * What a role of a team does to rows of other teams, and of none, when it deletes a row of its own: each foreign key that
 * deletes or clears such rows. It may, since a row must not outlive what it is about, and the event trail names who did.
 */
const BEYOND_THE_TEAM: Readonly<Record<string, string>> = {
  'agreement_version.slo_id': 'the version stays, without what measures it',
  'alert_asset.asset_id': 'a link to what is gone',
  'alert.slo_id': 'a burn alert that ends with its SLO',
  'alert_service.service_id': 'a link to what is gone',
  'asset.merged_into': 'never: a survivor cannot be deleted',
  'asset_identifier.asset_id': 'part of the asset',
  'allocation.service_id': 'a plan for what is gone',
  'asset_merge.duplicate_id': 'never: what was merged cannot be deleted',
  'asset_merge.survivor_id': 'never: a survivor cannot be deleted',
  'asset_relation.to_id': 'a link to what is gone',
  'campaign.survey_id': 'part of the survey',
  'change.objective_id': 'the work stays, without the objective it named',
  'change_asset.asset_id': 'a link to what is gone',
  'change_service.service_id': 'a link to what is gone',
  'change_window_asset.asset_id': 'a link to what is gone',
  'change_window_service.service_id': 'a link to what is gone',
  'cost.asset_id': 'the cost stays, unallocated',
  'cost.service_id': 'the cost stays, unallocated',
  'duplicate_task_asset.asset_id': 'a candidate that is gone',
  'duplicate_task_entity.process_id': 'a candidate that is gone',
  'duplicate_task_entity.service_id': 'a candidate that is gone',
  'expectation.service_id': 'an expectation of what is gone',
  'key_result.metric_id': 'the key result stays, without its metric',
  'key_result.score_service_id': 'the key result stays, with the scores of nothing',
  'key_result.slo_id': 'the key result stays, without its SLO',
  'mapped_service.service_id': 'how a rule named the service',
  'mapping_task.asset_id': 'a task about what is gone',
  'mapping_task_service.service_id': 'a candidate that is gone',
  'objective_service.objective_id': 'a link to what is gone',
  'process_objective.objective_id': 'a link to what is gone',
  'process_service.service_id': 'a link to what is gone',
  'service_dependency.group_id': 'never: a group and its members are of one service',
  'service_dependency.on_asset_id': 'a link to what is gone',
  'service_dependency.on_service_id': 'a link to what is gone',
  'survey_invitation.survey_id': 'part of the survey',
  'survey_response.survey_id': 'part of the survey',
  'ticket.objective_id': 'the work stays, without the objective it named',
  'ticket_asset.asset_id': 'a link to what is gone',
  'ticket_event.history_of': 'the history of the ticket that is deleted',
  'ticket_service.service_id': 'a link to what is gone',
}

test('what a deletion by a role of a team does beyond its team is decided, for each foreign key', async () => {
  const { rows } = await sql<{ table: TableName; column: string; target: TableName }>`
    select t.relname::text as table, a.attname::text as column, r.relname::text as target
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confdeltype in ('c', 'n') and k.conparentid = 0`.execute(api.db.kysely)
  const ofTeams = (table: TableName) => TEAM_OF[table] !== undefined && TEAM_OF[table] !== 'ORGANISATION'
  const beyond = rows.filter(({ table, column, target }) => {
    const path = TEAM_OF[table]
    // What no type shows is part of what a source says.
    if (path === undefined || !ofTeams(target)) return false
    return path === 'ORGANISATION' || 'column' in path || path.through.every((one) => one.column !== column)
  })
  expect(beyond.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(
    Object.keys(BEYOND_THE_TEAM).sort(),
  )
})

test('the links of what is deleted are in the audit trail', async () => {
  const [service, other, process] = [
    await make(api, 'Service', { name: 'Shop', kind: 'TECHNICAL' }),
    await make(api, 'Service', { name: 'Cart', kind: 'TECHNICAL' }),
    await make(api, 'Process', { name: 'Selling' }),
  ]
  await done(api, 'linkServiceToService', { service: { id: service }, dependsOn: { id: other } })
  await done(api, 'linkProcess', { process: { id: process }, services: [{ id: service }] })
  await done(api, 'addExternalReference', { node: { id: service }, source: 'cmdb', externalId: 'S-1' })
  const { requestId } = await done(api, 'deleteService', { service: { id: service } })
  const events = await eventsOfRequest(api, requestId)
  expect(events.map(({ action, entity_type, actor }) => [action, entity_type, actor]).sort()).toEqual([
    ['external_reference.delete', 'Service', 'token:ADMIN'],
    ['process_service.unlink', 'Process', 'token:ADMIN'],
    ['service.delete', 'Service', 'token:ADMIN'],
    ['service_dependency.unlink', 'Service', 'token:ADMIN'],
  ])
  for (const { before, after } of events) expect([before === null, after]).toEqual([false, null])
  // What the triggers write names the person or service account, too.
  const principals = await api.db.kysely
    .selectFrom('audit_event')
    .select(['principal_type', 'principal_id'])
    .where('request_id', '=', requestId)
    .execute()
  expect(new Set(principals.map(({ principal_id }) => principal_id)).size).toBe(1)
  expect(principals[0]).toMatchObject({ principal_type: 'ServiceAccount', principal_id: expect.any(String) })
})

test('what goes with a person is in the audit trail, without the hash of a secret', async () => {
  const person = await make(api, 'Person', { name: 'Ada', email: 'ada@example.org' })
  const team = await make(api, 'Team', { name: 'Engines', kind: 'IT' })
  await done(api, 'linkPersonToTeam', { person: { id: person }, team: { id: team }, role: 'LEAD' })
  await createToken(api.db.kysely, { name: 'by hand', role: 'EDITOR', person: 'ada@example.org' })
  const { requestId } = await done(api, 'deletePerson', { person: { id: person } })
  const events = await eventsOfRequest(api, requestId)
  expect(events.map(({ action, entity_type }) => [action, entity_type]).sort()).toEqual([
    ['api_token.delete', 'ApiToken'],
    ['membership.unlink', 'Person'],
    ['person.delete', 'Person'],
    ['role_grant.delete', 'RoleGrant'],
  ])
  expect(JSON.stringify(events)).not.toContain('secret_hash')
})

test('relations that a source reports are in the audit trail, from the first to the last', async () => {
  const assets = [[asset('host'), asset('vm')]]
  const between = (more: object) => [[relation('vm', 'host', 'RUNS_ON', more)]]
  const { db } = api
  await sync(db, { assets, relations: between({ strength: 0.5 }) })
  await sync(db, { assets, relations: between({ strength: 0.5 }) })
  await sync(db, { assets, relations: between({ strength: 0.7 }) })
  await sync(db, { assets, relations: [] }, { approveRetirement: true })
  await sync(db, { assets, relations: between({}) })
  const source = await db.kysely.selectFrom('source').selectAll().executeTakeFirstOrThrow()
  await db.kysely
    .transaction()
    .execute((transaction) =>
      removeSource(transaction, source, new Date(), { actor: 'admin', requestId: 'removal' }),
    )
  const events = await db.kysely
    .selectFrom('audit_event')
    .select(['action', 'actor', 'reason'])
    .where('action', 'like', 'asset_relation.%')
    .orderBy('at')
    .orderBy('id')
    .execute()
  const gone = 'sync of test: its listing no longer holds it'
  expect(events).toEqual([
    { action: 'asset_relation.link', actor: 'test', reason: 'sync of test' },
    { action: 'asset_relation.change', actor: 'test', reason: 'sync of test' },
    { action: 'asset_relation.unlink', actor: 'test', reason: gone },
    { action: 'asset_relation.link', actor: 'test', reason: 'sync of test' },
    { action: 'asset_relation.unlink', actor: 'admin', reason: gone },
  ])
})
