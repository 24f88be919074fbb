import { createHash, createHmac } from 'node:crypto'
import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { commits, deployments, entries, issue, issues, type MadeUpIssue, person } from './data.ts'
import { MadeUpGroups } from './groups.ts'

export const TOKEN = 'glpat-conformance-0123456789'
const WEBHOOK_TOKEN = 'a-token-of-the-webhook'
const SIGNING_TOKEN = `whsec_${Buffer.from('thirty-two-bytes-of-signing-key!').toString('base64')}`
export const ENV = {
  GITLAB_TOKEN: TOKEN,
  GITLAB_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
  GITLAB_SIGNING_TOKEN: SIGNING_TOKEN,
}
/** After everything in the data. */
export const NOW = '2026-03-20T12:00:00Z'

/** As a person writes it; what is undefined in `rest` is left out. */
export function config(url: string, rest: object = {}): object {
  const written = {
    url,
    token: 'env:GITLAB_TOKEN',
    projects: ['Acme/shop', 'acme/infra/dns'],
    webhook: { token: 'env:GITLAB_WEBHOOK_TOKEN', signingToken: 'env:GITLAB_SIGNING_TOKEN' },
    services: { 'acme/infra/*': ['Name service'] },
    teams: { ada: 'Sales', grace: 'Shop team' },
    deployments: { environments: ['production', 'staging'], changeTypes: { production: 'NORMAL' } },
    ticketProject: 'acme/shop',
    teamGroups: ['acme'],
    pageSize: 2,
    ...rest,
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

/** The part of GitLab's REST and GraphQL APIs that the plugin calls, as its documentation describes them. */
export class MadeUpGitlab implements FakeSystem {
  readonly issues = issues()
  readonly entries = entries()
  readonly deployments = deployments()
  readonly notes: { id: number; body: string; author: object; system: boolean }[] = []
  /** Commits by range. */
  readonly commits = commits()
  repository: 'readable' | 'hidden' = 'readable'
  scopes: readonly string[] = ['api']
  readonly groups = new MadeUpGroups()

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    if (request.headers['private-token'] !== TOKEN) return UNAUTHORIZED
    if (request.path === '/api/graphql')
      return this.#query(JSON.parse(request.body) as { variables: Variables })
    const [what, id = '', below, iid, notes] = request.path.replace(/^\/api\/v4\//, '').split('/')
    if (what === 'user') return { json: person('throughline') }
    if (what === 'personal_access_tokens') return { json: { id: 1, scopes: this.scopes } }
    if (what === 'groups' && below === 'projects') return this.#projects(request, decodeURIComponent(id))
    if (what === 'groups') {
      const found = this.groups.find(decodeURIComponent(id), below)
      if (found === undefined) return NOT_FOUND
      return Array.isArray(found) ? page(request, found) : { json: found }
    }
    const project = this.#found(decodeURIComponent(id))
    if (what !== 'projects' || project === undefined) return NOT_FOUND
    if (below === 'deployments') return this.#deployments(request, project)
    if (below === 'repository' && iid === 'compare') return this.#compare(request)
    if (below === 'issues' && notes === 'notes') return this.#notes(request, project, Number(iid))
    if (below !== 'issues') return NOT_FOUND
    return request.method === 'POST' ? this.#create(request, project) : this.#issues(request, project)
  }

  /** GitLab finds a project whatever the case of its path. */
  #found(path: string): string | undefined {
    return Object.keys(this.issues).find((project) => project.toLowerCase() === path.toLowerCase())
  }

  #projects(request: UpstreamRequest, group: string): UpstreamAnswer {
    const found = Object.keys(this.issues).filter((path) => path.toLowerCase().startsWith(`${group}/`))
    return page(
      request,
      [...found, `${group}/attic`].map((path_with_namespace) => ({ path_with_namespace, archived: false })),
    )
  }

  #issues(request: UpstreamRequest, project: string): UpstreamAnswer {
    const { query } = request
    const key = query.get('order_by') === 'updated_at' ? 'updated_at' : 'created_at'
    const sign = query.get('sort') === 'asc' ? 1 : -1
    const since = Date.parse(query.get('updated_after') ?? '1970-01-01T00:00:00Z')
    const ours = query.get('scope') === 'created_by_me'
    const listed = (this.issues[project] ?? [])
      .filter((item) => Date.parse(item.updated_at) >= since)
      .filter(({ author }) => !ours || author?.username === 'throughline')
      .toSorted((a, b) => sign * (Date.parse(a[key]) - Date.parse(b[key]) || a.iid - b.iid))
    return page(request, listed)
  }

  #create(request: UpstreamRequest, project: string): UpstreamAnswer {
    const sent = JSON.parse(request.body) as { title: string; description: string; labels: string }
    const held = this.issues[project] ?? []
    const iid = Math.max(0, ...held.map((item) => item.iid)) + 1
    const labels = sent.labels.split(',')
    const made = issue(project, iid, NOW, { ...sent, labels, created_at: NOW, author: person('throughline') })
    held.push(made)
    return { status: 201, json: made }
  }

  #notes(request: UpstreamRequest, project: string, iid: number): UpstreamAnswer {
    if (this.issues[project]?.some((item) => item.iid === iid) !== true) return NOT_FOUND
    if (request.method !== 'POST') return page(request, this.notes.toReversed())
    const { body } = JSON.parse(request.body) as { body: string }
    const made = { id: 300 + this.notes.length, body, author: person('throughline'), system: false }
    this.notes.push(made)
    return { status: 201, json: made }
  }

  #deployments(request: UpstreamRequest, project: string): UpstreamAnswer {
    const { query } = request
    const byTime = query.has('updated_after') || query.has('updated_before')
    if ((query.get('order_by') === 'updated_at') !== byTime) {
      return { status: 400, json: { message: '`updated_at` filter and `updated_at` sorting must be paired' } }
    }
    const since = Date.parse(query.get('updated_after') ?? '1970-01-01T00:00:00Z')
    const before = Date.parse(query.get('updated_before') ?? '2100-01-01T00:00:00Z')
    const sign = query.get('sort') === 'desc' ? -1 : 1
    const listed = (this.deployments[project] ?? [])
      .filter(({ updated_at }) => Date.parse(updated_at) >= since && Date.parse(updated_at) <= before)
      .filter(({ status }) => (query.get('status') ?? status) === status)
      .filter(({ environment }) => (query.get('environment') ?? environment?.name) === environment?.name)
      .toSorted((a, b) => sign * (Date.parse(a.updated_at) - Date.parse(b.updated_at) || b.id - a.id))
    return page(request, listed)
  }

  #compare({ query }: UpstreamRequest): UpstreamAnswer {
    if (this.repository === 'hidden') return { status: 403, json: { message: '403 Forbidden' } }
    const commits = this.commits[`${query.get('from')}...${query.get('to')}`]
    return commits === undefined ? NOT_FOUND : { json: { commits, compare_timeout: false } }
  }

  #query({ variables }: { variables: Variables }): UpstreamAnswer {
    const { path, iid } = variables
    // Unlike REST, GraphQL wants the path as it is written.
    if (this.issues[path] === undefined) return { json: { data: { project: null } } }
    const timelogs = (number: number | string, size: number, after: string | null = null) =>
      connection(this.entries[`${path}#${number}`] ?? [], size, after)
    if (iid !== undefined) {
      return { json: { data: { project: { issue: { timelogs: timelogs(iid, 100, variables.after) } } } } }
    }
    const { first = 100, after = null } = variables
    const since = Date.parse(variables.since ?? '1970-01-01T00:00:00Z')
    const listed = (this.issues[path] ?? [])
      .filter(({ updated_at }) => Date.parse(updated_at) >= since)
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .filter((item) => after === null || keyOf(item) > after)
    const nodes = listed.slice(0, first).map((item) => ({
      iid: String(item.iid),
      confidential: item.confidential,
      updatedAt: item.updated_at,
      timelogs: timelogs(item.iid, first),
    }))
    const last = listed[nodes.length - 1]
    const endCursor = last === undefined ? null : keyOf(last)
    const pageInfo = { hasNextPage: listed.length > nodes.length, endCursor }
    return { json: { data: { project: { issues: { pageInfo, nodes } } } } }
  }

  /** Somebody edits an issue that stands among those of one moment. */
  touch(at: Date): void {
    const touched = this.issues['Acme/shop']?.find(({ iid }) => iid === 5)
    if (touched === undefined) return
    touched.title = `${touched.title}, edited`
    touched.updated_at = at.toISOString()
  }

  remove(stream: string): void {
    if (this.groups.remove(stream)) return
    this.issues['Acme/shop']?.splice(0, 1)
  }
}

