/** An operation that GraphiQL offers for loading: complete, so that it runs as it is. */
export interface Example {
  /** Unique among the examples; its slug is the fragment that opens it (`/graphql#every-service`). */
  title: string
  /** One sentence: what the answer tells. */
  description: string
  /** A document with exactly one operation; comments are kept. */
  query: string
  /** Those that speak of days are made from the time at which the page is loaded. */
  variables?: Variables | ((now: Date) => Variables)
}

type Variables = Record<string, unknown>

/** The fragment that opens the example: `Impact of a server` → `impact-of-a-server`. */
export function exampleSlug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The variables as they are offered at this time; undefined where the operation takes none. */
export function exampleVariables({ variables }: Example, now: Date): Variables | undefined {
  return typeof variables === 'function' ? variables(now) : variables
}
