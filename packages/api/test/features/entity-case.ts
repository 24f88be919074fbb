import type { TestApi } from '../harness.ts'
import { done, make } from './mutate.ts'

/** Ids of what the entities under test refer to. */
export interface Neighbours {
  readonly team: string
  readonly otherTeam: string
  readonly person: string
  /** Who leads the other team. */
  readonly lead: string
  readonly objective: string
  readonly service: string
  readonly otherService: string
  readonly asset: string
  readonly metric: string
  readonly change: string
  readonly ticket: string
  readonly keyResult: string
}

/** How an entity is written and read: one row for each type that has create, update and delete. */
export interface EntityCase {
  readonly type: string
  /** The field of Query that lists it; null where it is reached through its parent alone. */
  readonly list: string | null
  /** The field of Query that finds one. */
  readonly one: string | null
  /** Every field of the create input. `n` tells two of them apart. */
  readonly create: (to: Neighbours, n: number) => Record<string, unknown>
  /** Only what must be given. */
  readonly least: (to: Neighbours, n: number) => Record<string, unknown>
  /** What is read back, and what it must be after `create` and after `least`. */
  readonly selection: string
  readonly stored: (to: Neighbours, n: number) => Record<string, unknown>
  readonly defaults: (to: Neighbours, n: number) => Record<string, unknown>
  /** A change of one field, in the words of the input and of the answer. */
  readonly change: { readonly input: Record<string, unknown>; readonly stored: Record<string, unknown> }
  /** The fields that null empties, with what they are then. */
  readonly empties: Record<string, { readonly field: string; readonly stored: unknown }>
  /** The fields that cannot be empty. */
  readonly required: readonly string[]
}

/** Makes what the entities under test refer to. */
export async function makeNeighbours(api: TestApi): Promise<Neighbours> {
  const team = await make(api, 'Team', { name: 'Neighbour', kind: 'IT' })
  const otherTeam = await make(api, 'Team', { name: 'Other neighbour', kind: 'BUSINESS' })
  const person = await make(api, 'Person', { name: 'Neighbour', email: 'neighbour@example.org' })
  const lead = await make(api, 'Person', { name: 'Lead', email: 'lead@example.org' })
  await done(api, 'linkPersonToTeam', { person: { id: lead }, team: { id: otherTeam }, role: 'LEAD' })
  const objective = await make(api, 'Objective', { title: 'Neighbour' })
  const service = await make(api, 'Service', { name: 'Neighbour', kind: 'BUSINESS' })
  const otherService = await make(api, 'Service', { name: 'Other neighbour', kind: 'TECHNICAL' })
  const asset = await make(api, 'Asset', { name: 'neighbour', kind: 'server.virtual' })
  const metric = await make(api, 'Metric', {
    name: 'neighbour',
    unit: '1',
    kind: 'GAUGE',
    service: { id: service },
  })
  const change = await make(api, 'Change', { title: 'Neighbour', type: 'NORMAL' })
  const ticket = await make(api, 'Ticket', { title: 'Neighbour', kind: 'TASK' })
  const keyResult = await make(api, 'KeyResult', {
    objective: { id: objective },
    title: 'Neighbour',
    start: 0,
    target: 1,
  })
  return {
    team,
    otherTeam,
    person,
    lead,
    objective,
    service,
    otherService,
    asset,
    metric,
    change,
    ticket,
    keyResult,
  }
}

/** Labels for those that have some. */
export const LABELS = { tier: 'gold', 'cost-centre': 'K 17' }
/** That null leaves something without an owner. */
export const OWNER = { owner: { field: 'owner', stored: null } }
/** An owner as the API shows one. */
export const owner = (id: string) => ({ owner: { id } })
