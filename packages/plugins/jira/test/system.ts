import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { CHANGELOGS, STATUSES } from './changelogs.ts'
import {
  ISSUE_TYPES,
  issuesOfTheSite,
  type SiteIssue,
  type SiteWorklog,
  worklogsOfTheSite,
} from './issues.ts'
import { findIssues } from './jql.ts'

export const EMAIL = 'throughline@example.org'
export const TOKEN = 'api-token-4711-canary'
const WORKLOGS_AT_ONCE = 2
const MINUTE = 60_000

export interface SiteComment {
  readonly id: string
  readonly issueId: string
  readonly body: unknown
  readonly properties: readonly { readonly key: string; readonly value: unknown }[]
}

const FIELDS = [
  { id: 'summary', name: 'Summary' },
  { id: 'customfield_10001', name: 'Team' },
  { id: 'customfield_10010', name: 'Impact' },
  { id: 'customfield_10011', name: 'Urgency' },
  { id: 'customfield_10020', name: 'Change type' },
  { id: 'customfield_10021', name: 'Planned start' },
  { id: 'customfield_10022', name: 'Planned end' },
  { id: 'customfield_10023', name: 'Implementation plan' },
  { id: 'customfield_10024', name: 'Backout plan' },
  // Of an app that brought a field of the same name.
  { id: 'customfield_19999', name: 'Team' },
]

const PROJECTS = [
  { key: 'HR', name: 'People' },
  { key: 'OPS', name: 'Operations' },
  { key: 'SHOP', name: 'Web shop' },
]

/**
 * A site of Jira Cloud in memory. What a page token holds is not told: here an offset, the worst there could be, since
 * what moves in the result pushes others over the edge of a page, or the place of the last issue that was seen.
 */
