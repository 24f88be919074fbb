import type { Draft, EntityKind } from './entities.ts'
import { named, subjects } from './reference.ts'

/** Changes as their sources tell of them. */
export const CHANGES: EntityKind<'change'> = {
  type: 'change',
  column: 'change_id',
  references: (record) => [...subjects(record), ...named('IMPLEMENTING_TEAM', record.implementingTeam)],
  groups: [
    ['plannedStart', 'plannedEnd'],
    ['actualStart', 'actualEnd'],
  ],
  row: ({ id, record, before, take, find }) => {
    const instant = (
      field: 'plannedStart' | 'plannedEnd' | 'actualStart' | 'actualEnd' | 'firstCommitAt',
      there: Date | null | undefined,
    ) => take<Date | string | null>(field, record[field] ?? null, there)
    return {
      id,
      title: record.title,
      description: take('description', record.description ?? '', before?.description),
      type: record.changeType,
      state: record.state,
      source_state: record.sourceState,
      planned_start: instant('plannedStart', before?.planned_start),
      planned_end: instant('plannedEnd', before?.planned_end),
      actual_start: instant('actualStart', before?.actual_start),
      actual_end: instant('actualEnd', before?.actual_end),
      first_commit_at: instant('firstCommitAt', before?.first_commit_at),
      implementation_plan: take('plan', record.plan ?? '', before?.implementation_plan),
      backout_plan: take('backoutPlan', record.backoutPlan ?? '', before?.backout_plan),
      requester: take('requester', record.requester ?? null, before?.requester),
      implementing_team_id: take(
        'implementingTeam',
        find(named('IMPLEMENTING_TEAM', record.implementingTeam)),
        before?.implementing_team_id,
      ),
      outcome: outcomeOf({ record, before, take }),
      removed_at_source: null,
      labels: JSON.parse(JSON.stringify(take<unknown>('labels', record.labels ?? {}, before?.labels))),
    }
  },
}

/** A change that is opened again has no outcome any more. */
function outcomeOf({ record, before, take }: Pick<Draft<'change'>, 'record' | 'before' | 'take'>) {
  if (record.state !== 'REVIEW' && record.state !== 'CLOSED') return null
  return take('outcome', record.outcome ?? null, before?.outcome)
}
