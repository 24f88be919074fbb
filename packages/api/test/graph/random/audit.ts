import { type Entities, type Filler, INSTANTS, WORDS } from './filler.ts'

/** What the audit trail has on the entities. */
export async function recordAuditEvents(filler: Filler, { teams, services }: Entities): Promise<void> {
  const { choice } = filler
  const about = [
    ...teams.map((entity_id) => ({ entity_type: 'Team', entity_id })),
    ...services.map((entity_id) => ({ entity_type: 'Service', entity_id })),
  ]
  await filler.insert(
    'audit_event',
    about.map((entity) => ({
      id: filler.stamped().id,
      ...entity,
      at: choice.one(INSTANTS),
      actor: choice.one(['token:ci', 'system']),
      request_id: choice.one(['1', '2']),
      action: choice.one(['team.create', 'service.update']),
      before: choice.maybe(WORDS.map((name) => ({ name }))),
      after: choice.maybe(WORDS.map((name) => ({ name }))),
      reason: choice.maybe(WORDS),
    })),
  )
}
