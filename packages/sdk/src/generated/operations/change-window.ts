// Generated from Query.changeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type ChangeWindowQueryVariables = {
  by: Types.NodeRef;
};

export type ChangeWindowQuery = { readonly changeWindow: { readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number } | null };

/**
 * One ChangeWindow by its ID or external reference; null where there is none.
 */
export const ChangeWindow: Document<ChangeWindowQuery, ChangeWindowQueryVariables> = {
  kind: 'query',
  name: 'ChangeWindow',
  text: "query ChangeWindow($by:NodeRef!){changeWindow(by:$by){createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}}",
};
