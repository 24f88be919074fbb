import type { Database } from '@throughline/db'
import type { NeutralRecord, RecordType } from '@throughline/plugin-kit'
import type { Kysely } from 'kysely'
import type { MappedRecord } from '../records/map-page.ts'
import type { PageOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { ALERTS } from './alerts.ts'
import { CHANGES } from './changes.ts'
import { storeChildren } from './child-entities.ts'
import { storeCosts } from './costs-store.ts'
import { EFFORTS } from './efforts.ts'
import { storeEntities } from './entities.ts'
import type { Mapped } from './kept-records.ts'
import { storeSampleBatches } from './metric-samples.ts'
import { adoptMovedAlerts } from './moved-alerts.ts'
import { RESPONSES } from './responses.ts'
import { SURVEY_INVITATIONS } from './survey-invitations-store.ts'
import { SURVEYS } from './surveys.ts'
import { observeStates, TICKET_EVENTS } from './ticket-events-store.ts'
import { TICKETS } from './tickets.ts'

type Store = (db: Kysely<Database>, run: RunContext, records: readonly MappedRecord[]) => Promise<PageOutcome>

/** Stores those of some records that are of one type. */
function storing<Type extends RecordType>(
  type: Type,
  store: (
    db: Kysely<Database>,
    run: RunContext,
    records: readonly Mapped<Extract<NeutralRecord, { type: Type }>>[],
  ) => Promise<PageOutcome>,
): readonly [Type, Store] {
  const isOfType = (entry: MappedRecord): entry is Mapped<Extract<NeutralRecord, { type: Type }>> =>
    entry.record.type === type
  return [type, (db, run, records) => store(db, run, records.filter(isOfType))]
}

/**
 * How records of each type that is no asset and no relation are stored, in the order in which they lean on each
 * other. Each takes at most 1,000 records at once.
 */
export const RECORD_STORES: readonly (readonly [RecordType, Store])[] = [
  storing('change', (db, run, records) => storeEntities(db, run, CHANGES, records)),
  storing('ticket', async (db, run, records) => {
    const stored = await storeEntities(db, run, TICKETS, records)
    await observeStates(db, run, records, stored)
    return stored
  }),
  storing('effort', (db, run, records) => storeChildren(db, run, EFFORTS, records)),
  storing('ticketEvent', (db, run, records) => storeChildren(db, run, TICKET_EVENTS, records)),
  storing('alert', async (db, run, records) => {
    await adoptMovedAlerts(db, run, records)
    return storeEntities(db, run, ALERTS, records)
  }),
  storing('survey', (db, run, records) => storeEntities(db, run, SURVEYS, records)),
  storing('surveyInvitation', (db, run, records) => storeChildren(db, run, SURVEY_INVITATIONS, records)),
  storing('response', (db, run, records) => storeChildren(db, run, RESPONSES, records)),
  storing('samples', storeSampleBatches),
  storing('cost', storeCosts),
]
