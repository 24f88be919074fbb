import type { Example } from '../example.ts'

/** What is wanted, how far it has come and what nobody has thought of. */
export const planning: readonly Example[] = [
  {
    title: 'What is missing?',
    description: 'Objectives nobody works on, services nobody needs, money that serves nothing.',
    query: `# What is missing?
#
# Both directions at once: objectives that no service supports, and services
# and assets that support no objective. Each gap says what to do about it.
query WhatIsMissing {
  gaps(first: 25) {
    counts {                           # of all gaps, not of this page alone
      kind
      count
    }
    nodes {
      kind
      subjectName
      relatedName
      weight                           # of the objective, as a share of all
      cost { amount currency }         # a month
      explanation {
        reasons { text }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    title: 'How are our objectives doing?',
    description: 'Progress of the objectives at the top, from their key results and the goals below them.',
    query: `# How are our objectives doing?
#
# Progress is the weighted mean of key results and objectives below; a key
# result that is tied to a metric moves by itself. "explanation" shows the sum.
query HowAreOurObjectivesDoing {
  objectives(
    filter: { status: { eq: ACTIVE }, not: { parent: {} } }
    orderBy: [{ field: WEIGHT, direction: DESC }]
  ) {
    totalCount
    nodes {
      title
      weight
      progress {
        value                          # 0 to 1; null where nothing is measured
        explanation { formula reasons { text } }
      }
      keyResults {
        nodes {
          title
          start
          current
          target
          unit
          progress { value }
          metric { name }
        }
      }
      children {
        nodes { title weight progress { value } }
      }
    }
  }
}
`,
  },
  {
    title: 'Add a service',
    description: 'A mutation: it answers with the service, or says which input is wrong and why.',
    query: `# Add a service
#
# A mutation answers with its payload or with one of a few errors, never with
# a riddle. Run it twice: the second time the name is taken. Then ask "What is
# missing?": the service is listed until it serves an objective.
mutation AddAService($input: CreateServiceInput!) {
  createService(input: $input) {
    ... on CreateServicePayload {
      service { id name kind lifecycle version }
    }
    ... on InvalidInputError {         # which field, and what is wrong with it
      message
      fields { path message }
    }
    ... on Error {                     # whatever else it may be
      code
      message
    }
  }
}
`,
    variables: {
      input: {
        name: 'Gift cards',
        kind: 'BUSINESS',
        description: 'Sells gift cards in the stores and takes them at the till and online.',
        labels: { channel: 'all' },
      },
    },
  },
]
