import type { NewRow } from '../../src/database.ts'
import { CHANGES } from '../changes/all.ts'
import type { ChangeSpec, Progress } from '../changes/spec.ts'
import { between, createRandom, seedOf } from '../random.ts'
import { type Context, type Stamp, writtenOnce } from './context.ts'

const HOUR = 60 * 60 * 1000

/** How many steps a change has taken until it stands where it stands. */
const STEPS: Record<Progress['state'], number> = {
  DRAFT: 1,
  ASSESSING: 2,
  AWAITING_APPROVAL: 3,
  REJECTED: 4,
  CANCELLED: 4,
  SCHEDULED: 4,
  IMPLEMENTING: 5,
  REVIEW: 6,
  CLOSED: 7,
}

/** Hours between asking for a change and its planned begin. */
const LEAD_HOURS: Record<ChangeSpec['type'], readonly [number, number]> = {
  STANDARD: [20, 90],
  NORMAL: [120, 400],
  EMERGENCY: [1, 3],
}

export function changeRows(context: Context): NewRow<'change'>[] {
  const { ids, calendar } = context
  return CHANGES.map((change) => {
    const { planned, actual, outcome, state } = change.progress
    const plannedStart = planned === null ? null : calendar.at(planned[0], planned[1])
    const actualStart = actual === null ? null : calendar.at(actual[0], actual[1])
    return {
      id: ids.make('change', change.key),
      title: change.title,
      description: change.description ?? '',
      type: change.type,
      state,
      planned_start: plannedStart,
      planned_end: later(plannedStart, planned?.[2]),
      actual_start: actualStart,
      actual_end: later(actualStart, actual?.[2]),
      implementation_plan: change.plan,
      backout_plan: change.backout,
      requester: change.requester,
      implementing_team_id: ids.of('team', change.team),
      outcome,
      labels: { routine: change.type === 'STANDARD' ? 'yes' : 'no' },
      ...stampOf(change, context),
    }
  })
}

export function changeServiceRows({ ids, calendar }: Context): NewRow<'change_service'>[] {
  return CHANGES.flatMap((change) =>
    change.services.map((service) => ({
      change_id: ids.of('change', change.key),
      service_id: ids.of('service', service),
      ...writtenOnce(stampOf(change, { ids, calendar }).created_at),
    })),
  )
}

export function changeAssetRows({ ids, calendar }: Context): NewRow<'change_asset'>[] {
  return CHANGES.flatMap((change) =>
    change.assets.map((asset) => ({
      change_id: ids.of('change', change.key),
      asset_id: ids.of('asset', asset),
      ...writtenOnce(stampOf(change, { ids, calendar }).created_at),
    })),
  )
}

function later(start: Date | null, hours: number | null | undefined): Date | null {
  return start === null || hours === null || hours === undefined
    ? null
    : new Date(start.getTime() + hours * HOUR)
}

/** Asked for some time before its window, last touched by its latest step; neither lies in the future. */
function stampOf({ key, type, progress }: ChangeSpec, { calendar }: Context): Stamp {
  const random = createRandom(seedOf(`asked/${key}`))
  const [least, most] = LEAD_HOURS[type]
  const lead = between(random, least, most) * HOUR
  const latest = calendar.midnight.getTime() - between(random, 9, 60) * HOUR
  const { planned, actual } = progress
  const begin = planned === null ? calendar.midnight.getTime() : calendar.at(planned[0], planned[1]).getTime()
  const created = new Date(Math.min(begin - lead, latest))
  const steps = STEPS[progress.state]
  if (steps === 1) return writtenOnce(created)
  const worked = actual === null ? created.getTime() + 5 * HOUR : calendar.at(actual[0], actual[1]).getTime()
  const settled = worked + (actual?.[2] ?? 0) * HOUR + (progress.state === 'CLOSED' ? 3 * HOUR : 0)
  return {
    created_at: created,
    updated_at: new Date(Math.min(settled, calendar.midnight.getTime())),
    version: steps,
  }
}
