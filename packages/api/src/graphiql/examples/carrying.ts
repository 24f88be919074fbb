import type { Example } from '../example.ts'

/** From the objective down to the machine and back up again. */
export const carrying: readonly Example[] = [
  {
    title: 'What carries this objective?',
    description: 'One objective, the services it rests on, and the assets they need, with how critical each is.',
    query: `# What carries this objective?
#
# From what the business wants, through the services it rests on, to what
# they run on. Run it with the pink button, then try another objective:
# OBJ-01 to OBJ-10. Ctrl-Space offers every field there is.
query WhatCarriesThisObjective {
  objective(externalReference: { source: "strategy-map", externalId: "OBJ-02" }) {
    title
    benefit
    progress { value }                 # 0 at the start, 1 at the target
    services(filter: { lifecycle: { eq: LIVE } }) {
      edges {
        share                          # how much of the objective rests on it
        node {
          name
          criticality {
            level                      # from what would be lost without it …
            valueAtRisk                # … as a share of all objectives together
          }
          assets(first: 3) {           # a page; totalCount says how many there are
            totalCount
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
    title: 'What does this switch put at risk?',
    description: 'Everything that fails with one asset, up to the objectives, with the worst path to each.',
    query: `# What does this switch put at risk?
#
# It costs 41 EUR a month, and finance lists it as "label printers only".
# Ask what fails with it, all the way up to what the business wants.
query WhatDoesThisSwitchPutAtRisk($switch: ID!) {
  asset(id: $switch) {
    name
    costPerMonth { amount currency }
  }
  impact(of: [$switch]) {              # several at once fail together
    valueAtRisk                        # share of all objectives by weight, 0 to 1
    objectives {                       # the hardest hit first
      objective { title }
      reach                            # how surely it is hit, 0 to 1
      valueAtRisk                      # its weight × reach
      path {                           # the worst way from the switch to it
        name
        via { text }
      }
    }
    groups {                           # redundancy on the way: does it hold?
      group { name }
      members
      minUp
      fails
    }
    explanation {                      # every computed number can say where it comes from
      formula
      version
      reasons { code text }
    }
  }
}
`,
    variables: { switch: 'QXNzZXQ6MDE4Y2MyZWEtOGE5NS03YzYzLWE0NzMtNWMyODAwMGY1NTg2' },
  },
  {
    title: 'What does this service lean on?',
    description: 'All that a service needs, through every step, with how surely it fails with each.',
    query: `# What does this service lean on?
#
# The other way round: everything the online shop needs, directly or through
# other services, workloads, machines and switches. "depth" limits the steps.
query WhatDoesThisServiceLeanOn($service: ID!) {
  impact(of: [$service], direction: DOWN, depth: 6) {
    reached(first: 40) {
      totalCount
      edges {
        reach                          # 1: the shop fails with it, whatever happens
        steps
        node {                         # services and assets come in one list
          __typename
          ... on Service { name owner { name } }
          ... on Asset { name kind environment }
        }
      }
      pageInfo {                       # give endCursor as "after" for the next page
        hasNextPage
        endCursor
      }
    }
  }
}
`,
    variables: { service: 'U2VydmljZTowMThjYzI4ZS1mZDAwLTcxYjMtYjkyMi1mZjRiODZhYzkxYzg' },
  },
]
