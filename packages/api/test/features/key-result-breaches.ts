import { type Breach, creating, GONE, long } from './breaking.ts'

/** The constraints of key results and their check-ins that an input can break. */
export const KEY_RESULT_BREACHES: Record<string, readonly [breach: Breach, path: string, message: RegExp]> = {
  key_result_objective_id_fkey: [
    creating('KeyResult', ({ gone }) => ({ objective: { id: gone.Objective } })),
    'objective.id',
    GONE,
  ],
  key_result_title_check: [creating('KeyResult', () => ({ title: '' })), 'title', /has 1 to 200 characters/],
  key_result_unit_check: [creating('KeyResult', () => ({ unit: long(50) })), 'unit', /at most 50 characters/],
  key_result_weight_check: [
    creating('KeyResult', () => ({ weight: 1e10 })),
    'weight',
    /from 0 to 1,000,000,000/,
  ],
  key_result_metric_id_fkey: [
    creating('KeyResult', ({ gone }) => ({ metric: { id: gone.Metric } })),
    'metric.id',
    GONE,
  ],
  key_result_slo_id_fkey: [creating('KeyResult', ({ gone }) => ({ slo: { id: gone.Slo } })), 'slo.id', GONE],
  key_result_score_service_id_fkey: [
    creating('KeyResult', ({ gone }) => ({ scoreMeasure: 'CSAT', scoreService: { id: gone.Service } })),
    'scoreService.id',
    GONE,
  ],
  key_result_check_in_key_result_id_fkey: [
    ({ gone }) => ({
      mutation: 'checkInKeyResult',
      input: { keyResult: gone.KeyResult, value: 1 },
    }),
    'keyResult',
    GONE,
  ],
  key_result_check_in_confidence_check: [
    ({ to }) => ({
      mutation: 'checkInKeyResult',
      input: { keyResult: to.keyResult, value: 1, confidence: 1.5 },
    }),
    'confidence',
    /from 0 to 1/,
  ],
  key_result_check_in_note_check: [
    ({ to }) => ({
      mutation: 'checkInKeyResult',
      input: { keyResult: to.keyResult, value: 1, note: long(20_000) },
    }),
    'note',
    /at most 20,000/,
  ],
  key_result_target_differs: [
    creating('KeyResult', () => ({ start: 5, target: 5 })),
    'target',
    /is the start: there is no way to go/,
  ],
}
