import { type Filler, INSTANTS, ids, WORDS } from './filler.ts'

/** Sources with what they were read for, what came of it, and what is to be done in their systems; gives their ids. */
export async function recordSources(filler: Filler): Promise<string[]> {
  const { choice } = filler
  const sources = filler.several(2, (index) => ({
    ...filler.stamped(),
    name: `source-${index}`,
    plugin: choice.one(['csv', 'jira']),
    precedence: choice.one([100, 100, 7]),
    config: choice.chance(50) ? {} : { url: filler.word() },
    status: choice.one(['ACTIVE', 'PAUSED'] as const),
    status_reason: choice.maybe(WORDS),
    schedule: choice.maybe(['*/15 * * * *']),
    input: choice.maybe(WORDS),
    retirement_grace_seconds: choice.one([0, 5400, 259_200]),
    managed_by: choice.one(['api', 'config'] as const),
  }))
  await filler.insert('source', sources)
  await recordRuns(filler, ids(sources))
  await recordScopes(filler, ids(sources))
  await recordTraffic(filler, ids(sources))
  return ids(sources)
}

async function recordRuns(filler: Filler, sources: readonly string[]): Promise<void> {
  const { choice } = filler
  const runs = filler.pairs(sources, INSTANTS, 40).map(([source_id, at]) => ({
    ...filler.stamped(),
    source_id,
    status: choice.one(['SUCCEEDED', 'FAILED'] as const),
    mode: choice.one(['INCREMENTAL', 'DRY_RUN'] as const),
    trigger: choice.one(['MANUAL', 'SCHEDULE'] as const),
    actor: filler.word(),
    until: at,
    started_at: at,
    requested_at: at,
    finished_at: choice.one(INSTANTS),
    error_message: choice.maybe(WORDS),
  }))
  await filler.insert('sync_run', runs)
  await filler.insert(
    'dry_run_change',
    filler.pairs(ids(runs), WORDS, 10).map(([run_id, external_id]) => ({
      id: choice.uuid(),
      created_at: choice.one(INSTANTS),
      run_id,
      stream: 'assets',
      scope: choice.one(['all', 'eu']),
      external_id,
      outcome: choice.one(['ADDED', 'CHANGED', 'RETIRED'] as const),
      message: choice.maybe(WORDS),
    })),
  )
  await filler.insert(
    'dead_letter',
    filler.pairs(sources, WORDS, 10).map(([source_id, external_id]) => ({
      id: choice.uuid(),
      created_at: choice.one(INSTANTS),
      source_id,
      run_id: choice.maybe(ids(runs.filter((run) => run.source_id === source_id))),
      stream: 'assets',
      scope: choice.one(['all', 'eu']),
      external_id: choice.maybe([external_id]),
      reason: filler.word(),
      raw: '{}',
      ...choice.one([{ status: 'OPEN' as const }, { status: 'RESOLVED' as const, resolved_at: INSTANTS[4] }]),
      attempts: choice.one([1, 2]),
    })),
  )
}

/** The parts of sources that are read by themselves. */
async function recordScopes(filler: Filler, sources: readonly string[]): Promise<void> {
  const { choice } = filler
  await filler.insert(
    'source_scope',
    filler.pairs(sources, WORDS, 15).map(([source_id, scope]) => ({
      id: choice.uuid(),
      source_id,
      stream: choice.one(['assets', 'tickets']),
      scope,
      title: choice.maybe(WORDS),
      state: choice.one(['OK', 'FAILED'] as const),
      error_message: choice.maybe(WORDS),
      record_count: choice.maybe([0, 7]),
      succeeded_at: choice.maybe(INSTANTS),
      updated_at: choice.one(INSTANTS),
    })),
  )
}

/** What came in by itself, and what is to go out. */
async function recordTraffic(filler: Filler, sources: readonly string[]): Promise<void> {
  const { choice } = filler
  await filler.insert(
    'webhook_delivery',
    filler.pairs(sources, WORDS, 15).map(([source_id, delivery_id]) => ({
      id: choice.uuid(),
      source_id,
      delivery_id,
      headers: {},
      body: Buffer.from('{}'),
      received_at: choice.one(INSTANTS),
      status: choice.one(['PENDING', 'PROCESSED', 'FAILED'] as const),
      attempts: choice.below(3),
      retry_at: choice.maybe(INSTANTS),
      error_message: choice.maybe(WORDS),
      processed_at: choice.maybe(INSTANTS),
    })),
  )
  await filler.insert(
    'source_action',
    filler.pairs(sources, INSTANTS, 30).map(([source_id], index) => ({
      ...filler.stamped(),
      source_id,
      action: choice.one(['createTicket', 'comment'] as const),
      input: { title: filler.word() },
      idempotency_key: `${index}`.padStart(22, '0'),
      status: choice.one(['QUEUED', 'SUCCEEDED'] as const),
      actor: filler.word(),
      attempts: choice.below(3),
      error_message: choice.maybe(WORDS),
      external_id: choice.maybe(WORDS),
      finished_at: choice.maybe(INSTANTS),
    })),
  )
}
