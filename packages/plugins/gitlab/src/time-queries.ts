const ENTRIES = `pageInfo { hasNextPage endCursor }
  nodes { id timeSpent spentAt summary user { username } }`

/** Issues in the order in which they changed, with their first entries of time. */
export const TIME_QUERY = `query ($path: ID!, $since: Time, $first: Int!, $after: String) {
  project(fullPath: $path) {
    issues(updatedAfter: $since, sort: UPDATED_ASC, first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { iid confidential updatedAt timelogs(first: $first) { ${ENTRIES} } }
    }
  }
}`

/** More entries of one issue. */
export const MORE_TIME_QUERY = `query ($path: ID!, $iid: String!, $after: String) {
  project(fullPath: $path) {
    issue(iid: $iid) { timelogs(first: 100, after: $after) { ${ENTRIES} } }
  }
}`
