import { EXIT_HELP } from '../exit.ts'

/** What the commands that ask read from the environment. */
const ENVIRONMENT = `
Environment:
  THROUGHLINE_URL    address of the server to ask, e.g. https://throughline.example.org/graphql
  THROUGHLINE_TOKEN  API token for it; also limits what a local database answers
  THROUGHLINE_HOME   without THROUGHLINE_URL: the home whose server is asked or, if none runs, whose
                     database is read (.throughline)
  DATABASE_URL       without THROUGHLINE_URL: the database that is read, without a server
  LOG_LEVEL          trace, debug, info, warn, error or silent (warn)
  NO_COLOR           if set, no colours; COLUMNS: width of what does not go to a terminal
`

interface AskHelp {
  readonly examples: readonly string[]
  readonly notes: string
}

const NAMES = `A node is named by its ID, by a reference such as asset-register:till-07, or by its name. If several nodes
have the name, the command lists their IDs and exits with 2; if none has it, it exits with 4.
`

export const ASK_HELP = {
  impact: {
    examples: [
      'throughline impact sw-hall2-acc-07',
      'throughline impact sw-hall2-acc-07 sw-hall2-acc-08 --json',
      'throughline impact "Online shop" --on 2027-01-01',
    ],
    notes: NAMES,
  },
  show: {
    examples: ['throughline show "Online shop"', 'throughline show asset-register:till-07 --json'],
    notes: NAMES,
  },
  search: {
    examples: ['throughline search checkout', 'throughline search 10.20.0.7 --type asset --json'],
    notes: 'Finds names, titles, identifiers of assets and external references; the best match first.\n',
  },
  gaps: {
    examples: [
      'throughline gaps --kind service-without-owner --kind asset-without-service',
      'throughline gaps --team Platform --min-weight 0.1',
      'throughline gaps --all --json',
    ],
    notes: 'Lists by kind what is missing, the weightiest or dearest first.\n',
  },
  promises: {
    examples: [
      'throughline promises --broken possible --broken delivered',
      'throughline promises --service "Online shop" --json',
    ],
    notes: `Shows by service and group of users what is expected, promised, possible, delivered and felt, and the first
link that breaks. A promise in parentheses is not acknowledged by both sides.
`,
  },
  health: {
    examples: [
      'throughline health',
      'throughline health --team Platform --json',
      'throughline health --fail-below 0.8',
    ],
    notes: `Shows for each stage of the model how many rows have reached it, their share by number and by weight, and the age
of the facts. --fail-below compares the share by weight, or by number where no weight is at stake. A stage that
has neither is below any share above 0, except "owned" with --team, where all has an owner.
`,
  },
  alignment: {
    examples: [
      'throughline alignment',
      'throughline alignment --period 2026-11 --by team',
      'throughline alignment --period 2026 --measure cost --json',
    ],
    notes: `Shows the fit of work and weights, what stands beside it, and the ledger: per objective its weight, the share of
work that reached it and the difference. Work that leads to no objective is at the end.
`,
  },
  'slo list': {
    examples: [
      'throughline slo list',
      'throughline slo list --service "Online shop"',
      'throughline slo list --all --json',
    ],
    notes: 'Lists service level objectives, those with the least error budget left first.\n',
  },
  'slo show': {
    examples: [
      'throughline slo show "Checkout availability"',
      'throughline slo show "Checkout availability" --json',
    ],
    notes: `An SLO is named by its name or its ID. Shows its settings, how it stands and why, and its burn alerts.
`,
  },
  mapping: {
    examples: ['throughline mapping', 'throughline mapping --first 100 --json'],
    notes: `Lists the mapping rules in the order in which they are tried, with the links and tasks of their newest
version. A task is an asset for which the deciding rule gives no single service.
`,
  },
  'metrics ingest': {
    examples: [
      'throughline metrics ingest samples.csv',
      'throughline metrics ingest samples.ndjson --json',
      'cat samples.csv | throughline metrics ingest - --format csv',
    ],
    notes: `Sends the samples of a file to the server with one request: all of them are stored, or none. The token needs
the role EDITOR, CONNECTOR or ADMIN. A sample of an instant that is there already takes its place.
`,
  },
  report: {
    examples: [
      'throughline report',
      'throughline report --period 2026-Q4 --out report.html',
      'throughline report --period 2026-11 --format md',
    ],
    notes: `Writes the state of alignment in a period as one file: HTML that needs no other file and opens without a
server, Markdown, or JSON. SLOs, promises and the model are as of now. Without --out it goes to standard output; a
file is replaced once all of it is written.
`,
  },
  'survey invite': {
    examples: [
      'throughline survey invite "Paying online" --team Stores=40 --team Logistics=12 --out links.csv',
      'throughline survey invite "Paying online" --recipients people.csv --language de > links.csv',
      'throughline survey invite --campaign campaign_019… --team Stores=5',
    ],
    notes: `Each link answers the survey once. Links are shown here only: the server keeps hashes of them. The columns of
--recipients are all optional: team; label, which is written beside the link and not stored; and panel, a key that
stays the same in later surveys of the same template on the same subject, of which a keyed hash is stored. The token
needs the role ADMIN, or CONNECTOR where survey and teams are named by their IDs.
`,
  },
  query: {
    examples: [
      'throughline query report.graphql',
      `throughline query report.graphql --variables '{"first": 10}'`,
      'throughline query changes.graphql --operation Submit --variables @change.json',
      "echo '{ viewer { roles } }' | throughline query -",
    ],
    notes: `Runs one query or mutation and prints its data as JSON. If the answer has errors, they are printed to
standard error and the exit code is 1, or 2 if the document is not valid.
`,
  },
} as const satisfies Record<string, AskHelp>

/** The text below the options. */
export function askHelpText({ examples, notes }: AskHelp): string {
  return [
    ENVIRONMENT,
    `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`,
    notes,
    EXIT_HELP.trimStart(),
  ].join('\n')
}
