// Generated from operations/alignment-history.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';
import type * as Types from '../types.ts';

export type AlignmentHistoryQueryVariables = {
  period: string;
  figure?: Types.AlignmentFigure;
  months?: number;
  measure?: Types.AlignmentMeasure;
  currency?: string | null | undefined;
};

export type AlignmentHistoryQuery = { readonly alignment: { readonly currency: string | null, readonly history: ReadonlyArray<{ readonly month: string, readonly day: string, readonly value: number | null, readonly isBackfilled: boolean, readonly computedAt: string, readonly formulaVersion: number, readonly interval: { readonly low: number, readonly high: number } | null }> } };

/**
 * A figure of alignment by month, as it was kept.
 */
export const AlignmentHistory: Document<AlignmentHistoryQuery, AlignmentHistoryQueryVariables> = {
  kind: 'query',
  name: 'AlignmentHistory',
  text: "query AlignmentHistory($period:String!$figure:AlignmentFigure!=FIT$months:Int!=12$measure:AlignmentMeasure!=EFFORT$currency:String){alignment(period:$period measure:$measure currency:$currency){currency history(figure:$figure months:$months){month day value interval{low high}isBackfilled computedAt formulaVersion}}}",
};
