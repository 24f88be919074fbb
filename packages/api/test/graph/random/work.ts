import { type Entities, type Filler, INSTANTS, ids, WORDS } from './filler.ts'

/** Tickets with what was booked on them, alerts, and surveys with what was answered; gives the tickets. */
export async function recordWork(
  filler: Filler,
  entities: Entities & { readonly changes: readonly string[] },
): Promise<string[]> {
  const tickets = await recordTickets(filler, entities)
  await recordAlerts(filler, entities)
  await recordSurveys(filler, entities)
  return tickets
}

async function recordTickets(
  filler: Filler,
  { teams, services, assets, changes }: Entities & { readonly changes: readonly string[] },
): Promise<string[]> {
  const { choice } = filler
  const tickets = filler.several(5, () => {
    const cause = choice.maybe(changes)
    return {
      ...filler.stamped(),
      kind: choice.one(['INCIDENT', 'TASK'] as const),
      title: filler.word(),
      state: choice.one(['OPEN', 'ON_HOLD', 'CLOSED'] as const),
      source_state: choice.maybe(WORDS),
      impact: choice.maybe([1, 2, 3]),
      priority: choice.maybe([1, 2, 5]),
      assignee: choice.maybe(WORDS),
      requester_team_id: choice.maybe(teams),
      assignee_team_id: choice.maybe(teams),
      stated_effort_minutes: choice.maybe([0, 7]),
      caused_by_change_id: cause,
      cause_method: cause === null ? null : choice.one(['SOURCE', 'MANUAL'] as const),
      cause_confidence: cause === null ? null : choice.one([0.1, 1]),
      opened_at: choice.one(INSTANTS),
      resolved_at: choice.maybe(INSTANTS),
      due_at: choice.maybe(INSTANTS),
      labels: filler.labels(),
    }
  })
  await filler.insert('ticket', tickets)
  await filler.insert(
    'ticket_service',
    filler.pairs(ids(tickets), services, 35).map(([ticket_id, service_id]) => ({ ticket_id, service_id })),
  )
  await filler.insert(
    'ticket_asset',
    filler.pairs(ids(tickets), assets, 35).map(([ticket_id, asset_id]) => ({ ticket_id, asset_id })),
  )
  await filler.insert(
    'ticket_event',
    filler.pairs(ids(tickets), INSTANTS, 30).map(([ticket_id, at]) => {
      const origin = choice.one(['SOURCE_EVENT', 'OBSERVED', 'MANUAL'] as const)
      return {
        ...filler.stamped(),
        ticket_id,
        history_of: origin === 'OBSERVED' && choice.chance(50) ? null : ticket_id,
        state: choice.one(['OPEN', 'ON_HOLD', 'CLOSED'] as const),
        source_state: choice.maybe(WORDS),
        at,
        origin,
      }
    }),
  )
  await filler.insert(
    'effort',
    filler.pairs(ids(tickets), INSTANTS, 30).map(([ticket_id, at]) => ({
      ...filler.stamped(),
      ticket_id,
      minutes: choice.one([0, 7, 15]),
      performed_at: at,
      person: choice.maybe(WORDS),
      team_id: choice.maybe(teams),
    })),
  )
  return ids(tickets)
}

async function recordAlerts(filler: Filler, { services, assets }: Entities): Promise<void> {
  const { choice } = filler
  const sources = filler.several(2, (index) => ({
    ...filler.stamped(),
    name: `monitoring-${index}`,
    plugin: 'alertmanager',
  }))
  await filler.insert('source', sources)
  const alerts = filler.pairs(ids(sources), INSTANTS.slice(0, 4), 60).map(([source_id, starts_at]) => ({
    ...filler.stamped(),
    source_id,
    fingerprint: filler.word(),
    title: filler.word(),
    severity: choice.one(['CRITICAL', 'INFO'] as const),
    source_severity: choice.maybe(WORDS),
    starts_at,
    ends_at: choice.maybe(INSTANTS.slice(4)),
  }))
  await filler.insert('alert', alerts)
  await filler.insert(
    'alert_service',
    filler.pairs(ids(alerts), services, 35).map(([alert_id, service_id]) => ({ alert_id, service_id })),
  )
  await filler.insert(
    'alert_asset',
    filler.pairs(ids(alerts), assets, 35).map(([alert_id, asset_id]) => ({ alert_id, asset_id })),
  )
}

async function recordSurveys(filler: Filler, { services, teams }: Entities): Promise<void> {
  const { choice } = filler
  const surveys = filler.several(3, () => {
    const service = choice.maybe(services)
    return {
      ...filler.stamped(),
      title: filler.word(),
      template: choice.one(['CSAT', 'NPS'] as const),
      subject: service === null ? ('ORGANISATION' as const) : ('SERVICE' as const),
      service_id: service,
      scored_question_key: choice.maybe(WORDS),
      opens_at: choice.maybe(INSTANTS.slice(0, 2)),
      closes_at: choice.maybe(INSTANTS.slice(2)),
    }
  })
  await filler.insert('survey', surveys)
  await filler.insert(
    'survey_response',
    filler.pairs(ids(surveys), INSTANTS, 40).map(([survey_id, submitted_at]) => ({
      ...filler.stamped(),
      survey_id,
      submitted_at,
      answers: { score: choice.below(5) },
      comment: choice.one(['', ...WORDS]),
      team_id: choice.maybe(teams),
    })),
  )
  await filler.insert(
    'campaign',
    filler.pairs(ids(surveys), INSTANTS.slice(0, 2), 100).map(([survey_id, opens_at]) => ({
      ...filler.stamped(),
      survey_id,
      language: choice.one(['de', 'en']),
      opens_at: choice.chance(70) ? opens_at : null,
      closes_at: choice.maybe(INSTANTS.slice(2)),
    })),
  )
  await filler.insert(
    'survey_invitation',
    filler.pairs(ids(surveys), teams, 40).map(([survey_id, team]) => ({
      ...filler.stamped(),
      survey_id,
      team_id: choice.chance(70) ? team : null,
      invited: choice.one([0, 7, 15]),
      invited_at: choice.maybe(INSTANTS),
    })),
  )
}
