import { z } from 'zod'

const fraction = z.number().min(0).max(1)
const period = z.int().min(1).max(36_500).optional()

/** The settings of the organisation, as a file may state them. */
export const settingsSchema = z
  .strictObject({
    timeZone: z.string().optional().describe('IANA time zone, for example Europe/Berlin.'),
    criticalityThresholds: z
      .strictObject({ critical: fraction, high: fraction, medium: fraction })
      .optional()
      .describe('Least value at risk of each criticality level.'),
    retention: z
      .strictObject({
        runDays: period,
        recordDays: period,
        deliveryDays: period,
        actionDays: period,
        findingDays: period,
        sampleDays: period,
        auditMonths: period,
      })
      .optional()
      .describe('How long data of operation is kept. Periods that are left out stay.'),
  })
  .describe('Settings of the organisation.')

export type DeclaredSettings = z.infer<typeof settingsSchema>

export const SETTINGS_QUERY = `query Settings { settings { timeZone criticalityThresholds { critical high medium }
  retention { runDays recordDays deliveryDays actionDays findingDays sampleDays auditMonths } } }`
