import { ENVIRONMENT_HELP } from './environment.ts'
import { EXIT_HELP } from './exit.ts'

/** What --help of a command tells beside its options. */
export interface CommandHelp {
  /** Lines for variables that this command alone reads. */
  readonly environment?: string
  readonly examples: readonly string[]
  readonly notes?: string
}

/** The text below the options. */
export function helpText({ environment = '', examples, notes }: CommandHelp): string {
  return [
    `${ENVIRONMENT_HELP}${environment}`,
    `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`,
    ...(notes === undefined ? [] : [notes]),
    EXIT_HELP.trimStart(),
  ].join('\n')
}

const WORK_ENVIRONMENT = `  THROUGHLINE_SECRET_KEYS         the keys that secrets are sealed with, id:base64 each, the
                                  one to seal with first; embedded, one is made
  THROUGHLINE_WORK_CONCURRENCY    how many sources are read at once (2)
  THROUGHLINE_RUN_MEMORY          megabytes that the process of a plugin may take (1024)
  THROUGHLINE_ALLOW_PRIVATE_HOSTS true lets every source call private addresses (false)
`

export const HELP = {
  serve: {
    environment: `  PORT               the port to listen on (4000); 0 takes any free one
  HOST               the address to listen on (127.0.0.1)
  THROUGHLINE_SEED   demo or none: whether an empty database gets the demo organisation
                     (demo when embedded, else none)
${WORK_ENVIRONMENT}`,
    examples: ['throughline serve', 'PORT=4001 THROUGHLINE_SEED=none throughline serve'],
    notes: `Without DATABASE_URL the server answers on this machine alone, and an administrator's token
is made at the first start, printed, and kept in THROUGHLINE_HOME/token.
`,
  },
  work: {
    environment: WORK_ENVIRONMENT,
    examples: ['throughline work', 'DATABASE_URL=postgres://me@db.example/throughline throughline work'],
    notes: `serve does the same unless it is told --no-work. Any number of processes may work on one
database: a source is read by one of them at a time, and one that dies is stood in for.
`,
  },
  migrate: {
    examples: ['DATABASE_URL=postgres://me@db.example/throughline throughline migrate'],
    notes: 'Any number of processes may migrate at once; one does, the others wait. serve does it as well.\n',
  },
  seed: {
    examples: ['THROUGHLINE_HOME=/tmp/demo throughline seed'],
    notes: 'A database in use is left as it is.\n',
  },
  createToken: {
    examples: [
      'throughline token create dashboards',
      'throughline token create nightly-import --role ADMIN --expires-in-days 90 --json',
    ],
  },
  listTokens: { examples: ['throughline token list', 'throughline token list --json'] },
  revokeToken: { examples: ['throughline token revoke dashboards', 'throughline token revoke tl_4f9Qz1'] },
  sync: {
    examples: [
      'throughline sync kubernetes --file manifests/',
      'throughline sync kubernetes --file prod.yaml --source prod --set cluster=prod --set environment=production',
      'kubectl get deploy,svc,ingress,node,pvc,ns -A -o json | throughline sync kubernetes --file -',
    ],
    notes: `Running it again changes nothing that is the same. What a complete listing no longer holds is
retired; where that is everything, or more than a fifth of what was there, it is refused until
you approve it.
`,
  },
} as const satisfies Record<string, CommandHelp>
