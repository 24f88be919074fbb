import type { Example } from '../example.ts'

/** From the objective down to the machine and back up again. */
export const carrying: readonly Example[] = [
  {
    title: 'What carries this objective?',
    description:
      'One objective, the services it rests on, and the assets they need, with how critical each is.',
    query: `# What carries this objective?
#
# From what the business wants, through the services it
# rests on, to what they run on. Press the pink button,
# then try other objectives: OBJ-01 to OBJ-10.
query WhatCarriesThisObjective {
  objective(
    by: {
      reference: {
        source: "strategy-map"
        externalId: "OBJ-02"
      }
    }
  ) {
    title
    benefit
    progress { value }         # from 0 to 1
    services(filter: { lifecycle: { eq: LIVE } }) {
      edges {
        share                  # that rests on it
        node {
          name
          criticality {
            level
            valueAtRisk        # of all objectives
          }
          assets(first: 3) {   # a page of them
            totalCount         # of all pages
            nodes {
              name
              kind
              criticality { level }
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Which assets are the most critical?',
    description: 'The ten assets whose failure costs the most, by their kept figures, with their owners.',
    query: `# Which assets are the most critical?
#
# By what the business loses if only this one fails. For
# those without an owner, add ownerId: { isNull: true }.
query MostCriticalAssets {
  assets(
    filter: { lifecycle: { eq: LIVE } }
    orderBy: [{ field: CRITICALITY, direction: DESC }]
    first: 10
  ) {
    nodes {
      name
      kind
      owner { name }
      criticality {
        level
        valueAtRisk
      }
    }
  }
}
`,
  },
  {
    title: 'What does this switch put at risk?',
    description: 'Everything that fails with one asset, up to the objectives, with the worst path to each.',
    query: `# What does this switch put at risk?
#
# It costs 41 EUR a month, and finance lists it as "label
# printers only". Ask what fails with it, all the way up
# to what the business wants.
query WhatDoesThisSwitchPutAtRisk($switch: ID!) {
  asset(by: { id: $switch }) {
    name
    costPerMonth { amount currency }
  }
  impact(of: [{ id: $switch }]) {  # or several
    valueAtRisk                # of all objectives
    objectives {               # the hardest hit first
      objective { title }
      loss                     # how much of it is lost
      valueAtRisk              # its weight x loss
      parts { name share impactFactor }
      path {                   # the worst way up to it
        name
        via { text }
      }
    }
    groups {                   # does redundancy hold?
      group { name }
      members
      minAvailable
      fails
    }
    explanation {              # how the number was made
      formula
      version
      reasons { code text }
    }
  }
}
`,
    variables: { switch: 'asset_018cc2ea-8a95-7c63-a473-5c28000f5586' },
  },
  {
    title: 'What is fatal next?',
    description:
      'What one more failure adds while a database is down, and the failures that redundancy no longer spares.',
    query: `# What is fatal next?
#
# One of the two databases of the checkout is down. That
# costs nothing yet: the other one holds. Which failure
# would now cost more than it does on a good day?
query WhatIsFatalNext($down: NodeRef!, $failing: NodeRef!) {
  impact(of: [$failing], alsoDown: [$down]) {
    valueAtRisk                # on a good day
    simulation {               # add includeAlerts: true
      valueAtRiskBefore        # of what is down
      valueAtRisk              # of both together
      addedValueAtRisk
    }
  }
  fatalNext(of: [$down], first: 5) {
    totalCount
    nodes {                    # the largest rise first
      subjectName
      rise
      valueAtRiskAlone         # with nothing down
      groups { group { name } }
      path { name via { text } }
    }
  }
}
`,
    variables: {
      down: { reference: { source: 'netbox', externalId: 'pg-checkout-a' } },
      failing: { reference: { source: 'netbox', externalId: 'pg-checkout-b' } },
    },
  },
  {
    title: 'What does this service lean on?',
    description: 'All that a service needs, through every step, with how surely it fails with each.',
    query: `# What does this service lean on?
#
# The other way round: what the online shop needs,
# through services, workloads, machines and switches.
query WhatDoesThisServiceLeanOn($service: ID!) {
  impact(
    of: [{ id: $service }]
    direction: DEPENDENCIES
    depth: 6
  ) {
    affected(first: 40) {
      totalCount
      edges {
        impactFactor                  # 1: it fails with this
        steps
        node {                 # two types in one list
          __typename
          ... on Service { name owner { name } }
          ... on Asset { name kind environment }
        }
      }
      pageInfo {               # endCursor is "after" for
        hasNextPage            # the next page
        endCursor
      }
    }
  }
}
`,
    variables: { service: 'service_018cc28e-fd00-71b3-b922-ff4b86ac91c8' },
  },
]
