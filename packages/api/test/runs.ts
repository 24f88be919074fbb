/** Whether everything is tried, as the slow suites do, or a part of it, as at every change. */
export const FULL = process.env.THROUGHLINE_TEST_RUNS === 'full'

/** How many runs a property gets. */
export function runs(quick: number, full: number): number {
  return FULL ? full : quick
}
