import type { Example } from '../example.ts'

/** What is wanted, how far it has come and what nobody has thought of. */
export const planning: readonly Example[] = [
  {
    title: 'Do we work on what matters?',
    description: 'The work of the last three months, divided over objectives, beside their weights.',
    query: `# Do we work on what matters?
#
# Work on a service goes to the objectives that it supports,
# work on a platform to the services that need it. The fit
# is the sum of the smaller of weight and share.
query DoWeWorkOnWhatMatters($period: String!) {
  alignment(period: $period) {
    fit                        # 0 to 1
    ceiling                    # what services can reach
    total { minutes }
    rows(first: 20) {
      nodes {
        objective { title }
        bucket                 # work that reached none
        weight
        share
        difference             # above 0: more than its weight
        amount { minutes }
        cells(first: 5) { nodes { service { name } amount { minutes } } }
        entries(first: 3) { nodes { day path amount { minutes } } }
        explanation { reasons { text } }
      }
    }
    delivery { value }
    satisfaction { value interval { low high } }
    progress { value }
    perceptionGaps { service { name } kind }
    history { month value isBackfilled }
    explanation { reasons { text } }
  }
}
`,
    variables: (now) => ({ period: `${dayOf(now, -90)}/${dayOf(now, 0)}` }),
  },
  {
    title: 'Where does the money go?',
    description: 'Costs of last month by service and objective, with the largest flows.',
    query: `# Where does the money go?
#
# Costs that sources report, and costs per month of assets
# that no reported cost covers. Currencies are never added.
query WhereDoesTheMoneyGo($period: String!) {
  alignment(period: $period, measure: COST, groupBy: SERVICE) {
    currency
    currencies
    total { money { amount currency } }
    planned { money { amount currency } }
    rows(first: 10) {
      nodes {
        service { name }
        amount { money { amount } }
        share
        cells(first: 3) { nodes { objective { title } bucket amount { money { amount } } } }
      }
    }
    flows {
      team { name }
      service { name }
      objective { title }
      bucket
      amount { money { amount } }
    }
  }
}
`,
    variables: (now) => ({ period: monthBefore(now) }),
  },
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
# below. A key result that is read from a metric, an SLO or
# surveys moves by itself; of the others people check in.
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
      keyResults(first: 10) {
        nodes {
          title
          kind                 # REACH or MAINTAIN
          start
          current
          target
          keepAbove
          keepBelow
          unit
          progress { value }
          metric { name }      # null: read from something else
          checkIns(first: 3) { nodes { at value confidence note } }
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

/** A day some days from a moment, in UTC. */
function dayOf(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** The month before that of a moment, such as 2026-10. */
function monthBefore(now: Date): string {
  return dayOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)), -1).slice(0, 7)
}
