import { periodText, RETENTION_RULES, RETENTION_SUBJECTS, readPeriod } from '../../settings/retention.ts'
import { retentionReport, setRetention } from '../../sync/runs/retention-store.ts'
import { cliAuditContext } from '../audit-context.ts'
import type { OpenDatabase } from '../database.ts'
import { UsageError } from '../exit.ts'
import { type Output, table } from '../output.ts'

/** Shows what is kept for how long. */
export async function retentionList({ db }: OpenDatabase, output: Output): Promise<void> {
  const rows = await retentionReport(db.kysely)
  const day = (date: Date | null) => (date === null ? '–' : date.toISOString().slice(0, 10))
  output.say(
    table(
      ['subject', 'kept', 'oldest', 'rows', 'next purge', 'what'],
      rows.map(({ subject, keep, oldest, rows: count, nextPurge }) => [
        subject,
        periodText(subject, keep),
        day(oldest),
        count ?? '–',
        day(nextPurge),
        RETENTION_RULES[subject].description,
      ]),
    ),
  )
  output.result({
    retention: rows.map((row) => ({ ...row, keep: periodText(row.subject, row.keep) })),
  })
}

/** Sets how long a subject is kept. */
export async function retentionSet(
  { db }: OpenDatabase,
  output: Output,
  name: string,
  period: string,
): Promise<void> {
  const subject = RETENTION_SUBJECTS.find((each) => each === name)
  if (subject === undefined) throw new UsageError(`${name}: one of ${RETENTION_SUBJECTS.join(', ')}`)
  const keep = readPeriod(subject, period)
  if (typeof keep === 'string') throw new UsageError(keep)
  await setRetention(db.kysely, subject, keep, cliAuditContext('retention'))
  output.say(`${subject}: ${RETENTION_RULES[subject].description} are kept for ${period}.`)
  output.result({ subject, keep: period })
}
