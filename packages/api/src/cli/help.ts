import { ENVIRONMENT_HELP } from './environment-help.ts'
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

const KEYS_ENVIRONMENT = `  THROUGHLINE_SECRET_KEYS         the keys that secrets are sealed with, id:base64 each, the
                                  one to seal with first; embedded, one is made
`

const WORK_ENVIRONMENT = `${KEYS_ENVIRONMENT}  THROUGHLINE_WORK_CONCURRENCY    how many sources are read at once (2)
  THROUGHLINE_RUN_MEMORY          megabytes that the process of a plugin may take (1024)
  THROUGHLINE_PLUGIN_LOAD_SECONDS     seconds of its own time in which a plugin must be loaded (30)
  THROUGHLINE_PLUGIN_SILENCE_SECONDS  seconds of its own time that it may compute without a pause (30)
  THROUGHLINE_PLUGIN_STALL_SECONDS    seconds of its own time in which it must store something (600)
  THROUGHLINE_PLUGIN_ATTEMPTS         failures of a plugin in a row that quarantine its source (3)
  THROUGHLINE_ALLOW_PRIVATE_HOSTS true lets every source call private addresses (false)
`

export const HELP = {
  serve: {
    environment: `  PORT               the port to listen on (4000); 0 takes any free one
  HOST               the address to listen on (127.0.0.1); an embedded server takes one that other
                     machines reach only with THROUGHLINE_ALLOW_REMOTE
  THROUGHLINE_OIDC_ISSUER         OpenID provider whose tokens are accepted, with
  THROUGHLINE_OIDC_AUDIENCE       what they must be made for; none without the two
  THROUGHLINE_OIDC_ROLES_CLAIM    claim that lists the roles (roles)
  THROUGHLINE_OIDC_TEAMS_CLAIM    claim that lists the teams of a person (none)
  THROUGHLINE_OIDC_TEAMS_SOURCE   source of the external references that the claim names teams by
                                  (none: it has the names of teams)
  THROUGHLINE_OIDC_CREATE_PEOPLE  false makes no persons of subjects that are not known yet (true)
  THROUGHLINE_ALLOW_REMOTE        true lets an embedded server listen for other machines (false)
  THROUGHLINE_SEED   demo or none: whether an empty database gets the demo organisation
                     (demo when embedded, else none)
  THROUGHLINE_COST_LIMIT          points that one operation may cost (20000)
  THROUGHLINE_RATE_BURST          points that an actor may spend at once (100000)
  THROUGHLINE_RATE_PER_SECOND     points that an actor gets every second (2000)
  THROUGHLINE_CORS_ORIGINS        origins whose pages may call the API, separated by commas (none)
  THROUGHLINE_PUBLIC_URL          address under which others reach the server; links to surveys begin with it
  THROUGHLINE_ANSWERS_BURST       requests to pages of surveys that an address may make at once (600)
  THROUGHLINE_ANSWERS_PER_SECOND  requests to pages of surveys that an address gets every second (20)
${WORK_ENVIRONMENT}`,
    examples: ['throughline serve', 'PORT=4001 THROUGHLINE_SEED=none throughline serve'],
    notes: `Without DATABASE_URL the server accepts local connections only, and an administrator's token
is created at the first start, printed, and kept in THROUGHLINE_HOME/token. The printed address of
GraphiQL fills it in, once; throughline explorer prints another.
`,
  },
  explorer: {
    examples: ['throughline explorer', 'throughline explorer --json'],
    notes: `It needs the running embedded server, and read access to THROUGHLINE_HOME. The address is
valid once, for 15 minutes and in a browser of this machine; a new one replaces the one before.
`,
  },
  work: {
    environment: WORK_ENVIRONMENT,
    examples: ['throughline work', 'DATABASE_URL=postgres://me@db.example/throughline throughline work'],
    notes: `serve does the same unless --no-work is given. Any number of processes may share one database:
one of them at a time reads a source; if it dies, another one takes over.
`,
  },
  migrate: {
    examples: ['DATABASE_URL=postgres://me@db.example/throughline throughline migrate'],
    notes: 'Any number of processes may migrate at once; one does, the others wait. serve does it as well.\n',
  },
  seed: {
    examples: ['THROUGHLINE_HOME=/tmp/demo throughline seed'],
    notes: 'A database that is not empty is left unchanged.\n',
  },
  createToken: {
    examples: [
      'throughline token create dashboards',
      'throughline token create nightly-import --role CONNECTOR --expires-in-days 90 --json',
      'throughline token create laptop --person ada@example.org --role EDITOR --role APPROVER',
      'throughline token create renewed --service-account nightly-import',
    ],
    notes: `All tokens of a service account have its roles; a token of a person has roles of its own. Limits
and idempotency keys belong to the person or the service account.
`,
  },
  listTokens: { examples: ['throughline token list', 'throughline token list --json'] },
  revokeToken: { examples: ['throughline token revoke dashboards', 'throughline token revoke tl_4f9Qz1'] },
  sourceList: { examples: ['throughline source list', 'throughline source list --json'] },
  sourceShow: { examples: ['throughline source show tracker'] },
  sourceAdd: {
    environment: KEYS_ENVIRONMENT,
    examples: [
      'throughline source add tracker jira --set url=https://acme.atlassian.net --set email=me@acme.example --secret token=env:JIRA_TOKEN',
      'throughline source add prod kubernetes --input /srv/manifests --schedule "*/15 * * * *"',
      'pass show netbox | throughline source add dcim netbox --set url=https://netbox.acme.example --secret token=-',
    ],
    notes: `Never write a secret on the command line. Give a reference, env:NAME or file:/path, that the
server resolves, or send the value on standard input; it is stored encrypted.
`,
  },
  sourceSet: {
    environment: KEYS_ENVIRONMENT,
    examples: [
      'throughline source set tracker --schedule "0 * * * *" --time-zone Europe/Oslo',
      'throughline source set tracker --set url=https://new.atlassian.net --unset projects',
    ],
  },
  sourceSecret: {
    environment: KEYS_ENVIRONMENT,
    examples: [
      'pass show jira | throughline source secret tracker token',
      'throughline source secret tracker token file:/run/secrets/jira',
    ],
  },
  sourceTest: {
    environment: WORK_ENVIRONMENT,
    examples: ['throughline source test tracker'],
    notes: 'Prints one line per connection check. Exits with 3 if a check failed.\n',
  },
  sourceSync: {
    environment: WORK_ENVIRONMENT,
    examples: [
      'throughline source sync tracker',
      'throughline source sync tracker --dry-run',
      'throughline source sync tracker --stream issues --scope SHOP --full',
    ],
    notes: `A worker process (serve, work) executes the run; if there is none, this command does. Ctrl-C
cancels the run; pages committed before are kept.
`,
  },
  sourcePause: { examples: ['throughline source pause tracker --reason "moves to a new host"'] },
  sourceResume: { examples: ['throughline source resume tracker'] },
  sourceRemove: { examples: ['throughline source remove tracker --yes'] },
  rotateKeys: {
    environment: KEYS_ENVIRONMENT,
    examples: ['throughline source rotate-keys'],
    notes: `Put the new key first into THROUGHLINE_SECRET_KEYS, the old one after it, restart what runs, and
rotate; then the old key may be left out.
`,
  },
  replay: { environment: WORK_ENVIRONMENT, examples: ['throughline plugin replay tracker'] },
  template: {
    examples: [
      'throughline template assets > sheets/assets.csv',
      'throughline sync csv --file sheets --source inventory --set sheets=template',
    ],
    notes: `Kinds: people, teams, services, objectives, processes, assets, relations, costs, changes,
tickets, efforts, ticketEvents, responses, surveyInvitations. Edit the sheet, remove the examples,
and read it with the second command. Cells may be empty; all columns stay. Relations belong to the
source of their assets, efforts and ticketEvents to that of their tickets, surveyInvitations to
that of the responses. Put several sheets in one directory: kinds without one stay as they were. Or read one
after the other.
`,
  },
  sync: {
    examples: [
      'throughline sync kubernetes --file manifests/',
      'throughline sync kubernetes --file prod.yaml --source prod --set cluster=prod --set environment=production',
      'kubectl get deploy,svc,ingress,node,pvc,ns -A -o json | throughline sync kubernetes --file -',
      'throughline sync kubernetes --file manifests/ --dry-run',
    ],
    notes: `Repeating a sync of unchanged data has no effect. Records missing from a full listing are
retired. If they are more than 20% of the known records, the run needs --approve-retirement.
`,
  },
} as const satisfies Record<string, CommandHelp>
