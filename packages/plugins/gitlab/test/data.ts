/** Records as GitLab's API gives them, with members that nobody asked for, too. */
export interface MadeUpIssue {
  readonly iid: number
  title: string
  description: string | null
  readonly state: string
  readonly confidential: boolean
  readonly author: { readonly username: string } | null
  readonly created_at: string
  updated_at: string
  readonly web_url: string
  readonly [member: string]: unknown
}

export interface MadeUpDeployment {
  readonly id: number
  status: string
  updated_at: string
  readonly environment: { readonly name: string; readonly [member: string]: unknown } | null
  readonly [member: string]: unknown
}

/** An entry of time, in seconds; below zero it corrects others. */
export interface MadeUpEntry {
  readonly id: string
  readonly timeSpent: number
  readonly spentAt: string
  readonly summary: string | null
  readonly user: { readonly username: string } | null
}

/** What must never be stored: addresses, and what only few may read. */
export const CANARY = 'canary-of-few@example.org'

export function person(username: string) {
  return { id: username.length, username, name: username, state: 'active', public_email: CANARY }
}

export function issue(
  project: string,
  iid: number,
  updated: string,
  rest: Partial<MadeUpIssue> = {},
): MadeUpIssue {
  return {
    id: 7000 + iid,
    iid,
    project_id: 5,
    title: `Issue ${iid}`,
    description: `What happened in ${iid}.`,
    state: 'opened',
    type: 'ISSUE',
    issue_type: 'issue',
    severity: 'UNKNOWN',
    confidential: false,
    labels: [],
    author: person('ada'),
    assignees: [person('grace')],
    assignee: person('grace'),
    milestone: null,
    due_date: null,
    moved_to_id: null,
    service_desk_reply_to: CANARY,
    created_at: '2026-03-01T08:00:00.123Z',
    updated_at: updated,
    closed_at: null,
    closed_by: null,
    web_url: `https://gitlab.example/${project}/-/issues/${iid}`,
    time_stats: { time_estimate: 0, total_time_spent: 5400, human_total_time_spent: '1h 30m' },
    ...rest,
  }
}

const SAME_MOMENT = '2026-03-05T10:00:00.500Z'

/** Issues by project; many changed at one and the same moment, as after a bulk edit. */
export function issues(): Record<string, MadeUpIssue[]> {
  return {
    'Acme/shop': [
      issue('Acme/shop', 1, '2026-03-02T09:30:00.250Z', {
        title: 'Checkout answers 500',
        issue_type: 'incident',
        severity: 'CRITICAL',
        labels: ['service::Web shop', 'team::Platform', 'priority::1'],
        state: 'closed',
        closed_at: '2026-03-02T09:30:00.250Z',
      }),
      issue('Acme/shop', 2, '2026-03-03T10:00:00.000Z', { description: null, author: null, assignees: [] }),
      issue('Acme/shop', 3, '2026-03-04T10:00:00.000Z', {
        title: 'Größe der Körbe 🧺 — 籠のサイズ',
        labels: ['workflow::in dev'],
        due_date: '2026-04-01',
      }),
      issue('Acme/shop', 4, '2026-03-04T12:00:00.000Z', {
        description: '<script>alert(1)</script> & <b>bold</b>',
        state: 'closed',
        moved_to_id: 8000,
        closed_at: '2026-03-04T12:00:00.000Z',
      }),
      ...[5, 6, 7, 8, 9].map((iid) =>
        issue('Acme/shop', iid, SAME_MOMENT, { labels: ['blocked'], assignees: [] }),
      ),
      issue('Acme/shop', 10, '2026-03-06T10:00:00.000Z', {
        title: `Leak of ${CANARY}`,
        description: `It was ${CANARY}.`,
        confidential: true,
        milestone: { title: 'Spring', due_date: '2026-05-01' },
      }),
      issue('Acme/shop', 11, '2026-03-07T10:00:00.000Z', {
        description: `${'x'.repeat(19_998)}🧺${'y'.repeat(9000)}`,
      }),
    ],
    'acme/infra/dns': [
      issue('acme/infra/dns', 1, '2026-03-02T10:00:00.000Z', { issue_type: 'task', labels: ['Problem'] }),
      issue('acme/infra/dns', 2, '2026-03-08T10:00:00.000Z', { issue_type: 'ticket' }),
    ],
  }
}

