import { sql } from 'kysely'
import { at, listAt } from '../features/mutate.ts'
import type { TestApi } from '../harness.ts'

/** Rows written past the API: tests of the ledger are about reading. */
export interface Rows {
  objective(title: string, more?: object): Promise<string>
  service(name: string, more?: object): Promise<string>
  team(name: string): Promise<string>
  asset(name: string, more?: object): Promise<string>
  link(objective: string, service: string, more?: object): Promise<void>
  depends(
    service: string,
    on: { readonly service?: string; readonly asset?: string },
    strength?: number,
  ): Promise<void>
  ticket(more: object, services?: readonly string[], assets?: readonly string[]): Promise<string>
  change(more: object, services?: readonly string[]): Promise<string>
  effort(minutes: number, performedAt: string, more: object): Promise<string>
  cost(amount: string, currency: string, period: readonly [string, string], more?: object): Promise<string>
  allocation(service: string, days: readonly [string, string], more: object): Promise<string>
}

export function rowsIn({ db }: TestApi): Rows {
  const insert = async (table: string, values: object): Promise<string> => {
    const entries = Object.entries(values)
    const { rows } = await sql<{ id: string }>`
      insert into ${sql.table(table)} (${sql.join(entries.map(([column]) => sql.ref(column)))})
      values (${sql.join(entries.map(([, value]) => sql`${value}`))}) returning id`.execute(db.kysely)
    return rows[0]?.id ?? ''
  }
  const tie = async (
    table: string,
    from: Record<string, string>,
    column: string,
    to: readonly string[] = [],
  ) => {
    for (const id of to) {
      const entries = Object.entries({ ...from, [column]: id })
      await sql`insert into ${sql.table(table)} (${sql.join(entries.map(([name]) => sql.ref(name)))})
        values (${sql.join(entries.map(([, value]) => sql`${value}`))})`.execute(db.kysely)
    }
  }
  return {
    objective: (title, more) => insert('objective', { title, status: 'ACTIVE', ...more }),
    service: (name, more) => insert('service', { name, kind: 'TECHNICAL', ...more }),
    team: (name) => insert('team', { name, kind: 'IT' }),
    asset: (name, more) =>
      insert('asset', { name, kind: 'host', first_seen_at: '2020-01-01T00:00:00Z', ...more }),
    link: async (objective, service, more) => {
      await insert('objective_service', { objective_id: objective, service_id: service, ...more })
    },
    depends: async (service, on, strength = 1) => {
      const to = on.service === undefined ? { on_asset_id: on.asset } : { on_service_id: on.service }
      await insert('service_dependency', { service_id: service, strength, ...to })
    },
    ticket: async (more, services, assets) => {
      const id = await insert('ticket', { title: 'Work', kind: 'TASK', ...more })
      await tie('ticket_service', { ticket_id: id }, 'service_id', services)
      await tie('ticket_asset', { ticket_id: id }, 'asset_id', assets)
      return id
    },
    change: async (more, services) => {
      const id = await insert('change', { title: 'Work', type: 'STANDARD', ...more })
      await tie('change_service', { change_id: id }, 'service_id', services)
      return id
    },
    effort: (minutes, performedAt, more) => insert('effort', { minutes, performed_at: performedAt, ...more }),
    cost: async (amount, currency, [start, end], more) => {
      const source = await sourceIn(db)
      const span = { period_start: start, period_end: end }
      return insert('cost', { source_id: source, amount, currency, category: 'USAGE', ...span, ...more })
    },
    allocation: (service, [from, to], more) =>
      insert('allocation', { service_id: service, starts_on: from, ends_on: to, ...more }),
  }
}

async function sourceIn(db: TestApi['db']): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into source (name, plugin) values ('bills', 'focus')
    on conflict (name) do update set name = excluded.name returning id`.execute(db.kysely)
  return rows[0]?.id ?? ''
}

/** The rows of a ledger as [name, minutes or amount], without what is 0. */
export async function ledger(
  api: TestApi,
  args: string,
  field: 'amount' | 'planned' = 'amount',
): Promise<Record<string, unknown>> {
  const answer = await api.get(`{ alignment(${args}) { rows(first: 100) { nodes {
    bucket objective { title } team { name } service { name } ${field} { minutes money { amount } } } } } }`)
  return Object.fromEntries(
    listAt(answer, 'alignment', 'rows', 'nodes').flatMap((row) => {
      const name =
        at(row, 'bucket') ??
        at(row, 'objective', 'title') ??
        at(row, 'team', 'name') ??
        at(row, 'service', 'name') ??
        'none'
      const amount = at(row, field, 'minutes') ?? at(row, field, 'money', 'amount')
      return amount === 0 || amount === '0' ? [] : [[String(name), amount]]
    }),
  )
}

export interface Entry {
  readonly node: { readonly __typename: string; readonly id: string } | null
  readonly day: string
  readonly whole: { readonly minutes: number | null; readonly money: { readonly amount: string } | null }
  readonly amount: { readonly minutes: number | null; readonly money: { readonly amount: string } | null }
  readonly path: string
}

/** All entries of the row at a place, page by page. */
export async function entries(
  api: TestApi,
  args: string,
  place: number,
  field = 'entries',
): Promise<Entry[]> {
  const found: Entry[] = []
  for (let after: unknown = null; ; ) {
    const answer = await api.get(
      `query ($after: String) { alignment(${args}) { rows(first: 100) { nodes {
        ${field}(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
        nodes { day path node { __typename id } whole { minutes money { amount } } amount { minutes money { amount } } } } } } } }`.replace(
        'rows(first: 100) {',
        `rows(first: 1${place === 0 ? '' : `, after: "${await cursor(api, args, place - 1)}"`}) {`,
      ),
      { after },
    )
    const page = at(answer, 'alignment', 'rows', 'nodes', 0, field)
    found.push(...(listAt(page, 'nodes') as Entry[]))
    if (at(page, 'pageInfo', 'hasNextPage') !== true) return found
    after = at(page, 'pageInfo', 'endCursor')
  }
}

async function cursor(api: TestApi, args: string, place: number): Promise<string> {
  const answer = await api.get(`{ alignment(${args}) { rows(first: 100) { edges { cursor } } } }`)
  return String(at(answer, 'alignment', 'rows', 'edges', place, 'cursor'))
}
