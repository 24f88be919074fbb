// Generated from Mutation.linkChangeWindow by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type LinkChangeWindowMutationVariables = {
  dryRun?: boolean;
  input: Types.LinkChangeWindowInput;
};

export type LinkChangeWindowMutation = { readonly linkChangeWindow:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'LinkChangeWindowPayload', readonly changeWindow: { readonly createdAt: string, readonly description: string, readonly everything: boolean, readonly except: ReadonlyArray<string>, readonly id: string, readonly kind: Open<Types.ChangeWindowKind>, readonly labels: unknown, readonly minutes: number, readonly name: string, readonly recurrence: string | null, readonly startTime: string, readonly timeZone: string, readonly updatedAt: string, readonly version: number } | null }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
   };

/**
 * Links a change window to services and assets, in addition to its existing links.
 */
export const LinkChangeWindow: Document<Payloads<LinkChangeWindowMutation>, LinkChangeWindowMutationVariables> = {
  kind: 'mutation',
  name: 'LinkChangeWindow',
  text: "mutation LinkChangeWindow($dryRun:Boolean!=false$input:LinkChangeWindowInput!){linkChangeWindow(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on LinkChangeWindowPayload{changeWindow{createdAt description everything except id kind labels minutes name recurrence startTime timeZone updatedAt version}}}}",
};
