/** Formats of the report. Apart from what makes them, which is loaded only when a report is made. */
export const REPORT_FORMATS = ['html', 'md', 'json'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]
