import { z } from 'zod'
import { subjectFields } from './reference.ts'
import { externalIdSchema, filledText, instantSchema, labelsSchema, proseSchema, urlSchema } from './text.ts'

export const ALERT_SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'] as const
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number]

/**
 * Something a monitoring system has seen begin, and perhaps end. `fingerprint` is the same each time the same thing
 * happens; `externalId` is that of this one time. Without `endsAt` it goes on. Of one fingerprint one alert fires at a
 * time: a record with the fingerprint of an alert that has not ended is that alert, whatever its `externalId`.
 */
export const alertRecordSchema = z
  .strictObject({
    type: z.literal('alert'),
    externalId: externalIdSchema,
    fingerprint: filledText(300),
    title: filledText(500),
    description: proseSchema.exactOptional(),
    severity: z.enum(ALERT_SEVERITIES),
    /** The source's own word for the severity. */
    sourceSeverity: filledText(200).exactOptional(),
    startsAt: instantSchema,
    endsAt: instantSchema.exactOptional(),
    labels: labelsSchema.exactOptional(),
    url: urlSchema.exactOptional(),
    ...subjectFields,
  })
  .refine((alert) => alert.endsAt === undefined || Date.parse(alert.endsAt) >= Date.parse(alert.startsAt), {
    path: ['endsAt'],
    message: 'is before startsAt',
  })
export type AlertRecord = z.infer<typeof alertRecordSchema>
