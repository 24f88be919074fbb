import { z } from 'zod'

/** The name of a column in a configuration. */
export const column = z
  .string()
  .trim()
  .min(1, 'is empty; write the name that stands in the header')
  .describe('The name of a column, as it stands in the header.')
