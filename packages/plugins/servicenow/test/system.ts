import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { find, type Stored } from './encoded-query.ts'
import { LABELS, REFERENCES, sysId, tablesOfTheInstance } from './records.ts'

export const USER = 'throughline'
export const PASSWORD = 'password-4711-canary'

const TASKS = ['incident', 'problem', 'sc_req_item', 'change_request']
/** Tables whose comments and work notes are lists of what was said. */
const JOURNALS = new Set([...TASKS, 'task'])

/** The table from which a record of each stream is removed. */
const REMOVED_FROM: Readonly<Record<string, string>> = {
  people: 'sys_user',
  teams: 'sys_user_group',
  services: 'cmdb_ci',
  assets: 'cmdb_ci',
  relations: 'cmdb_rel_ci',
  changes: 'change_request',
  tickets: 'incident',
  efforts: 'task_time_worked',
}

interface Journal {
  readonly id: string
  readonly field: string
  readonly text: string
}

/** An instance of ServiceNow in memory. */
export class MadeUpInstance implements FakeSystem {
  readonly tables = tablesOfTheInstance()
  readonly journal: Journal[] = []
  /** Bodies of the calls that made records. */
  readonly made: Record<string, string>[] = []
  /** Records the account may not see: taken out of what was found, after it was counted. */
  readonly hidden = new Set<string>()
  /** Fields the account may not read. */
  readonly unreadable = new Set<string>()
  /** Tables the account may not read. */
  readonly forbidden = new Set<string>()
  /** Whether the headers that tell how many there are get lost on the way. */
  tellsCount = true
  /** Hours by which written times are read wrongly. */
  timeZone = 0
  now = Date.parse('2026-03-02T12:00:00Z')

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`
    if (request.headers.authorization !== expected) return refusal(401, 'User Not Authenticated')
    const [, table = '', id] = /^\/api\/now\/table\/([a-z_]+)(?:\/([0-9a-z]+))?$/.exec(request.path) ?? []
    if (table !== 'task' && !(table in this.tables)) return refusal(400, `Invalid table ${table}`)
    if (this.forbidden.has(table)) return refusal(403, 'Insufficient rights to query records')
    if (request.method === 'POST') return this.#create(table, request.body)
    if (id === undefined) return this.#list(table, request.query)
    const found = this.#records(table).find((record) => record.sys_id === id)
    if (found === undefined || this.hidden.has(id)) return refusal(404, 'No Record found')
    if (request.method === 'PATCH') this.#note(id, request.body)
    return { json: { result: this.#shown(table, found, request.query) } }
  }

  /** Somebody writes in the oldest incident. */
  touch(at: Date): void {
    const incidents = this.tables.incident ?? []
    const index = incidents.findIndex(({ sys_id }) => sys_id === sysId('a1'))
    incidents[index] = {
      ...incidents[index],
      sys_updated_on: written(at.getTime()),
      short_description: `Touched ${at.toISOString()}`,
    }
  }

  remove(stream: string): void {
    const table = REMOVED_FROM[stream] ?? ''
    this.tables[table] = this.#records(table).slice(1)
  }

  /** Changes a record by hand. */
  set(table: string, id: string, values: Stored): void {
    this.tables[table] = this.#records(table).map((record) =>
      record.sys_id === sysId(id) ? { ...record, ...values } : record,
    )
  }

  #records(table: string): Stored[] {
    return table === 'task' ? TASKS.flatMap((each) => this.tables[each] ?? []) : (this.tables[table] ?? [])
  }

  readonly #valueOf = (record: Stored, path: string): string => {
    const [field = '', ...rest] = path.split('.')
    const value = record[field] ?? ''
    if (rest.length === 0) return value
    const target = this.#records(REFERENCES[field] ?? '').find(({ sys_id }) => sys_id === value)
    return target === undefined ? '' : this.#valueOf(target, rest.join('.'))
  }

  #list(table: string, query: URLSearchParams): UpstreamAnswer {
    const [limit, offset] = [Number(query.get('sysparm_limit')), Number(query.get('sysparm_offset') ?? '0')]
    const known = new Set(
      Object.values(this.tables).flatMap((records) => records.flatMap((record) => Object.keys(record))),
    )
    const found = find(
      this.#records(table),
      this.#moved(query.get('sysparm_query') ?? ''),
      this.#valueOf,
      known,
    )
    const page = found.slice(offset, offset + limit).filter(({ sys_id = '' }) => !this.hidden.has(sys_id))
    const pages = found.length > offset + limit ? `<http://instance/next>;rel="next"` : ''
    return {
      headers: this.tellsCount
        ? { 'x-total-count': String(found.length), ...(pages === '' ? {} : { link: pages }) }
        : {},
      json: { result: page.map((record) => this.#shown(table, record, query)) },
    }
  }

  /** Times in a query, as an instance reads them that takes them for those of another zone. */
  #moved(query: string): string {
    if (this.timeZone === 0) return query
    return query.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, (time) =>
      written(Date.parse(`${time.replace(' ', 'T')}Z`) + this.timeZone * 3_600_000),
    )
  }

  #shown(table: string, record: Stored, query: URLSearchParams): object {
    const names = (query.get('sysparm_fields') ?? '').split(',')
    const cells = names.flatMap((name) => {
      if (this.unreadable.has(name)) return []
      if (JOURNALS.has(table) && (name === 'work_notes' || name === 'comments'))
        return [[name, { value: '', display_value: this.#notes(record, name) }]]
      const value = this.#valueOf(record, name)
      // A field nobody has in this table is not in the answer.
      if (value === '' && !(name in record) && !name.includes('.') && table !== 'cmdb_ci') return []
      return [[name, { value, display_value: this.#label(table, record, name, value) }]]
    })
    return Object.fromEntries(cells)
  }

  #label(table: string, record: Stored, name: string, value: string): string {
    const field = name.split('.').at(-1) ?? name
    const target = REFERENCES[field]
    const found =
      target === undefined ? undefined : this.#records(target).find(({ sys_id }) => sys_id === value)
    return (
      found?.name ??
      LABELS[`${record.sys_class_name ?? table}.${name}`]?.[value] ??
      LABELS[`${table}.${name}`]?.[value] ??
      value
    )
  }

  #notes({ sys_id }: Stored, field: string): string {
    const entries = this.journal.filter((entry) => entry.id === sys_id && entry.field === field)
    return entries.map(({ text }) => `2026-03-02 12:00:00 - Throughline\n${text}\n\n`).join('')
  }

  #note(id: string, body: string): void {
    for (const [field, text] of Object.entries(JSON.parse(body) as Record<string, string>))
      this.journal.push({ id, field, text })
  }

  #create(table: string, body: string): UpstreamAnswer {
    const values = JSON.parse(body) as Record<string, string>
    this.made.push(values)
    const stored = Object.fromEntries(Object.entries(values).filter(([name]) => !this.unreadable.has(name)))
    const record = {
      ...stored,
      sys_id: sysId(`f${100 + this.made.length}`),
      sys_class_name: table,
      number: 'NEW',
      sys_updated_on: written(this.now),
      sys_created_on: written(this.now),
    }
    this.tables[table]?.push(record)
    return {
      status: 201,
      json: {
        result: this.#shown(
          table,
          record,
          new URLSearchParams({ sysparm_fields: 'sys_id,number,correlation_id' }),
        ),
      },
    }
  }
}

function refusal(status: number, message: string): UpstreamAnswer {
  return {
    status,
    json: { error: { message, detail: 'Required to provide Auth information' }, status: 'failure' },
  }
}

function written(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
}
