/** Begins the label of every issue made from here, and names what is noted out of sight. */
export const MARK = 'throughline-'

/** The label by which an issue made for a key is found again. */
export function labelOf(key: string): string {
  return `${MARK}${key}`
}
