import { z } from 'zod'

const text = z.string()
const duration = z.string()
const anything = z.record(text, z.unknown())

export const metadataSchema = z.strictObject({
  name: text.min(1).max(255),
  displayName: text.optional(),
  labels: z.record(text, z.union([text, z.array(text)])).optional(),
  annotations: z.record(text, text).optional(),
})

const metric = z.strictObject({
  metricSource: z.strictObject({
    metricSourceRef: text.optional(),
    type: text.optional(),
    spec: anything.optional(),
  }),
})

const sliSpec = z.strictObject({
  description: text.optional(),
  thresholdMetric: metric.optional(),
  ratioMetric: z
    .strictObject({
      counter: z.boolean().optional(),
      good: metric.optional(),
      bad: metric.optional(),
      total: metric.optional(),
      rawType: z.enum(['success', 'failure']).optional(),
      raw: metric.optional(),
    })
    .optional(),
})

const OPERATORS = ['lt', 'lte', 'gt', 'gte'] as const

const conditionSpec = z.strictObject({
  description: text.optional(),
  severity: text,
  condition: z.strictObject({
    kind: z.literal('burnrate').optional(),
    op: z.enum(OPERATORS).optional(),
    threshold: z.number(),
    lookbackWindow: duration,
    alertAfter: duration.optional(),
  }),
})

const condition = z.strictObject({
  conditionRef: text.optional(),
  kind: z.literal('AlertCondition').optional(),
  metadata: metadataSchema.optional(),
  spec: conditionSpec.optional(),
})

const policySpec = z.strictObject({
  description: text.optional(),
  alertWhenNoData: z.boolean().optional(),
  alertWhenResolved: z.boolean().optional(),
  alertWhenBreaching: z.boolean().optional(),
  conditions: z.array(condition).optional(),
  notificationTargets: z.array(anything).optional(),
})

const policy = z.strictObject({
  alertPolicyRef: text.optional(),
  kind: z.literal('AlertPolicy').optional(),
  metadata: metadataSchema.optional(),
  spec: policySpec.optional(),
})

const objective = z.strictObject({
  displayName: text.optional(),
  op: z.enum(OPERATORS).optional(),
  value: z.number().optional(),
  target: z.number().optional(),
  targetPercent: z.number().optional(),
  timeSliceTarget: z.number().optional(),
  timeSliceWindow: z.union([z.number(), duration]).optional(),
  indicator: z.unknown().optional(),
  indicatorRef: z.unknown().optional(),
  compositeWeight: z.unknown().optional(),
})

const sloSpec = z.strictObject({
  description: text.optional(),
  service: text.min(1),
  indicator: z.strictObject({ metadata: metadataSchema.optional(), spec: sliSpec }).optional(),
  indicatorRef: text.optional(),
  timeWindow: z
    .array(
      z.strictObject({
        duration,
        isRolling: z.boolean().optional(),
        calendar: z.strictObject({ startTime: text, timeZone: text }).optional(),
      }),
    )
    .max(1)
    .optional(),
  budgetingMethod: z.enum(['Occurrences', 'Timeslices', 'RatioTimeslices']).optional(),
  objectives: z.array(objective).min(1),
  alertPolicies: z.array(policy).optional(),
})

const object = <Kind extends string, Spec extends z.ZodType>(kind: Kind, spec: Spec) =>
  z.strictObject({ apiVersion: text, kind: z.literal(kind), metadata: metadataSchema, spec })

/** The objects of OpenSLO v1 that are read. Keys that they do not have are told apart from values that are wrong. */
export const SCHEMAS = {
  Service: object('Service', z.strictObject({ description: text.optional() }).optional()),
  SLO: object('SLO', sloSpec),
  SLI: object('SLI', sliSpec),
  DataSource: object(
    'DataSource',
    z.strictObject({
      description: text.optional(),
      type: text,
      connectionDetails: z.unknown().optional(),
    }),
  ),
  AlertPolicy: object('AlertPolicy', policySpec),
  AlertCondition: object('AlertCondition', conditionSpec),
  AlertNotificationTarget: object(
    'AlertNotificationTarget',
    z.strictObject({ description: text.optional(), target: text }),
  ),
} as const

export type Kind = keyof typeof SCHEMAS
export const KINDS = Object.keys(SCHEMAS) as readonly Kind[]

export type Metadata = z.infer<typeof metadataSchema>
export type SliSpec = z.infer<typeof sliSpec>
export type MetricSource = z.infer<typeof metric>['metricSource']
export type SloSpec = z.infer<typeof sloSpec>
export type Objective = z.infer<typeof objective>
export type PolicySpec = z.infer<typeof policySpec>
export type ConditionSpec = z.infer<typeof conditionSpec>
export type ObjectOf<K extends Kind> = z.infer<(typeof SCHEMAS)[K]>
