import type { Since } from './renames.ts'
import type { Cell } from './rows.ts'

/** Columns of instants that hold microseconds in a release, whatever their table. */
const INSTANTS = [
  'created_at',
  'first_seen_at',
  'heartbeat_at',
  'last_seen_at',
  'last_used_at',
  'opened_at',
  'requested_at',
  'revoked_at',
  'updated_at',
]

/**
 * What has become of each release's rows and figures since it was made. A migration that renames, rewrites or drops
 * something is declared here; all else must be found as it was.
 */
export const SINCE: Readonly<Record<string, Since>> = {
  '0.1.0': {
    renamed: {
      sync_cursor: 'source_scope',
      'sync_cursor.position': 'checkpoint',
      'sync_cursor.listed': 'record_count',
      'sync_cursor.census_at': 'deletions_checked_at',
      waiting_record: 'pending_record',
      'waiting_record.met': 'matched_identifiers',
      'waiting_record.identity': 'primary_key',
      sync_difference: 'dry_run_change',
      response: 'survey_response',
      'source_record.identity': 'primary_key',
      'source_record.gone_at': 'missing_since',
      'source_record.ended_at': 'retired_at',
      'source_record.said': 'stated_fields',
      'source.census_every_seconds': 'deletion_check_interval_seconds',
      'source.retire_after_seconds': 'retirement_grace_seconds',
      '*.source_gone_at': 'removed_at_source',
      'change.plan': 'implementation_plan',
      'survey.scored': 'scored_question_key',
      'sync_run.parts': 'selection',
      'sync_run.failures': 'consecutive_failures',
      'source_action.key': 'idempotency_key',
      'redundancy_group.min_up': 'min_available',
      'identification_rule.within_environment': 'scoped_to_environment',
      'asset_merge.winner_id': 'survivor_id',
      'asset_merge.loser_id': 'duplicate_id',
      'asset_merge.kept': 'snapshot',
    },
    values: {
      'sync_run.mode': { NORMAL: 'INCREMENTAL', DRY: 'DRY_RUN', DEAD_LETTERS: 'RETRY_DEAD_LETTERS' },
      'sync_run.status': { WAITING: 'RETRY_SCHEDULED', REFUSED: 'NEEDS_APPROVAL' },
      'sync_run.trigger': { COMMAND: 'CLI', REQUEST: 'MANUAL' },
      'webhook_delivery.status': { RECEIVED: 'PENDING', DONE: 'PROCESSED' },
      'source_action.status': { DONE: 'SUCCEEDED' },
      'duplicate_task.state': { LAPSED: 'OBSOLETE' },
    },
    figures: {
      services: 'Value at risk and criticality follow version 2 of their formulas.',
      assets: 'Value at risk and criticality follow version 2 of their formulas.',
      impact: 'Losses add up, processes carry, and failed groups are down.',
      gaps: 'Weights are values at risk, processes support objectives, and there are more kinds.',
    },
    dropped: { 'api_token.role': 'Roles are granted to the service account of the token.' },
    rewritten: {
      'audit_event.at': rounded,
      ...Object.fromEntries(INSTANTS.map((column) => [`*.${column}`, cut])),
      'asset_merge.kept': renamedSnapshot,
      'sync_difference.attributes': renamedDifferences,
    },
  },
}

/** An instant of the audit trail became a `timestamptz(3)` by a cast, which rounds. */
function rounded(value: Cell): Cell {
  return inMilliseconds(value, Math.round)
}

/** All others were cut, as the API had always shown them. */
function cut(value: Cell): Cell {
  return inMilliseconds(value, Math.floor)
}

/** An instant in milliseconds, in the text of PostgreSQL. */
function inMilliseconds(value: Cell, whole: (milliseconds: number) => number): Cell {
  const [, second, fraction = ''] = /^(.{19})(?:\.(\d+))?\+00$/.exec(value ?? '') ?? []
  if (second === undefined) return value
  const milliseconds = whole(Number(fraction.padEnd(6, '0')) / 1000)
  const at = new Date(Date.parse(`${second.replace(' ', 'T')}Z`) + milliseconds)
  return at
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, '+00')
}

type Json = Record<string, unknown>

/** The keys of a merge's snapshot, and of the pending records in it. Values that users and sources wrote stay. */
function renamedSnapshot(value: Cell): Cell {
  if (value === null) return null
  const { winner, loser, told, person, waiting, rows, tasks }: Json = JSON.parse(value)
  const pending = (waiting as Json[]).map(({ identity, met, ...row }) => ({
    ...row,
    primary_key: identity,
    matched_identifiers: met,
  }))
  const moved = (rows as Json[]).map((row) =>
    row.table === 'waiting_record' ? { ...row, table: 'pending_record' } : row,
  )
  return sameText({
    survivor: winner,
    duplicate: loser,
    orphaned: told,
    user: person,
    tasks,
    pending,
    rows: moved,
  })
}

function renamedDifferences(value: Cell): Cell {
  if (value === null) return null
  const claimed = ({ lostBecause, ...claim }: Json) => ({ ...claim, overriddenReason: lostBecause ?? null })
  const attributes: Json[] = JSON.parse(value)
  return sameText(
    attributes.map(({ winner, losers, ...attribute }) => ({
      ...attribute,
      effective: winner === null ? null : claimed(winner as Json),
      overridden: (losers as Json[]).map(claimed),
    })),
  )
}

/** JSON as the text of a `jsonb` value has it: shorter keys first, then by bytes; spaces behind colons and commas. */
function sameText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sameText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const bytes = (key: string) => Buffer.from(key)
  const entries = Object.entries(value).sort(
    ([a], [b]) => bytes(a).length - bytes(b).length || Buffer.compare(bytes(a), bytes(b)),
  )
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}: ${sameText(member)}`).join(', ')}}`
}
