import { createHash, createHmac } from 'node:crypto'
import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { commits, deployments, issue, issues, type MadeUpIssue, person, statuses } from './data.ts'
import { MadeUpOrganisation } from './organisation.ts'

export const TOKEN = 'github_pat_conformance_0123456789'
export const WEBHOOK_SECRET = 'a-secret-of-the-webhook'
export const ENV = { GITHUB_TOKEN: TOKEN, GITHUB_WEBHOOK_SECRET: WEBHOOK_SECRET }
/** After everything in the data. */
export const NOW = '2026-03-20T12:00:00Z'

/** As a person writes it; what is undefined in `rest` is left out. */
export function config(url: string, rest: object = {}): object {
  const written = {
    url,
    token: 'env:GITHUB_TOKEN',
    repositories: ['acme/shop', 'acme/payments', 'acme/handbook'],
    webhook: { secret: 'env:GITHUB_WEBHOOK_SECRET' },
    services: { 'acme/pay*': ['Payments'] },
    teams: { ada: 'Sales', grace: 'Shop team' },
    tickets: { priorities: { P1: 1 } },
    deployments: { environments: ['production', 'staging'], changeTypes: { production: 'NORMAL' } },
    ticketRepository: 'acme/shop',
    teamOrganisations: ['acme'],
    memberProfiles: true,
    pageSize: 2,
    ...rest,
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

type Comment = { id: number; body: string; user: object; html_url: string }

/** The part of GitHub's REST API that the plugin calls, as its documentation describes it. */
export class MadeUpGithub implements FakeSystem {
  readonly issues = issues()
  readonly deployments = deployments()
  readonly statuses = statuses()
  readonly comments: Comment[] = []
  readonly organisation = new MadeUpOrganisation()
  /** By range, the oldest first. */
  readonly commits = commits()
  contents: 'readable' | 'hidden' = 'readable'

  /** Of an organisation; the handbook has its issues switched off. */
  readonly repositories = [
    { full_name: 'acme/attic', archived: true, has_issues: true },
    { full_name: 'acme/handbook', archived: false, has_issues: false },
    { full_name: 'acme/payments', archived: false, has_issues: true },
    { full_name: 'Acme/Shop', archived: false, has_issues: true },
  ]

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return { status: 401, json: { message: 'Bad credentials', status: '401' } }
    }
    const [, first, second = '', third = '', ...rest] = request.path.split('/')
    if (first === 'user' && second === '') return { json: person('throughline-bot') }
    if (first === 'users') return { json: this.organisation.account(second) }
    if (first === 'orgs' && third === 'repos') return page(request, this.repositories)
    if (first === 'orgs') {
      const listed = this.organisation.list(second, [third, ...rest], request.query.get('role'))
      return listed === undefined ? NOT_FOUND : page(request, listed)
    }
    const found = this.repositories.find(
      ({ full_name }) => full_name.toLowerCase() === `${second}/${third}`.toLowerCase(),
    )
    if (first !== 'repos' || found === undefined) return NOT_FOUND
    return this.#inRepository(request, found, rest)
  }

  #inRepository(
    request: UpstreamRequest,
    repository: { full_name: string; has_issues: boolean },
    [what, id, below]: string[],
  ): UpstreamAnswer {
    const { full_name: name, has_issues } = repository
    if (what === undefined) return { json: repository }
    if (what === 'issues' && !has_issues) {
      return { status: 410, json: { message: 'Issues has been disabled in this repository.' } }
    }
    if (what === 'issues' && id === undefined) {
      return request.method === 'POST' ? this.#create(request, name) : this.#list(request, name)
    }
    if (what === 'issues' && below === 'comments') return this.#comments(request, name, Number(id))
    if (what === 'compare') return this.#compare(id ?? '')
    if (what !== 'deployments') return NOT_FOUND
    const newestFirst = (this.deployments[name] ?? []).toReversed()
    if (id === undefined) return page(request, newestFirst)
    return page(request, (this.statuses[Number(id)] ?? []).toReversed())
  }

  #compare(range: string): UpstreamAnswer {
    if (this.contents === 'hidden')
      return { status: 403, json: { message: 'Resource not accessible by personal access token' } }
    const commits = this.commits[range]
    if (commits === undefined) return NOT_FOUND
    return { json: { status: 'ahead', total_commits: commits.length, commits } }
  }

  #list(request: UpstreamRequest, name: string): UpstreamAnswer {
    const { query } = request
    const key = query.get('sort') === 'updated' ? 'updated_at' : 'created_at'
    const sign = query.get('direction') === 'asc' ? 1 : -1
    const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z')
    const creator = query.get('creator')
    const state = query.get('state') ?? 'open'
    const listed = (this.issues[name] ?? [])
      .filter((item) => Date.parse(item.updated_at) >= since)
      .filter((item) => state === 'all' || item.state === state)
      .filter(({ user }) => creator === null || (user !== null && 'login' in user && user.login === creator))
      .toSorted((a, b) => sign * (Date.parse(a[key]) - Date.parse(b[key]) || a.number - b.number))
    return page(request, listed)
  }

  #create(request: UpstreamRequest, name: string): UpstreamAnswer {
    const { title, body, labels } = JSON.parse(request.body) as {
      title: string
      body: string
      labels: string[]
    }
    const held = this.issues[name] ?? []
    const number = Math.max(0, ...held.map((item) => item.number)) + 1
    const made = issue(name, number, NOW, {
      title,
      body,
      labels,
      created_at: NOW,
      user: person('throughline-bot'),
    })
    held.push(made)
    return { status: 201, json: made }
  }

  #comments(request: UpstreamRequest, name: string, number: number): UpstreamAnswer {
    if (this.issues[name]?.some((item) => item.number === number) !== true) return NOT_FOUND
    if (request.method !== 'POST') return page(request, this.comments)
    const { body } = JSON.parse(request.body) as { body: string }
    const id = 500 + this.comments.length
    const html_url = `https://github.example/${name}/issues/${number}#issuecomment-${id}`
    const made = { id, body, user: person('throughline-bot'), html_url }
    this.comments.push(made)
    return { status: 201, json: made }
  }

  /** Somebody edits an issue that stands in the middle of those of one second. */
  touch(at: Date): void {
    const touched = this.issues['Acme/Shop']?.find(({ number }) => number === 6)
    if (touched !== undefined) this.change(touched, at)
  }

  remove(stream: string): void {
    if (this.organisation.remove(stream)) return
    this.issues['Acme/Shop']?.splice(3, 1)
  }

  change(touched: MadeUpIssue, at: Date): void {
    touched.title = `${touched.title}, edited`
    touched.updated_at = `${at.toISOString().slice(0, 19)}Z`
  }
}

const NOT_FOUND: UpstreamAnswer = { status: 404, json: { message: 'Not Found', status: '404' } }

/** One page, with the `Link` header as GitHub writes it. */
function page(request: UpstreamRequest, items: readonly unknown[]): UpstreamAnswer {
  const size = Math.min(100, Number(request.query.get('per_page') ?? 30))
  const number = Number(request.query.get('page') ?? 1)
  const json = items.slice((number - 1) * size, number * size)
  if (number * size >= items.length) return { json }
  const next = new URLSearchParams(request.query)
  next.set('page', String(number + 1))
  return { json, headers: { link: `<http://github.test${request.path}?${next}>; rel="next"` } }
}

/** A delivery, signed as GitHub signs it. */
export function delivery(event: string, payload: object, given?: string) {
  const body = JSON.stringify(payload)
  // Another delivery has another id.
  const id = given ?? createHash('sha256').update(body).digest('hex').slice(0, 36)
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${signature}`,
    },
    body,
  }
}
