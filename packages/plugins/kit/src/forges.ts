export type { ChangedList, Listed, Position } from './forges/changed.ts'
export { changedCursor, END_OF_TIME, inOrderOfChange } from './forges/changed.ts'
export { fits, named, ruled } from './forges/patterns.ts'
