import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { scoresOf } from './scores-store.ts'
import { type Satisfaction, satisfactionWith } from './scoring/satisfaction.ts'

/**
 * How content the users of services are, all of them or one team. Stores what is published, so it does not run in a
 * snapshot that only reads.
 * @param services UUIDs; null for all @returns null for a service without a result that may be published
 */
export async function satisfactionOf(
  db: Kysely<Database>,
  services: readonly string[] | null,
  now: Date,
): Promise<(service: string, team: string | null) => Satisfaction | null> {
  const scores = await scoresOf(db, {
    services,
    subject: 'SERVICE',
    asksCells: true,
    now,
    isAsked: (_survey, { kind }) => kind === 'CSAT',
  })
  return satisfactionWith(scores)
}