export class MadeUpSite implements FakeSystem {
  readonly issues: SiteIssue[] = issuesOfTheSite()
  readonly worklogs: SiteWorklog[] = worklogsOfTheSite()
  readonly comments: SiteComment[] = []
  readonly notes = new Set<string>()
  /** Bodies of the calls that made issues. */
  readonly made: unknown[] = []
  /** The present of the site, and by how many milliseconds its search is late. */
  now = Date.parse('2026-03-02T12:00:00.000Z')
  searchLag = 0
  /** What page tokens hold. */
  tokens: 'offset' | 'last seen' = 'offset'
  /** Refuses every page token from now on. */
  tokensExpired = false
  /** Gives one token again and again. */
  loops = false
  /** Permissions the account lacks. */
  readonly lacking = new Set<string>()
  /** Fields that cannot be set when an issue is made. */
  readonly offScreen = new Set<string>()

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    const expected = `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')}`
    if (request.headers.authorization !== expected)
      return { status: 401, text: 'Client must be authenticated to access this resource.' }
    const path = request.path.replace('/rest/api/3/', '')
    const [head = '', ...rest] = path.split('/').map(decodeURIComponent)
    switch (head) {
      case 'myself':
        return { json: { accountId: 'acc-bot', displayName: 'Throughline' } }
      case 'field':
        return { json: FIELDS }
      case 'mypermissions':
        return this.#permissions(request)
      case 'project':
        return this.#project(request, rest)
      case 'search':
        return this.#search(request)
      case 'status':
        return { json: STATUSES }
      case 'changelog':
        return this.#changelogs(request)
      case 'worklog':
        return rest[0] === 'updated' ? this.#changedWorklogs(request) : this.#worklogs(request)
      case 'user':
        return this.#notes(request, rest[1])
      case 'issue':
        return this.#issue(request, rest)
      default:
        return { status: 404, json: { errorMessages: [`No such path: ${path}`] } }
    }
  }

  /** Somebody writes in the oldest ticket. */
  touch(at: Date): void {
    const [oldest] = this.issues
      .filter(({ key }) => key.startsWith('SHOP-1'))
      .sort((a, b) => a.updated - b.updated)
    if (oldest === undefined) return
    oldest.updated = at.getTime()
    oldest.fields.summary = `Touched at ${at.toISOString()}`
  }

  remove(stream: string): void {
    if (stream === 'efforts') this.worklogs.splice(0, 1)
    else {
      const isChange = ({ fields }: SiteIssue) => Object(fields.issuetype).name === '[System] Change'
      const found = this.issues.findIndex((issue) => isChange(issue) === (stream === 'changes'))
      const [removed] = this.issues.splice(found, 1)
      const kept = this.worklogs.filter(({ issueId }) => issueId !== removed?.id)
      this.worklogs.splice(0, this.worklogs.length, ...kept)
    }
  }

  #permissions({ query }: UpstreamRequest): UpstreamAnswer {
    const names = (query.get('permissions') ?? '').split(',')
    const permissions = Object.fromEntries(
      names.map((key) => [key, { key, havePermission: !this.lacking.has(key) }]),
    )
    return { json: { permissions } }
  }

  #project({ query }: UpstreamRequest, [which = '']: string[]): UpstreamAnswer {
    if (which === 'search') {
      const start = Number(query.get('startAt'))
      const values = PROJECTS.slice(start, start + 2)
      return {
        json: { values, startAt: start, total: PROJECTS.length, isLast: start + 2 >= PROJECTS.length },
      }
    }
    const found = PROJECTS.find(({ key }) => key === which)
    if (found === undefined)
      return { status: 404, json: { errorMessages: [`No project could be found with key '${which}'.`] } }
    return { json: { ...found, issueTypes: ISSUE_TYPES } }
  }

  #search({ body }: UpstreamRequest): UpstreamAnswer {
    const { jql, fields, maxResults, nextPageToken } = JSON.parse(body) as {
      jql: string
      fields?: string[]
      maxResults: number
      nextPageToken?: string
    }
    if (nextPageToken !== undefined && this.tokensExpired)
      return { status: 400, json: { errorMessages: ['The nextPageToken is invalid.'] } }
    const known = this.issues.filter(({ searchable }) => (searchable ?? 0) <= this.now)
    const found = findIssues(known, jql)
    if (found === undefined)
      return { status: 400, json: { errorMessages: [`Error in the JQL Query: ${jql}`] } }
    const start = nextPageToken === undefined ? 0 : this.#startOf(found, nextPageToken)
    const end = start + Math.min(maxResults, fields?.length === 1 ? 4 : 100)
    const token = this.loops ? tokenOf(1) : tokenOf(this.tokens === 'offset' ? end : placeOf(found[end - 1]))
    return {
      json: {
        issues: found.slice(start, end).map((issue) => shown(issue, fields)),
        ...(this.loops || end < found.length ? { nextPageToken: token, isLast: false } : { isLast: true }),
      },
    }
  }

  #changelogs({ body }: UpstreamRequest): UpstreamAnswer {
    const { issueIdsOrKeys, fieldIds, nextPageToken } = JSON.parse(body) as {
      issueIdsOrKeys: string[]
      fieldIds: string[]
      nextPageToken?: string
    }
    const all = CHANGELOGS.filter(({ issueId }) => issueIdsOrKeys.includes(issueId)).map((log) => ({
      issueId: log.issueId,
      changeHistories: [
        {
          ...log.change,
          items: log.change.items.filter(({ fieldId }) => fieldIds.includes(fieldId)),
        },
      ],
    }))
    // One entry to a page, so that the entries of one issue are on several.
    const start = Number(nextPageToken ?? 0)
    return {
      json: {
        issueChangeLogs: all.slice(start, start + 1),
        nextPageToken: start + 1 < all.length ? String(start + 1) : null,
      },
    }
  }

  #startOf(found: readonly SiteIssue[], token: string): number {
    const held = Buffer.from(token, 'base64').toString()
    if (this.tokens === 'offset') return Number(held)
    const next = found.findIndex((issue) => placeOf(issue) > held)
    return next === -1 ? found.length : next
  }

  #changedWorklogs({ query }: UpstreamRequest): UpstreamAnswer {
    const since = Number(query.get('since'))
    const changed = this.worklogs
      .filter(({ updated }) => updated > since && updated <= this.now - MINUTE)
      .sort((a, b) => a.updated - b.updated || a.id - b.id)
    const page = changed.slice(0, WORKLOGS_AT_ONCE)
    return {
      json: {
        values: page.map(({ id, updated }) => ({ worklogId: id, updatedTime: updated, properties: [] })),
        since,
        until: page.at(-1)?.updated ?? since,
        lastPage: changed.length <= WORKLOGS_AT_ONCE,
      },
    }
  }

  #worklogs({ body }: UpstreamRequest): UpstreamAnswer {
    const { ids } = JSON.parse(body) as { ids: number[] }
    const found = this.worklogs.filter(({ id }) => ids.includes(id))
    return { json: found.map(({ id, issueId, fields }) => ({ id: String(id), issueId, ...fields })) }
  }

  #notes({ method, body }: UpstreamRequest, name: string | undefined): UpstreamAnswer {
    if (name === undefined) return { json: { keys: [...this.notes].map((key) => ({ key, self: '' })) } }
    if (method === 'PUT') {
      JSON.parse(body)
      const known = this.notes.has(name)
      this.notes.add(name)
      return { status: known ? 200 : 201, json: {} }
    }
    return this.notes.delete(name)
      ? { status: 204 }
      : { status: 404, json: { errorMessages: ['No such property'] } }
  }

  #issue(request: UpstreamRequest, [which = '', what, ...rest]: string[]): UpstreamAnswer {
    const { method, query, body } = request
    if (which === '') return method === 'POST' ? this.#create(body) : { status: 405 }
    if (which === 'bulkfetch') {
      const { issueIdsOrKeys, fields } = JSON.parse(body) as { issueIdsOrKeys: string[]; fields: string[] }
      if (issueIdsOrKeys.length > 100) return { status: 400 }
      const found = this.issues.filter(
        ({ id, key }) => issueIdsOrKeys.includes(id) || issueIdsOrKeys.includes(key),
      )
      return { json: { issues: found.map((issue) => shown(issue, fields)), issueErrors: [] } }
    }
    if (which === 'createmeta') return this.#creationFields(rest)
    const issue = this.issues.find(({ id, key }) => id === which || key === which)
    if (issue === undefined)
      return {
        status: 404,
        json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] },
      }
    if (what === 'comment')
      return method === 'POST' ? this.#comment(issue, body) : this.#comments(issue, query)
    return { json: shown(issue, query.get('fields')?.split(',')) }
  }

  #creationFields(rest: string[]): UpstreamAnswer {
    if (rest[0] !== 'issuetypes') return { status: 404 }
    const fields = [
      { fieldId: 'summary', required: true },
      { fieldId: 'description', required: false },
      { fieldId: 'labels', required: false },
      {
        fieldId: 'priority',
        required: false,
        allowedValues: [
          { id: '1', name: 'Highest' },
          { id: '2', name: 'High' },
          { id: '3', name: 'Medium' },
        ],
      },
    ]
    return { json: { fields: fields.filter(({ fieldId }) => !this.offScreen.has(fieldId)), total: 4 } }
  }

  #comments({ id: issueId }: SiteIssue, query: URLSearchParams): UpstreamAnswer {
    const start = Number(query.get('startAt'))
    const all = this.comments.filter((comment) => comment.issueId === issueId).reverse()
    const page = all.slice(start, start + 2)
    const expanded = query.get('expand') === 'properties'
    return {
      json: {
        startAt: start,
        total: all.length,
        comments: page.map(({ properties, ...comment }) => (expanded ? { ...comment, properties } : comment)),
      },
    }
  }

  #comment({ id: issueId }: SiteIssue, body: string): UpstreamAnswer {
    const comment = { id: String(700 + this.comments.length), issueId, ...JSON.parse(body) } as SiteComment
    this.comments.push(comment)
    return { status: 201, json: { id: comment.id } }
  }

  #create(body: string): UpstreamAnswer {
    const { fields } = JSON.parse(body) as {
      fields: Record<string, unknown> & { project: { key: string }; issuetype: { id: string } }
    }
    const refused = [...this.offScreen].filter((name) => name in fields)
    if (refused.length > 0)
      return { status: 400, json: { errors: { [String(refused[0])]: 'cannot be set' } } }
    this.made.push(fields)
    const number = 100 + this.made.length
    const issue: SiteIssue = {
      id: String(90_000 + number),
      key: `${fields.project.key}-${number}`,
      created: this.now,
      updated: this.now,
      searchable: this.now + this.searchLag,
      fields: {
        ...fields,
        issuetype: ISSUE_TYPES.find(({ id }) => id === fields.issuetype.id),
        status: { name: 'To Do', statusCategory: { key: 'new' } },
      },
    }
    this.issues.push(issue)
    return { status: 201, json: { id: issue.id, key: issue.key, self: '' } }
  }
}

/** Where an issue stands in a search by when it changed. */
function placeOf(issue: SiteIssue | undefined): string {
  return `${issue?.updated} ${issue?.key.padStart(20)}`
}

function tokenOf(held: string | number): string {
  return Buffer.from(String(held)).toString('base64')
}

function shown(
  { id, key, created, updated, fields }: SiteIssue,
  names: readonly string[] | undefined,
): object {
  if (names === undefined) return { id }
  const all: Record<string, unknown> = { ...fields, created: stamp(created), updated: stamp(updated) }
  return { id, key, fields: Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) }
}

/** As Jira writes times: in the time zone of the account. */
function stamp(milliseconds: number): string {
  return new Date(milliseconds + 60 * MINUTE).toISOString().replace('Z', '+0100')
}
