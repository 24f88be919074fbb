import type { TestApi } from '../harness.ts'
import { make } from './mutate.ts'

/** Ids of what the entities under test refer to. */
export interface Neighbours {
  readonly team: string
  readonly otherTeam: string
  readonly objective: string
  readonly service: string
  readonly otherService: string
  readonly asset: string
  readonly metric: string
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
  const objective = await make(api, 'Objective', { title: 'Neighbour' })
  const service = await make(api, 'Service', { name: 'Neighbour', kind: 'BUSINESS' })
  const otherService = await make(api, 'Service', { name: 'Other neighbour', kind: 'TECHNICAL' })
  const asset = await make(api, 'Asset', { name: 'neighbour', kind: 'server.virtual' })
  const metric = await make(api, 'Metric', { name: 'neighbour', unit: '1', kind: 'GAUGE', serviceId: service })
  return { team, otherTeam, objective, service, otherService, asset, metric }
}

const LABELS = { tier: 'gold', 'cost-centre': 'K 17' }
const OWNER = { ownerId: { field: 'owner', stored: null } }
const owner = (id: string) => ({ owner: { id } })

export const ENTITIES: readonly EntityCase[] = [
  {
    type: 'Team',
    list: 'teams',
    one: 'team',
    create: (_to, n) => ({
      name: `Team ${n}`,
      kind: n % 2 === 0 ? 'IT' : 'BUSINESS',
      costCentre: `K ${n}`,
      contact: `#team-${n}`,
      labels: LABELS,
    }),
    least: (_to, n) => ({ name: `Team ${n}`, kind: 'IT' }),
    selection: 'name kind costCentre contact labels',
    stored: (_to, n) => ({
      name: `Team ${n}`,
      kind: n % 2 === 0 ? 'IT' : 'BUSINESS',
      costCentre: `K ${n}`,
      contact: `#team-${n}`,
      labels: LABELS,
    }),
    defaults: (_to, n) => ({ name: `Team ${n}`, kind: 'IT', costCentre: null, contact: null, labels: {} }),
    change: { input: { contact: 'Room 4' }, stored: { contact: 'Room 4' } },
    empties: {
      costCentre: { field: 'costCentre', stored: null },
      contact: { field: 'contact', stored: null },
    },
    required: ['name', 'kind', 'labels'],
  },
  {
    type: 'Objective',
    list: 'objectives',
    one: 'objective',
    create: (to, n) => ({
      title: `Objective ${n}`,
      description: `At length ${n}`,
      benefit: `Worth ${n}`,
      ownerId: to.team,
      parentId: to.objective,
      weight: n + 0.5,
      status: n % 2 === 0 ? 'ACTIVE' : 'ACHIEVED',
      startsOn: `2026-01-0${n}`,
      endsOn: `2026-12-0${n}`,
      labels: LABELS,
    }),
    least: (_to, n) => ({ title: `Objective ${n}` }),
    selection:
      'title description benefit owner { id } parent { id } weight status startsOn endsOn labels',
    stored: (to, n) => ({
      title: `Objective ${n}`,
      description: `At length ${n}`,
      benefit: `Worth ${n}`,
      ...owner(to.team),
      parent: { id: to.objective },
      weight: n + 0.5,
      status: n % 2 === 0 ? 'ACTIVE' : 'ACHIEVED',
      startsOn: `2026-01-0${n}`,
      endsOn: `2026-12-0${n}`,
      labels: LABELS,
    }),
    defaults: (_to, n) => ({
      title: `Objective ${n}`,
      description: '',
      benefit: '',
      owner: null,
      parent: null,
      weight: 1,
      status: 'DRAFT',
      startsOn: null,
      endsOn: null,
      labels: {},
    }),
    change: { input: { weight: 0 }, stored: { weight: 0 } },
    empties: {
      ...OWNER,
      parentId: { field: 'parent', stored: null },
      startsOn: { field: 'startsOn', stored: null },
      endsOn: { field: 'endsOn', stored: null },
    },
    required: ['title', 'description', 'benefit', 'weight', 'status', 'labels'],
  },
  {
    type: 'KeyResult',
    list: null,
    one: null,
    create: (to, n) => ({
      objectiveId: to.objective,
      title: `Key result ${n}`,
      unit: `unit ${n}`,
      start: n,
      target: n + 10,
      current: n + 5,
      weight: n / 2,
      metricId: to.metric,
    }),
    least: (to, n) => ({
      objectiveId: to.objective,
      title: `Key result ${n}`,
      start: n,
      target: n - 10,
      current: n,
    }),
    selection: 'objective { id } title unit start target manualCurrent weight metric { id }',
    stored: (to, n) => ({
      objective: { id: to.objective },
      title: `Key result ${n}`,
      unit: `unit ${n}`,
      start: n,
      target: n + 10,
      manualCurrent: n + 5,
      weight: n / 2,
      metric: { id: to.metric },
    }),
    defaults: (to, n) => ({
      objective: { id: to.objective },
      title: `Key result ${n}`,
      unit: '',
      start: n,
      target: n - 10,
      manualCurrent: n,
      weight: 1,
      metric: null,
    }),
    change: { input: { current: 7.25 }, stored: { manualCurrent: 7.25 } },
    empties: { metricId: { field: 'metric', stored: null } },
    required: ['objectiveId', 'title', 'unit', 'start', 'target', 'current', 'weight'],
  },
  {
    type: 'Process',
    list: 'processes',
    one: 'process',
    create: (to, n) => ({
      name: `Process ${n}`,
      description: `At length ${n}`,
      ownerId: to.otherTeam,
      labels: LABELS,
    }),
    least: (_to, n) => ({ name: `Process ${n}` }),
    selection: 'name description owner { id } labels',
    stored: (to, n) => ({
      name: `Process ${n}`,
      description: `At length ${n}`,
      ...owner(to.otherTeam),
      labels: LABELS,
    }),
    defaults: (_to, n) => ({ name: `Process ${n}`, description: '', owner: null, labels: {} }),
    change: { input: { description: 'Otherwise' }, stored: { description: 'Otherwise' } },
    empties: OWNER,
    required: ['name', 'description', 'labels'],
  },
  {
    type: 'Service',
    list: 'services',
    one: 'service',
    create: (to, n) => ({
      name: `Service ${n}`,
      description: `At length ${n}`,
      kind: n % 2 === 0 ? 'BUSINESS' : 'TECHNICAL',
      lifecycle: n % 2 === 0 ? 'PLANNED' : 'RETIRED',
      ownerId: to.team,
      labels: LABELS,
    }),
    least: (_to, n) => ({ name: `Service ${n}`, kind: 'TECHNICAL' }),
    selection: 'name description kind lifecycle owner { id } labels',
    stored: (to, n) => ({
      name: `Service ${n}`,
      description: `At length ${n}`,
      kind: n % 2 === 0 ? 'BUSINESS' : 'TECHNICAL',
      lifecycle: n % 2 === 0 ? 'PLANNED' : 'RETIRED',
      ...owner(to.team),
      labels: LABELS,
    }),
    defaults: (_to, n) => ({
      name: `Service ${n}`,
      description: '',
      kind: 'TECHNICAL',
      lifecycle: 'LIVE',
      owner: null,
      labels: {},
    }),
    change: { input: { lifecycle: 'LIVE' }, stored: { lifecycle: 'LIVE' } },
    empties: OWNER,
    required: ['name', 'description', 'kind', 'lifecycle', 'labels'],
  },
  {
    type: 'RedundancyGroup',
    list: null,
    one: null,
    create: (to, n) => ({ serviceId: to.service, name: `Group ${n}`, minUp: n }),
    least: (to, n) => ({ serviceId: to.service, name: `Group ${n}` }),
    selection: 'service { id } name minUp',
    stored: (to, n) => ({ service: { id: to.service }, name: `Group ${n}`, minUp: n }),
    defaults: (to, n) => ({ service: { id: to.service }, name: `Group ${n}`, minUp: 1 }),
    change: { input: { minUp: 9 }, stored: { minUp: 9 } },
    empties: {},
    required: ['serviceId', 'name', 'minUp'],
  },
  {
    type: 'Asset',
    list: 'assets',
    one: 'asset',
    create: (to, n) => ({
      kind: `server.type-${n}`,
      name: `asset-${n}`,
      environment: `env-${n}`,
      lifecycle: n % 2 === 0 ? 'PLANNED' : 'RETIRED',
      ownerId: to.team,
      costAmount: `${n}.5`,
      costCurrency: 'EUR',
      attributes: { cores: n, disks: [{ size: 1 }] },
      labels: LABELS,
    }),
    least: (_to, n) => ({ kind: 'server.virtual', name: `asset-${n}` }),
    selection:
      'kind name environment lifecycle owner { id } costPerMonth { amount currency } attributes labels',
    stored: (to, n) => ({
      kind: `server.type-${n}`,
      name: `asset-${n}`,
      environment: `env-${n}`,
      lifecycle: n % 2 === 0 ? 'PLANNED' : 'RETIRED',
      ...owner(to.team),
      costPerMonth: { amount: `${n}.5000`, currency: 'EUR' },
      attributes: { cores: n, disks: [{ size: 1 }] },
      labels: LABELS,
    }),
    defaults: (_to, n) => ({
      kind: 'server.virtual',
      name: `asset-${n}`,
      environment: null,
      lifecycle: 'LIVE',
      owner: null,
      costPerMonth: null,
      attributes: {},
      labels: {},
    }),
    change: { input: { environment: 'staging' }, stored: { environment: 'staging' } },
    empties: { ...OWNER, environment: { field: 'environment', stored: null } },
    required: ['kind', 'name', 'lifecycle', 'attributes', 'labels'],
  },
  {
    type: 'Change',
    list: 'changes',
    one: 'change',
    create: (to, n) => ({
      title: `Change ${n}`,
      description: `At length ${n}`,
      type: n % 2 === 0 ? 'STANDARD' : 'EMERGENCY',
      plannedStart: `2026-05-0${n}T08:00:00.000Z`,
      plannedEnd: `2026-05-0${n}T09:30:00.000Z`,
      plan: `Step ${n}`,
      backoutPlan: `Back ${n}`,
      requester: `Person ${n}`,
      implementingTeamId: to.team,
      labels: LABELS,
    }),
    least: (_to, n) => ({ title: `Change ${n}`, type: 'NORMAL' }),
    selection:
      'title description type state plannedStart plannedEnd actualStart actualEnd outcome plan backoutPlan requester implementingTeam { id } labels',
    stored: (to, n) => ({
      title: `Change ${n}`,
      description: `At length ${n}`,
      type: n % 2 === 0 ? 'STANDARD' : 'EMERGENCY',
      state: 'DRAFT',
      plannedStart: `2026-05-0${n}T08:00:00.000Z`,
      plannedEnd: `2026-05-0${n}T09:30:00.000Z`,
      actualStart: null,
      actualEnd: null,
      outcome: null,
      plan: `Step ${n}`,
      backoutPlan: `Back ${n}`,
      requester: `Person ${n}`,
      implementingTeam: { id: to.team },
      labels: LABELS,
    }),
    defaults: (_to, n) => ({
      title: `Change ${n}`,
      description: '',
      type: 'NORMAL',
      state: 'DRAFT',
      plannedStart: null,
      plannedEnd: null,
      actualStart: null,
      actualEnd: null,
      outcome: null,
      plan: '',
      backoutPlan: '',
      requester: null,
      implementingTeam: null,
      labels: {},
    }),
    change: { input: { plan: 'Otherwise' }, stored: { plan: 'Otherwise' } },
    empties: {
      requester: { field: 'requester', stored: null },
      implementingTeamId: { field: 'implementingTeam', stored: null },
    },
    required: ['title', 'description', 'type', 'plan', 'backoutPlan', 'labels'],
  },
  {
    type: 'Metric',
    list: 'metrics',
    one: 'metric',
    create: (to, n) => ({
      name: `metric ${n}`,
      unit: `unit ${n}`,
      kind: n % 2 === 0 ? 'COUNTER' : 'RATIO',
      serviceId: to.service,
      labels: LABELS,
    }),
    least: (to, n) => ({ name: `metric ${n}`, unit: '1', kind: 'GAUGE', assetId: to.asset }),
    selection: 'name unit kind service { id } asset { id } objective { id } latest { at } labels',
    stored: (to, n) => ({
      name: `metric ${n}`,
      unit: `unit ${n}`,
      kind: n % 2 === 0 ? 'COUNTER' : 'RATIO',
      service: { id: to.service },
      asset: null,
      objective: null,
      latest: null,
      labels: LABELS,
    }),
    defaults: (to, n) => ({
      name: `metric ${n}`,
      unit: '1',
      kind: 'GAUGE',
      service: null,
      asset: { id: to.asset },
      objective: null,
      latest: null,
      labels: {},
    }),
    change: { input: { unit: 'ms' }, stored: { unit: 'ms' } },
    empties: {},
    required: ['name', 'unit', 'kind', 'labels'],
  },
]

/** `RedundancyGroup` → `redundancyGroup`: the field of its payloads. */
export function payloadKey(type: string): string {
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}`
}
