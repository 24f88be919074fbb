import { z } from 'zod'
import { assetReferenceSchema, nameReferenceSchema } from './reference.ts'
import { externalIdSchema, filledText, instantSchema, labelsSchema } from './text.ts'

export const METRIC_KINDS = ['GAUGE', 'COUNTER', 'RATIO'] as const
export type MetricKind = (typeof METRIC_KINDS)[number]

/** Maximum number of samples of one record; a longer series is emitted as several records. */
export const MAX_SAMPLES = 1000

const sampleSchema = z.strictObject({
  at: instantSchema,
  /** The reading; for a ratio the good events. */
  value: z.number(),
  /** All events, for a ratio alone. */
  total: z.number().min(0).exactOptional(),
})

/**
 * A sample batch of a metric: what was measured, of what, and the samples, each instant once. `externalId` names the
 * batch, `metric.externalId` the series it belongs to. The metric is made when there is none; it hangs on one
 * service or one asset. Samples of a ratio have a total that is not below the value, others have none.
 */
export const samplesRecordSchema = z
  .strictObject({
    type: z.literal('samples'),
    externalId: externalIdSchema,
    metric: z.strictObject({
      externalId: externalIdSchema,
      name: filledText(200),
      unit: filledText(50),
      kind: z.enum(METRIC_KINDS),
      labels: labelsSchema.exactOptional(),
      subject: z.union([
        z.strictObject({ service: nameReferenceSchema }),
        z.strictObject({ asset: assetReferenceSchema }),
      ]),
    }),
    samples: z.array(sampleSchema).min(1).max(MAX_SAMPLES),
  })
  .superRefine(({ metric, samples }, issues) => {
    for (const [index, { value, total }] of samples.entries()) {
      const refuse = (message: string) =>
        issues.addIssue({ code: 'custom', path: ['samples', index, 'total'], message })
      if (metric.kind !== 'RATIO' && total !== undefined) refuse('belongs to a ratio alone')
      if (metric.kind === 'RATIO' && (total === undefined || value < 0 || value > total)) {
        refuse('of a ratio must be given, and the value lie between 0 and it')
      }
    }
    if (new Set(samples.map(({ at }) => Date.parse(at))).size < samples.length) {
      issues.addIssue({ code: 'custom', path: ['samples'], message: 'hold an instant twice' })
    }
  })
export type SamplesRecord = z.infer<typeof samplesRecordSchema>