let lastEntry = 0
function entry(username: string | null, minutes: number, spentAt: string, summary: string | null = null) {
  lastEntry += 1
  const user = username === null ? null : person(username)
  return { id: `gid://gitlab/Timelog/${lastEntry}`, timeSpent: minutes * 60, spentAt, summary, user }
}

/** Entries of time by project and issue. */
export function entries(): Record<string, MadeUpEntry[]> {
  lastEntry = 0
  return {
    'Acme/shop#1': [
      entry('grace', 60, '2026-03-01T09:00:00Z', 'Looked at the log'),
      entry('ada', 45, '2026-03-01T10:00:00Z'),
      entry('grace', 30, '2026-03-02T09:00:00Z', 'Fixed it'),
      entry('grace', -40, '2026-03-02T10:00:00Z'),
      entry(null, 5, '2026-03-02T10:30:00Z'),
    ],
    'Acme/shop#10': [entry('grace', 15, '2026-03-06T09:00:00Z', `Called ${CANARY}`)],
    'acme/infra/dns#2': [
      entry('ada', 60, '2026-03-08T09:00:00Z'),
      entry('grace', -60, '2026-03-08T09:30:00Z'),
    ],
  }
}

function deployment(id: number, updated: string, status: string, rest: object = {}): MadeUpDeployment {
  const created = updated.replace(/T.*/, 'T08:00:00.000Z')
  return {
    id,
    iid: id - 40,
    ref: 'main',
    sha: `${id}`.padEnd(40, 'a'),
    status,
    created_at: created,
    updated_at: updated,
    user: person('grace'),
    environment: { id: 9, name: 'production', tier: 'production', external_url: 'https://shop.example.org' },
    deployable: {
      id: 600 + id,
      name: 'deploy',
      commit: { author_email: CANARY, message: 'Deploy' },
      started_at: updated.replace(/T.*/, 'T08:01:00.000Z'),
      finished_at: updated.replace(/T.*/, 'T08:05:00.000Z'),
      pipeline: { id: id + 1, web_url: `https://gitlab.example/acme/shop/-/pipelines/${id + 1}` },
    },
    ...rest,
  }
}

/** Commits between two deployments to production, as comparisons have them. */
export function commits(): Record<string, object[]> {
  const sha = (id: number) => `${id}`.padEnd(40, 'a')
  const written = (authored_date: string) => ({ id: 'c'.repeat(40), author_email: CANARY, authored_date })
  return {
    [`${sha(41)}...${sha(50)}`]: [written('2026-03-05T15:00:00.000Z'), written('2026-03-02T09:30:00.000Z')],
  }
}

const STAGING = { id: 10, name: 'staging', tier: 'staging' }

/** Deployments by project. */
export function deployments(): Record<string, MadeUpDeployment[]> {
  return {
    'Acme/shop': [
      deployment(41, '2026-03-01T08:05:01.000Z', 'success', { ref: 'v1.0' }),
      deployment(42, '2026-03-02T08:05:01.000Z', 'failed', { ref: 'v1.1' }),
      deployment(43, '2026-03-03T08:05:01.000Z', 'success', { environment: { id: 11, name: 'review/17' } }),
      deployment(44, '2026-03-04T08:05:01.000Z', 'success', {
        deployable: null,
        user: null,
        environment: STAGING,
      }),
      deployment(45, '2026-03-05T08:05:01.000Z', 'canceled', { environment: STAGING }),
      deployment(46, '2026-03-06T08:05:01.000Z', 'running'),
      deployment(47, '2026-03-06T08:05:01.000Z', 'blocked'),
      deployment(48, '2026-03-06T08:05:01.000Z', 'created'),
      deployment(49, '2026-03-07T08:05:01.000Z', 'skipped'),
      deployment(50, '2026-03-08T08:05:01.000Z', 'success', { ref: 'v1.2' }),
    ],
    'acme/infra/dns': [deployment(61, '2026-03-02T08:05:01.000Z', 'success')],
  }
}
