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
} as const satisfies Record<string, CommandHelp>
