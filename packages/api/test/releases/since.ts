import type { Since } from './renames.ts'

/**
 * What has become of each release's rows and figures since it was made. A migration that renames, rewrites or drops
 * something is declared here; all else must be found as it was.
 */
export const SINCE: Readonly<Record<string, Since>> = {
  '0.1.0': {},
}
