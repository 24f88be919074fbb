import type { SiteIssue } from './issues.ts'

/** The part of JQL that the plugin speaks; undefined for a query Jira would refuse. */
export function findIssues(issues: readonly SiteIssue[], jql: string): SiteIssue[] | undefined {
  const [, condition = '', order = ''] = /^(.*?) ORDER BY (.*)$/.exec(jql) ?? []
  const tests = condition.split(' AND ').map(testOf)
  if (tests.some((test) => test === undefined)) return undefined
  const byTime = /^(updated|created) ASC/.exec(order)?.[1] === 'updated' ? 'updated' : 'created'
  return issues
    .filter((issue) => tests.every((test) => test?.(issue)))
    .sort((a, b) => a[byTime] - b[byTime] || numberOf(a.key) - numberOf(b.key))
}

function testOf(clause: string): ((issue: SiteIssue) => boolean) | undefined {
  const project = /^project = "([A-Z]+)"$/.exec(clause)?.[1]
  if (project !== undefined) return ({ key }) => key.startsWith(`${project}-`)
  const [, not, ids] = /^issuetype (not )?in \(([0-9, ]+)\)$/.exec(clause) ?? []
  if (ids !== undefined) return (issue) => ids.split(', ').includes(typeIdOf(issue)) === (not === undefined)
  // A quoted time would be one of the account's time zone: only milliseconds are right.
  const since = /^updated >= (\d{13})$/.exec(clause)?.[1]
  if (since !== undefined) return ({ updated }) => updated >= Number(since)
  const label = /^labels = "([^"]+)"$/.exec(clause)?.[1]
  if (label !== undefined)
    return ({ fields }) => Array.isArray(fields.labels) && fields.labels.includes(label)
  return undefined
}

function typeIdOf({ fields: { issuetype } }: SiteIssue): string {
  return typeof issuetype === 'object' && issuetype !== null && 'id' in issuetype ? String(issuetype.id) : ''
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1))
}
