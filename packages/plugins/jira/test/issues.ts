/** An issue as the fake site holds it. Times are milliseconds since 1970. */
export interface SiteIssue {
  id: string
  key: string
  created: number
  updated: number
  /** From when on the search knows of its present form; at once when left out. */
  searchable?: number
  fields: Record<string, unknown>
}

/** A work log as the fake site holds it. */
export interface SiteWorklog {
  id: number
  issueId: string
  updated: number
  fields: Record<string, unknown>
}

const MINUTE = 60_000
const MORNING = Date.parse('2026-03-02T08:00:00.000Z')

export const ISSUE_TYPES = [
  { id: '10001', name: 'Task', subtask: false },
  { id: '10002', name: '[System] Incident', subtask: false },
  { id: '10003', name: '[System] Change', subtask: false },
  { id: '10004', name: 'Sub-task', subtask: true },
  { id: '10005', name: 'Epic', subtask: false },
  { id: '10006', name: '[System] Service request', subtask: false },
]

const category = (key: string, name: string) => ({ id: 4, key, name })
const TO_DO = category('new', 'To Do')
const DOING = category('indeterminate', 'In Progress')
const DONE = category('done', 'Done')

const person = (accountId: string, displayName: string) => ({
  accountId,
  displayName,
  emailAddress: 'hidden@example.org',
  active: true,
})

const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
const words = (text: string, ...marks: object[]) => ({
  type: 'text',
  text,
  ...(marks.length === 0 ? {} : { marks }),
})
const written = (...content: object[]) => ({ version: 1, type: 'doc', content })

function typed(id: string): object {
  const found = ISSUE_TYPES.find((type) => type.id === id)
  return { ...found, self: `https://shop.atlassian.net/rest/api/3/issuetype/${id}` }
}

function made(
  id: number,
  key: string,
  minutes: number,
  type: string,
  fields: Record<string, unknown>,
): SiteIssue {
  const created = MORNING + minutes * MINUTE
  return {
    id: String(id),
    key,
    created,
    updated: created + 5 * MINUTE,
    fields: {
      summary: key,
      description: null,
      issuetype: typed(type),
      status: { name: 'To Do', statusCategory: TO_DO },
      resolution: null,
      resolutiondate: null,
      priority: { name: 'Medium' },
      assignee: null,
      reporter: person('acc-1', 'Mia Krystof'),
      duedate: null,
      labels: [],
      components: [],
      issuelinks: [],
      timespent: null,
      ...fields,
    },
  }
}

