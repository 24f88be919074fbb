import { z } from 'zod'
import { InvalidRecordError } from '../errors.ts'
import { normalized } from '../unicode.ts'
import { alertRecordSchema } from './alert.ts'
import { assetRecordSchema } from './asset.ts'
import { changeRecordSchema } from './change.ts'
import { costRecordSchema } from './cost.ts'
import { objectiveRecordSchema, processRecordSchema } from './objective.ts'
import { relationRecordSchema } from './relation.ts'
import { samplesRecordSchema } from './samples.ts'
import { serviceRecordSchema } from './service.ts'
import { responseRecordSchema, surveyInvitationRecordSchema, surveyRecordSchema } from './survey.ts'
import { personRecordSchema, teamRecordSchema } from './team.ts'
import { effortRecordSchema, ticketEventRecordSchema, ticketRecordSchema } from './ticket.ts'

/** Everything a plugin may yield, told apart by `type`. */
export const recordSchema = z.discriminatedUnion('type', [
  assetRecordSchema,
  relationRecordSchema,
  ticketRecordSchema,
  effortRecordSchema,
  ticketEventRecordSchema,
  changeRecordSchema,
  alertRecordSchema,
  samplesRecordSchema,
  surveyRecordSchema,
  responseRecordSchema,
  surveyInvitationRecordSchema,
  personRecordSchema,
  teamRecordSchema,
  serviceRecordSchema,
  objectiveRecordSchema,
  processRecordSchema,
  costRecordSchema,
])
export type NeutralRecord = z.infer<typeof recordSchema>

/** The schema of each type of record. */
export const RECORD_SCHEMAS = {
  asset: assetRecordSchema,
  relation: relationRecordSchema,
  ticket: ticketRecordSchema,
  effort: effortRecordSchema,
  ticketEvent: ticketEventRecordSchema,
  change: changeRecordSchema,
  alert: alertRecordSchema,
  samples: samplesRecordSchema,
  survey: surveyRecordSchema,
  response: responseRecordSchema,
  surveyInvitation: surveyInvitationRecordSchema,
  person: personRecordSchema,
  team: teamRecordSchema,
  service: serviceRecordSchema,
  objective: objectiveRecordSchema,
  process: processRecordSchema,
  cost: costRecordSchema,
} as const
export type RecordType = NeutralRecord['type']
export const RECORD_TYPES = [
  'asset',
  'relation',
  'ticket',
  'effort',
  'ticketEvent',
  'change',
  'alert',
  'samples',
  'survey',
  'response',
  'surveyInvitation',
  'person',
  'team',
  'service',
  'objective',
  'process',
  'cost',
] as const satisfies readonly RecordType[]
/** The record of a type. */
export type RecordOf<Type extends RecordType> = Extract<NeutralRecord, { readonly type: Type }>

/**
 * Checks what a plugin yielded. Its texts are in Unicode normalization form C, whatever the source writes.
 *
 * @throws InvalidRecordError that names the record and the field.
 */
export function parseRecord(value: unknown): NeutralRecord {
  const result = recordSchema.safeParse(normalized(value))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `
  throw new InvalidRecordError(
    `The record ${nameOf(value)} cannot be used: ${field}${issue?.message ?? 'unknown reason'}`,
  )
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('externalId' in value)) return 'without an externalId'
  return typeof value.externalId === 'string'
    ? JSON.stringify(value.externalId.slice(0, 200))
    : 'without an externalId'
}
