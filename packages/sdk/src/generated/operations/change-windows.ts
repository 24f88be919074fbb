// Generated from Query.changeWindows by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ChangeWindowsQueryVariables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filter?: Types.ChangeWindowFilter | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: ReadonlyArray<Types.ChangeWindowOrder> | null | undefined;
};

export type ChangeWindowsQuery = { readonly changeWindows: { readonly nodes: ReadonlyArray<{ readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

/**
 * All maintenance and freeze windows.
 * A page has 100 rows; to read from the end, set `first` to null and `last`.
 */
export const ChangeWindows: Document<ChangeWindowsQuery, ChangeWindowsQueryVariables> = {
  kind: 'query',
  name: 'ChangeWindows',
  text: "query ChangeWindows($after:String$before:String$filter:ChangeWindowFilter$first:Int=100$last:Int$orderBy:[ChangeWindowOrder!]){changeWindows(after:$after before:$before filter:$filter first:$first last:$last orderBy:$orderBy){nodes{createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}pageInfo{hasNextPage endCursor}}}",
};