interface Variables {
  readonly path: string
  readonly since?: string | null
  readonly after?: string | null
  readonly first?: number
  readonly iid?: string
}

/** GitLab's cursors are keysets: they hold the values of the last entry, not its place. */
function keyOf({ updated_at, iid }: MadeUpIssue): string {
  return `${new Date(updated_at).toISOString()} ${String(iid).padStart(6, '0')}`
}

function connection(items: readonly { id: string }[], size: number, after: string | null) {
  const from = items.findIndex(({ id }) => id === after) + 1
  const nodes = items.slice(from, from + size)
  return { pageInfo: { hasNextPage: from + size < items.length, endCursor: nodes.at(-1)?.id ?? null }, nodes }
}

const UNAUTHORIZED: UpstreamAnswer = { status: 401, json: { message: '401 Unauthorized' } }
const NOT_FOUND: UpstreamAnswer = { status: 404, json: { message: '404 Project Not Found' } }

/** One page, with the headers as GitLab writes them. */
function page(request: UpstreamRequest, items: readonly unknown[]): UpstreamAnswer {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 20))
  const number = Number(request.query.get('page') ?? 1)
  const json = items.slice((number - 1) * size, number * size)
  const link = (rel: string, to: number) => {
    const query = new URLSearchParams(request.query)
    query.set('page', String(to))
    return `<http://gitlab.test${request.path}?${query}>; rel="${rel}"`
  }
  const next = number * size < items.length ? [link('next', number + 1)] : []
  return { json, headers: { link: [...next, link('first', 1)].join(', '), 'x-page': String(number) } }
}

/** A delivery with the token in plain text, as GitLab has always sent it. */
export function delivery(payload: object) {
  const body = JSON.stringify(payload)
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitLab/18.0.0',
      'x-gitlab-token': WEBHOOK_TOKEN,
      'x-gitlab-event-uuid': '13792a34-cac6-4fda-95a8-c58e00a3954e',
      // Another delivery has another key.
      'idempotency-key': createHash('sha256').update(body).digest('hex').slice(0, 36),
    },
    body,
  }
}

/** A delivery that is signed, as newer versions can. */
export function signedDelivery(payload: object, at: Date) {
  const { headers, body } = delivery(payload)
  const seconds = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(SIGNING_TOKEN.replace('whsec_', ''), 'base64')
  const id = headers['idempotency-key']
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  const { 'x-gitlab-token': _, ...rest } = headers
  return {
    headers: {
      ...rest,
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  }
}
