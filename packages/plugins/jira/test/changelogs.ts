/** Statuses of the fake site. A status that was deleted is not among them. */
export const STATUSES = [
  { id: '1', name: 'To Do', statusCategory: { key: 'new' } },
  { id: '3', name: 'In Progress', statusCategory: { key: 'indeterminate' } },
  { id: '5', name: 'Resolved', statusCategory: { key: 'done' } },
  { id: '6', name: 'Done', statusCategory: { key: 'done' } },
]

const moved = (from: readonly [string, string], to: readonly [string, string]) => ({
  field: 'status',
  fieldId: 'status',
  from: from[0],
  fromString: from[1],
  to: to[0],
  toString: to[1],
})
const resolved = (as: string) => ({
  field: 'resolution',
  fieldId: 'resolution',
  from: null,
  to: '1',
  toString: as,
})
const other = { field: 'summary', fieldId: 'summary', fromString: 'Old', toString: 'New' }

/** What has changed in issues: two steps, one with the resolution, one by way of a status that was deleted. */
export const CHANGELOGS = [
  {
    issueId: '20002',
    change: {
      id: '900',
      created: '2026-03-02T09:10:00.000+0100',
      items: [moved(['1', 'To Do'], ['3', 'In Progress']), other],
    },
  },
  {
    issueId: '20002',
    change: {
      id: '901',
      created: '2026-03-02T12:30:00.000+0100',
      items: [moved(['3', 'In Progress'], ['5', 'Resolved']), resolved('Done')],
    },
  },
  {
    issueId: '20006',
    change: {
      id: '902',
      created: 1772441400,
      items: [moved(['77', 'Triage'], ['6', 'Done']), resolved("Won't Do")],
    },
  },
]