/** One of every kind, and odd ones: no assignee, nothing but nulls, Unicode, very long, tables and panels. */
export function issuesOfTheSite(): SiteIssue[] {
  return [
    made(20001, 'SHOP-1', 0, '10001', {
      summary: 'Move the basket to the new cache',
      description: written(
        { type: 'heading', attrs: { level: 2 }, content: [words('Why')] },
        paragraph(
          words('The old one '),
          words('stalls', { type: 'strong' }),
          words(', see '),
          words('the graph', { type: 'link', attrs: { href: 'https://graphs.example.org/1' } }),
          words('.'),
        ),
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [paragraph(words('read'))] },
            { type: 'listItem', content: [paragraph(words('write'))] },
          ],
        },
      ),
      assignee: person('acc-2', 'Emma Richards'),
      components: [{ id: '1', name: 'Checkout' }],
      labels: ['service:Basket', 'team:blue', 'urgent', 'throughline-older-key-0123456789abcdef'],
      customfield_10001: { id: 'team-1', name: 'Web shop', avatarUrl: '' },
      timespent: 5400,
    }),
    made(20002, 'SHOP-2', 1, '10002', {
      summary: 'Payments fail 💳 for everybody — “502”',
      status: { name: 'Resolved', statusCategory: DONE },
      resolution: { name: 'Done' },
      resolutiondate: '2026-03-02T12:30:00.000+0100',
      priority: { name: 'Highest' },
      assignee: person('acc-2', 'Emma Richards'),
      customfield_10010: { value: 'Extensive / Widespread' },
      customfield_10011: { value: 'High' },
      issuelinks: [
        {
          type: { name: 'Problem/Incident', inward: 'is caused by', outward: 'causes' },
          inwardIssue: { id: '20003', key: 'SHOP-3', fields: { issuetype: typed('10003') } },
        },
      ],
    }),
    made(20003, 'SHOP-3', 2, '10003', {
      summary: 'New payment gateway',
      status: { name: 'Completed', statusCategory: DONE },
      resolution: { name: 'Done' },
      customfield_10020: { value: 'Emergency' },
      customfield_10021: '2026-03-02T10:00:00.000+0100',
      customfield_10022: '2026-03-02T11:00:00.000+0100',
      customfield_10023: written(paragraph(words('Swap the route.'))),
      customfield_10024: written(paragraph(words('Swap it back.'))),
      components: [{ id: '2', name: 'Payments' }],
    }),
    // Three in one minute: more than a page holds.
    made(20004, 'SHOP-4', 3, '10006', {
      summary: 'Access to the reports',
      status: { name: 'Waiting for customer', statusCategory: DOING },
      duedate: '2026-03-20',
    }),
    made(20005, 'SHOP-5', 3, '10001', {
      summary: 'x'.repeat(255),
      description: written(paragraph(words('long '.repeat(6000)))),
    }),
    made(20006, 'SHOP-6', 3, '10004', {
      status: { name: 'Done', statusCategory: DONE },
      resolution: { name: "Won't Do" },
      resolutiondate: '2026-03-02T09:00:00.000+0000',
      priority: null,
      reporter: null,
    }),
    made(20007, 'SHOP-7', 10, '10005', { summary: 'An epic, which is left out' }),
    made(20008, 'SHOP-8', 11, '10003', {
      summary: 'Patch the hosts',
      status: { name: 'Awaiting implementation', statusCategory: DOING },
      customfield_10020: { value: 'Standard' },
      customfield_10021: '2026-03-09T10:00:00.000+0100',
    }),
    made(20009, 'SHOP-9', 12, '10003', {
      summary: 'Rebuild the index',
      status: { name: 'Failed', statusCategory: DONE },
    }),
    made(30001, 'OPS-1', 0, '10001', {
      summary: 'Order disks',
      status: { name: 'In Progress', statusCategory: DOING },
    }),
    made(30002, 'OPS-2', 1, '10002', { summary: 'A table and a panel', description: tableAndPanel() }),
    made(40001, 'HR-1', 1, '10001', { summary: 'Of a project that is not read' }),
  ]
}

function tableAndPanel(): object {
  const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(words(text))] })
  return written(
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('host'), cell('state')] },
        { type: 'tableRow', content: [cell('web1'), cell('down')] },
      ],
    },
    {
      type: 'panel',
      attrs: { panelType: 'info' },
      content: [
        paragraph(
          { type: 'mention', attrs: { id: 'acc-2', text: '@Emma' } },
          words(' knows'),
          { type: 'hardBreak' },
          { type: 'emoji', attrs: { shortName: ':smile:', text: '😄' } },
        ),
      ],
    },
    { type: 'codeBlock', attrs: { language: 'sh' }, content: [words('ping web1')] },
  )
}

export function worklogsOfTheSite(): SiteWorklog[] {
  const booked = (
    id: number,
    issueId: string,
    minutes: number,
    fields: Record<string, unknown>,
  ): SiteWorklog => ({
    id,
    issueId,
    updated: MORNING + minutes * MINUTE,
    fields: {
      author: person('acc-2', 'Emma Richards'),
      timeSpentSeconds: 3600,
      started: '2026-03-02T10:00:00.000+0100',
      ...fields,
    },
  })
  return [
    booked(501, '20001', 30, { comment: written(paragraph(words('first half'))) }),
    booked(502, '20001', 31, { timeSpentSeconds: 1790 }),
    booked(503, '40001', 31, {}),
    booked(504, '20003', 32, {}),
    booked(505, '30001', 33, { author: null, comment: null }),
    booked(506, '30001', 33, { timeSpentSeconds: 0 }),
  ]
}
