import type { CommandHelp } from '../help.ts'

/** What commands that write files to a server or a database read from the environment. */
export const ACCESS_ENVIRONMENT = `  THROUGHLINE_URL    address of a server to ask, e.g. https://throughline.example.org/graphql, with
  THROUGHLINE_TOKEN  an API token, whose roles count; without THROUGHLINE_URL the command asks the
                     server of the home or, if none runs, works on the database itself, as an
                     administrator unless a token is given
`

export const DECLARATIVE_HELP = {
  apply: {
    environment: ACCESS_ENVIRONMENT,
    examples: [
      'throughline apply -f organisation/',
      'throughline apply -f organisation/ --yes',
      'throughline apply -f organisation/ --exit-code',
      'throughline apply -f organisation/ --name organisation --prune',
      'throughline apply --schema > throughline.schema.json',
    ],
    notes: `All files are checked before anything is written. The plan shows what differs and what that changes
in criticality and gaps; on a terminal the command asks before it writes. Elsewhere it writes
with --yes only, and otherwise exits with 3. What files do not state stays as it is. With
--exit-code: 0 nothing to do, 2 differences (written if --yes is given), 1 error.
`,
  },
  export: {
    environment: ACCESS_ENVIRONMENT,
    examples: ['throughline export > organisation.yaml', 'throughline export --kinds teams,services'],
    notes: `Writes what files can declare, in a fixed order: applied to an empty database, it gives the same export
again. Sources are written only if they are named in --kinds: their secrets are never returned.
`,
  },
} as const satisfies Record<string, CommandHelp>
