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
      nodes {
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
    perceptionGaps { kind service { name } team { name } explanation { reasons { text } } }
    areas { aspect isTotal isSuppressed score n interval { low high } survey { title } suppressedBecause { text } }
    history(figure: FIT, months: 12) { month value }
    explanation { formula version reasons { text } }
  }
}
fragment amount on AlignmentAmount { minutes money { amount currency } }`

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
