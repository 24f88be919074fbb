/** Records as GitHub's API gives them, with members that nobody asked for, too. */
export interface MadeUpIssue {
  readonly number: number
  title: string
  body: string | null
  state: string
  state_reason: string | null
  labels: readonly { readonly name: string }[]
  readonly user: object | null
  readonly assignees: readonly object[]
  readonly created_at: string
  updated_at: string
  closed_at: string | null
  readonly [member: string]: unknown
}

export interface MadeUpDeployment {
  readonly id: number
  readonly created_at: string
  readonly [member: string]: unknown
}

/** What must never be stored: an address, and what a deployment's payload holds. */
export const CANARY = 'canary-in-a-payload@example.org'

export function person(login: string) {
  return { login, id: login.length, node_id: 'U_1', type: 'User', email: CANARY, site_admin: false }
}

export function issue(
  repository: string,
  number: number,
  updated: string,
  rest: Partial<Omit<MadeUpIssue, 'labels'>> & { readonly labels?: readonly string[] } = {},
): MadeUpIssue {
  const { labels = [], ...members } = rest
  return {
    id: 9000 + number,
    node_id: `I_${number}`,
    number,
    title: `Issue ${number}`,
    body: `What happened in ${number}.`,
    state: 'open',
    state_reason: null,
    locked: false,
    comments: 0,
    author_association: 'MEMBER',
    labels: labels.map((name) => ({ id: 1, name, color: 'ededed', default: false })),
    user: person('ada'),
    assignees: [person('grace')],
    assignee: person('grace'),
    milestone: null,
    type: null,
    created_at: '2026-03-01T08:00:00Z',
    updated_at: updated,
    closed_at: null,
    html_url: `https://github.example/${repository}/issues/${number}`,
    repository_url: `https://api.github.example/repos/${repository}`,
    ...members,
  }
}

const SAME_SECOND = '2026-03-05T10:00:00Z'

/** Issues by repository; many changed in one and the same second, as after a bulk edit. */
export function issues(): Record<string, MadeUpIssue[]> {
  return {
    'Acme/Shop': [
      issue('Acme/Shop', 1, '2026-03-02T09:30:00Z', {
        title: 'Checkout answers 500',
        labels: ['incident', 'service:Web shop', 'service: Orders', 'team:Platform'],
        state: 'closed',
        state_reason: 'completed',
        closed_at: '2026-03-02T09:30:00Z',
      }),
      issue('Acme/Shop', 2, '2026-03-03T10:00:00Z', { body: null, user: null, assignees: [] }),
      issue('Acme/Shop', 3, '2026-03-03T11:00:00Z', {
        title: 'A pull request',
        pull_request: { url: 'https://api.github.example/pulls/3' },
      }),
      issue('Acme/Shop', 4, '2026-03-04T10:00:00Z', {
        title: 'Größe der Körbe 🧺 — 籠のサイズ',
        labels: ['In Progress', 'P1'],
        type: { id: 7, name: 'Request', color: 'blue' },
        milestone: { title: 'Spring', due_on: '2026-04-01T07:00:00Z', state: 'open' },
      }),
      issue('Acme/Shop', 5, '2026-03-04T12:00:00Z', {
        body: '<script>alert(1)</script> & <b>bold</b>',
        state: 'closed',
        state_reason: 'not_planned',
        closed_at: '2026-03-04T12:00:00Z',
      }),
      ...[6, 7, 8, 9, 10].map((number) =>
        issue('Acme/Shop', number, SAME_SECOND, { labels: ['blocked'], assignees: [] }),
      ),
      issue('Acme/Shop', 11, '2026-03-06T10:00:00Z', { body: `${'x'.repeat(19_998)}🧺${'y'.repeat(9000)}` }),
      issue('Acme/Shop', 12, '2026-03-07T10:00:00Z', {
        state: 'closed',
        state_reason: null,
        closed_at: '2026-03-07T10:00:00Z',
      }),
    ],
    'acme/payments': [
      issue('acme/payments', 1, '2026-03-02T10:00:00Z', {
        labels: ['problem'],
        state: 'closed',
        state_reason: 'duplicate',
        closed_at: '2026-03-02T10:00:00Z',
      }),
      issue('acme/payments', 2, '2026-03-08T10:00:00Z', { state_reason: 'reopened' }),
    ],
  }
}

