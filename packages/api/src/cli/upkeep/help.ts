import type { CommandHelp } from '../help.ts'

export const UPKEEP_HELP = {
  auditVerify: {
    examples: [
      'throughline audit verify',
      'throughline audit verify --expect 1204:9f2c…',
      'throughline audit verify --json',
    ],
    notes: `Finds events that were changed, removed or inserted, and counts those that are not sealed yet.
Exits with 0 if the trail is intact, and with 3 if it is not. Keep the printed head outside the
database: with --expect it also reveals a trail that was cut off or replaced as a whole.
`,
  },
  retentionList: { examples: ['throughline retention list', 'throughline retention list --json'] },
  retentionSet: {
    examples: ['throughline retention set runs 180d', 'throughline retention set audit 84m'],
    notes: `Subjects: runs, records, deliveries, actions, findings and samples in days (d), audit in months (m).
A running serve or work purges in small batches, once a minute; samples and audit by whole months.
`,
  },
  backup: {
    examples: ['throughline backup /backups/2026-11-29', 'throughline backup /backups/2026-11-29 --json'],
    notes: `Holds all tables as they are at one moment, and the files secret-key and token of
THROUGHLINE_HOME: keep it as safe as these. It does not hold THROUGHLINE_SECRET_KEYS and
throughline.config.ts. Writers do not wait. The directory must not exist.
`,
  },
  restore: {
    examples: ['THROUGHLINE_HOME=/srv/throughline throughline restore /backups/2026-11-29'],
    notes: `Restores into a new THROUGHLINE_HOME, or with DATABASE_URL into an empty database. Checks the
backup before it writes anything, and migrates what it restored to the schema of this release.
`,
  },
} as const satisfies Record<string, CommandHelp>
