import type { Example } from '../example.ts'

/** What is wanted, how far it has come and what nobody has thought of. */
export const planning: readonly Example[] = [
  {
    title: 'What is missing?',
    description: 'Objectives nobody works on, services nobody needs, money that serves nothing.',
    query: `# What is missing?
#
# Both directions at once: objectives that no service
# supports, and services and assets that support no
# objective. Each gap says what to do about it.
query WhatIsMissing {
  gaps(first: 25) {
    counts {                   # on all pages
      kind
      count
    }
    nodes {
      kind
      subjectName
      relatedName
      weight                   # of the objective, 0 to 1
      cost { amount currency } # a month
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
    title: 'How complete is the model?',
    description:
      'Stage by stage the share by number and by weight, the age of the facts, and the next best repair.',
    query: `# How complete is the model?
#
# From assets that sources have confirmed to links with a
# share of their own. A share is null, with a reason, where
# there is nothing to take a share of.
query HowCompleteIsTheModel {
  modelHealth {
    stages {
      stage
      count
      total
      share                    # by number, 0 to 1
      weightShare              # by weight at stake
      medianFactAgeSeconds
      oldestFactAgeSeconds
      explanation { reasons { code text } }
    }
    nextBest {
      kind
      count
      weightGain               # of the weight of its stage
      mutations
      command
      nodes { name weight }
      explanation { reasons { text } }
    }
  }
}
`,
  },
  {
    title: 'How are our objectives doing?',
    description: 'Progress of the objectives at the top, from their key results and the goals below them.',
    query: `# How are our objectives doing?
#
# The weighted mean of key results and of the objectives
# below. A key result tied to a metric moves by itself.
query HowAreOurObjectivesDoing {
  objectives(
    filter: {
      status: { eq: ACTIVE }
      not: { parent: {} }      # those at the top
    }
    orderBy: [{ field: WEIGHT, direction: DESC }]
  ) {
    totalCount
    nodes {
      title
      weight
      progress {
        value                  # 0 to 1
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
          metric { name }      # null: entered by hand
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
# A mutation answers with its payload or one of a few
# errors. Run it twice: then the name is taken. And ask
# "What is missing?": the service is listed there until
# it serves an objective.
mutation AddAService($input: CreateServiceInput!) {
  createService(input: $input) {
    __typename
    ... on CreateServicePayload {
      service { id name kind lifecycle version }
    }
    ... on InvalidInputError { # what is wrong, and where
      fields { path message }
    }
    ... on Error {             # whatever else it may be
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
