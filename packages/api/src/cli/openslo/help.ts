import { ACCESS_ENVIRONMENT } from '../declarative/help.ts'
import type { CommandHelp } from '../help.ts'

export const OPENSLO_HELP = {
  check: {
    examples: ['throughline openslo check slos/', 'throughline openslo check slos.yaml alerts.yaml --json'],
    notes: `Says for each document what it becomes, what is not taken over, and what is wrong, with file and line. It asks
no server and no database. Exits with 2 if something is wrong.
`,
  },
  apply: {
    environment: ACCESS_ENVIRONMENT,
    examples: [
      'throughline openslo apply slos/',
      'throughline openslo apply slos/ --yes',
      'throughline openslo apply slos/ --existing-only --exit-code',
    ],
    notes: `All files are read together and written in one transaction, or not at all. The plan shows what differs;
on a terminal the command asks before it writes. Elsewhere it writes with --yes only, and otherwise
exits with 3. Services and metrics that are not there are created, unless --existing-only is given.
With --exit-code: 0 nothing to do, 2 differences (written if --yes is given), 1 error.
`,
  },
  export: {
    environment: ACCESS_ENVIRONMENT,
    examples: [
      'throughline openslo export > slos.yaml',
      'throughline openslo export --service "Online shop" > shop.yaml',
    ],
    notes: `Writes OpenSLO v1 documents in a fixed order. Applied again, they change nothing.
`,
  },
} as const satisfies Record<string, CommandHelp>
