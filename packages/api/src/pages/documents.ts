/** The queries of the start page and the report: each runs as it is in GraphiQL. */

export const OBJECTIVES = `query Objectives {
  objectives(first: 12, filter: { status: { eq: ACTIVE } }, orderBy: [{ field: WEIGHT, direction: DESC }]) {
    totalCount
    nodes { id title weight benefit owner { name } progress { value explanation { reasons { text } } } }
  }
}`

export const ALIGNMENT = `query Alignment($period: String!) {
  alignment(period: $period) {
    period { label from to }
    total { ...amount }
    planned { ...amount }
    fit
    fitReason { text }
    plannedFit
    ceiling
    delivery { value counted reason { text } explanation { reasons { text } } }
    satisfaction { value counted interval { low high } reason { text } explanation { reasons { text } } }
    progress { value counted reason { text } explanation { reasons { text } } }
    coverage { kind count }
    rows(first: 20) {
      totalCount
      edges {
        cursor
        node {
          objective { id title }
          bucket
          weight
          amount { ...amount }
          share
          planned { ...amount }
          plannedShare
          difference
        }
      }
    }
    perceptionGaps { kind service { name } team { name } explanation { reasons { text } } }
    areas { aspect isTotal isSuppressed score n interval { low high } survey { title } suppressedBecause { text } }
    history(figure: FIT, months: 12) { month value }
    plannedHistory: history(figure: PLANNED_FIT, months: 12) { month value }
    satisfactionHistory: history(figure: SATISFACTION, months: 12) { month value }
    deliveryHistory: history(figure: DELIVERY, months: 12) { month value }
    explanation { formula version reasons { text } }
  }
}
fragment amount on AlignmentAmount { minutes money { amount currency } }`

/** One figure with what it follows from, by its name in the header of the page. */
export const FIT = `query Fit($period: String!) {
  alignment(period: $period) {
    fit
    fitReason { text }
    plannedFit
    ceiling
    explanation { formula source inputs { name value unit } reasons { text } }
    rows(first: 50) { nodes { objective { title } bucket weight share matched } }
  }
}`

export const DELIVERY = meanDocument('Delivery', 'delivery', '')
export const SATISFIED = meanDocument('Satisfaction', 'satisfaction', ' interval { low high }')
export const PROGRESS = meanDocument('Progress', 'progress', '')

function meanDocument(name: string, field: string, more: string): string {
  return `query ${name}($period: String!) {
  alignment(period: $period) {
    ${field} {
      value${more}
      counted
      reason { text }
      explanation { formula source inputs { name value unit } reasons { text } }
    }
  }
}`
}

/** The pieces of work behind one row of the ledger. */
export const LEDGER_ROW = `query LedgerRow($period: String!, $after: String) {
  alignment(period: $period) {
    rows(first: 1, after: $after) {
      nodes {
        objective { title }
        bucket
        weight
        share
        difference
        explanation { reasons { text } }
        entries(first: 20) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { day node { id __typename } path whole { ...amount } amount { ...amount } }
        }
      }
    }
  }
}
fragment amount on AlignmentAmount { minutes money { amount currency } }`

export const OBJECTIVE_PROGRESS = `query ObjectiveProgress($id: ID!) {
  objective(by: { id: $id }) {
    title
    weight
    progress { value explanation { formula source inputs { name value unit } reasons { text } } }
    keyResults(first: 20) { nodes { title weight progress { value explanation { reasons { text } } } } }
  }
}`

export const SLO_BUDGET = `query SloBudget($id: ID!) {
  slo(by: { id: $id }) {
    name
    target
    status {
      attainment
      remaining
      burnRate
      outcome
      explanation { formula source inputs { name value unit } reasons { text } }
    }
  }
  budgetCauses(slo: { id: $id }) {
    causes(first: 10) { nodes { kind name bad budgetShare strength } }
    unexplained
    explanation { reasons { text } }
  }
}`

export const FLOWS = `query Flows($period: String!) {
  alignment(period: $period) {
    flows {
      team { id name }
      service { id name }
      objective { id title }
      bucket
      isRest
      amount { minutes money { amount currency } }
    }
  }
}`

export const MODEL_HEALTH = `query ModelHealth {
  modelHealth {
    stages { stage count total share weightShare explanation { reasons { text } } }
    nextBest { command count explanation { reasons { text } } }
    explanation { reasons { text } }
  }
}`

export const GAPS = `query Gaps {
  gaps(first: 8) {
    totalCount
    counts { kind count }
    nodes { kind weight subjectName relatedName explanation { reasons { text } } }
  }
}`

export const CHANGES = `query Changes {
  changes(
    first: 8
    filter: { status: { in: [AWAITING_APPROVAL, SCHEDULED, IMPLEMENTING] } }
    orderBy: [{ field: PLANNED_START }]
  ) {
    totalCount
    nodes { title type status plannedStart services(first: 3) { totalCount nodes { name } } }
  }
}`

export const TICKETS = `query Tickets {
  tickets(
    first: 8
    filter: { status: { in: [OPEN, IN_PROGRESS, ON_HOLD] } }
    orderBy: [{ field: PRIORITY }, { field: OPENED_AT }]
  ) {
    totalCount
    nodes { title kind status priority openedAt services(first: 3) { totalCount nodes { name } } }
  }
}`

export const ALERTS = `query Alerts {
  alerts(first: 8, filter: { status: { eq: FIRING } }, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
    totalCount
    nodes { title severity startsAt services(first: 3) { totalCount nodes { name } } }
  }
}`

export const BUDGETS = `query Budgets {
  slos(first: 10, orderBy: [{ field: REMAINING }]) {
    totalCount
    nodes {
      id
      name
      target
      service { id name }
      status { attainment remaining outcome burnRate explanation { reasons { text } } }
    }
  }
}`

export const BUDGET_HISTORY = `query BudgetHistory($slo: ID!, $service: ID!, $from: DateTime!, $to: DateTime!) {
  slo(by: { id: $slo }) {
    name
    history(from: $from, to: $to, points: 45) { at remaining }
  }
  changes(
    first: 20
    filter: { service: { id: { eq: $service } }, actualEnd: { gte: $from, lte: $to } }
    orderBy: [{ field: PLANNED_START }]
  ) {
    nodes { title actualEnd outcome }
  }
}`

export const PROMISES = `query Promises {
  promises(first: 100) {
    totalCount
    nodes { firstBreak unknown service { name } team { name } externalParty reasons { text } }
  }
}`

export const SATISFACTION = `query Satisfaction {
  surveyScores(first: 60, measures: [CSAT, NPS]) {
    nodes {
      measure
      isTotal
      isSuppressed
      n
      score
      interval { low high }
      service { name }
      survey { title }
      change { difference isSignificant }
      suppressedBecause { text }
      explanation { reasons { text } }
    }
  }
}`

export const SETTINGS = `query Settings {
  settings { timeZone }
}`
