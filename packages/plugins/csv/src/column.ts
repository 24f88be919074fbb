import { z } from 'zod'

/** The name of a column in a configuration. */
export const column = z
  .string()
  .trim()
  .min(1, 'is empty; write the name that stands in the header')
  .describe('The name of a column, as it stands in the header.')

/** The name of a label. */
export const labelName = z.string().regex(/\S/, 'is empty').max(320)

/** The columns of labels, by the names of these. */
export const labels = z.record(labelName, column).default({})
