import type { ObjectFieldBuilder } from '@pothos/core'
import { recordAudit } from '../access/audit.ts'
import { auditContextOf, limitRows } from '../access/entity-writes.ts'
import { builder, type Types } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { DomainError, InvalidInput } from '../graph/errors.ts'
import type { WithNodes } from '../graph/input-nodes.ts'
import { mutation } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import { visibleTo } from '../graph/visibility.ts'
import { holdHorizon } from './horizon-store.ts'
import { type GivenSample, sampleProblem } from './samples.ts'
import { lockMetrics, sampleEvents, storeSamples } from './store.ts'

const SampleOutcome = builder.enumType('SampleOutcome', {
  description: 'What became of a sample.',
  values: {
    RECORDED: { description: 'Stored.' },
    REPLACED: { description: 'There was one of this instant with another value; this one took its place.' },
    UNCHANGED: { description: 'It was there already.' },
    REJECTED: { description: 'Not stored; the message says why.' },
  } as const,
})

interface SampleResult {
  readonly outcome: 'RECORDED' | 'REPLACED' | 'UNCHANGED' | 'REJECTED'
  readonly message: string | null
}

const SampleResultRef = builder.objectRef<SampleResult>('SampleResult').implement({
  description: 'What became of one sample of the input.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    outcome: t.field({
      type: SampleOutcome,
      description: 'Result.',
      resolve: ({ outcome }) => outcome,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why the row was rejected. Null if it was not.',
    }),
  }),
})

const SampleInput = builder.inputType('SampleInput', {
  description: 'One measurement.',
  fields: (t) => ({
    metric: t.field(nodeRef('Metric', { required: true, description: 'The metric.' })),
    at: t.field({
      type: 'DateTime',
      required: true,
      description: 'When it was taken; one sample an instant.',
    }),
    value: t.float({
      required: true,
      description: 'The reading in the unit of the metric; of a RATIO the good events.',
    }),
    total: t.float({ description: 'Of a RATIO, all events.' }),
  }),
})

mutation('recordSamples', {
  visibleTo: 'RECORDERS',
  description:
    'Stores metric samples. Each row is stored or rejected independently. Sending a row again has no effect.',
  rowByRow: true,
  input: builder.inputType('RecordSamplesInput', {
    description: 'Measurements of any metrics.',
    fields: (t) => ({
      samples: t.field({ type: [SampleInput], required: true, description: 'Up to 1,000 of them.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, { recorded: number; results: readonly SampleResult[] }>) => ({
    recorded: t.exposeInt('recorded', { description: 'How many were stored, new ones and replacements.' }),
    results: t.field({
      type: [SampleResultRef],
      extensions: cost({ size: 'page', perItem: 0 }),
      description: 'Result of each row, in the order of the input.',
      resolve: ({ results }) => results,
    }),
  }),
  run: async (input, work) => {
    limitRows(input.samples, 'samples')
    const rows = input.samples.map(readSample)
    const given = rows.filter((row): row is GivenSample => !('rejected' in row))
    const kinds = await lockMetrics(work.transaction, [...new Set(given.map(({ metricId }) => metricId))])
    const horizon = await holdHorizon(work.transaction)
    const seen = new Set<string>()
    const checked = rows.map((row) => {
      if ('rejected' in row) return row
      const key = `${row.metricId} ${row.at.toISOString()}`
      const problem = seen.has(key)
        ? 'is in this input twice'
        : sampleProblem(row, kinds.get(row.metricId), horizon)
      if (problem !== null) return { rejected: problem }
      seen.add(key)
      return row
    })
    const stored = await storeSamples(
      work.transaction,
      checked.filter((row): row is GivenSample => !('rejected' in row)),
    )
    await recordAudit(work.transaction, auditContextOf(work), sampleEvents(stored))
    const outcomes = new Map(stored.map(({ sample, outcome }) => [sample, outcome]))
    const results = checked.map((row): SampleResult => {
      if ('rejected' in row) return { outcome: 'REJECTED', message: row.rejected }
      return { outcome: outcomes.get(row) ?? 'UNCHANGED', message: null }
    })
    const taken = results.filter(({ outcome }) => outcome === 'RECORDED' || outcome === 'REPLACED')
    return { recorded: taken.length, results }
  },
})

/** A row of the input with its metric's uuid, or why it cannot be one. */
function readSample(
  sample: WithNodes<typeof SampleInput.$inferInput>,
): GivenSample | { readonly rejected: string } {
  try {
    const metricId = sample.metric.id
    if (Number.isNaN(sample.at.getTime())) throw InvalidInput.at(['at'], 'is no instant')
    return { metricId, at: sample.at, value: sample.value, total: sample.total ?? null }
  } catch (error) {
    if (error instanceof DomainError) return { rejected: error.message }
    throw error
  }
}
