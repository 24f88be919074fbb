import type { Example } from '../example.ts'

/** Day to day: changes, metrics and what the sources say. */
export const running: readonly Example[] = [
  {
    title: 'What will happen to this service?',
    description: 'Changes of the next 30 days to the online shop and to the services it needs directly.',
    query: `# What will happen to this service?
#
# Changes planned for the online shop or a service it
# needs. Filters reach across relations: a change is
# found by its services, those by what depends on them.
query WhatWillHappenToThisService(
  $service: ExternalReferenceFilter!
  $from: DateTime!
  $to: DateTime!
) {
  changes(
    filter: {
      plannedStart: { gte: $from, lt: $to }
      status: {
        in: [ASSESSING, AWAITING_APPROVAL, SCHEDULED]
      }
      service: {
        or: [
          { externalReference: $service }
          { dependent: { externalReference: $service } }
        ]
      }
    }
  ) {
    totalCount
    nodes {
      title
      type
      status
      plannedStart
      plannedEnd
      implementingTeam { name }
      services { nodes { name criticality { level } } }
      assets { nodes { name kind } }
    }
  }
}
`,
    variables: (now) => ({
      service: { source: { eq: 'catalogue' }, externalId: { eq: 'online-shop' } },
      from: midnight(now, 0),
      to: midnight(now, 30),
    }),
  },
  {
    title: 'What happened to this metric?',
    description: 'Forty days of one metric, a value a day, and the changes that may explain the dip.',
    query: `# What happened to this metric?
#
# Messages of the stock bridge that arrived in time, day
# by day. One day is far off. Below is the change that
# did it, and it named no service.
query WhatHappenedToThisMetric(
  $from: DateTime!
  $to: DateTime!
) {
  metric(
    by: {
      reference: {
        source: "prometheus"
        externalId: "tannenlund_bridge_on_time"
      }
    }
  ) {
    name
    kind                       # RATIO: good of all
    service { name }
    series(from: $from, to: $to, buckets: 40) {
      start
      value
      samples
    }
  }
  changes(
    filter: {
      asset: { name: { startsWith: "sw-hall2" } }
      actualStart: { gte: $from, lt: $to }
    }
  ) {
    nodes {
      title
      actualStart
      outcome
      services { totalCount }
      assets { nodes { name } }
    }
  }
}
`,
    variables: (now) => ({ from: midnight(now, -40), to: midnight(now, 0) }),
  },
  {
    title: 'Do we keep our promises?',
    description: 'Each service and group of its users: expected, promised, possible, delivered and felt.',
    query: `# Do we keep our promises?
#
# A chain breaks where the next link is below the one
# before: more expected than promised, more promised than
# what lies below allows, less delivered than promised.
query DoWeKeepOurPromises {
  promises {
    nodes {
      service { name }
      team { name }            # null: all users
      isAcknowledged
      firstBreak
      links { name value holds }
      reasons { text }
      feasibility { weakest { name availability } }
    }
  }
  slos(orderBy: [{ field: REMAINING }]) {
    nodes {
      name
      target
      status { outcome attainment remaining burnRate }
    }
  }
}
`,
  },
  {
    title: 'Who spent the budget?',
    description: 'The error budget of card payments by cause: own changes, dependencies and the rest.',
    query: `# Who spent the budget?
#
# Each bad event belongs to one cause. With
# withoutOwnChanges: true, what they answered for is
# unexplained: it is given to no neighbour.
query WhoSpentTheBudget {
  budgetCauses(
    slo: {
      reference: {
        source: "catalogue"
        externalId: "card-payments"
      }
    }
  ) {
    bad
    allowed
    remaining                  # below 0: overspent
    ownChanges
    dependencies
    unexplained
    causes {
      nodes {
        kind
        name
        bad
        budgetShare
        alsoPossible { name bad }
        alerts { ... on Alert { title } }
        tickets { ... on Ticket { title } }
      }
    }
  }
}
`,
  },
  {
    title: 'Where does this value come from?',
    description:
      'Each attribute of an asset: which sources claim it, with which values, and which is effective.',
    query: `# Where does this value come from?
#
# Two sources know this switch and do not agree on where
# it stands. Both claims are kept; the source with the
# smaller precedence comes first.
query WhereDoesThisValueComeFrom {
  asset(
    by: {
      reference: {
        source: "netbox"
        externalId: "sw-hall2-acc-07"
      }
    }
  ) {
    name
    attributes
    provenance {
      attribute
      value
      source
      isEffective
      setAt
    }
    identifiers { nodes { kind value } }
    lastSeenAt
  }
  sources(orderBy: [{ field: PRECEDENCE }]) {
    nodes { name plugin precedence }
  }
}
`,
  },
  {
    title: 'Which assets would land in which services?',
    description: 'The mapping rules, what they leave open, and what another rule would do.',
    query: `# Which assets would land in which services?
#
# A preview stores nothing. createMappingRule takes the same input and a name.
query WhatWouldAMappingRuleDo($rule: PreviewMappingRuleInput!) {
  previewMappingRule(input: $rule) {
    matched                  # assets for which it decides
    added                    # links
    removed
    unchanged
    services                 # that it would create
    tasks                    # what it leaves to you
    samples {
      outcome
      asset { name kind }
      serviceName
      service { name }
    }
  }
  mappingRules {
    nodes {
      position
      enabled                # false: a draft
      number
      name
      filter
      serviceName
    }
  }
  mappingProgress { running evaluated total }
}
`,
    variables: {
      rule: {
        filter: { kinds: ['kubernetes.*'], not: [{ namespaces: ['kube-*'] }] },
        serviceName: '{label:app.kubernetes.io/part-of|name}',
        createService: true,
      },
    },
  },
  {
    title: 'What did the last sync find?',
    description: 'Every source with its last run: what it found, added, changed and retired.',
    query: `# What did the last sync find?
#
# Bring in your own assets, then ask again:
# npx -y pnpm throughline sync kubernetes --file <path>
query WhatDidTheLastSyncFind {
  sources {
    totalCount
    nodes {
      name
      plugin
      status
      runs(
        first: 1
        orderBy: [{ field: STARTED_AT, direction: DESC }]
      ) {
        nodes {
          status
          startedAt
          counts {
            recordType
            found
            added
            changed
            unchanged
            retired
            rejected
          }
          errorMessage         # null: it went well
        }
      }
    }
  }
}
`,
  },
]

/** The beginning of the day so many days from now, in UTC, as ISO 8601. */
function midnight(now: Date, days: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days)).toISOString()
}
