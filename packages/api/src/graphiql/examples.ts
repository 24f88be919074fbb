/** An operation that GraphiQL offers for loading: complete, so that it runs as it is. */
export interface Example {
  /** Unique among the examples; its slug is the fragment that opens it (`/graphql#every-service`). */
  title: string
  /** One sentence: what the answer tells. */
  description: string
  /** A document with exactly one operation; comments are kept. */
  query: string
  variables?: Record<string, unknown>
}

/** The fragment that opens the example: `Impact of a server` → `impact-of-a-server`. */
export function exampleSlug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

export const examples: readonly Example[] = [
  {
    title: 'Every service',
    description: 'All services with how critical each one is.',
    query: `# All services with how critical each one is.
query EveryService {
  services {
    name
    criticality
  }
}
`,
  },
  {
    title: 'One service',
    description: 'A service by its name, and what it depends on.',
    query: `# A service by its name, and what it depends on.
query OneService($name: String!) {
  service(name: $name) {
    name
    criticality
    dependsOn {
      name
    }
  }
}
`,
    variables: { name: 'Checkout' },
  },
]
