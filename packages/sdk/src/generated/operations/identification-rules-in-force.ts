// Generated from Query.identificationRulesInForce by `pnpm generate:sdk`. Do not edit.
import type { Document } from '../../document.ts';

export type IdentificationRulesInForceQueryVariables = {
  assetKind: string;
};

export type IdentificationRulesInForceQuery = { readonly identificationRulesInForce: ReadonlyArray<{ readonly builtIn: boolean, readonly enabled: boolean, readonly identifierKind: string, readonly priority: number, readonly withinEnvironment: boolean }> };

/**
 * By what assets of a kind are told, what is built in included, in the order of asking.
 */
export const IdentificationRulesInForce: Document<IdentificationRulesInForceQuery, IdentificationRulesInForceQueryVariables> = {
  kind: 'query',
  name: 'IdentificationRulesInForce',
  text: "query IdentificationRulesInForce($assetKind:String!){identificationRulesInForce(assetKind:$assetKind){builtIn enabled identifierKind priority withinEnvironment}}",
};
