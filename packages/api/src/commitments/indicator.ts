/** What is wrong with the metrics of an indicator, by their kinds; null where they fit. */
export function indicatorProblem(
  indicator: string,
  metric: string | null,
  total: string | null,
): { readonly field: 'metric' | 'totalMetric'; readonly text: string } | null {
  if (indicator === 'RATIO') {
    if (metric === 'RATIO' || metric === null) return null
    return {
      field: 'metric',
      text: `is a ${metric}; an indicator RATIO takes a metric of kind RATIO. For two metrics use GOOD_RATIO or BAD_RATIO`,
    }
  }
  if (indicator === 'THRESHOLD') {
    if (metric !== 'COUNTER') return null
    return { field: 'metric', text: 'is a COUNTER; a threshold compares the readings of a GAUGE or a RATIO' }
  }
  if (metric === 'RATIO')
    return { field: 'metric', text: 'is a RATIO, which holds all events itself; use the indicator RATIO' }
  if (metric === null || total === null || metric === total) return null
  return {
    field: 'totalMetric',
    text: `is a ${total} and metric is a ${metric}; both have to be of the same kind`,
  }
}