function deployment(id: number, created: string, environment: string, rest: object = {}): MadeUpDeployment {
  return {
    id,
    node_id: `DE_${id}`,
    sha: `${id}`.padEnd(40, 'a'),
    ref: 'main',
    task: 'deploy',
    payload: { token: CANARY },
    original_environment: environment,
    environment,
    description: null,
    creator: person('grace'),
    created_at: created,
    updated_at: created,
    transient_environment: false,
    production_environment: environment === 'production',
    ...rest,
  }
}

/** Deployments by repository, the oldest first. */
export function deployments(): Record<string, MadeUpDeployment[]> {
  return {
    'Acme/Shop': [
      deployment(100, '2025-06-01T10:00:00Z', 'production'),
      deployment(101, '2026-03-01T10:00:00Z', 'production', { ref: 'v1.0', description: 'First of spring' }),
      deployment(102, '2026-03-02T10:00:00Z', 'production', { ref: 'v1.1' }),
      deployment(103, '2026-03-03T10:00:00Z', 'pr-17', { transient_environment: true }),
      deployment(104, '2026-03-04T10:00:00Z', 'staging', { creator: null }),
      deployment(105, '2026-03-15T10:00:00Z', 'production', { ref: 'v1.2' }),
      deployment(106, '2026-03-16T10:00:00Z', 'production', { ref: 'v1.3' }),
      deployment(107, '2026-03-17T10:00:00Z', 'staging'),
    ],
    'acme/payments': [deployment(201, '2026-03-10T10:00:00Z', 'production')],
  }
}

function status(id: number, state: string, created: string, log?: string) {
  const log_url = log ?? ''
  return {
    id,
    state,
    description: '',
    creator: person('grace'),
    created_at: created,
    log_url,
    target_url: log_url,
  }
}

/** Commits between two deployments to production, as comparisons have them. */
export function commits() {
  const sha = (id: number) => `${id}`.padEnd(40, 'a')
  const written = (date: string) => ({
    sha: 'c'.repeat(40),
    commit: {
      message: CANARY,
      author: { name: 'Grace', email: CANARY, date },
      committer: { date: '2026-03-01T09:00:00Z' },
    },
  })
  return {
    [`${sha(100)}...${sha(101)}`]: [written('2026-02-27T15:00:00Z'), written('2026-02-26T09:30:00Z')],
  } as Record<string, object[]>
}

/** Statuses by deployment, the oldest first. */
export function statuses(): Record<number, ReturnType<typeof status>[]> {
  return {
    100: [status(12, 'success', '2025-06-01T10:04:00Z')],
    101: [
      status(1, 'queued', '2026-03-01T10:00:01Z'),
      status(2, 'in_progress', '2026-03-01T10:00:05Z'),
      status(3, 'success', '2026-03-01T10:04:00Z', 'https://github.example/acme/shop/actions/runs/1'),
      status(9, 'inactive', '2026-03-15T10:05:00Z'),
    ],
    102: [status(4, 'in_progress', '2026-03-02T10:00:05Z'), status(5, 'failure', '2026-03-02T10:02:00Z')],
    103: [status(6, 'success', '2026-03-03T10:02:00Z')],
    104: [status(7, 'success', '2026-03-04T10:01:00Z', 'javascript:alert(1)')],
    105: [status(8, 'in_progress', '2026-03-15T10:00:05Z')],
    106: [status(10, 'waiting', '2026-03-16T10:00:05Z')],
    201: [status(11, 'error', '2026-03-10T10:00:30Z')],
  }
}
